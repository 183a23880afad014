import type { PlaceKind } from '../../model/index.ts';
import { cities } from '../../profiles/counties.ts';

/** Words that tell one place of a kind from the others but name none: 老旧小区, 公办学校, 三甲医院. */
const MODIFIERS = `住宅 居民 居住 老旧 高档 普通 封闭式 封闭 开放式 封控 封闭管理 周边 附近 其他 其它 其余 别的 相关 有关 所属 所在 自己 所有 全体 整个 各类 多个 许多 很多 不少 部分 个别 公办 民办 公立 私立 民营 国有 国际 重点 农村 乡村 乡镇 城乡 城市 城区 市区 市内 县城 城镇 县级 市级 省级 中心 义务教育 九年义务 全日制 职业 高等 专业 专科 三甲 三级 二级 一级 甲等 定点 综合 大型 小型 中型 公共 社会 地下 露天 室内 房地产 房产 二手房 二手车 二手 楼盘 劳动力 人才 资本 金融 股票 消费 国内 国外 海外 全国 商业 水泥 柏油 断头 一条 这条 贫困 示范 文明 行政 自然 城中 空心 安置 拆迁 集体 美丽 智慧 特色 度假 旅游 五星级 四星级 三星级 五星 快捷 连锁 隔离 指定 线上 网上 网络 无人 生活 大众 便民 农贸 批发 蔬菜 水果 海鲜 建材 家具 红绿灯 十字 丁字 三岔 交叉 重要 主要 主干 次干 市政 高速 快速 人行 机动车 非机动车 消防 生命 网红 学生 员工 职工 教师 本校 母校 高校 名校 技工 驾驶 培训 托管 早教 特殊教育 成人 老年 社区 街道 就近 片区 对口 私人 口腔 宠物 美容 整形 男科 妇科 骨科 公安 部队 军队 当地 本地 外地 个人 企业 单位 维护 大小 楼房 小区 商品房 门前 原来 以前 传统 现代 新型 大 小 老 新 旧 主 辅 支`.split(' ');
const ONLY_MODIFIERS = new RegExp(`^(?:${MODIFIERS.join('|')})+$`, 'u');

/** What the last characters before a word make of it, whatever stands before them: 严禁公立 + 医院, 转为农 + 村, 施工堵 + 路. */
const COMMON_END: Readonly<Partial<Record<PlaceKind, RegExp>>> = {
  镇街: /(?:[乡城村集重全两老同家故回返下外异他]|商业|城乡|工资|放给)$/u,
  村社: /(?:[农乡全本外邻同驻任找当各多空]|^.{0,1}[进出入回下上到一二两三几原新老旧]|[城当]中|贫困|行政|自然|安置|示范|文明|国际|当地|美丽|智慧|老旧)$/u,
  小区: /(?:住宅|老旧|居民|高档|附近|周边|其他|安置|拆迁|部分|整个|封闭|两个|多个|生活|楼盘|单身|员工|职工|廉租|租赁|酒店式|青年|人才|商务)$/u,
  学校: /(?:公办|民办|公立|私立|农村|重点|附近|周边|所有|部分|其他|就读|对口|片区|乡镇|城区|普通|培训|驾驶|特殊|各类|各地|职业|专科|技工|读|上|所|家|间|入|升|念|考|从|和|到|位|好|大|在|[中小]学?|幼儿园|大学)$/u,
  医院: /(?:公立|私立|民营|三甲|三级|二级|定点|附近|各大|大型|其他|正规|综合|医|住|送|去|到|在|大|小|各|护)$/u,
  路口: /(?:红绿灯|信号灯|十字|丁字|三岔|岔|各个?|主要|个|大|小|一个|多个|前方|转弯|拐弯|左转|右转|出入|进出)$/u,
  道路: /(?:[马公铁修堵占绕让问拦挡封退沿赶养护筑铺断跑走过车跟条段隔道]|柏油|水泥|断头|人行|高架|街|商业|逛|步行|临|整|盲|慢|深巷|交界|交叉|交汇)$/u,
  场所: /(?:农贸|批发|二手房?|房地产|房产|楼|股票|资本|劳动力|人才|消费|旧货|跳蚤|生鲜|二手车|占领|整顿|规范|扰乱|面向|进入|推向|主要|大型|小型|五星级?|快捷|连锁|隔离|高铁|公交|火车|一家?|[个家座条处间所]|企业生产|网上|线上|养老|政府|办事|行政|美容|工程|各大|其他|某|饮食|夜|早|洗|停|景点|行人|食堂|零售|绿色|考古|小|级|旅游)$/u,
};

/** With a common word such as 城 or 园 behind them: 县城, 校园, 政府, 海湾. */
const COMMON_BEFORE_WEAK = /(?:[政州县全省港果菜校公陵田乐京封进入新老古长商首海学文满空书]|动物|植物|幼儿|工业|产业)$/u;

/** Fits a hundred places; with the division before it, it names one: 人民医院, 第一中学, 市图书馆. */
const NUMBERED = /^(?:第[一二三四五六七八九十\d]{1,3}|人民|中心|实验|附属|中医|中西医结合|妇幼|妇女儿童|儿童|机关|直属|精神病|肿瘤|职业|师范|民族|高级|完全|初级|外国语|农业|理工|工业|科技|医科|财经|职业技术|市民|政务|行政|便民|体育|文化|会展|国际)*$/u;

/** No name: only words that any place of the kind may carry. */
export const isGeneric = (stem: string, kind: PlaceKind, weak: boolean): boolean => (weak && COMMON_BEFORE_WEAK.test(stem)) || (stem.length <= 8 && ONLY_MODIFIERS.test(stem)) || (COMMON_END[kind]?.test(stem) ?? false);
/** A name only together with the division that it belongs to; roads are called 人民路 everywhere and are a name. */
export const needsOwner = (stem: string, kind: PlaceKind): boolean => stem === '' || (kind !== '道路' && stem.length <= 8 && NUMBERED.test(stem));
/** 苏州酒店, 合肥小区: some hotel, some estate of the city. 南京路 and 广州大厦 are names. */
export const onlyCity = (stem: string, suffix: string): boolean => /^(?:小区|酒店|宾馆|饭店|超市|药店|酒吧|网吧|餐厅|学校|医院|幼儿园|市场|景区|公园|商场|社区|居委会|养老院)$/.test(suffix) && cities().has(stem);
