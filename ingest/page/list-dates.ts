import type { TimePrecision } from '../../model/index.ts';
import { parseTimeAt } from '../times.ts';
import { instantOf } from '../times/instant.ts';
import { SHANGHAI_MINUTES } from '../times/zones.ts';

/** A date beside a link on a list. */
export interface ListDate {
  at: Date;
  precision: TimePrecision;
  /** Without its year, which is then a guess. */
  yearless?: true;
}

type Parts = [year: string | undefined, month: string, day: string, hour?: string | undefined, minute?: string | undefined];

const CLOCK = String.raw`(?:[ T]{0,2}(\d{1,2}):(\d\d)(?::\d\d)?)?`;
/** Whole dates first: of `2026-11-24` the short form would see `11-24`. */
const WHOLE: [RegExp, (m: RegExpExecArray) => Parts][] = [
  [new RegExp(String.raw`(?<!\d)((?:19|20)\d\d) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?!\d) ?日?${CLOCK}`), (m) => [m[1], m[2]!, m[3]!, m[4], m[5]]],
  [/(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)/, (m) => [m[1], m[2]!, m[3]!]],
  [new RegExp(String.raw`(?<![\d-])(\d\d)-(\d\d)-(\d\d)(?![\d-])${CLOCK}`), (m) => [`20${m[1]}`, m[2]!, m[3]!, m[4], m[5]]],
];
/** Cards show the day large and the month small, in elements of their own. */
const SPLIT: [RegExp, (m: RegExpExecArray) => Parts][] = [
  [/(?<![\d:])(\d{1,2})日? ((?:19|20)\d\d) ?[-/.年] ?(\d{1,2})月?(?! ?[-/.\d])/, (m) => [m[2], m[3]!, m[1]!]],
  [/(?<!\d)((?:19|20)\d\d) ?[-/.年] ?(\d{1,2})月? (\d{1,2})日?(?![\d:])/, (m) => [m[1], m[2]!, m[3]!]],
  [/(?<!\d)(\d{1,2})[-/.月](\d{1,2})日? ((?:19|20)\d\d)(?!\d)/, (m) => [m[3], m[1]!, m[2]!]],
  [/(?<!\d)((?:19|20)\d\d)年? (\d{1,2})[-/.月](\d{1,2})(?!\d)/, (m) => [m[1], m[2]!, m[3]!]],
  [/(?<!\d)(\d{1,2})日? (\d{1,2})月(?!\d)/, (m) => [undefined, m[2]!, m[1]!]],
];
const SHORT = new RegExp(String.raw`(?<![\d.:/-])(\d{1,2}(?=[-/月])|\d\d(?=\.\d\d))[-/.月](\d{1,2})(?![\d.:/-])日?${CLOCK}`);
/** Beside `2-3` these make it a number of something. */
const COUNTED = /[\d万亿页元楼号次章%]/;
/** Told from now: 昨天 12:03, 3小时前. */
const NEAR = /^.{0,12}(?:前|刚刚|今天|昨天)/;

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** Beside a date there may be a source or a count of readers; more words than that are a summary that happens to name a day. */
const BESIDE_WHOLE = 24;
const BESIDE_SHORT = 10;
const LONGEST = 80;

/**
 * The date among the short texts of a list's row, in Asia/Shanghai; a date without its year is the last such day.
 *
 * @example dateBeside(['发布时间:2026-11-24'], now), dateBeside(['[11/24]'], now), dateBeside(['24', '2026-11'], now)
 */
export function dateBeside(texts: readonly string[], now: Date): ListDate | null {
  const short = texts.filter((text) => text.length <= LONGEST && /[\d刚今昨前]/.test(text));
  return first(short, (text) => among(WHOLE, text, BESIDE_WHOLE, now))
    ?? among(SPLIT, short.filter((text) => text.length <= 12).join(' '), LONGEST, now)
    ?? first(short, (text) => shortDate(text, now))
    ?? first(short, (text) => (text.length <= BESIDE_WHOLE && NEAR.test(text) ? parseTimeAt(text, now) : null));
}

/** Where in a text a bracketed date ends it: `关于停水的通知 (2026-11-24)` → the title alone and the date. */
export function dateAtEnd(title: string, now: Date): { title: string; date: ListDate } | null {
  const found = /[[((【] ?([^[\]()()【】]{4,20})[\]))】]$/.exec(title) ?? / ((?:19|20)\d\d-\d\d-\d\d)$/.exec(title);
  const date = found?.[1] ? dateBeside([found[1]], now) : null;
  return found && date ? { title: title.slice(0, found.index).trim(), date } : null;
}

/** A text that is a date and nothing else. */
export const isDate = (text: string, now: Date): boolean => /^[\d\s年月日.:/[\]()()【】-]{4,24}$/.test(text) && dateBeside([text], now) !== null;

function first<T>(texts: readonly string[], look: (text: string) => T | null): T | null {
  for (const text of texts) {
    const found = look(text);
    if (found) return found;
  }
  return null;
}

function among(patterns: typeof WHOLE, text: string, beside: number, now: Date): ListDate | null {
  for (const [pattern, parts] of patterns) {
    const found = pattern.exec(text);
    const date = found && text.length - found[0].length <= beside ? build(parts(found), now) : null;
    if (date) return date;
  }
  return null;
}

function shortDate(text: string, now: Date): ListDate | null {
  const found = SHORT.exec(text);
  if (!found || text.length - found[0].length > BESIDE_SHORT || COUNTED.test(text.replace(found[0], ''))) return null;
  return build([undefined, found[1]!, found[2]!, found[3], found[4]], now);
}

function build([year, month, day, hour, minute]: Parts, now: Date): ListDate | null {
  const clock = hour === undefined ? {} : { hour: Number(hour), minute: Number(minute) };
  const inYear = (y: number) => instantOf({ year: y, month: Number(month), day: Number(day), ...clock }, SHANGHAI_MINUTES);
  const precision = hour === undefined ? 'day' as const : 'minute' as const;
  if (year !== undefined) {
    const at = inYear(Number(year));
    return at && { at, precision };
  }
  const thisYear = new Date(now.getTime() + SHANGHAI_MINUTES * MINUTE).getUTCFullYear();
  // A notice dated tomorrow is tomorrow's; one of December read in January is last year's.
  for (const y of [thisYear, thisYear - 1]) {
    const at = inYear(y);
    if (at && at.getTime() <= now.getTime() + 2 * DAY) return { at, precision, yearless: true };
  }
  return null;
}
