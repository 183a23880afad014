import { dayNumberOf, weekdayOfNumber, yearOfNumber, type DayNumber } from './relative-day.ts';
import { digitsBefore } from './relative-numeral.ts';
import { monthOf, weekdayOf } from './words.ts';

/** A day found at the beginning of the words, and what follows it (a clock, or nothing). */
export interface NamedDay {
  day: DayNumber;
  rest: string;
}

type Reader = (words: string, today: DayNumber) => NamedDay | null;

/** `昨天 …`, `周三 …`, `11-24 …` → the day and the rest; null when the words begin with no day. */
export const readDay: Reader = (words, today) => READERS.reduce<NamedDay | null>((found, read) => found ?? read(words, today), null);

const CHINESE_DAYS: Record<string, number> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 明: 1, 后: 2, 大后: 3 };
const ENGLISH_DAYS: Record<string, number> = { 'day before yesterday': -2, 'the day before yesterday': -2, yesterday: -1, today: 0, tonight: 0, tomorrow: 1, 'day after tomorrow': 2 };

/** `昨天`, `大前天`, `今日`, `昨晚`, `明早`, `yesterday`, `tonight`. */
const readDayWord: Reader = (words, today) => {
  const chinese = /^(大前|大后|[前昨今明后])(?:[天日]|(?=[早晚晨夜]))(.*)$/.exec(words);
  if (chinese) return { day: today + CHINESE_DAYS[chinese[1]!]!, rest: chinese[2]! };
  const english = /^((?:the )?day before yesterday|day after tomorrow|yesterday|today|tonight|tomorrow)\b(.*)$/.exec(words);
  if (!english) return null;
  const rest = english[2]!;
  return { day: today + ENGLISH_DAYS[english[1]!]!, rest: english[1] === 'tonight' && rest.trim() === '' ? '晚上' : rest };
};

/**
 * `周三` is the last Wednesday before today, also when today is one, because posts lie in the past. `上周三` and `本周三`
 * are counted in weeks from Monday; `next friday` is the first after today.
 */
const readWeekday: Reader = (words, today) => {
  const chinese = /^(上上|上|本|这|下)?个?(?:周|星期|礼拜)([一二三四五六日天1-7])(.*)$/.exec(words);
  if (chinese) return { day: inWeek(CHINESE_WEEKDAYS.indexOf(chinese[2]!) % 7, chinese[1], today), rest: chinese[3]! };
  const english = /^(?:(last|past|this|next)\s+)?([a-z]{3,9})\b\.?(.*)$/.exec(words);
  const weekday = english && WEEKDAY.test(english[2]!) ? weekdayOf(english[2]!) : null;
  if (!english || weekday === null) return null;
  const before = lastBefore(weekday, today);
  return { day: english[1] === 'next' ? (before + 7 === today ? before + 14 : before + 7) : before, rest: english[3]! };
};

/** The place of a sign modulo seven is its weekday, Sunday 0. */
const CHINESE_WEEKDAYS = '日一二三四五六天1234567';
const WEEKDAY = /^(?:sun(?:day)?|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?)$/;

const lastBefore = (weekday: number, today: DayNumber) => today - 1 - ((weekdayOfNumber(today - 1) - weekday + 7) % 7);

function inWeek(weekday: number, which: string | undefined, today: DayNumber): DayNumber {
  if (which === undefined) return lastBefore(weekday, today);
  const monday = today - ((weekdayOfNumber(today) + 6) % 7);
  const weeks = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1 }[which] ?? 0;
  return monday + 7 * weeks + ((weekday + 6) % 7);
}

const YEARS: Record<string, number> = { 今: 0, 去: -1, 前: -2 };
/** A leap day may lie eight years back. */
const YEARS_BACK = 8;

/** `11-24`, `11月24日`, `去年11月24日`, `Nov 24`: without a year the latest such day that is not after today. */
const readMonthDay: Reader = (words, today) => {
  const text = digitsBefore(words, /^[月日号]/);
  const chinese = /^(?:([今去前])年\s*)?(\d{1,2})\s*月\s*(\d{1,2})(?:\s*[日号]|(?!\d))(.*)$/.exec(text);
  if (chinese?.[1]) return named(dayNumberOf(yearOfNumber(today) + YEARS[chinese[1]]!, Number(chinese[2]), Number(chinese[3])), chinese[4]!);
  // A fraction or a page number (`1/2`) has no leading zero and no hour.
  const found = chinese?.slice(2) ?? (/^(\d{1,2})-(\d{1,2})(?![\d-])(.*)$/.exec(text) ?? /^(\d\d)\/(\d\d)(?![\d/])(.*)$/.exec(text) ?? /^(\d{1,2})[/.](\d{1,2})(\s+\d{1,2}:\d\d.*)$/.exec(text))?.slice(1);
  if (found) return named(latest(Number(found[0]), Number(found[1]), today), found[2]!);
  const english = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?!:)(.*)$/.exec(text);
  const reversed = /^(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\b\.?(.*)$/.exec(text);
  const [month, day, rest] = english ? [english[1]!, english[2]!, english[3]!] : reversed ? [reversed[2]!, reversed[1]!, reversed[3]!] : ['', '', ''];
  const number = MONTH.test(month) ? monthOf(month) : null;
  return number === null ? null : named(latest(number, Number(day), today), rest);
};

const MONTH = /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;

const named = (day: DayNumber | null, rest: string): NamedDay | null => (day === null ? null : { day, rest });

function latest(month: number, day: number, today: DayNumber): DayNumber | null {
  const thisYear = yearOfNumber(today);
  for (let year = thisYear; year >= thisYear - YEARS_BACK; year--) {
    const at = dayNumberOf(year, month, day);
    if (at !== null && at <= today) return at;
  }
  return null;
}

const READERS: Reader[] = [readDayWord, readWeekday, readMonthDay];
