import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../model/index.ts';
import { loadCalendar, loadTaxonomy } from '../../profiles/load.ts';
import { answerCases } from '../../respond/deadlines/cases.ts';

const shared = new URL('../../../shared/', import.meta.url);
const present = existsSync(new URL('conformance/deadline_cases.json', shared));
if (!present) console.warn('跳过时限与工作日历的公共案例:找不到 ../shared/conformance');
const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, shared), 'utf8')) as T;

interface Case { id: string; expected_due_at: string; counted_days?: string[]; provisional?: boolean }
interface Workdays {
  is_workday: { date: string; expected: boolean }[];
  is_off: { date: string; expected: boolean }[];
  find_workday: { date: string; delta: number; expected: string }[];
  workdays_in_range: { from: string; to: string; workdays: string[] }[];
  workday_counts: { from: string; to: string; count: number }[];
  derived_from_holiday_cn_not_in_any_test: { start: string; workdays: number; due: string }[];
  unpublished_year_case: { start: string; workdays: number };
}

describe.skipIf(!present)('conformance', () => {
  const calendar = loadCalendar();

  it('all worked deadlines, with their counted days', () => {
    const cases = read<Case[]>('conformance/deadline_cases.json');
    expect(cases).toHaveLength(57);
    expect(answerCases(cases)).toEqual(cases.map((c) => ({
      id: c.id, due_at: c.expected_due_at, counted_days: c.counted_days ?? [], provisional: c.provisional ?? false,
    })));
  });

  it('all facts of cn_workdays', () => {
    const facts = read<Workdays>('conformance/cn_workdays.json');
    for (const f of facts.is_workday) expect([f.date, calendar.isWorkday(f.date)]).toEqual([f.date, f.expected]);
    for (const f of facts.is_off) expect([f.date, !calendar.isWorkday(f.date)]).toEqual([f.date, f.expected]);
    for (const f of facts.find_workday) expect([f.date, f.delta, calendar.addWorkdays(f.date, f.delta)]).toEqual([f.date, f.delta, f.expected]);
    for (const f of facts.workdays_in_range) expect(calendar.workdaysBetween(f.from, f.to)).toEqual(f.workdays);
    for (const f of facts.workday_counts) expect([f.to, calendar.workdaysBetween(f.from, f.to).length]).toEqual([f.to, f.count]);
    for (const f of facts.derived_from_holiday_cn_not_in_any_test) expect([f.start, calendar.addWorkdays(f.start, f.workdays)]).toEqual([f.start, f.due]);
    const open = facts.unpublished_year_case;
    expect(calendar.isProvisional(calendar.addWorkdays(open.start, open.workdays))).toBe(true);
    expect(() => calendar.isWorkday('2006-12-29')).toThrow(/早于工作日历的起点/);
  });

  it('every day of 2007–2026', () => {
    const { off_days, makeup_workdays } = read<Record<'off_days' | 'makeup_workdays', Record<string, string>>>('conformance/cn_holidays_2007_2026.json');
    const wrong: string[] = [];
    let days = 0;
    for (let day = '2007-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      const workday = day in makeup_workdays || (weekday >= 1 && weekday <= 5 && !(day in off_days));
      const why = workday ? (weekday === 0 || weekday === 6 ? '调休上班' : '工作日') : day in off_days ? `${off_days[day]}放假` : '周末';
      if (calendar.isWorkday(day) !== workday || calendar.why(day) !== why || calendar.isProvisional(day)) wrong.push(day);
      days += 1;
    }
    expect([days, wrong]).toEqual([7305, []]);
  });

  it('our copies of the shared data', () => {
    expect(loadTaxonomy()).toEqual(read('domain/taxonomy.json'));
    for (const profile of read<{ id: string }[]>('domain/profiles.json')) {
      const ours = JSON.parse(readFileSync(new URL(`../../profiles/${profile.id}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;
      const added = { historical_after_days: 90, alert: { window_hours: 24, levels: { 蓝: 5, 黄: 10, 橙: 20, 红: 50 } }, report: { weekday: 1, time: '08:00' } };
      // Names of units are ours: the shared profiles have none.
      delete ours['unit_aliases'];
      expect(ours).toEqual(profile.id === 'national' ? { ...profile, ...added } : profile);
    }
  });
});
