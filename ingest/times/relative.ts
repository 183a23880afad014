import type { TimePrecision } from '../../model/index.ts';
import { parseFeedDate } from './absolute.ts';
import { readShift } from './relative-ago.ts';
import { readDay } from './relative-calendar.ts';
import { readClock } from './relative-clock.ts';
import { dayNumberAt, instantOn } from './relative-day.ts';
import { timeWords } from './relative-text.ts';

/** A time and how exactly the words named it. */
export interface TimeAt {
  at: Date;
  precision: TimePrecision;
}

/**
 * A time as pages write it beside a post, seen from `now`, in Shanghai whatever the process zone is: `刚刚`, `3分钟前`,
 * `昨天 12:03`, `上周三`, `11-24 09:00`, `2小时前·广东`, `yesterday 10pm`, also in traditional characters and full width.
 *
 * Where the public suites differ: a month is 30 days and a year 365 (newsnow), not the calendar's (newer RSSHub), because
 * `1个月前` is rounded anyway and a fixed length never names a day that does not exist. A weekday is always before today
 * (RSSHub), also where today's own hour has passed. `几`, `数` and `x` are 3, `刚刚` is three seconds ago.
 *
 * A day without an hour is its midnight; a part of the day without one is a usual hour (`昨晚` 20:00). A month and day
 * without a year are the latest that are not after today. An hour alone is today's, or yesterday's if today's is to come.
 *
 * @returns null when the text is no such time, or lies before 1970
 */
export function parseRelativeTime(text: string, now: Date): Date | null {
  return relativeTimeAt(text, now)?.at ?? null;
}

/**
 * A time written in full (`2026-11-24 09:00`, {@link parseFeedDate}) or seen from `now` ({@link parseRelativeTime}), with
 * its precision: what the words named, so `2小时前` is exact to the minute at best and `3天前` to the day.
 *
 * @example parseTimeAt('发布于 2026-11-24 09:00 江苏', now) // { at: 2026-11-24T01:00:00Z, precision: 'minute' }
 */
export function parseTimeAt(text: string, now: Date): TimeAt | null {
  const words = timeWords(text);
  if (words === null) return null;
  const at = parseFeedDate(text, { chinese: true }) ?? parseFeedDate(words, { chinese: true });
  return at ? { at, precision: precisionOf(words) } : relativeTimeAt(text, now);
}

function relativeTimeAt(text: string, now: Date): TimeAt | null {
  const words = timeWords(text);
  if (words === null || Number.isNaN(now.getTime())) return null;
  const shift = readShift(words);
  return believable(shift ? { at: new Date(now.getTime() + shift.seconds * 1_000), precision: shift.precision } : onDay(words, now));
}

function onDay(words: string, now: Date): TimeAt | null {
  const today = dayNumberAt(now);
  const named = readDay(words, today);
  const clock = readClock(named?.rest ?? words);
  if (!clock || (!named && (clock.precision === 'day' || BARE_HOUR.test(words)))) return null;
  const at = instantOn(named?.day ?? today, clock.seconds);
  return { at: !named && at > now ? instantOn(today - 1, clock.seconds) : at, precision: clock.precision };
}

/** `三点` alone is as often a count of points. */
const BARE_HOUR = /^[\d一二三四五六七八九十]{1,3}\s*[点时]$/;

/** Nothing was posted before there was a web, and `9999年前` is a story. */
const believable = (time: TimeAt | null): TimeAt | null => (time && time.at.getTime() >= 0 ? time : null);

function precisionOf(words: string): TimePrecision {
  if (/\d\s*:\s*\d+\s*:\s*\d|秒|^\d{9,}$|t\d{6}/.test(words)) return 'second';
  return /\d\s*:\s*\d|[点时]|\d\s*[ap]\.?m|t\d{4}/.test(words) ? 'minute' : 'day';
}
