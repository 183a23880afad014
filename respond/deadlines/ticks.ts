import { shanghaiDay, startOfDay, type WorkCalendar } from '../../model/index.ts';
import { keepInSight, running, type Pause } from './pauses.ts';

const DAY = 24 * 3_600_000;

/**
 * 小时表 (workday_24h_tick): the clock runs all 24 hours of working days and stands on days off and in pauses.
 * Received on a Saturday, it starts on Monday at 00:00; two days later it is due on Tuesday at 24:00.
 */
export function countTicks(startsAt: Date, days: number, calendar: WorkCalendar, pauses: readonly Pause[]): {
  dueAt: Date; skippedDays: { day: string; why: string }[]; provisional: boolean;
} {
  const skippedDays: { day: string; why: string }[] = [];
  let left = days * DAY;
  let provisional = false;
  let fact = calendar.at(shanghaiDay(startsAt));
  for (let walked = 0; ; walked += 1) {
    keepInSight(walked);
    provisional ||= fact.provisional;
    if (fact.workday) {
      const midnight = startOfDay(fact.day).getTime();
      for (const [from, to] of running(Math.max(midnight, startsAt.getTime()), midnight + DAY, pauses)) {
        if (left <= to - from) return { dueAt: new Date(from + left), skippedDays, provisional };
        left -= to - from;
      }
    } else {
      skippedDays.push({ day: fact.day, why: fact.why });
    }
    fact = calendar.at(fact.next);
  }
}
