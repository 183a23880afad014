import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkCalendar, addDays, endOfDay, shanghaiDay, startOfDay, type CalendarNotice, type ClockSpec } from '../../../model/index.ts';
import { loadCalendar } from '../../../profiles/load.ts';
import { countDeadline } from '../../../respond/deadlines/count.ts';

const calendar = loadCalendar();
const RUNS = { numRuns: 2_000 };
const MINUTE = 60_000;

/** Any minute of 2008–2025, so that a count stays inside the notices. */
const instant = fc.integer({ min: Date.parse('2008-01-01') / MINUTE, max: Date.parse('2025-10-01') / MINUTE }).map((m) => new Date(m * MINUTE));
const days = fc.integer({ min: 1, max: 40 });
const policy = fc.constantFrom('same_day' as const, 'roll' as const);

/** A year of 2030 with days off and weekends on duty at random. */
const year2030 = fc.array(fc.record({ day: fc.integer({ min: 0, max: 364 }).map((n) => addDays('2030-01-01', n)), off: fc.boolean() }), { minLength: 1, maxLength: 60 })
  .map((list): CalendarNotice => ({ version: '2030-v1', year: 2030, days: [...new Map(list.map((d) => [d.day, { ...d, name: '某节' }])).values()] }));
const in2030 = fc.integer({ min: 0, max: 200 * 24 * 60 }).map((m) => new Date(startOfDay('2030-01-01').getTime() + m * MINUTE));

describe('working-day deadlines, whatever the day', () => {
  it('never come earlier when a holiday is added', () => {
    fc.assert(fc.property(year2030, in2030, days, policy, fc.integer({ min: 0, max: 364 }), (notice, startsAt, n, after_hours, more) => {
      const holiday = addDays('2030-01-01', more);
      const added = { ...notice, days: [...notice.days.filter((d) => d.day !== holiday), { day: holiday, name: '增加', off: true }] };
      const clocks: ClockSpec[] = [{ mode: 'working_day', n, after_hours }, { mode: 'workday_24h_tick', n }, { mode: 'natural_day', n, roll: true }];
      for (const clock of clocks) {
        const before = countDeadline({ clock, startsAt, calendar: new WorkCalendar([notice]) }).dueAt;
        const after = countDeadline({ clock, startsAt, calendar: new WorkCalendar([added]) }).dueAt;
        expect(after.getTime()).toBeGreaterThanOrEqual(before.getTime());
      }
    }), RUNS);
  });

  it('move by exactly n working days when a pause covers n', () => {
    fc.assert(fc.property(instant, days, fc.integer({ min: 0, max: 39 }), fc.integer({ min: 1, max: 30 }), (startsAt, n, lead, paused) => {
      const clock: ClockSpec = { mode: 'working_day', n };
      const plain = countDeadline({ clock, startsAt, calendar });
      const first = plain.countedDays[lead % n]!;
      const last = calendar.addWorkdays(first, paused - 1);
      const pauses = [{ from: startOfDay(first), to: startOfDay(addDays(last, 1)) }];
      const moved = countDeadline({ clock, startsAt, calendar, pauses });
      expect(shanghaiDay(moved.dueAt)).toBe(calendar.addWorkdays(shanghaiDay(plain.dueAt), paused));
      expect(moved.skippedDays.filter((s) => s.why === '停表')).toHaveLength(paused);
    }), RUNS);
  });

  it('are explained by their days: counted and passed over make up the way, and the last counted is the due day', () => {
    fc.assert(fc.property(instant, days, policy, (startsAt, n, after_hours) => {
      const { dueAt, countedDays, skippedDays, provisional } = countDeadline({ clock: { mode: 'working_day', n, after_hours }, startsAt, calendar });
      expect(countedDays).toHaveLength(n);
      expect(countedDays.every((day) => calendar.isWorkday(day))).toBe(true);
      expect(dueAt).toEqual(endOfDay(countedDays.at(-1)!));
      const way = [...countedDays, ...skippedDays.map((s) => s.day)].sort();
      const expected: string[] = [];
      for (let day = addDays(shanghaiDay(startsAt), 1); day <= countedDays.at(-1)!; day = addDays(day, 1)) expected.push(day);
      expect(way).toEqual(expected);
      expect(provisional).toBe(false);
    }), RUNS);
  });

  it('agree with the calendar, day by day and in one step', () => {
    fc.assert(fc.property(instant, days, (startsAt, n) => {
      const day = shanghaiDay(startsAt);
      const { countedDays } = countDeadline({ clock: { mode: 'working_day', n }, startsAt, calendar });
      expect(countedDays.at(-1)).toBe(calendar.addWorkdays(day, n));
      expect(countedDays).toEqual(calendar.workdaysBetween(addDays(day, 1), countedDays.at(-1)!));
      expect(calendar.addWorkdays(calendar.addWorkdays(day, n), -n)).toBe(calendar.isWorkday(day) ? day : calendar.addWorkdays(day, -1));
    }), RUNS);
  });

  it('are the same when counted again, and no later when more cases are merged in', () => {
    fc.assert(fc.property(instant, fc.array(instant, { minLength: 1, maxLength: 4 }), days, (startsAt, members, n) => {
      const clock: ClockSpec = { mode: 'merge_min', n };
      const once = countDeadline({ clock, startsAt, members, calendar });
      expect(countDeadline({ clock, startsAt, members, calendar })).toEqual(once);
      expect(once.dueAt.getTime()).toBeLessThanOrEqual(countDeadline({ clock: { mode: 'working_day', n }, startsAt, calendar }).dueAt.getTime());
    }), RUNS);
  });

  it('by the hour table, take up exactly n × 24 hours of working days', () => {
    fc.assert(fc.property(instant, fc.integer({ min: 1, max: 10 }), (startsAt, n) => {
      const { dueAt } = countDeadline({ clock: { mode: 'workday_24h_tick', n }, startsAt, calendar });
      let worked = 0;
      for (let day = shanghaiDay(startsAt); startOfDay(day) < dueAt; day = addDays(day, 1)) {
        const from = Math.max(startOfDay(day).getTime(), startsAt.getTime());
        const to = Math.min(startOfDay(addDays(day, 1)).getTime(), dueAt.getTime());
        if (calendar.isWorkday(day)) worked += to - from;
      }
      expect(worked).toBe(n * 24 * 60 * MINUTE);
    }), RUNS);
  });
});
