import { pieces, textOf, type Span } from './pieces.ts';

export type AskKind = '何时' | '何处' | '多少' | '为何' | '可否' | '如何' | '请求';

/** One thing that a message asks or wants. */
export interface Ask extends Span {
  kind: AskKind;
  /** Put as a question to be answered (请问…, 2、…?) and not in passing. */
  plain: boolean;
}

/** The first that fits says what would answer it. */
const QUESTIONS: [RegExp, AskKind][] = [
  [/什么时候|何时|几时|啥时候|多久|哪天|哪一?年|何日|何年|时间表|进度|进展/, '何时'],
  [/为什么|为何|为啥|凭什么|什么原因|怎么(?:会|还)|何以|怎能|什么(?:依据|理由)|依据(?:是|在)/, '为何'],
  [/哪里|何处|什么地方|什么位置|具体位置|哪个(?:部门|单位|地方)|选址|找谁|联系方式|电话是多少/, '何处'],
  [/多少|几(?:天|年|元|个|岁|级|次)|比例|标准|价格|额度/, '多少'],
  [/怎么(?:办|样|处理|申请|走|交|领)|怎样|如何|需要(?:什么|哪些|准备)|哪些|什么(?:材料|资料|手续|流程|条件|政策|规划|措施)|流程|有何/, '如何'],
  [/是否|能否|可否|会不会|能不能|可不可以|是不是|有没有|要不要|该不该|有无|吗|可以[^,。]{0,20}\?|\?/, '可否'],
];
const ASKING = /\?|请问|想问|咨询|想(?:知道|了解)|吗|呢$|是否|能否|可否|什么时候|何时|为什么|为何|如何|怎么|多少|有没有|能不能|是不是|有无/;
/** Where a wish begins: at the head of a clause, or behind who wishes. 物业要求 and 多次要求 are no wishes of the letter. */
const WISH = /(?:(?<=^|[,\u3001;:。\s(]|我|我们|大家|本人|居民|业主|村民|家长|市民|特|特此|故|现|现在|在此|再次|也|还|并|所以|因此|[\d①-⑳][.,\u3001]?)(?:强烈|真心|衷心|诚恳|诚挚|坚决|恳切)?(?:希望|建议|请求|恳请|恳求|要求|呼吁|敦促|期待|期望|盼望?))|请(?:有关|相关|政府|领导|贵|市|县|区|尽快|尽早|务必|书记|依法|帮|各(?:级|部门|位)|督促|调查|查处|处理|解决|安排|给予|[\u4e00-\u9fff]{2,8}(?:部门|局|街道|单位|公司|领导|社区|交警|派出所|物业))|望(?:有关|相关|政府|领导|尽快|能|贵|予|书记)/u;
/** A wish to be answered or noticed is none of its own; 要求后, 建议书 are no wishes. */
const NO_WISH = /^[^,。]{0,24}(?:回复|答复|回音|回信|解答|解释|解惑|明示|关注|重视|谢谢|感谢|为民做主|为民除害|做主|讨回公道|主持公道|拜托)[^,]{0,6}$|^(?:建议|请求|要求|希望)(?:后|书|信|过|上传|及|是[:,]?$|值|很|太|较|尊敬)/;
/** Questions that want no answer: 天理何在?, 难道不管吗?. */
const RHETORICAL = /天理|良心|情何以堪|何在|难道|岂|何谈|何来|还有人管|王法|不觉得|哪还|谁还|怎能|怎么活|怎么住|还让不让|是不是人|对得起|于心何忍|可想而知|什么意思/;
const PLAIN = /请问|咨询|想问|问一下|想(?:知道|了解)|^(?:\d{1,2}|[一二三四五六七八九十]{1,2}|第[一二三四五六]|其[一二三四五]|[\u2460-\u2473])[\u3001.:,)]/;
const MOST = 12;
const LONG = 120;

/**
 * What a folded message asks: its questions and its wishes, each from where it begins to the end of its sentence.
 * Empty where it only tells.
 */
export function asksOf(text: string): Ask[] {
  const found: Ask[] = [];
  for (const piece of pieces(text)) {
    if (found.length >= MOST) break;
    const words = textOf(text, piece);
    const ask = ASKING.test(words) ? question(piece, words) : wish(piece, words);
    if (ask) found.push(ask);
  }
  return found;
}

/** The clause that asks, with the one before it where it is short: 何时能通车?. */
function question(piece: Span, words: string): Ask | null {
  const kind = QUESTIONS.find(([cue]) => cue.test(words))?.[1];
  if (RHETORICAL.test(words)) return null;
  if (!kind) return wish(piece, words);
  const plain = PLAIN.test(words);
  if (words.length <= LONG) return { ...piece, kind, plain };
  const at = words.search(ASKING);
  const from = words.lastIndexOf(',', Math.max(0, at - 24));
  return { start: piece.start + Math.max(0, from + 1), end: Math.min(piece.end, piece.start + Math.max(at, 0) + LONG), kind, plain };
}

function wish(piece: Span, words: string): Ask | null {
  const at = words.search(WISH);
  if (at < 0 || NO_WISH.test(words.slice(at))) return null;
  return { start: piece.start + at, end: Math.min(piece.end, piece.start + at + LONG), kind: '请求', plain: false };
}
