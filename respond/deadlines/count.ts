import { YuqingError, addDays, endOfDay, shanghaiDay, type ClockSpec, type CountedDeadline, type WorkCalendar } from '../../model/index.ts';
import { countNaturalDays, countWorkdays, type DayCount } from './days.ts';
import type { Pause } from './pauses.ts';
import { countTicks } from './ticks.ts';

/** 派单 to a unit; `returnedAt` when the unit sent it back 退单. */
interface DispatchTime {
  at: Date;
  returnedAt?: Date | undefined;
}

export interface CountInput {
  clock: ClockSpec;
  startsAt: Date;
  calendar: WorkCalendar;
  /** Working-day, natural-day and hour-table clocks stand in a pause; natural hours and fixed dates never do. */
  pauses?: readonly Pause[] | undefined;
  /** working_day_extension: the due time that is extended. */
  fromDue?: Date | undefined;
  /** multi_clock: every dispatch of the ticket. */
  dispatches?: readonly DispatchTime[] | undefined;
  /** merge_min: when each merged message was received. */
  members?: readonly Date[] | undefined;
  /** `after_hours: roll` only: what comes later in the day counts as received on the next working day. */
  officeEnd?: string | undefined;
}

const HOUR = 3_600_000;
const MAX_N = 10_000;
const OFFICE_END = '17:30';

/**
 * Counts one deadline (handbook §8.1). The day of receipt does not count; the n-th day counts to 24:00 and is given
 * as 23:59:59 of that day; hour clocks are exact.
 * @throws YuqingError CASE_INVALID when the clock lacks what it counts with; CALENDAR_DAY before the calendar's start
 */
export function countDeadline(input: CountInput): CountedDeadline {
  const { clock, startsAt } = input;
  if (Number.isNaN(startsAt.getTime())) throw new YuqingError('CASE_INVALID', '起算时间不是有效的时间', '请写成 2026-10-09 16:20');
  switch (clock.mode) {
    case 'working_day':
    case 'working_day_with_pause':
      return byWorkdays(input, startsAt);
    case 'working_day_extension':
      if (!input.fromDue) throw new YuqingError('CASE_INVALID', '延期缺少原到期时间', '请给出原到期时间(from_due)');
      // Counted from the day after the original due day, whatever hour it was due: nothing rolls.
      return byWorkdays({ ...input, clock: { ...clock, after_hours: 'same_day' } }, input.fromDue);
    case 'natural_hour':
      return { dueAt: new Date(startsAt.getTime() + length(clock) * HOUR), countedDays: [], skippedDays: [], provisional: false, calendarVersion: input.calendar.version };
    case 'natural_day':
      return dayDeadline(input, startsAt, (day) => countNaturalDays(day, length(clock), clock.roll !== false, input.calendar, input.pauses ?? []));
    case 'fixed_date':
      return { dueAt: endOfDay(fixedDate(clock, shanghaiDay(startsAt))), countedDays: [], skippedDays: [], provisional: false, calendarVersion: input.calendar.version };
    case 'workday_24h_tick':
      return { ...countTicks(startsAt, length(clock), input.calendar, input.pauses ?? []), countedDays: [], calendarVersion: input.calendar.version };
    case 'multi_clock':
      return earliest([startsAt, ...inForce(input.dispatches)].map((at) => byWorkdays(input, at)));
    case 'merge_min':
      if (!input.members?.length) throw new YuqingError('CASE_INVALID', '并案缺少各件的收到时间', '请给出各件的收到时间(members)');
      return earliest([startsAt, ...input.members].map((at) => byWorkdays(input, at)));
  }
}

function byWorkdays(input: CountInput, startsAt: Date): CountedDeadline {
  return dayDeadline(input, startsAt, (day) => countWorkdays(day, length(input.clock), input.calendar, input.pauses ?? []));
}

function dayDeadline(input: CountInput, startsAt: Date, count: (startDay: string) => DayCount): CountedDeadline {
  const received = shanghaiDay(startsAt);
  const startDay = input.clock.after_hours === 'roll' ? officeDay(startsAt, received, input) : received;
  const { dueDay, countedDays, skippedDays, provisional } = count(startDay);
  return {
    dueAt: endOfDay(dueDay), countedDays, skippedDays: [...rolledOver(received, startDay, input.calendar), ...skippedDays],
    provisional: provisional || (startDay !== received && input.calendar.isProvisional(startDay)), calendarVersion: input.calendar.version,
  };
}

/** The working day that a message counts as received on: its own until the office closes, else the next one. */
function officeDay(startsAt: Date, received: string, { calendar, officeEnd = OFFICE_END }: CountInput): string {
  const open = calendar.isWorkday(received) && startsAt.getTime() <= new Date(`${received}T${officeEnd}:00+08:00`).getTime();
  return open ? received : calendar.addWorkdays(received, 1);
}

/** The days that a roll passed over, so that the list of days shows it. */
function rolledOver(received: string, startDay: string, calendar: WorkCalendar): { day: string; why: string }[] {
  const days: { day: string; why: string }[] = [];
  for (let day = received; day < startDay;) {
    day = calendar.at(day).next;
    days.push({ day, why: day === startDay ? '非工作时间收到,视为该日收到' : calendar.why(day) });
  }
  return days;
}

/** 退单 and 改派: the clock of the public runs from receipt; the unit's own from its dispatch; the earlier one binds. */
function inForce(dispatches: readonly DispatchTime[] = []): Date[] {
  const open = dispatches.filter((d) => d.returnedAt === undefined).map((d) => d.at);
  return open.length === 0 ? [] : [new Date(Math.max(...open.map((at) => at.getTime())))];
}

const earliest = (all: CountedDeadline[]): CountedDeadline => all.reduce((a, b) => (b.dueAt < a.dueAt ? b : a));

function length(clock: ClockSpec): number {
  if (clock.n === undefined) throw new YuqingError('CASE_INVALID', '时限缺少天数或小时数(n)', '请补上 n');
  if (!Number.isInteger(clock.n) || clock.n < 0 || clock.n > MAX_N) throw new YuqingError('CASE_INVALID', `时限的天数或小时数不对:${clock.n}`, `n 应是 0 到 ${MAX_N} 的整数`);
  return clock.n;
}

/** `2021-11-20`, or with `yearly` the first MM-DD on or after the start day. Never moved off a holiday. */
function fixedDate({ date = '', yearly }: ClockSpec, startDay: string): string {
  const year = Number(startDay.slice(0, 4));
  const days = yearly ? [`${year}-${date}`, `${year + 1}-${date}`] : [date];
  const day = yearly ? days.find((d) => d >= startDay) : date;
  if (day === undefined || !days.every(isDay)) {
    throw new YuqingError('CASE_INVALID', `固定日期不对:${date || '(空)'}`, yearly ? '请写成 01-31' : '请写成 2026-01-31');
  }
  return day;
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
