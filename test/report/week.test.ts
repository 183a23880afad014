import { describe, expect, it } from 'vitest';
import { addDays, shanghaiIso } from '../../model/index.ts';
import { loadCalendar } from '../../profiles/load.ts';
import { dueReport, dueReports, reportInstant, shiftWeek, weekById, weekOf } from '../../report/week.ts';

const calendar = loadCalendar();
const monday = { weekday: 1, time: '08:00' };
const at = (text: string) => new Date(`${text}+08:00`);
const goesOut = (id: string) => shanghaiIso(reportInstant(weekById(id), monday, calendar));
const due = (now: string) => dueReport(at(now), monday, calendar).id;
const owed = (since: string, now: string) => dueReports(at(now), at(since), monday, calendar).map((w) => w.id);

describe('weeks', () => {
  it('run from Monday 00:00 to Sunday 24:00 in Shanghai', () => {
    expect(weekOf(at('2026-11-22T23:59:59.999'))).toEqual({
      id: '2026-W47', from: at('2026-11-16T00:00:00'), to: at('2026-11-23T00:00:00'), firstDay: '2026-11-16', lastDay: '2026-11-22',
    });
    expect(weekOf(at('2026-11-23T00:00:00')).id).toBe('2026-W48');
  });

  it('belong to the year of their Thursday', () => {
    expect(weekOf(at('2026-12-31T12:00:00')).id).toBe('2026-W53');
    expect(weekOf(at('2027-01-03T23:59:00')).id).toBe('2026-W53');
    expect(weekOf(at('2027-01-04T00:00:00')).id).toBe('2027-W01');
    expect(weekOf(at('2024-12-30T00:00:00')).id).toBe('2025-W01');
    expect(shiftWeek(weekById('2026-W53'), 1).id).toBe('2027-W01');
    expect(shiftWeek(weekById('2021-W01'), -1).id).toBe('2020-W53');
  });

  it('agree with every day of twenty years, by an independent count', () => {
    for (let day = '2007-01-01'; day < '2027-02-01'; day = addDays(day, 1)) {
      const week = weekOf(at(`${day}T13:00:00`));
      expect(weekById(week.id)).toEqual(week);
      expect(week.firstDay <= day && day <= week.lastDay && new Date(`${week.firstDay}T00:00:00Z`).getUTCDay() === 1).toBe(true);
      // ISO 8601: the number of the week is the number of its Thursday among the Thursdays of the year.
      const thursday = addDays(week.firstDay, 3);
      let n = 0;
      for (let t = thursday; t.slice(0, 4) === thursday.slice(0, 4); t = addDays(t, -7)) n += 1;
      expect(week.id).toBe(`${thursday.slice(0, 4)}-W${String(n).padStart(2, '0')}`);
    }
  });

  it.each(['2025-W53', '2026-W54', '2026-W00', '2026-W1', '2026-46', '', '2026-W46; drop table'])('refuses %j, which is no week', (id) => {
    expect(() => weekById(id)).toThrow(/没有这一周/);
  });
});

describe('when a report goes out', () => {
  it('is the next Monday 08:00', () => expect(goesOut('2026-W47')).toBe('2026-11-23T08:00:00+08:00'));
  it('moves past 国庆 to the first working day', () => expect(goesOut('2026-W40')).toBe('2026-10-08T08:00:00+08:00'));
  it('moves to a weekend that is on duty 调休', () => {
    // 2025: 10-01 to 10-08 off, Monday 10-06 among them; and 2023-09-29 to 10-06 off, Saturday 10-07 on duty.
    expect(goesOut('2025-W40')).toBe('2025-10-09T08:00:00+08:00');
    expect(shanghaiIso(reportInstant(weekById('2023-W39'), monday, calendar))).toBe('2023-10-07T08:00:00+08:00');
  });
  it('moves past a Monday that is New Year', () => expect(goesOut('2023-W52')).toBe('2024-01-02T08:00:00+08:00'));
  it('crosses the border of the year in which W53 exists', () => expect(goesOut('2026-W53')).toBe('2027-01-04T08:00:00+08:00'));
  it('follows the profile: Friday 16:30', () => {
    expect(shanghaiIso(reportInstant(weekById('2026-W47'), { weekday: 5, time: '16:30' }, calendar))).toBe('2026-11-27T16:30:00+08:00');
  });
});

describe('which report is due', () => {
  it('is the week before, from its instant on', () => {
    expect(due('2026-11-23T07:59:59')).toBe('2026-W46');
    expect(due('2026-11-23T08:00:00')).toBe('2026-W47');
    expect(due('2026-11-29T23:00:00')).toBe('2026-W47');
  });

  it('waits through 国庆', () => {
    expect(due('2026-10-08T07:59:00')).toBe('2026-W39');
    expect(due('2026-10-08T08:00:00')).toBe('2026-W40');
  });

  it('owes two weeks at once after 春节, when both Mondays were off', () => {
    // 2026: off from 02-15 to 02-23.
    expect(owed('2026-02-14T08:00:00', '2026-02-24T07:59:00')).toEqual([]);
    expect(owed('2026-02-14T08:00:00', '2026-02-24T08:00:00')).toEqual(['2026-W07', '2026-W08']);
    expect(owed('2026-02-24T08:00:00', '2026-02-28T08:00:00')).toEqual([]);
  });

  it('falls due on the right day exactly once, on every hour of a year of simulated Mondays', () => {
    const made: string[] = [];
    let since = at('2025-12-29T07:00:00');
    for (let now = since; now < at('2027-01-05T00:00:00'); now = new Date(now.getTime() + 3_600_000)) {
      // Down over every weekend, from Friday 18:00 to Monday 10:00.
      const hours = (now.getTime() - at('2026-01-02T18:00:00').getTime()) / 3_600_000;
      if (((hours % 168) + 168) % 168 < 64) continue;
      for (const week of dueReports(now, since, monday, calendar)) {
        made.push(week.id);
        const out = reportInstant(week, monday, calendar);
        expect(now.getTime() - out.getTime()).toBeLessThan(64 * 3_600_000);
        expect(calendar.isWorkday(shanghaiIso(out).slice(0, 10))).toBe(true);
      }
      since = now;
    }
    const all: string[] = [];
    for (let week = weekById('2025-W52'); week.id <= '2026-W53'; week = shiftWeek(week, 1)) all.push(week.id);
    expect(made).toEqual(all);
  });
});
