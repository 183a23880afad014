import type { Flag, RequestType, Urgency } from '../model/index.ts';

/**
 * What the opening of a message says of its type: operators and forms write it down ("市民来电咨询:…"), and a model that
 * reads the whole text is worse at it than one that reads these words.
 */
const TYPE_CUES: [RegExp, RequestType][] = [
  [/^.{0,12}(?:来电|来信|留言|致电)?(?:人|者)?.{0,4}(?:咨询|询问)/u, '咨询'],
  [/^.{0,12}(?:来电|来信|留言|致电).{0,4}(?:建议|提议)/u, '建议'],
  [/^.{0,12}(?:来电|来信|留言|致电).{0,4}(?:表扬|感谢)/u, '表扬'],
  [/^.{0,12}(?:来电|来信|留言|致电).{0,4}(?:举报|检举)/u, '举报'],
  [/^.{0,12}(?:来电|来信|留言|致电).{0,4}(?:求助|请求帮助)/u, '求助'],
  [/^.{0,12}(?:来电|来信|留言|致电).{0,4}(?:投诉)/u, '投诉'],
  [/^(?:建议|关于.{2,30}的建议)/u, '建议'],
  [/^(?:咨询|请问|想问|问一下)/u, '咨询'],
  [/^(?:举报|实名举报)/u, '举报'],
  [/^(?:投诉)/u, '投诉'],
  [/^(?:求助|求救)/u, '求助'],
  [/^(?:表扬|感谢|点赞)/u, '表扬'],
];

/** The type that the first words name, or null. */
export function typeCue(text: string): RequestType | null {
  const opening = text.slice(0, 40).trimStart();
  for (const [cue, type] of TYPE_CUES) if (cue.test(opening)) return type;
  return null;
}

/** handbook §2.4: what may endanger life or property now, and what must be told to ring 110/119/120/122. */
const URGENT = /(?:正在|现在|目前|已经|刚刚).{0,8}(?:着火|起火|冒烟|爆炸|漏气|泄漏|坍塌|倒塌|溺水|跳楼|轻生)|煤气泄漏|燃气泄漏|天然气泄漏|有人(?:落水|溺水|要跳|轻生)|被困(?:在)?(?:电梯|水|火)|生命危险|救命/u;

export function urgencyCue(text: string): Urgency | null {
  return URGENT.test(text) ? '紧急' : null;
}

/** Flags without labels to learn from: few and plain words, each a hint for a person. */
const FLAG_RULES: [RegExp, Flag][] = [
  [/(?:新政|新规|红头文件|实施(?:细则|办法)|征求意见稿|(?:政策|文件).{0,6}(?:出台|实施|执行|落实|发布))/u, '重大政策'],
  [/(?:记者|电视台|媒体|新闻(?:频道|栏目)|热搜|曝光).{0,10}(?:采访|报道|介入|曝光|关注|问询|播出)|(?:联系|找|告诉)(?:了)?(?:记者|媒体|电视台)/u, '媒体介入'],
  [/(?:虐待|猥亵|性侵|拐卖|遗弃|虐童|霸凌|见死不救)/u, '道德底线'],
  [/(?:绝密|机密★|机密级|秘密★|秘密级|内部文件.{0,6}(?:不得|严禁)外传|国家秘密|军事(?:部署|机密))/u, '涉密提示'],
];

export function flagCues(text: string): Flag[] {
  return FLAG_RULES.flatMap(([rule, flag]) => (rule.test(text) ? [flag] : []));
}
