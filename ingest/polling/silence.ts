import type { SourceDay } from '../../db/source-days.ts';
import { addDays, shanghaiDay, type WorkCalendar } from '../../model/index.ts';

/** Fewer days with news than this are no habit. */
const KNOWN_DAYS = 5;
/** Silence counts when it is this much longer than the longest one before. */
const BEYOND = 1.5;
const LEAST_HOURS = 6;
/** With less of its news than this on days off, a source is one of working days. */
const REST_SHARE = 0.1;
const HOUR_MS = 3_600_000;

/** A source that is quieter than it ever was, in hours; of a source of working days only their hours are counted. */
export interface Silence {
  quietHours: number;
  longestHours: number;
  /** The hours are those of working days. */
  workdaysOnly: boolean;
}

/**
 * Whether a source has been silent beyond its own habit. Its habit is the longest pause between two hours with news in
 * the days given; pauses over holidays count only for sources that publish on them.
 *
 * @param days the last weeks, oldest first, as `sourceDays` gives them
 * @returns null where it is not, or where too little is known of it
 */
export function silenceOf(days: readonly SourceDay[], now: Date, calendar: WorkCalendar): Silence | null {
  const active = days.filter((day) => day.newsByHour.some((n) => n > 0));
  if (active.length < KNOWN_DAYS) return null;
  const workdaysOnly = publishesOnWorkdays(active, calendar);
  const hours = active.flatMap(({ day, newsByHour }) => newsByHour.flatMap((n, hour) => (n > 0 ? [hourOf(day, hour)] : [])));
  const count = (from: number, to: number) => countedHours(from, to, workdaysOnly ? calendar : null);
  const longestHours = Math.max(...hours.slice(1).map((hour, k) => count(hours[k]!, hour)), 1);
  const quietHours = count(hours.at(-1)!, Math.floor(now.getTime() / HOUR_MS));
  return quietHours > Math.max(LEAST_HOURS, longestHours * BEYOND) ? { quietHours, longestHours, workdaysOnly } : null;
}

/** Items a day, by the middle of the days known; of a source of working days those alone. Null while too little is known. */
export function usualPerDay(days: readonly SourceDay[], now: Date, calendar: WorkCalendar): number | null {
  const today = shanghaiDay(now);
  const active = days.filter((day) => day.stored > 0 && day.day < today);
  if (active.length < KNOWN_DAYS) return null;
  const workdaysOnly = publishesOnWorkdays(active, calendar);
  const stored = new Map(active.map((day) => [day.day, day.stored]));
  const counts: number[] = [];
  for (let day = active[0]!.day; day < today; day = addDays(day, 1)) if (!workdaysOnly || calendar.isWorkday(day)) counts.push(stored.get(day) ?? 0);
  counts.sort((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)] ?? null;
}

function publishesOnWorkdays(active: readonly SourceDay[], calendar: WorkCalendar): boolean {
  const weight = (list: readonly SourceDay[]) => list.reduce((sum, day) => sum + day.newsByHour.reduce((a, b) => a + b, 0), 0);
  return weight(active.filter(({ day }) => !calendar.isWorkday(day))) < REST_SHARE * weight(active);
}

/** Hours since 1970, UTC. */
const hourOf = (day: string, hour: number) => Date.parse(`${day}T00:00:00+08:00`) / HOUR_MS + hour;

/** Hours after `from` up to `to`; where a calendar is given, those of working days. */
function countedHours(from: number, to: number, calendar: WorkCalendar | null): number {
  if (!calendar) return to - from;
  let sum = 0;
  for (let at = from; at < to;) {
    const day = shanghaiDay(new Date(at * HOUR_MS));
    const end = Math.min(to, hourOf(addDays(day, 1), 0));
    if (calendar.isWorkday(day)) sum += end - at;
    at = end;
  }
  return sum;
}
