import { isGiven, surnameAt } from './surnames.ts';

/** Words that begin like a name and are none. */
const WORDS = new Set(('关心 原先 应有 高一 高二 高三 安宁 安心 安定 安检 安静 游行 游玩 成长 成绩 成年 成为 文昌 文山 何去 荣誉 明年 符合 段落 管网 石材 古董 金属 金钱 卫生 封山 盘点 '
  + '何时 何人 何处 何种 何方 何地 何原 何以 方便 方面 方式 方法 方案 方向 方才 于是 于今 曾经 高中 高层 高度 高速 高级 高新 高铁 高温 高考 高价 常务 常年 常规 常见 常住 房东 房产 房主 房管 房屋 房子 房租 房间 '
  + '车都 车叫 车太 车被 车难 车主 车辆 车位 车库 车站 车间 车管 金额 金融 黄金 黄色 黄牛 白天 白色 白领 白班 温度 温馨 温州 安全 安排 安置 安装 安徽 安居 成立 成功 成员 成人 成都 成本 江苏 江西 江北 江南 江都 江边 单独 单元 单位 单亲 单身 万元 万科 '
  + '万达 路上 路面 路边 路人 路灯 路口 路过 水电 毛病 关于 关系 关闭 关注 任何 任意 任务 任职 解决 解释 解放 应该 应当 应急 应届 马上 马路 石头 石油 牛奶 牛肉 包括 包含 包车 包工 文明 文化 文件 党员 连续 连锁 管理 管道 管委 经济 查看 查询 查处 '
  + '费用 景区 花园 申请 申报 申诉 程序 程度 项目 项链 钟头 顾客 顾问 左右 严重 严格 龙卷 段时 游客 游乐 游泳 古城 农民 农村 农户 满意 容易 房贷 洪水 洪涝 鲁莽 湖北 湖南 江湖 苏北 苏南 吉林 辽宁 宁波 宁夏 贵州 广西 云南 海南 海口 河南 河北 山东 '
  + '黎明 阳光 阳台 阳性 元旦 家长 司机 司法 全部 全体 全家 全职 康复 林业 林场 田地 田间 杨树 柳树 桃花 梅花 米粉 水泥 雷电 雷雨 雷同 谷子 余额 余款 余下 盛夏 乐园 乐意 商家 商店 商品 商户 商城 商贩 商业 舒服 舒适 舒心 牟利 冷气 冷水 冷饮 '
  + '郑重 明天 明确 明显 莫名 莫非 向来 向上 向阳 童装 童年 童车 焦急 焦虑 谢谢 祝福 祝愿 祝贺 甘愿 甘蔗 甘肃 姜汤 尚未 尚无 尚不 车费 席位 武汉 武警 武装 武器 武术 时间 时候 富民 惠民 强烈 强制 强行 强拆 强迫 帅哥 英语 代表 代理 代办 '
  + '许多 许可 许久 曲线 章程 计划 计算 池塘 池子 游戏 毕业 毕竟 丁香 丁字 宗旨 宗教 宗族 卓越 仇人 仇恨 臧否 郎中 师傅 师范 师生 钱款 钱财 钱包 钱都 平安 平台 平时 平均 平房 燕窝 燕子 粟米 古建 古树 古镇 花草 花生 花费 花坛 花钱 花店 封闭 封条 封路 储蓄 储存 '
  + '沙发 沙子 沙土 沙滩 巴士 谈话 谈到 谈判 胡同 胡乱 胡说 唐山 唐代 苗木 苗圃 梁上 丘陵 麦子 麦田 豆腐 豆浆 盖章 盖房 练车 练习 宣传 宣布 晋升 井盖 井水 祖父 祖母 祖坟 祖宅 漆黑 卜 狄 鲍鱼 鱼塘 燃气 施工 施肥 施压 包装 夏天 夏季 秋天 冬天 史上 '
  + '方言 方可 方圆 尤其 尤为 屈服 艾滋 艾草 古籍 危险 危房 危机 路政 路段 路径 伍佰 欧洲 欧元 全员 全天 全程 全市 全区 全国 全新 东西 东路 权力 权益 陆续 陆军 陆地 贺卡 龚').split(/\s+/));

/** What comes behind a name: a verb of speaking, where he lives, his telephone. */
const FOLLOW = /^(?:住|是|在|的|家[住里人中属]|电话|手机|联系|反映|来电|来信|咨询|投诉|举报|求助|称|表示|说|向|于|今年|现|与|和|跟|想|要|因|被|身份|男|女|先生|小姐|同志|同学|小朋友|老师|师傅|等|及|也|打|已|对|为|由|未|不|没|希望|请|本人|户|从|把|给|诉|就读|购买|名下|到|自|患|生前|死亡|一家|夫妇|老人|同意|签|建议|,岁|系|申请|提出|至今|曾|之[子女父母]|家属|微信|支付宝|护照|工号|退休|拨打|报名|拒|驾|骑|拖|受|遭|多次|去|又|再|还|就|竟|擅|殴|骂|[一二三四五六七八九十]{1,3}岁)/;
/** Two characters that could be the end of a given name but begin what follows. */
const BEGINS = /^(?:家住|家属|家里|家人|家中|电话|来电|来信|反映|想要|和[我她他你]|在[\u4e00-\u9fff]|有[一个人]|于[\d二今]|为[人何]|住|是|的|也|今年|先生|女士|同志|同学|老师|先后|中午|中心|信访|学生|学校|立即|发现|发生|长期|长年|建议|请|诉|求助|等人|等[\d一二三四五六七八九十]|年[龄已]|时|手机|身份|现|已|申请|说|不|没|本人)/;
const TITLE = /^(?:先生|女士|小姐|同志|师傅|老师|阿姨|主任|经理|科长|院长|书记|主席|队长|局长|处长|医生|老板|某)/;
const HAN = /[\u4e00-\u9fff]/;

/**
 * How many characters of `text` from `at` on are a person's name, 0 where none stands there. After a cue that only
 * names follow (我叫) `sure` is true, and a family name is enough; elsewhere the given name must be a usual one and
 * something must follow that follows names.
 *
 * @example nameAt('我叫张建国住东关', 2, true) // → 3
 */
export function nameAt(text: string, at: number, sure: boolean): number {
  const s = surnameAt(text, at);
  if (s === 0) return 0;
  const [one, two] = [text[at + s], text[at + s + 1]];
  if (one === undefined || !HAN.test(one) || WORDS.has(text.slice(at, at + 2)) || TITLE.test(text.slice(at + s, at + s + 2))) return 0;
  const short = ends(text, at + s + 1);
  if (two !== undefined && HAN.test(two) && !BEGINS.test(text.slice(at + s + 1, at + s + 4))) {
    const long = ends(text, at + s + 2);
    if (long && isGiven(one) && (isGiven(two) || sure)) return s + 2;
    if (long && sure && !short) return s + 2;
    if (sure && !short && isGiven(one)) return s + (isGiven(two) ? 2 : 1);
  }
  if (short && (isGiven(one) || sure)) return s + 1;
  return 0;
}

/** Whether a name may end there: at a sign, at the end, before a word that follows names. */
const ends = (text: string, at: number): boolean => at >= text.length || !HAN.test(text[at]!) || FOLLOW.test(text.slice(at, at + 4));
