import { NUMBER, readNumber } from './relative-numeral.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds in each unit. A month is 30 days and a year 365, as newsnow counts them. */
const UNITS: [RegExp, number][] = [
  [/^(?:秒钟?|s|secs?|seconds?)$/, 1],
  [/^(?:分钟?|m|mins?|minutes?)$/, MINUTE],
  [/^(?:刻钟?)$/, 15 * MINUTE],
  [/^(?:小时|钟头|时|h|hrs?|hours?)$/, HOUR],
  [/^(?:天|日|d|days?)$/, DAY],
  [/^(?:周|星期|礼拜|w|wks?|weeks?)$/, 7 * DAY],
  [/^(?:月|mo|mos|mons?|months?)$/, 30 * DAY],
  [/^(?:年|y|yrs?|years?)$/, 365 * DAY],
];
const UNIT = String.raw`(?:秒钟?|分钟?|刻钟?|小时|钟头|时|天|日|周|星期|礼拜|月|年|seconds?|secs?|s|minutes?|mins?|months?|mons?|mos?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w|years?|yrs?|y)(?![a-z])`;
const ONE = new RegExp(String.raw`^(?:(半)个?(${UNIT})|(${NUMBER})\s*(?:多|余|来)?\s*(?:个(半)?)?\s*(${UNIT})(半)?)\s*(?:零|又|,|and\s)?\s*`);
const NOW = /^(?:刚刚?|刚才|方才|just now|now|moments? ago|a moment ago)$/;
const MOST_PARTS = 7;
/** `刚刚` and its like: RSSHub's tests put it three seconds back. */
const JUST_NOW = 3;

export interface Shift {
  /** Negative: in the past. */
  seconds: number;
  precision: 'second' | 'minute' | 'day';
}

/** `3分钟前` → −180 s, `1天1小时前`, `半小时前`, `两个半小时前`, `in 10m`, `刚刚`. Null when the words are no such distance. */
export function readShift(words: string): Shift | null {
  if (NOW.test(words)) return { seconds: -JUST_NOW, precision: 'second' };
  const past = /^(.{1,60}?)\s*(?:ago|以前|之前|前)$/.exec(words)?.[1];
  const future = /^in\s+(.{1,60})$/.exec(words)?.[1] ?? /^(.{1,60}?)\s*(?:later|以后|之后|后)$/.exec(words)?.[1];
  const parts = readParts(past ?? future ?? '');
  return parts && { seconds: past === undefined ? parts.seconds : -parts.seconds, precision: parts.precision };
}

/** The precision is that of the smallest unit named. */
function readParts(text: string): Shift | null {
  let rest = text;
  let seconds = 0;
  let smallest = Infinity;
  for (let i = 0; i < MOST_PARTS && rest !== ''; i++) {
    const found = ONE.exec(rest);
    if (!found) return null;
    const [whole, half, halfUnit, number, andHalf, unit, unitHalf] = found;
    const size = sizeOf(halfUnit ?? unit ?? '');
    const count = half ? 0.5 : readNumber(number ?? '');
    if (size === null || count === null) return null;
    seconds += (count + (andHalf ?? unitHalf ? 0.5 : 0)) * size;
    smallest = Math.min(smallest, half || andHalf || unitHalf ? size / 2 : size);
    rest = rest.slice(whole.length);
  }
  if (rest !== '' || smallest === Infinity) return null;
  return { seconds: Math.round(seconds), precision: smallest >= DAY ? 'day' : smallest >= MINUTE ? 'minute' : 'second' };
}

const sizeOf = (unit: string): number | null => UNITS.find(([names]) => names.test(unit))?.[1] ?? null;
