import { pieces, textOf, trimmed, type Span } from './pieces.ts';

/** An answer taken apart: what every answer says, and what this one says. */
export interface Answer {
  /** The folded text. */
  text: string;
  /** Sentences that say something about the matter. */
  substance: Span[];
  greeting: Span | null;
  /** 您的留言已收悉,现答复如下. */
  receipt: Span | null;
  thanks: Span | null;
  /** Whom to ask further. */
  contact: Span | null;
  /** The date, or unit and date, below the answer. */
  signed: Span | null;
}

/** 网友“A0001”:您好! and what people write in its place. */
const ADDRESS = /^(?:尊敬的|亲爱的)?(?:[^,。!:\s]{0,24}[:,]?\s*)?(?:["“'‘][^"”'’]{1,40}["”'’]\s*)?[:,!]?\s*(?:先生|女士|同志|网友|市民|朋友)?[:,]?\s*(?:您|你|大家)好[!,。:~]*\s*/;
/** A bare name in front: “UU0081”, 网友:. */
const NAME = /^(?:(?:尊敬的|亲爱的)?(?:网友|网民|市民|来信人|来信同志|同志)(?:["“'‘][^"”'’]{1,40}["”'’])?|["“'‘][A-Za-z0-9*_]{2,40}["”'’])\s*[:,!]?\s*/;
const RECEIPT = [
  /如下[:,]?$/,
  /^[^]{0,80}(?:收悉|已收到|获悉|知悉)[,。!]?(?:首先)?(?:,?(?:衷心|非常)?感谢[^]{0,40})?$/,
  /^(?:经)?[^]{0,30}高度重视[^]{0,40}(?:调查|核实|处理|研究|了解)?[,。]?$/,
  /^特此(?:回复|答复|说明|函复)[。!]?$/,
];
const THANKS = /^(?:[^,。]{0,8},)?[^,。]{0,10}(?:感谢|谢谢|祝您|祝你|祝生活|欢迎(?:您|你|各位|广大|社会|网友|继续|一如既往|多提|提出)[^]{0,40}(?:监督|意见|建议|关注))|^[^,。]{0,12}?(?:,[^,。]{0,6})?(?:敬请|请您?|望您?|希望您?|给您[^,。]{0,12})(?:予以)?(?:谅解|理解|知悉|知晓|见谅)/;
/** Who to turn to is no answer, but belongs to one. */
const CONTACT = /^(?:此外,?)?(?:如|若|如果|其他)(?:您|你|仍|还|对|有)?[^]{0,36}(?:疑问|问题|不明|不清楚|不满意|意见|建议|异议|需要?|需求|线索|了解|情况)[^]{0,60}(?:联系|咨询|致电|拨打|来电|反馈|反映|解答|关注)|^(?:联系|咨询|监督|服务)(?:人|电话|方式|热线)[^]{0,60}$|^以上(?:是|情况|为)[^]{0,80}$/;
const SIGNED = /^[\p{L}\p{N}()\s]{0,40}?(?:20\d\d|二[〇○0oO零\u25cb]?[〇○0oO零一二]?[\p{L}]{1,3})\s*年[\s\d一二三四五六七八九十]{1,5}月[\s\d一二三四五六七八九十]{1,5}(?:日|号)?[。]?$/u;
/** Nothing longer is mere form. */
const FORM_AT_MOST = 200;

/** @param text the folded answer */
export function answerOf(text: string): Answer {
  const answer: Answer = { text, substance: [], greeting: null, receipt: null, thanks: null, contact: null, signed: null };
  for (const whole of pieces(text)) {
    const head = afterGreeting(text, whole, answer);
    const piece = head && withoutDate(text, head, answer);
    if (!piece) continue;
    const kind = kindOf(textOf(text, piece));
    if (kind === null) answer.substance.push(piece);
    else answer[kind] ??= piece;
  }
  return answer;
}

/** What stands behind the greeting of a sentence, null where it is all. */
function afterGreeting(text: string, piece: Span, answer: Answer): Span | null {
  const head = text.slice(piece.start, Math.min(piece.end, piece.start + 120));
  const hello = ADDRESS.exec(head)?.[0] ?? NAME.exec(head)?.[0] ?? '';
  if (hello === '') return piece;
  answer.greeting ??= { start: piece.start, end: piece.start + hello.length };
  return trimmed(text, piece.start + hello.length, piece.end);
}

/** A date behind the last words without a mark between: 已修复2019年1月4日 keeps its words. */
function withoutDate(text: string, piece: Span, answer: Answer): Span | null {
  const words = textOf(text, piece);
  if (words.length <= 60 && SIGNED.test(words)) {
    answer.signed = piece;
    return null;
  }
  return piece;
}

function kindOf(words: string): 'receipt' | 'thanks' | 'contact' | null {
  if (words.length > FORM_AT_MOST) return null;
  const bare = words.trimEnd();
  if (RECEIPT.some((r) => r.test(bare))) return 'receipt';
  if (bare.length <= 120 && THANKS.test(bare)) return 'thanks';
  if (bare.length <= 160 && CONTACT.test(bare)) return 'contact';
  return null;
}

/** The substance alone, in its place: everything else is line ends, so spans index the answer. */
export const substanceOf = ({ text, substance }: Answer): string => only(text, substance);

/** With the header that names the matter (关于您反映的…问题,现答复如下), less what only hands it on: by this an answer is told from one to another letter. */
export function matterOf({ text, substance, receipt }: Answer, handedOn: readonly Span[]): string {
  const own = substance.filter((s) => !handedOn.some((h) => h.start === s.start));
  return only(text, receipt ? [...own, receipt].sort((a, b) => a.start - b.start) : own);
}

function only(text: string, spans: readonly Span[]): string {
  let out = '';
  for (const { start, end } of spans) out += '\n'.repeat(start - out.length) + text.slice(start, end);
  return out + '\n'.repeat(text.length - out.length);
}
