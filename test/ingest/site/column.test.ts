import { describe, expect, it } from 'vitest';
import { columnStateSchema, daysSince, judgeColumn, noteColumn, quoted, type ColumnState } from '../../../ingest/site/column.ts';
import type { Column } from '../../../ingest/site/config.ts';
import { loadCalendar } from '../../../profiles/load.ts';

const HOUR = 3_600_000;
const calendar = loadCalendar();
const at = (text: string) => Date.parse(`${text}T09:00:00+08:00`);
const column = (more: Partial<Column> = {}): Column => ({ name: '财政预决算', url: 'https://a.example/czyjs/', ...more });
const entry = (n: number, day: string | null, title = `第${n}条`) => ({ url: `https://a.example/${n}.html`, title, at: day === null ? null : Date.parse(`${day}T00:00:00+08:00`) });
const note = (entries: ReturnType<typeof entry>[], now: string, before?: ColumnState) => noteColumn(before, 'https://a.example/czyjs/', entries, at(now));
const words = (state: ColumnState, now: string, more: Partial<Column> = {}) => judgeColumn(column(more), state, at(now), calendar)?.words ?? null;

describe('a column with dates', () => {
  const state = note([entry(1, '2026-08-01', '置顶:办事指南'), entry(2, '2026-10-10', '2026年预算调整方案'), entry(3, '2026-09-30')], '2026-10-11');

  it('is a fault the day after its period, and says what was last', () => {
    expect(words(state, '2026-11-09')).toBeNull();
    expect(words(state, '2026-11-10')).toBe('栏目‘财政预决算’已 31 天没有更新(应 30 天内更新),最近一条是 2026-10-10 的《2026年预算调整方案》');
  });

  it('by its own period', () => {
    expect(words(state, '2026-10-18', { everyDays: 7 })).toContain('已 8 天没有更新(应 7 天内更新)');
    expect(words(state, '2026-12-01', { everyDays: 365 })).toBeNull();
  });

  it('in working days: the days of a holiday do not count', () => {
    // 2026-10-01 to 10-07 are off, 10-10 (a Saturday) is on duty.
    const before = note([entry(1, '2026-09-30')], '2026-09-30');
    expect(words(before, '2026-10-09', { everyWorkdays: 2 })).toBeNull();
    expect(words(before, '2026-10-10', { everyWorkdays: 2 })).toContain('已 3 个工作日没有更新(应 2 个工作日内更新)');
  });

  it('the newest of them counts; one in the future is a slip of the pen', () => {
    expect(words(note([entry(1, '2206-10-10'), entry(2, '2026-09-01')], '2026-10-11'), '2026-10-11')).toContain('最近一条是 2026-09-01');
  });

  it('from before the calendar begins is old, not an error', () => {
    expect(words(note([entry(1, '1999-01-01')], '2026-10-11'), '2026-10-11', { everyWorkdays: 5 })).toMatch(/已 \d{4} 个工作日没有更新/);
  });
});

describe('a column without dates', () => {
  const first = note([entry(1, null), entry(2, null)], '2026-10-10');

  it('counts from when its links last changed, and says so', () => {
    const same = note([entry(2, null), entry(1, null)], '2026-11-10', first);
    expect(words(same, '2026-11-10')).toBe('栏目‘财政预决算’的条目没有日期,自 2026-10-10 起条目没有变过,已 31 天(应 30 天内更新)');
    const changed = note([entry(3, null), entry(1, null)], '2026-11-10', same);
    expect(words(changed, '2026-11-10')).toBeNull();
  });
});

describe('an empty column', () => {
  const first = note([], '2026-10-10');

  it('is one when it still is an hour later', () => {
    expect(words(first, '2026-10-10')).toBeNull();
    const again = { ...noteColumn(first, first.url, [], at('2026-10-10') + HOUR) };
    expect(words(again, '2026-10-11')).toContain('栏目‘财政预决算’里找不到一条内容');
    expect(words(note([entry(1, '2026-10-10')], '2026-10-11', again), '2026-10-11')).toBeNull();
  });
});

it('what is known of a column is JSON', () => {
  const state = note([entry(1, '2026-10-10')], '2026-10-11');
  expect(columnStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
});

it('days after a day', () => {
  expect([daysSince('2026-11-10', '2026-11-10', null), daysSince('2026-11-10', '2026-12-10', null), daysSince('2026-11-12', '2026-11-10', null)]).toEqual([0, 30, 0]);
  expect([daysSince('2026-11-10', '2026-11-17', calendar), daysSince('2026-11-12', '2026-11-10', calendar)]).toEqual([5, 0]);
});

it('titles in their marks', () => {
  expect([quoted('办法'), quoted('《办法》'), quoted('印发《办法》的通知'), quoted('《甲》和《乙》')]).toEqual(['《办法》', '《办法》', '《印发〈办法〉的通知》', '《〈甲〉和〈乙〉》']);
});
