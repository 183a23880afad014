import { addDays, shanghaiDay, startOfDay, YuqingError, type WorkCalendar } from '../model/index.ts';

/** A week of the report: Monday 00:00 to Sunday 24:00 in Asia/Shanghai, named as ISO 8601 names it. */
export interface Week {
  /** `2026-W47`. The year is the one that holds the week's Thursday. */
  id: string;
  /** Monday 00:00, and the next Monday 00:00 (not in the week). */
  from: Date;
  to: Date;
  /** `2026-11-16`, `2026-11-22`. */
  firstDay: string;
  lastDay: string;
}

/** When the weekly report goes out (profile.report): ISO weekday 1–7, Shanghai wall time `08:00`. */
export interface ReportTime {
  weekday: number;
  time: string;
}

const isoWeekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

function weekStarting(monday: string): Week {
  const year = addDays(monday, 3).slice(0, 4);
  const firstMonday = mondayOf(`${year}-01-04`);
  const n = (Date.parse(monday) - Date.parse(firstMonday)) / (7 * 86_400_000) + 1;
  return {
    id: `${year}-W${String(n).padStart(2, '0')}`,
    from: startOfDay(monday), to: startOfDay(addDays(monday, 7)), firstDay: monday, lastDay: addDays(monday, 6),
  };
}

const mondayOf = (day: string) => addDays(day, 1 - isoWeekday(day));

/** The week in which an instant falls: Sunday 23:59 in Shanghai is the old week, Monday 00:00 the new one. */
export function weekOf(at: Date): Week {
  return weekStarting(mondayOf(shanghaiDay(at)));
}

/** The week `n` weeks later (negative: earlier). */
export function shiftWeek(week: Week, n: number): Week {
  return weekStarting(addDays(week.firstDay, 7 * n));
}

/** @throws YuqingError USAGE for anything but an existing ISO week: 2025 has no W53. */
export function weekById(id: string): Week {
  const match = /^(\d{4})-W(\d\d)$/.exec(id);
  const week = match ? weekStarting(addDays(mondayOf(`${match[1]}-01-04`), 7 * (Number(match[2]) - 1))) : undefined;
  if (week?.id !== id) throw new YuqingError('USAGE', `没有这一周:${id}`, '周次写作 2026-W46(年份加 ISO 周序,周一为首日)');
  return week;
}

/** When a week's report goes out: the set weekday after the week, moved to the next working day (春节, 国庆). */
export function reportInstant(week: Week, when: ReportTime, calendar: WorkCalendar): Date {
  const day = calendar.nextWorkday(addDays(week.firstDay, 6 + when.weekday));
  return new Date(startOfDay(day).getTime() + minutes(when.time) * 60_000);
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The newest week whose report should exist by now. */
export function dueReport(now: Date, when: ReportTime, calendar: WorkCalendar): Week {
  let week = shiftWeek(weekOf(now), -1);
  while (reportInstant(week, when, calendar) > now) week = shiftWeek(week, -1);
  return week;
}

/**
 * Every week whose report fell due after `since` and by now, oldest first. After 春节 two weeks can fall due at the
 * same instant, and a server that was down owes what it missed.
 */
export function dueReports(now: Date, since: Date, when: ReportTime, calendar: WorkCalendar): Week[] {
  const due: Week[] = [];
  for (let week = dueReport(now, when, calendar); reportInstant(week, when, calendar) > since; week = shiftWeek(week, -1)) {
    due.unshift(week);
  }
  return due;
}
