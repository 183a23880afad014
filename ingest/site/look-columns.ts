import type { Fault, WorkCalendar } from '../../model/index.ts';
import { judgeColumn, noteColumn } from './column.ts';
import type { Column } from './config.ts';
import { record } from './crawl.ts';
import { listed } from './listed.ts';
import type { SiteState } from './state.ts';
import { hasLeft, visit, type Visit, type Visitor } from './visit.ts';

const HOUR = 3_600_000;
/** A column that is up to date is looked at this often; one that is not, at every reading. */
const LOOK_AGAIN_MS = 6 * HOUR;

/** Looks at the columns that are due, the longest unseen first; one that cannot be opened is a dead link. */
export async function lookAtColumns(visitor: Visitor, state: SiteState, most: number, calendar: WorkCalendar): Promise<void> {
  const { config, ctx } = visitor;
  const now = ctx.clock().getTime();
  const seenAt = ({ name }: Column) => state.columns.get(name)?.lookedAt ?? 0;
  const due = config.columns.filter((column) => {
    const known = state.columns.get(column.name);
    return !known || now - known.lookedAt >= LOOK_AGAIN_MS || known.emptySince !== null || judgeColumn(column, known, now, calendar) !== null;
  }).sort((a, b) => seenAt(a) - seenAt(b));
  for (const column of due.slice(0, most)) {
    if (!hasLeft(visitor)) return;
    const page = await openWatched(visitor, state, column);
    if (page) state.columns.set(column.name, noteColumn(state.columns.get(column.name), column.url, listed(page, column.links, ctx.clock()).entries, ctx.clock().getTime()));
  }
}

/** Columns that have had nothing new for too long. One that cannot be opened is known from when it could. */
export function staleColumns(columns: readonly Column[], state: SiteState, now: number, calendar: WorkCalendar): Fault[] {
  return columns.flatMap((column) => {
    const known = state.columns.get(column.name);
    const fault = known ? judgeColumn(column, known, now, calendar) : null;
    return fault ? [fault] : [];
  });
}

/** A page that the configuration names; null, and noted as a dead link, when it cannot be opened. */
export async function openWatched(visitor: Visitor, state: SiteState, column: { name: string; url: string }): Promise<{ html: string; url: string; links: NonNullable<Visit['page']>['links'] } | null> {
  const { config } = visitor;
  const got = await visit(visitor, column.url, 'column', 'search', state.homeBytes);
  const place = { url: config.url, title: '', text: column.name };
  record(state, visitor, { url: column.url, kind: 'column', depth: 1, place, pages: 1 }, got);
  return got.outcome.state === 'fine' && got.page ? { html: got.page.html, links: got.page.links, url: got.url } : null;
}
