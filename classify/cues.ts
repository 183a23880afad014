import type { Flag, RequestType, Urgency } from '../model/index.ts';
import { secrecyHint } from './secrecy-hint.ts';

/**
 * What the opening of a message says of its type: operators and forms write it down ("市民来电咨询:…"), and a model that
 * reads the whole text is worse at it than one that reads these words.
 */
const TYPE_CUES: [RegExp, RequestType][] = [
  [/^.{0,12}(?:来电|来信|留言|致电).{0,4}(?:建议|提议)/u, '建议'],
  [/^.{0,12}(?:来电|来信|留言|致电).{0,4}(?:表扬|感谢)/u, '表扬'],
  [/^.{0,12}(?:来电|来信|留言|致电).{0,4}(?:举报|检举)/u, '举报'],
  [/^.{0,12}(?:来电|来信|留言|致电).{0,4}(?:求助|请求帮助)/u, '求助'],
  [/^.{0,12}(?:来电|来信|留言|致电).{0,4}(?:投诉)/u, '投诉'],
  [/^.{0,12}(?:来电|来信|留言|致电|微信|公众号)(?:人|者)?.{0,4}(?:咨询|询问)/u, '咨询'],
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

/** What may endanger life or property now (handbook §2.4), in words that leave no doubt. */
const DANGER = /(?:正在|现在|刚刚|突然)[^,,。]{0,8}(?:着火|起火|爆炸|漏气|泄漏|坍塌|倒塌|溺水|落水|跳楼|轻生|割腕)|(?:煤气|燃气|天然气|液化气)(?:正在|大量)?(?:泄漏|泄露|漏气)|有人[^,,。]{0,3}(?:落水|溺水|要跳|跳楼|轻生)|救命[!!啊]/u;
/** Water, power, gas or heat that is cut off now (handbook §3.3). */
const CUT_OFF = /停[水电气暖](?:已|了|超过|一个|[0-9一二三四五六七八九十几]).{0,8}(?:小时|天|周|分钟)|(?:何时|什么时候)(?:能|才能|可以)?(?:恢复供|来)[水电气暖]|(?:现在|目前|正在|突然)[^,,。]{0,6}停[水电气暖]/u;

/** 紧急 where the words themselves say so; null leaves it to the model. */
export function urgencyCue(text: string): Urgency | null {
  return DANGER.test(text) || CUT_OFF.test(text) ? '紧急' : null;
}

/** Flags without enough labels to learn from: few and plain words, each a hint for a person. */
const FLAG_RULES: [RegExp, Flag][] = [
  [/新政(?!府)|新规|红头文件|实施细则|征求意见稿|一刀切|层层加码|朝令夕改|政策[^,,。]{0,6}(?:出台|何时(?:执行|落实|实施)|解读|误读)/u, '重大政策'],
  [/(?:记者|电视台|媒体|新闻(?:频道|栏目))[^,,。]{0,10}(?:采访|介入|曝光|问询|播出)|(?:向|联系|找|告诉)了?(?:新闻)?(?:记者|媒体|电视台)|上了?热搜/u, '媒体介入'],
  [/虐待|猥亵|性侵|强奸|拐卖|遗弃|虐童|霸凌|见死不救|乱伦|虐杀/u, '道德底线'],
];

export function flagCues(text: string): Flag[] {
  const found = FLAG_RULES.flatMap(([rule, flag]) => (rule.test(text) ? [flag] : []));
  return secrecyHint(text) ? [...found, '涉密提示'] : found;
}
