import { createHash } from 'node:crypto';
import { z } from 'zod';
import { addDays, shanghaiDay, type Fault, type WorkCalendar } from '../../model/index.ts';
import { periodOf, type Column } from './config.ts';
import type { Listed } from './listed.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What is known of a column. Times are milliseconds since 1970. */
export const columnStateSchema = z.object({
  url: z.string(),
  newest: z.object({ at: z.number(), title: z.string() }).nullable(),
  /** A hash of the list's links, and when it first was so. */
  links: z.string(),
  changedAt: z.number(),
  /** Since when the list has been without a single entry. */
  emptySince: z.number().nullable(),
  lookedAt: z.number(),
});
export type ColumnState = z.infer<typeof columnStateSchema>;

/**
 * What a column's list says, joined to what was known of it. A date in the future is a slip of the pen and no update.
 */
export function noteColumn(before: ColumnState | undefined, url: string, entries: readonly Listed[], now: number): ColumnState {
  const links = createHash('sha256').update(entries.map((e) => e.url).sort().join('\n')).digest('base64url').slice(0, 16);
  const dated = entries.flatMap(({ at, title }) => (at !== null && at <= now + DAY ? [{ at: Math.min(at, now), title: title.slice(0, 100) }] : []));
  const newest = dated.reduce<ColumnState['newest']>((best, one) => (best === null || one.at > best.at ? one : best), null);
  return {
    url, newest, links, lookedAt: now,
    changedAt: before?.links === links ? before.changedAt : now,
    emptySince: entries.length > 0 ? null : before?.emptySince ?? now,
  };
}

/**
 * The fault of a column that has had nothing new for longer than its period, or null:
 * “栏目‘财政预决算’已 45 天没有更新(应 30 天内更新),最近一条是 2026-10-10 的《…》”. Without dates the time at which the list last
 * changed counts; an empty list is a fault when it is still empty an hour later.
 */
export function judgeColumn(column: Column, state: ColumnState, now: number, calendar: WorkCalendar): Fault | null {
  const name = `栏目‘${column.name}’`;
  const fault = (words: string): Fault => ({ kind: 'stale-column', key: column.name, words, url: column.url });
  if (state.emptySince !== null) {
    const why = `${name}里找不到一条内容:可能是空栏目;列表由别的方式排出时,请给这个栏目设 links`;
    return state.lookedAt - state.emptySince >= HOUR ? fault(why) : null;
  }
  const { days, working } = periodOf(column);
  const since = shanghaiDay(new Date(state.newest?.at ?? state.changedAt));
  const passed = daysSince(since, shanghaiDay(new Date(now)), working ? calendar : null);
  if (passed <= days) return null;
  const unit = working ? '个工作日' : '天';
  const due = `应 ${days} ${unit}内更新`;
  if (state.newest) return fault(`${name}已 ${passed} ${unit}没有更新(${due}),最近一条是 ${since} 的${quoted(state.newest.title)}`);
  return fault(`${name}的条目没有日期,自 ${since} 起条目没有变过,已 ${passed} ${unit}(${due})`);
}

/** Days, or working days, after `from` up to and with `to`; of days before the calendar's first the calendar knows nothing. */
export function daysSince(from: string, to: string, calendar: WorkCalendar | null): number {
  if (calendar === null) return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY));
  const first = addDays(from, 1);
  return calendar.workdaysBetween(first < calendar.start ? calendar.start : first, to).length;
}

/** `《…》`, also where the title has such marks of its own. */
export const quoted = (title: string): string => `《${/^《[^《》]*》$/.test(title) ? title.slice(1, -1) : title.replace(/《/g, '〈').replace(/》/g, '〉')}》`;
