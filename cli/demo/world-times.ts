import { addDays, shanghaiDay, startOfDay, YuqingError, type WorkCalendar } from '../../model/index.ts';
import type { Random } from './world-random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The span over which the rising matter grows. */
const RISING_HOURS = 20;

/** A moment between 8:00 and 20:00 `daysAgo` days before now; of a day that has only begun, the part that is over. */
export function daytime(now: Date, daysAgo: number, random: Random): Date {
  const opens = startOfDay(addDays(shanghaiDay(now), -daysAgo)).getTime() + 8 * HOUR;
  const closes = Math.min(opens + 12 * HOUR, now.getTime() - 5 * MINUTE);
  if (closes - opens < HOUR) return daytime(now, daysAgo + 1, random);
  return wholeSecond(opens + random.next() * (closes - opens));
}

/**
 * When the n voices of something that grows are heard, the first first: few at the beginning, most of them lately.
 * All lie in the last RISING_HOURS hours before now.
 */
export function rising(now: Date, n: number): Date[] {
  return Array.from({ length: n }, (_, i) => {
    const passed = Math.sqrt((i + 0.5) / n);
    return wholeSecond(now.getTime() - RISING_HOURS * HOUR * (1 - passed) - MINUTE);
  });
}

const wholeSecond = (ms: number) => new Date(Math.floor(ms / 1000) * 1000);

/** A complaint whose five working days run across a make-up day 调休上班. */
export interface AcrossMakeUp {
  receivedAt: Date;
  makeUpDay: string;
  /** The fifth working day after the day of receipt. */
  dueDay: string;
}

/**
 * The latest make-up day that has begun, and a complaint received in the afternoon of the working day before it:
 * on 2026-11-24 → received 2026-10-09 15:20, Saturday 2026-10-10 counts, due 2026-10-16.
 *
 * @throws YuqingError CALENDAR_INVALID when the calendar knows no make-up day before now
 */
export function acrossMakeUp(now: Date, calendar: WorkCalendar): AcrossMakeUp {
  for (let day = shanghaiDay(now); day > calendar.start; day = addDays(day, -1)) {
    if (calendar.why(day) !== '调休上班') continue;
    const received = calendar.addWorkdays(day, -1);
    return { receivedAt: new Date(startOfDay(received).getTime() + 15 * HOUR + 20 * MINUTE), makeUpDay: day, dueDay: calendar.addWorkdays(received, 5) };
  }
  throw new YuqingError('CALENDAR_INVALID', '工作日历里找不到调休上班的日子', '请检查 profiles/calendar 里的放假通知');
}
