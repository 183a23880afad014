import { parseTimeAt } from '../times.ts';

/** Where quoted mail begins: what follows from `next` on was said by `from` at `at`. */
export interface QuoteStart {
  next: number;
  from: string | null;
  at: Date | null;
  /** Passed on rather than answered: what follows is what the sender wants read. */
  forwarded: boolean;
}

/** A longer line is talk. */
const LONGEST_MARK = 300;
const LABELS = '发件人|寄件者|寄件人|发信人|from|发送时间|发送日期|寄件日期|日期|时间|date|sent|收件人|收信人|to|抄送|副本|cc|主题|主旨|subject|回复|reply-to|附件|attachments?|重要性|importance';
const RULE = /^[-_=*~\s]{2,}\s*(?:(原始邮件(?:内容)?|原邮件|原始信件|原始消息|邮件原件|回复的原(?:始)?邮件|回复的邮件|original(?: (?:message|mail|email))?|repl(?:ied|y) message)|(转发的?邮件(?:信息)?|转发的原邮件|begin forwarded message|forwarded (?:message|mail)))\s*[-_=*~\s]{2,}$/i;
/** The same within a line, where a program has made one line of all. */
export const RULE_INSIDE = /[-_=*]{3,40}[ \t]{0,10}(?:原始邮件|回复的原邮件|转发邮件信息|Original Message|Forwarded message)[ \t]{0,10}[-_=*]{3,40}/gi;
const FORWARD_LINE = /^(?:begin forwarded message|下面是(?:被)?转发的邮件|开始转发的邮件)\s*:?$/i;
/** What ticket systems print above the history: 请在此线以上回复. */
const REPLY_ABOVE = /^[-_=*#\s]*(?:请(?:您)?在(?:此|本|这)(?:行|线|条线|处)(?:以上|之上|上方)(?:回复|答复|填写)|(?:please )?reply above this line)[-_=*#.。!\s]*$/i;
const HEADER = new RegExp(String.raw`^\|?\s*\*{0,2}(${LABELS})\*{0,2}\s*[:|]\*{0,2}\s*(.*?)\s*\|?$`, 'i');
/** Behind a rule a table of them may have lost its colons. */
const LOOSE_HEADER = new RegExp(String.raw`^\|?\s*(${LABELS})(?:\s*[:|]|\s)\s*(.*?)\s*\|?$`, 'i');
const WROTE = /^(?:在|于|on|at|le|am)?\s*(.{4,250}?)\s*,?\s*(?:写道|寫道|来信(?:说|道)?|书写|编写|wrote)\s*:?$/i;
const HAS_DATE = /\d{4}\s*[-/.年]\s*\d{1,2}|\d{1,2}\s*月\s*\d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

const plain = (line: string | undefined): string => (line === undefined || line.length > LONGEST_MARK ? '' : line.normalize('NFKC').replace(/^(?:>\s?)+/, '').trim());

/**
 * Whether quoted mail begins at line `i`: 原始邮件 between rules, Outlook's block of 发件人/发送时间, “在…写道:” on
 * one line or two.
 *
 * @param now for times that are told by a weekday
 */
export function quoteStart(lines: readonly string[], i: number, now: Date): QuoteStart | null {
  const line = plain(lines[i]);
  if (line === '') return null;
  if (REPLY_ABOVE.test(line)) return { next: i + 1, from: null, at: null, forwarded: false };
  const rule = RULE.exec(line);
  if (rule || FORWARD_LINE.test(line)) {
    const block = headerBlock(lines, i + 1, LOOSE_HEADER, now);
    return { next: block.next, from: block.from, at: block.at, forwarded: rule?.[2] !== undefined || rule === null };
  }
  if (/^\|?\s*\*{0,2}(?:发件人|寄件者|寄件人|发信人|from)\*{0,2}\s*[:|]/i.test(line)) {
    const block = headerBlock(lines, i, HEADER, now);
    return block.labels >= 3 ? { next: block.next, from: block.from, at: block.at, forwarded: false } : null;
  }
  const one = wroteIn(line);
  if (one) return { next: i + 1, from: whoIn(one), at: timeIn(one, now), forwarded: false };
  // A long one is folded; its second half alone names no day.
  const below = plain(lines[i + 1]);
  const two = (HAS_DATE.test(line) || line.includes('@')) && /^(?:在|于|on |at |"|\u201c|[^\s,。]{1,30}<|\d)/i.test(line) && !(wroteIn(below) && HAS_DATE.test(below)) ? wroteIn(`${line} ${below}`) : null;
  return two ? { next: i + 2, from: whoIn(two), at: timeIn(two, now), forwarded: false } : null;
}

/** `2026-11-24,"张三"` of “在 2026-11-24,"张三" 写道:”. */
function wroteIn(line: string): string | null {
  const words = /[道说写t e]\s*:?$/i.test(line) && line.length <= LONGEST_MARK ? WROTE.exec(line)?.[1] : undefined;
  return words !== undefined && (HAS_DATE.test(words) || words.includes('@')) ? words : null;
}

function headerBlock(lines: readonly string[], start: number, pattern: RegExp, now: Date): { next: number; from: string | null; at: Date | null; labels: number } {
  let from: string | null = null;
  let at: Date | null = null;
  let labels = 0;
  let i = start;
  for (; i < lines.length && i < start + MOST_HEADERS; i += 1) {
    const found = pattern.exec(plain(lines[i]));
    if (!found) {
      // A long list of recipients goes on in the next line.
      if (labels > 0 && /@/.test(lines[i] ?? '') && pattern.test(plain(lines[i + 1]))) continue;
      break;
    }
    labels += 1;
    const label = found[1]!.toLowerCase();
    if (/^(?:发件人|寄件者|寄件人|发信人|from)$/.test(label)) from ??= found[2]!;
    else if (/时间|日期|date|sent/.test(label)) at ??= timeIn(found[2]!, now);
  }
  return { next: i, from, at, labels };
}

const MOST_HEADERS = 12;

/** The time in a line of who wrote when. */
function timeIn(text: string, now: Date): Date | null {
  const bare = text.replace(/<[^<>]{0,200}>/g, ' ').replace(/[([](?:星期|周)[^)\]]{1,3}[)\]]|(?:星期|周)[一二三四五六日天]/g, ' ');
  const found = /\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?[\s,]*(?:(?:凌晨|早上|上午|中午|下午|晚上|am|pm)?\s*\d{1,2}[:时点]\d{1,2}(?::\d{1,2})?\s*(?:am|pm)?)?/i.exec(bare)?.[0] ?? bare;
  const time = parseTimeAt(found.replace(/,/g, ' ').replace(/\s+/g, ' ').trim(), now)?.at ?? null;
  return time !== null && time <= now ? time : null;
}

/** Who, in `2026-11-24 10:00:00,"张三" <a@b.cn>`. */
function whoIn(text: string): string | null {
  const quoted = /["\u201c]([^"\u201c\u201d]{1,60})["\u201d]\s*(<[^<>]{3,100}>)?/.exec(text);
  if (quoted) return `${quoted[1]}${quoted[2] ?? ''}`;
  const rest = text.replace(/\d{1,4}\s*[-/.年月日:时点]\s*|\d{1,2}(?=\s|,|$)|(?:星期|周)[一二三四五六日天]|凌晨|上午|中午|下午|晚上|\b[ap]m\b/gi, ' ').replace(/^[\s,于在]+|[\s,于在]+$/g, '').trim();
  return rest === '' ? null : rest.slice(0, 160);
}
