import { shanghaiDay, type DeadlineKind, type WorkCalendar } from '../model/index.ts';
import type { NextDeadlineStep } from '../db/deadlines.ts';

/** The start of an office day, when people read what was sent to them. */
const MORNING = 'T09:00:00+08:00';
/** 退单窗口 is a right that lapses, not a duty: nobody is reminded of it. */
const SILENT: readonly DeadlineKind[] = ['K6'];

interface Counted {
  kind: DeadlineKind;
  startsAt: Date;
  dueAt: Date;
  clock: { mode: string };
}

/**
 * E0 提醒 (handbook §4.5): on the working day before the due day at 09:00; for hour clocks when a quarter is left.
 * A deadline too short for that is reminded of on the morning of its due day.
 */
export function remindAt(deadline: Counted, calendar: WorkCalendar): Date {
  if (deadline.clock.mode === 'natural_hour' || deadline.clock.mode === 'workday_24h_tick') {
    return new Date(deadline.dueAt.getTime() - (deadline.dueAt.getTime() - deadline.startsAt.getTime()) / 4);
  }
  const dueDay = shanghaiDay(deadline.dueAt);
  const before = new Date(calendar.addWorkdays(dueDay, -1) + MORNING);
  return before > deadline.startsAt ? before : new Date(dueDay + MORNING);
}

/** What the escalator does first, seen from `now`: a reminder, or, when it comes in late, the overdue notice. */
export function firstStep(deadline: Counted, calendar: WorkCalendar, now: Date): { step: NextDeadlineStep; at: Date } | null {
  if (SILENT.includes(deadline.kind)) return null;
  if (now > deadline.dueAt) return { step: 'overdue', at: deadline.dueAt };
  return { step: 'remind', at: remindAt(deadline, calendar) };
}
