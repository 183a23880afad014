import { numberOf } from './numerals.ts';

/** A year as people write it, digits or signs; of signs four. */
const YEAR = '((?:19|20)\\d\\d|[一二][〇零○一二三四五六七八九]{3})';
const SMALL = '(\\d{1,2}|[一二三四五六七八九十]{1,3})';
const FORMS = [
  new RegExp(`${YEAR} ?年 ?${SMALL} ?月 ?${SMALL} ?[日号]`),
  /((?:19|20)\d\d) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,2})(?!\d)/,
];

/** A day alone on its line. */
export const isDayLine = (folded: string) => folded.length < 30 && new RegExp(`^\\(?${FORMS[0]!.source}\\)?$`).test(folded.replaceAll(' ', ''));

/** The first whole date of a folded text as YYYY-MM-DD: `二〇一八年六月二十九日` → `2018-06-29`. */
export function dayIn(folded: string): string | null {
  for (const form of FORMS) {
    const found = form.exec(folded);
    if (found) return dayOf(numberOf(found[1]!), numberOf(found[2]!), numberOf(found[3]!));
  }
  return null;
}

/** null when the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): string | null {
  if (!(year >= 1949 && year <= 2200) || !(month >= 1 && month <= 12) || !(day >= 1 && day <= lastDay(year, month))) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
