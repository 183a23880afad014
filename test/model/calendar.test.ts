import { describe, expect, it } from 'vitest';
import { WorkCalendar, type CalendarNotice } from '../../model/index.ts';
import { loadCalendar } from '../../profiles/load.ts';

const calendar = loadCalendar();

/** Two years of a made-up country: the notice of 2031 speaks of December 2030. */
const notices: CalendarNotice[] = [
  { version: '2030-v1', publishedAt: '2029-11-01', year: 2030, days: [{ day: '2030-03-05', name: '春节', off: true }, { day: '2030-03-09', name: '春节', off: false }] },
  { version: '2031-v1', publishedAt: '2030-11-01', year: 2031, days: [{ day: '2030-12-31', name: '元旦', off: true }, { day: '2030-12-29', name: '元旦', off: false }] },
];

describe('WorkCalendar', () => {
  it('knows weekends, days off and weekends on duty, and says why', () => {
    expect(['2026-10-08', '2026-10-10', '2026-10-11', '2026-10-01', '2026-09-25'].map((day) => [calendar.isWorkday(day), calendar.why(day)])).toEqual([
      [true, '工作日'], [true, '调休上班'], [false, '周末'], [false, '国庆节放假'], [false, '中秋节放假'],
    ]);
    expect(calendar.why('2020-02-03')).toBe('工作日'); // named by the notice, but a Monday
  });

  it('takes what next year’s notice says of December', () => {
    const made = new WorkCalendar(notices);
    expect([made.isWorkday('2030-12-29'), made.isWorkday('2030-12-31'), made.why('2030-12-31')]).toEqual([true, false, '元旦放假']);
    expect(new WorkCalendar(notices.slice(0, 1)).isWorkday('2030-12-31')).toBe(true);
  });

  it('is provisional after its last notice, where only the days fixed by law are off', () => {
    expect([calendar.start, calendar.horizon, calendar.version]).toEqual(['2007-01-01', '2026-12-31', '2026-v1']);
    expect([calendar.isProvisional('2026-12-31'), calendar.isProvisional('2027-01-01')]).toEqual([false, true]);
    expect([calendar.why('2027-01-01'), calendar.why('2027-10-01'), calendar.isWorkday('2027-01-04')]).toEqual(['元旦放假', '国庆节放假', true]);
  });

  it('does not take a notice without days for one that is out', () => {
    const made = new WorkCalendar([...notices, { version: '2032-v1', year: 2032, days: [] }]);
    expect([made.horizon, made.isProvisional('2032-01-05'), made.version]).toEqual(['2031-12-31', true, '2031-v1']);
    expect(() => new WorkCalendar([])).toThrow(/空的/);
  });

  it('marks a year in the middle that has no notice', () => {
    const made = new WorkCalendar([notices[0]!, { version: '2032-v1', publishedAt: '2031-11-01', year: 2032, days: [{ day: '2032-01-01', name: '元旦', off: true }] }]);
    expect([made.isProvisional('2031-06-02'), made.isProvisional('2032-06-01')]).toEqual([true, false]);
  });

  it('lets the later of two notices about a day win, and names itself after the one published last', () => {
    const again: CalendarNotice = { version: '2030-v2', publishedAt: '2030-02-01', year: 2030, days: [{ day: '2030-03-06', name: '春节', off: true }, { day: '2030-03-09', name: '春节', off: true }] };
    const made = new WorkCalendar([notices[0]!, again]);
    expect(new WorkCalendar([again, notices[0]!]).version).toBe('2030-v2');
    expect([made.version, made.why('2030-03-05'), made.why('2030-03-06'), made.why('2030-03-09')]).toEqual(['2030-v2', '春节放假', '春节放假', '春节放假']);
  });

  it('refuses days before its first year and days that do not exist', () => {
    expect(() => calendar.isWorkday('2006-06-01')).toThrow(/早于工作日历的起点 2007-01-01/);
    expect([calendar.isWorkday('2006-12-30'), calendar.isProvisional('2006-12-30')]).toEqual([true, false]); // on duty by the notice of 2007
    for (const day of ['2024-02-30', '2024-2-1', '', '20240201', '2024-13-01']) expect(() => calendar.at(day)).toThrow(/不是一个日期/);
    expect(() => calendar.addWorkdays('2024-02-01', 1.5)).toThrow(/整数/);
  });

  it('walks to working days, forward, backward and across the year', () => {
    expect(calendar.addWorkdays('2018-12-28', 2)).toBe('2019-01-02');
    expect(calendar.addWorkdays('2019-01-02', -2)).toBe('2018-12-28');
    expect(calendar.addWorkdays('2026-12-31', 1)).toBe('2027-01-04');
    expect([calendar.nextWorkday('2024-10-01'), calendar.nextWorkday('2024-10-08')]).toEqual(['2024-10-08', '2024-10-08']);
    expect(calendar.workdaysBetween('2024-09-28', '2024-10-08')).toEqual(['2024-09-29', '2024-09-30', '2024-10-08']);
    expect(calendar.workdaysBetween('2024-09-28', '2024-09-27')).toEqual([]);
  });
});
