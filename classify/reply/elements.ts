import type { Span } from './pieces.ts';

/** What an answer consists of, each where it is first said; null where it is not. */
export interface Elements {
  /** 查明的事实 */
  found: Span | null;
  /** 采取的措施 */
  measure: Span | null;
  /** 给出的结论: may or may not, belongs or not. */
  verdict: Span | null;
  /** 时间或数量 */
  figure: Span | null;
  /** 单位 */
  unit: Span | null;
  /** 电话 */
  phone: Span | null;
}

const FOUND = /经(?:查|核|调查|了解|现场|初步|与|向|调取|走访|实地|查阅|咨询|沟通|落实|检测|研究)|据(?:查|了解|核实|悉)|查明|查实|调查(?:发现|了解|核实|情况|显示)|核实|(?:基本|情况)?(?:不)?属实|现场(?:查看|勘查|核查|检查|勘察|核实)|实地(?:查看|勘察|考察|核实)|截[至止]|位于|(?:该|此)(?:处|路段|项目|小区|公司|校|园|地块|问题)/g;
const MEASURE = /已(?:经)?(?:于[^,。]{2,24})?(?:对|向|将|由)?(?:[^,。]{0,12})?(?:责令|责成|要求|督促|安排|组织|联合|拆除|整改|修复|完成|处理|恢复|立案|启动|纳入|列入|开展|解决|办理|下达|约谈|清理|取缔|更换|安装|开通|提供|落实|调整|增设|告知|批评|处罚)|下一步|下阶段|今后|接下来|将(?:进一步|加大|加强|继续|于|在|对|会同|联合|积极|严格|督促|组织|按照|尽快|逐步|重点|不定期|密切|持续|会)|责令|督促|要求[^,。]{0,20}(?:整改|落实|停止|处理)|拟(?:在|于|新建|采用|定)/g;
const VERDICT = /可以|不可以|不能|不可|不予|不得|不支持|不属于|属于|不符合|符合|适用|不适用|不宜|应当|必须|须(?:提供|持|满足|在)|需(?:要|提供|持|满足|携带|凭|到|由)|即可|方可|不存在|无违规|没有[^,。]{0,10}(?:违规|违法|收取|政策)|暂(?:不|未|无)/g;
const FIGURE = /(?<!\d)\d{1,15}(?:\.\d{1,6})?\s{0,4}(?:年|月|日|号|天|个|元|万|亿|%|米|平方米|亩|公里|千米|户|人|台|辆|栋|套|次|起|名|家|处|小时|分钟|时|点|条|项|座|m|km|倍|周|岁|折)|\d{1,2}:\d\d|年底|月底|年内|上半年|下半年/g;
const UNIT = /[\u4e00-\u9fff\dA-Z]{2,16}(?:局|委员会|街道办?|办事处|派出所|大队|支队|中队|社区|管理处|管委会|人民政府|政府|公司|集团|中心|监督站|管理站|学校|教育局|村委会|法院|医院|指挥部|我局|我委|我街道|我镇|我校)/g;
const PHONE = /(?<!\d)(?:\d{3,4}\s?[-\u2010-\u2015]\s?){1,3}\d{4,8}|(?<!\d)1[3-9]\d{9}(?!\d)|(?:电话|热线|致电|拨打)[^,。]{0,12}\d{5,12}/g;

const first = (pattern: RegExp, text: string): Span | null => {
  pattern.lastIndex = 0;
  const hit = pattern.exec(text);
  return hit ? { start: hit.index, end: hit.index + hit[0].length } : null;
};

/** Spans index `substance`; the telephone may also stand in the line that says whom to ask. */
export function elementsOf(substance: string): Elements {
  return {
    found: first(FOUND, substance), measure: first(MEASURE, substance), verdict: first(VERDICT, substance),
    figure: first(FIGURE, substance), unit: first(UNIT, substance), phone: first(PHONE, substance),
  };
}

export function countFigures(text: string): number {
  let n = 0;
  for (const _ of text.matchAll(FIGURE)) n += 1;
  return n;
}
