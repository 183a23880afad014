import { describe, expect, it } from 'vitest';
import { WorkCalendar, parseInstant, shanghaiIso, type ClockSpec } from '../../../model/index.ts';
import { loadCalendar } from '../../../profiles/load.ts';
import { countDeadline, type CountInput } from '../../../respond/deadlines/count.ts';

const calendar = loadCalendar();
const at = (text: string) => parseInstant(text)!;
const count = (clock: ClockSpec, startsAt: string, more: Partial<CountInput> = {}) => countDeadline({ clock, startsAt: at(startsAt), calendar, ...more });
const due = (...args: Parameters<typeof count>) => shanghaiIso(count(...args).dueAt);

describe('countDeadline', () => {
  it('says which days it passed over, and why', () => {
    expect(count({ mode: 'working_day', n: 2 }, '2024-09-14 10:00').skippedDays).toEqual([
      { day: '2024-09-15', why: '中秋节放假' }, { day: '2024-09-16', why: '中秋节放假' }, { day: '2024-09-17', why: '中秋节放假' },
    ]);
    expect(count({ mode: 'natural_day', n: 60, roll: true }, '2025-08-08 10:00').skippedDays).toEqual([
      { day: '2025-10-07', why: '国庆节、中秋节放假' }, { day: '2025-10-08', why: '国庆节、中秋节放假' },
    ]);
    expect(count({ mode: 'working_day', n: 1 }, '2024-04-02 10:00', { pauses: [{ from: at('2024-04-03 09:00'), to: at('2024-04-07 09:00') }] }).skippedDays)
      .toContainEqual({ day: '2024-04-03', why: '停表' });
  });

  it('shows a roll among the days passed over', () => {
    const rolled = count({ mode: 'working_day', n: 1, after_hours: 'roll' }, '2018-07-06 20:30');
    expect(rolled.skippedDays).toEqual([
      { day: '2018-07-07', why: '周末' }, { day: '2018-07-08', why: '周末' }, { day: '2018-07-09', why: '非工作时间收到,视为该日收到' },
    ]);
    expect(rolled.countedDays).toEqual(['2018-07-10']);
  });

  it('takes another end of the office day where it is given', () => {
    const roll: ClockSpec = { mode: 'working_day', n: 1, after_hours: 'roll' };
    expect([due(roll, '2024-09-02 18:00'), due(roll, '2024-09-02 18:00', { officeEnd: '18:30' })]).toEqual(['2024-09-04T23:59:59+08:00', '2024-09-03T23:59:59+08:00']);
  });

  it('counts zero working days to the end of the first working day', () => {
    expect([due({ mode: 'working_day', n: 0 }, '2024-09-13 10:00'), due({ mode: 'working_day', n: 0 }, '2024-09-15 10:00')])
      .toEqual(['2024-09-13T23:59:59+08:00', '2024-09-18T23:59:59+08:00']);
  });

  it('binds a unit by its own clock where that one is shorter than the public’s', () => {
    const dispatches = [{ at: at('2024-09-02 10:00'), returnedAt: at('2024-09-03 09:00') }, { at: at('2024-08-29 15:00') }];
    expect(due({ mode: 'multi_clock', n: 5 }, '2024-09-02 10:00', { dispatches })).toBe('2024-09-05T23:59:59+08:00');
    expect(due({ mode: 'multi_clock', n: 5 }, '2024-09-02 10:00', { dispatches: dispatches.slice(0, 1) })).toBe('2024-09-09T23:59:59+08:00');
    const two = [{ at: at('2024-08-28 09:00') }, { at: at('2024-08-29 15:00') }];
    expect(due({ mode: 'multi_clock', n: 5 }, '2024-09-02 10:00', { dispatches: two })).toBe('2024-09-05T23:59:59+08:00'); // the last one in force
  });

  it('is never provisional where the calendar does not matter', () => {
    expect(count({ mode: 'natural_hour', n: 48 }, '2027-05-01 10:00').provisional).toBe(false);
    expect(count({ mode: 'fixed_date', date: '2028-01-31' }, '2027-05-01 10:00').provisional).toBe(false);
    expect(count({ mode: 'workday_24h_tick', n: 1 }, '2027-05-01 10:00').provisional).toBe(true);
    expect(count({ mode: 'working_day', n: 1 }, '2026-12-31 10:00').provisional).toBe(true);
  });

  it('is provisional where a roll leads beyond the notices', () => {
    const clock: ClockSpec = { mode: 'natural_day', n: 7, roll: false, after_hours: 'roll' };
    expect([count(clock, '2026-12-31 18:00').provisional, count(clock, '2026-12-31 16:00').provisional]).toEqual([true, false]);
    const made = new WorkCalendar([{ version: '2030-v1', year: 2030, days: [{ day: '2030-12-31', name: '元旦', off: true }] }]);
    expect(count({ mode: 'natural_day', n: 5 }, '2030-12-26 09:00', { calendar: made })).toMatchObject({ provisional: true, dueAt: at('2031-01-02 24:00') });
  });

  it('rolls the last natural day off a holiday unless told not to', () => {
    expect([due({ mode: 'natural_day', n: 1 }, '2024-09-14 10:00'), due({ mode: 'natural_day', n: 1, roll: false }, '2024-09-14 10:00')])
      .toEqual(['2024-09-18T23:59:59+08:00', '2024-09-15T23:59:59+08:00']);
  });

  it('names the calendar it counted with', () => {
    expect(count({ mode: 'working_day', n: 1 }, '2020-01-23 10:00', { calendar: loadCalendar({ version: '2020-v1' }) })).toMatchObject({ calendarVersion: '2020-v1', countedDays: ['2020-01-31'] });
  });

  it.each<[string, ClockSpec, Partial<CountInput>, RegExp]>([
    ['no days', { mode: 'working_day' }, {}, /缺少天数/],
    ['half a day', { mode: 'natural_day', n: 1.5 }, {}, /1\.5/],
    ['days before the start', { mode: 'working_day', n: -1 }, {}, /-1/],
    ['days beyond reason', { mode: 'natural_hour', n: 1e9 }, {}, /1000000000/],
    ['an extension of nothing', { mode: 'working_day_extension', n: 10 }, {}, /原到期时间/],
    ['a merge of nothing', { mode: 'merge_min', n: 5 }, { members: [] }, /收到时间/],
    ['a date that is none', { mode: 'fixed_date', date: '2026-02-30' }, {}, /固定日期不对:2026-02-30/],
    ['a yearly date that is none', { mode: 'fixed_date', date: '2-3', yearly: true }, {}, /固定日期不对:2-3/],
    ['no date', { mode: 'fixed_date' }, {}, /固定日期不对:\(空\)/],
    ['a pause of centuries', { mode: 'working_day', n: 2 }, { pauses: [{ from: new Date('2020-01-01'), to: new Date('2999-01-01') }] }, /停表时间太长/],
    ['a start that is no time', { mode: 'working_day', n: 2 }, { startsAt: new Date(Number.NaN) }, /起算时间/],
  ])('refuses %s', (_, clock, more, expected) => {
    expect(() => count(clock, '2024-09-02 10:00', more)).toThrow(expect.objectContaining({ code: 'CASE_INVALID', message: expect.stringMatching(expected) }));
  });

  it('refuses a start before the calendar', () => {
    expect(() => count({ mode: 'working_day', n: 2 }, '1999-09-02 10:00')).toThrow(expect.objectContaining({ code: 'CALENDAR_DAY' }));
    expect(due({ mode: 'natural_hour', n: 5 }, '1999-09-02 10:00')).toBe('1999-09-02T15:00:00+08:00');
  });

  it('counts with whatever calendar it is handed', () => {
    const short = new WorkCalendar([{ version: '2030-v1', year: 2030, days: [{ day: '2030-03-05', name: '厂休', off: true }] }]);
    expect(count({ mode: 'working_day', n: 2 }, '2030-03-04 09:00', { calendar: short })).toMatchObject({ countedDays: ['2030-03-06', '2030-03-07'], skippedDays: [{ day: '2030-03-05', why: '厂休放假' }] });
  });
});
