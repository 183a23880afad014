import { dayOf, lastDay } from './day.ts';
import { fold } from './fold.ts';
import { numberOf } from './numerals.ts';

/** What a document's dates without a year stand in. */
export interface Times {
  year: number;
  /** YYYY-MM-DD */
  issuedAt: string | null;
}

export interface Due {
  /** null for what recurs (`每月底前`) or has no end (`长期坚持`). */
  date: string | null;
  text: string;
  /** Place in the text. */
  at: number;
}

const YEAR = '(?:(20\\d\\d|二[〇零○][〇零○一二三四五六七八九]{2}) ?年度?|([今本当同明次翌来每]年度?))? ?';
const MONTH = '(?<![\\d一二三四五六七八九十])(\\d{1,2}|[一二三四五六七八九十]{1,2}) ?月(?!份?以来|份?以后|起)份? ?';
const DAY = '(\\d{1,2}|[一二三四五六七八九十]{1,3}) ?[日号]';
const BEFORE = '(?:[之以]?前(?![后期述款言置瞻列者缀奏身往线端])|止(?!于))';
const CLOCK = '(?:\\([^()]{1,8}\\))?(?:(?:上午|下午|中午|晚上|晚)?(?:\\d{1,2}[时点:](?:\\d{1,2}分?)?)?(?:下班|整)?)';
/** What, without 前, still makes a day a deadline when it stands behind it. */
const DONE = '(?:(?:全面|全部|基本|如期|按时|力争|率先|统一|初步|建设|正式|并)*(?:完成|建成|实现|出台|印发|上线|投用|投入|到位|达到|上报|报送|报市|报区|报县|报省|报告|提交|完工|竣工|公布|整改))';

const PATTERNS: [RegExp, reader: (found: RegExpExecArray, times: Times & { carried: number | null }) => string | null][] = [
  // 2021年11月20日前, 截至6月30日, 于9月30日报送
  [new RegExp(`${YEAR}${MONTH}${DAY}${CLOCK}(?:${BEFORE}|(?=${DONE}))`, 'g'), (f, t) => day(f[1], f[2], f[3]!, f[4]!, t)],
  [new RegExp(`(?:截[至止]到?|不[晚迟]于|最[晚迟]于?|于)${YEAR}${MONTH}${DAY}(?![起施印发召])`, 'g'), (f, t) => (f[0].startsWith('于') && !new RegExp(`^.{0,6}${DONE}|^前|^.{0,4}报`).test(f.input.slice(f.index + f[0].length, f.index + f[0].length + 16)) ? null : day(f[1], f[2], f[3]!, f[4]!, t))],
  [new RegExp(`()()(20\\d\\d)[-./](\\d{1,2})[-./](\\d{1,2}) ?${BEFORE}`, 'g'), (f) => dayOf(Number(f[3]), Number(f[4]), Number(f[5]))],
  // (2026年3月—6月,人事处): a span in brackets is due when it ends
  [/(?<=[(,;:])(?:(20\d\d) ?年)?()\d{1,2} ?月?份? ?(?:[-\u2014\u2013~]{1,2}|至|到) ?(?:(20\d\d) ?年)?(\d{1,2}) ?月份?(?=[,;)]|$)/g, (f, t) => whole(yearOf(f[3] ?? f[1], undefined, t), f, t, Number(f[4]), lastDay(yearOf(f[3] ?? f[1], undefined, t), Number(f[4])))],
  // 7月底前, 9月上旬, 六月末
  [new RegExp(`${YEAR}${MONTH}(上旬|中旬|下旬|底|末|初)${BEFORE}?`, 'g'), (f, t) => part(f, t)],
  [new RegExp(`${YEAR}${MONTH}(${BEFORE})`, 'g'), (f, t) => monthBefore(f, t)],
  // 2021年底前, 年底前, 今年年底
  [new RegExp(`(?:(20\\d\\d|二[〇零○][〇零○一二三四五六七八九]{2}) ?年?|([今本当同明次翌来每]年?))?年(?:底|末|终)(${BEFORE})?`, 'g'), (f, t) => (f[1] || f[3] || follows(f, DONE) ? whole(yearOf(f[1], f[2], t), f, t, 12, 31) : null)],
  [new RegExp('(?:(20\\d\\d) ?年|([今本当]年))?年?(?:度)?内', 'g'), (f, t) => (/年/.test(f[0]) && follows(f, DONE) ? dayOf(yearOf(f[1], f[2], t), 12, 31) : null)],
  [new RegExp(`${YEAR}第?([一二三四1-4]) ?季度(末|底|内)?(${BEFORE})?`, 'g'), (f, t) => quarter(f, t)],
  [new RegExp(`${YEAR}([上下])半年(?:结束)?(末|底|内)?(${BEFORE})?`, 'g'), (f, t) => (f[4] || f[5] || follows(f, DONE) ? whole(yearOf(f[1], f[2], t), f, t, f[3] === '上' ? 6 : 12, f[3] === '上' ? 30 : 31) : null)],
  [new RegExp(`([本下])个?月(?:(\\d{1,2}) ?[日号]|(底|末))${BEFORE}`, 'g'), (f, t) => thisMonth(f, t)],
];

/** Read to where nothing is due any more on one day: cadences. */
const RECURRING = new RegExp(`每(?:个?季度|个?月|周|半年|旬)(?:度)?(?:[^,。;]{0,4})?(?:底|末|初|\\d{1,2} ?[日号]|[一二三四五六日](?:下班)?(?=前))${BEFORE}?|(?<![一二三四1-4第])季度(?:末|底)${BEFORE}?`, 'g');

/**
 * The deadlines that a text writes, in its order: a month's end is its last day, 上旬 its tenth; without a year it is the one
 * written before in the same sentence, else the document's. What recurs each year falls on its first day after the issue.
 * Working days (`3个工作日内`) are a rule and no date, and what lies inside 《》 is another document's.
 */
export function duesIn(text: string, times: Times): Due[] {
  const folded = fold(text).replace(/《[^《》]{0,120}》/g, (name) => '#'.repeat(name.length));
  const found: (Due & { end: number; year: boolean })[] = [];
  for (const [pattern, read] of PATTERNS) {
    for (const match of folded.matchAll(pattern)) {
      const at = match.index;
      const end = at + match[0].length;
      if (found.some((other) => at < other.end && end > other.at)) continue;
      const carried = carriedYear(folded, at);
      const date = read(match as RegExpExecArray, { ...times, carried });
      if (date === null || isPast(folded, at, date, times)) continue;
      found.push({ date, text: text.slice(at, end).trim(), at, end, year: match[1] !== undefined });
    }
  }
  for (const match of folded.matchAll(RECURRING)) {
    const [at, end] = [match.index, match.index + match[0].length];
    if (!found.some((other) => at < other.end && end > other.at)) found.push({ date: null, text: text.slice(at, end), at, end, year: false });
  }
  return found.sort((a, b) => a.at - b.at).map(({ date, text: words, at }) => ({ date, text: words.replace(/^(?:于|截[至止]到?)/, ''), at }));
}

const follows = (f: RegExpExecArray, what: string) => new RegExp(`^(?:前)?,?${what}`).test(f.input.slice(f.index + f[0].length, f.index + f[0].length + 16));

/** The year of a date written earlier in the same sentence. */
function carriedYear(folded: string, at: number): number | null {
  const sentence = folded.slice(Math.max(0, folded.lastIndexOf('。', at - 1) + 1, at - 200), at);
  const years = [...sentence.matchAll(/(20\d\d) ?年(?: ?\d{1,2} ?月|底|末|[^度来]{0,8}前)/g)];
  return years.length === 0 ? null : Number(years.at(-1)![1]);
}

/** A year written out that ended before the document's began tells of the past: `截至2020年底,我市已…`. */
const isPast = (folded: string, at: number, date: string, { year, issuedAt }: Times) => Number(date.slice(0, 4)) < Math.min(year, Number((issuedAt ?? '9999').slice(0, 4))) || (folded.startsWith('已', at) && date < (issuedAt ?? ''));

function yearOf(written: string | undefined, word: string | undefined, { year, carried }: Times & { carried?: number | null }): number {
  if (written !== undefined) return numberOf(written);
  const base = carried ?? year;
  return word !== undefined && /^[明次翌来]/.test(word) ? base + 1 : word !== undefined && /^[今本]/.test(word) ? year : base;
}

/** What recurs each year is due on its first day that is not before the issue. */
function whole(year: number, found: RegExpExecArray, { issuedAt }: Times, month: number, date: number): string | null {
  const at = dayOf(year, month, date);
  return at !== null && found[2]?.startsWith('每') && issuedAt !== null && at < issuedAt ? dayOf(Number(issuedAt.slice(0, 4)) + (at.slice(5) < issuedAt.slice(5) ? 1 : 0), month, date) : at;
}

function day(written: string | undefined, word: string | undefined, month: string, date: string, times: Times & { carried: number | null }): string | null {
  const year = yearOf(written, word, times);
  const at = dayOf(year, numberOf(month), numberOf(date));
  return at !== null && word?.startsWith('每') && times.issuedAt !== null && at < times.issuedAt ? dayOf(year + 1, numberOf(month), numberOf(date)) : at;
}

function part(found: RegExpExecArray, times: Times & { carried: number | null }): string | null {
  const year = yearOf(found[1], found[2], times);
  const month = numberOf(found[3]!);
  if (!(month >= 1 && month <= 12)) return null;
  const date = { 初: 10, 上旬: 10, 中旬: 20 }[found[4]!] ?? lastDay(year, month);
  return whole(year, found, times, month, date);
}

/** Before a month begins: on the last day of the one before. */
function monthBefore(found: RegExpExecArray, times: Times & { carried: number | null }): string | null {
  const month = numberOf(found[3]!);
  const year = yearOf(found[1], found[2], times);
  if (!(month >= 1 && month <= 12)) return null;
  return month === 1 ? dayOf(year - 1, 12, 31) : dayOf(year, month - 1, lastDay(year, month - 1));
}

function quarter(found: RegExpExecArray, times: Times & { carried: number | null }): string | null {
  if (!found[4] && !found[5] && !follows(found, DONE)) return null;
  const month = 3 * ('一二三四'.includes(found[3]!) ? '一二三四'.indexOf(found[3]!) + 1 : Number(found[3]));
  const year = yearOf(found[1], found[2], times);
  return whole(year, found, times, month, lastDay(year, month));
}

function thisMonth(found: RegExpExecArray, { issuedAt }: Times): string | null {
  if (issuedAt === null) return null;
  const at = new Date(Date.UTC(Number(issuedAt.slice(0, 4)), Number(issuedAt.slice(5, 7)) - 1 + (found[1] === '下' ? 1 : 0), 1));
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + 1];
  return dayOf(year, month, found[2] === undefined ? lastDay(year, month) : Number(found[2]));
}

export const earliest = (dues: readonly { date: string | null }[]): string | null => dues.map(({ date }) => date).filter((date) => date !== null).sort()[0] ?? null;

/** Different days among the deadlines. */
export const daysOf = (dues: readonly Due[]): number => new Set(dues.map(({ date }) => date).filter((date) => date !== null)).size;
