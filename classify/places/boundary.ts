import { commonWordBefore } from './common-words.ts';

/** Longest name in front of its suffix. */
export const LONGEST_STEM = 12;

/** Never inside a name. */
const HARD = new Set('的了是我你您他她它其这哪该此某每各把被让给又很也就请么吗吧呢啊们什没还再却且并则与及跟但只于在而说做像据须竟依拟已未曾仍才刚更最比使要想买称找市省');
/** Break a name too, except where it stands first or last in a name of two characters: 向荣村, 和平路, 永和花园. */
const SOFT = new Set('那和或到对将由按去来住等不有无过经沿着往向为因至从以本都如若问借租叫用位离距靠近临进出入会能可应法');
/** Where one of them is part of a word that names use. */
const KEPT = new Set(['协和', '和平', '和谐', '共和', '城市', '都市', '为民', '利民', '有色', '无线', '经济', '经开', '不锈', '对外', '国有', '公有', '向阳', '向荣', '向东', '向日', '来福', '万和', '如意', '以色', '进出', '出口', '近海', '入海', '住建', '临江', '临港', '临空', '临海', '位育', '进贤', '成都', '首都', '有道', '用友', '无锡', '都会', '名都', '会展', '法院', '能源', '可可', '应急']);

const units = (chars: string) => new Set([...chars].map((c) => c.charCodeAt(0)));
/** Soft ones that names end with: 永和, 悦来, 富有. */
const LAST = units('和来有都本由');
/** Always stand before a name. */
const TOWARD = units('到从往至距');
/** Ends a division, unless the name begins with it: 滨江区 + 市井村. */
const DIVISION = units('市省');

/** Words that stand before a name and are not of it, by their last character. */
const WORDS = `附近 旁边 旁 对面 斜对面 门口 前面 后面 门前 楼下 楼上 周边 周围 隔壁 位于 反映 反应 反馈 投诉 举报 咨询 建议 要求 希望 请求 恳请 申请 强烈 关于 由于 对于 居住 家住 现住 购买 认购
途径 途经 经过 经由 穿过 靠近 临近 前往 进入 来到 到达 驶入 驶出 发现 看到 市民 居民 业主 村民 网友 群众 住户 我们 他们 你们 公司 领导 政府 工作 孩子 小孩 女儿 儿子 就读 来电 来信 查处 整治 解决 处理 发生 出现 存在 质疑
呼吁 恢复 开通 延长 增加 加强 成立 建设 修建 新建 扩建 改造 拆迁 拆除 征收 施工 占用 乘坐 搭乘 打车 开车 停放 停车 违停 今天 昨天 现在 目前 每天 晚上 早上 上午 下午 中午 凌晨 凌晨 下班 上班 问题 情况 地址 地点 位置
辖区 辖区内 期间 回家 路过 走到 开到 送到 送往 转到 赶到 规划 原规划 提供 组织 参加 办理 使用 经营 开设 设立 设置 安装 开发 管理 负责 包括 例如 比如 尤其 特别是 以及 还有 另外 所有 整个 全部 部分 多个 几个 一个 两个 三个 有个 一个 一家 这家 一条 一名 一位 一座 两个 栋 号 楼 处 期 日 月 年 点 分 时 个
联系 考虑 上述 平常 不清 委托 辟谣 回应 工委 入读 有一 学期 作为 属于 隶属 挂靠 叫做 名为 称为 建在 设在 开在 就在 人在 本人 我是 我系 系 其系 导致 造成 影响 严重 破坏 污染 反对 支持 感谢 表扬 东侧 西侧 南侧 北侧 东面 西面 南面 北面 东边 西边 南边 北边 内 里面 方向 路段 段 一带 交叉口 路口 拐角 中间 之间 以南 以北 以东 以西 新开 开的 是否 能否 何时 为何 为什么 怎么 如何 尽快 尽早 快速 已经 一直 多次 再次 联合 连接 通往 直达 开往 围绕 打造 建成 关停 关闭 封闭 开放 进行 采取 落实 解答 告知 通知 表示 认为 觉得 称 网传 据说 听说 近日 近期 日前 如今 当前 全国 国内 我市 我省 我县 我区 全市 全省 全县 全区 违规 非法 擅自 私自 长期 拖欠 欠薪 承包 出租 转让 整改 取缔 修复 维修 绿化 清理 清运 垃圾 车辆 机动车 电动车 公交车 公交 地铁 出租车 司机 乘客 老师 学生 家长 医生 护士 患者 病人 老人 老板 商家 商户 店主 顾客 员工 工人 民工 农民工 委会 村委 居委 政府 公示 依法 终止 户口 知道 听见 前方 后方 毕业 物业 开发商 城管 交警 民警 警察 保安 消防`;

const BY_END: ReadonlyMap<number, readonly string[]> = (() => {
  const ends = new Map<number, string[]>();
  for (const word of new Set(WORDS.split(/\s+/))) {
    const last = word.charCodeAt(word.length - 1);
    ends.set(last, [...(ends.get(last) ?? []), word]);
  }
  return ends;
})();

/** Of the words of one character these stand by themselves; 号, 时, 期 end a count: 18号望岛酒店, but 时代倾城. */
const NOT_COUNTED = new Set(['旁', '内', '称', '段']);
const COUNT = /[*\d\uff10-\uff19一二三四五六七八九十两几半多每]/;

/** What a unit is to a name: 0 ends it, 1 may stand in it, 2 never in it, 3 in it if need be, 4 digit, 5 Latin letter. */
const ROLE = new Uint8Array(65_536);
for (let unit = 0; unit < 65_536; unit += 1) {
  const char = String.fromCharCode(unit);
  ROLE[unit] = HARD.has(char) && !SOFT.has(char) ? 2 : SOFT.has(char) ? 3 : /\p{Script=Han}/u.test(char) && char !== '\u3007' ? 1 : /[0-9\uff10-\uff19]/.test(char) ? 4 : /[A-Za-z]/.test(char) ? 5 : 0;
}

/**
 * Where the name begins that ends at `end`, not before `floor`: `stemStart('他在中山', 4, 0)` → 2. Looks at LONGEST_STEM units at the most.
 */
export function stemStart(text: string, end: number, floor: number): number {
  const stop = Math.max(floor, end - LONGEST_STEM);
  let at = end;
  let soft = false;
  const firstOfName = (from: number) => from - 1 === floor && floor > 0;
  while (at > stop) {
    const unit = text.charCodeAt(at - 1);
    const role = ROLE[unit]!;
    if (role === 0) return at;
    const kept = role >= 2 && (KEPT.has(text.slice(at - 1, at + 1)) || KEPT.has(text.slice(at - 2, at)));
    if (role === 2 && !kept && !(DIVISION.has(unit) && firstOfName(at))) return at;
    if (role === 3 && !kept) {
      if (end - at >= 2 || soft) return soft && !TOWARD.has(unit) ? end : at;
      if (end - at === 1) return at - 1;
      // 永和花园 behind a comma is a name; 生产和市场 is none.
      if (!LAST.has(unit)) return end;
      soft = true;
    }
    if (role === 4) return at < end ? at : digitsStart(text, at, stop);
    if (end - at !== 1 && commonWordBefore(text, at)) return at;
    if (BY_END.get(unit)?.some((word) => (word.length > 1 ? text.startsWith(word, at - word.length) : NOT_COUNTED.has(word) || COUNT.test(text.charAt(at - 2))))) return at;
    at -= 1;
    if (soft && end - at > 2) return end;
  }
  return at;
}

/** 3614小区: figures are a name by themselves, never the end of another. */
function digitsStart(text: string, end: number, stop: number): number {
  let at = end;
  while (at > stop && ROLE[text.charCodeAt(at - 1)] === 4) at -= 1;
  return at;
}

/** True where a letter or a Han character stands at `at - 1`: the name may have been cut there. */
export const runsOn = (text: string, at: number): boolean => at > 0 && ROLE[text.charCodeAt(at - 1)] === 1;
