import { describe, expect, it } from 'vitest';
import type { ClockSpec, DeadlineKind } from '../../model/index.ts';
import { countDeadline } from '../../respond/deadlines/count.ts';
import { firstStep, remindAt } from '../../respond/steps.ts';
import { at, calendar } from './world.ts';

function deadline(startsAt: string, clock: ClockSpec, kind: DeadlineKind = 'K8') {
  return { kind, startsAt: at(startsAt), clock, dueAt: countDeadline({ clock, startsAt: at(startsAt), calendar }).dueAt };
}
const days = (n: number): ClockSpec => ({ mode: 'working_day', n, after_hours: 'same_day' });
const hours = (n: number): ClockSpec => ({ mode: 'natural_hour', n });

describe('remindAt', () => {
  it.each([
    // received, working days, due day, reminded
    ['2026-11-20 10:00', 5, '2026-11-27', '2026-11-26 09:00'],
    ['2026-11-20 10:00', 2, '2026-11-24', '2026-11-23 09:00'],
    // due on a Monday: the working day before is the Friday
    ['2026-11-16 10:00', 5, '2026-11-23', '2026-11-20 09:00'],
    // due on Monday 2026-10-12: the working day before is Saturday 2026-10-10, on duty 调休
    ['2026-09-29 10:00', 5, '2026-10-12', '2026-10-10 09:00'],
    // due on that Saturday itself: reminded on the Friday
    ['2026-09-29 10:00', 4, '2026-10-10', '2026-10-09 09:00'],
    // due on the first day after the holiday of 国庆: reminded before the holiday
    ['2026-09-28 10:00', 3, '2026-10-08', '2026-09-30 09:00'],
  ])('received %s, %i working days: due %s, reminded %s', (received, n, due, reminded) => {
    const d = deadline(received, days(n));
    expect(d.dueAt).toEqual(at(`${due} 23:59:59`));
    expect(remindAt(d, calendar)).toEqual(at(reminded));
  });

  it('a deadline of one day, received after nine, is reminded of on the morning of its due day', () => {
    expect(remindAt(deadline('2026-11-20 10:00', days(1)), calendar)).toEqual(at('2026-11-23 09:00'));
    expect(remindAt(deadline('2026-11-20 08:00', days(1)), calendar)).toEqual(at('2026-11-20 09:00'));
    expect(remindAt(deadline('2026-11-20 09:00', days(1)), calendar)).toEqual(at('2026-11-23 09:00'));
  });

  it('hour clocks are reminded of when a quarter is left, holidays or not', () => {
    expect(remindAt(deadline('2026-10-01 00:00', hours(48)), calendar)).toEqual(at('2026-10-02 12:00'));
    expect(remindAt(deadline('2026-11-20 10:00', hours(1)), calendar)).toEqual(at('2026-11-20 10:45'));
    const ticks = deadline('2026-11-20 12:00', { mode: 'workday_24h_tick', n: 2 });
    expect(ticks.dueAt).toEqual(at('2026-11-24 12:00'));
    expect(remindAt(ticks, calendar)).toEqual(at('2026-11-23 12:00'));
  });

  it('a fixed date on a day off is reminded of on the working day before it', () => {
    expect(remindAt(deadline('2026-01-10 10:00', { mode: 'fixed_date', date: '01-31', yearly: true }), calendar)).toEqual(at('2026-01-30 09:00'));
  });
});

describe('firstStep', () => {
  const five = deadline('2026-11-20 10:00', days(5));

  it('is the reminder while there is time, even one whose moment has passed', () => {
    const remind = { step: 'remind', at: at('2026-11-26 09:00') };
    expect(firstStep(five, calendar, at('2026-11-20 11:00'))).toEqual(remind);
    expect(firstStep(five, calendar, at('2026-11-27 15:00'))).toEqual(remind);
    expect(firstStep(five, calendar, five.dueAt)).toEqual(remind);
  });

  it('is the overdue notice for a deadline that had passed when it came', () => {
    expect(firstStep(five, calendar, at('2026-11-28 00:00'))).toEqual({ step: 'overdue', at: five.dueAt });
  });

  it('a right that lapses 退单窗口 is never reminded of, before or after', () => {
    const window = deadline('2026-11-20 10:00', days(2), 'K6');
    expect(firstStep(window, calendar, at('2026-11-20 11:00'))).toBeNull();
    expect(firstStep(window, calendar, at('2026-12-20 11:00'))).toBeNull();
  });
});
