import { addDays, type WorkCalendar } from '../../model/index.ts';
import { keepInSight, standsAtMidnight, type Pause } from './pauses.ts';

/** Which days counted on the way to the due day, and which did not. */
export interface DayCount {
  dueDay: string;
  countedDays: string[];
  skippedDays: { day: string; why: string }[];
  provisional: boolean;
}

/** Why a day of a pause did not count. */
export const PAUSED = '停表';

/**
 * N working days after `startDay`: the day of receipt does not count, a day counts when the clock runs at its 24:00.
 * With n = 0 it is the first working day on or after `startDay`.
 */
export function countWorkdays(startDay: string, n: number, calendar: WorkCalendar, pauses: readonly Pause[]): DayCount {
  const count: DayCount = { dueDay: startDay, countedDays: [], skippedDays: [], provisional: false };
  if (n === 0) return rollTo(startDay, calendar, count);
  let { next: day } = calendar.at(startDay);
  for (let walked = 0; count.countedDays.length < n; walked += 1) {
    keepInSight(walked);
    const fact = calendar.at(day);
    count.provisional ||= fact.provisional;
    if (!fact.workday) count.skippedDays.push({ day, why: fact.why });
    else if (standsAtMidnight(fact.next, pauses)) count.skippedDays.push({ day, why: PAUSED });
    else count.countedDays.push(day);
    count.dueDay = day;
    day = fact.next;
  }
  return count;
}

/**
 * N natural days after `startDay`; with `roll` a last day that is off moves to the next working day. The days are not
 * listed as counted: every one counts but those of a pause.
 */
export function countNaturalDays(startDay: string, n: number, roll: boolean, calendar: WorkCalendar, pauses: readonly Pause[]): DayCount {
  const count: DayCount = { dueDay: addDays(startDay, n), countedDays: [], skippedDays: [], provisional: false };
  if (pauses.length > 0) {
    count.dueDay = startDay;
    for (let left = n, walked = 0; left > 0; walked += 1) {
      keepInSight(walked);
      count.dueDay = addDays(count.dueDay, 1);
      if (standsAtMidnight(addDays(count.dueDay, 1), pauses)) count.skippedDays.push({ day: count.dueDay, why: PAUSED });
      else left -= 1;
    }
  }
  return roll ? rollTo(count.dueDay, calendar, count) : count;
}

/** Moves a due day that is off to the next working day. */
function rollTo(day: string, calendar: WorkCalendar, count: DayCount): DayCount {
  let fact = calendar.at(day);
  count.provisional ||= fact.provisional;
  while (!fact.workday) {
    count.skippedDays.push({ day: fact.day, why: fact.why });
    fact = calendar.at(fact.next);
    count.provisional ||= fact.provisional;
  }
  count.dueDay = fact.day;
  return count;
}
