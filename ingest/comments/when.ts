import type { TimePrecision } from '../../model/index.ts';
import { isClock } from '../hotline/dates.ts';
import type { CommentCells } from './cells.ts';
import { readCommentTime, type CommentTime } from './time.ts';

/** What times are counted from. */
export interface TimeContext {
  /** When the file was exported, where somebody said (`--exported-at`). */
  exportedAt: Date | null;
  /** When the file was last written. */
  fileDate: Date;
  /** For rows without any time (`--received-at`). */
  receivedAt: Date | null;
  now: Date;
}

/** Clocks of platforms are right; ours may be a little slow. */
const AHEAD_MS = 3_600_000;

export type When =
  | { at: Date; precision: TimePrecision; marks: string[]; /** Whether the row says the time itself, so that it can be part of a key. */ own: boolean }
  | { column: string; cell: string }
  | null;

/** Base of relative times: what a person said, else when the row was crawled, else the date of the file. */
export function baseOf(cells: CommentCells, ctx: TimeContext): { at: Date; mark: string | null } {
  if (ctx.exportedAt) return { at: ctx.exportedAt, mark: null };
  const crawled = cells.text('crawled_at');
  const time = crawled === null ? null : readCommentTime(crawled, ctx.now);
  if (time !== null && time !== 'bad' && !time.relative && time.at <= ctx.now) return { at: time.at, mark: null };
  return { at: ctx.fileDate, mark: 'relative-time-from-file-date' };
}

/** When a comment was written; null where nothing says it, the cell where it cannot be read. */
export function readWhen(cells: CommentCells, ctx: TimeContext): When {
  const base = baseOf(cells, ctx);
  const times = cells.each('received_at');
  const clock = cells.text('received_clock') ?? times.find(({ cell }) => isClock(cell))?.cell;
  let rounded: CommentTime | null = null;
  let bad: { column: string; cell: string } | null = null;
  for (const { cell, column } of [...times.filter((t) => !isClock(t.cell)), ...times.filter((t) => isClock(t.cell))]) {
    let time = readCommentTime(cell, base.at);
    if (time === null) continue;
    if (time === 'bad') {
      bad ??= { column, cell };
      continue;
    }
    if (time.precision === 'day' && clock !== undefined && isClock(clock)) time = withClock(cell, clock, base.at) ?? time;
    if (!time.rounded) return told(time, base, ctx);
    rounded ??= time;
  }
  if (rounded) return told(rounded, base, ctx);
  if (bad) return bad;
  // A sheet without any column of times was written down when it was exported; an empty cell in one is a gap.
  const at = ctx.receivedAt ?? (cells.name('received_at') === null ? ctx.exportedAt : null);
  return at && { at, precision: 'second', marks: ['time-from-received-at'], own: false };
}

function withClock(date: string, clock: string, base: Date): CommentTime | null {
  const time = readCommentTime(`${date} ${clock}`, base);
  return time === 'bad' ? null : time;
}

function told(time: CommentTime, base: { at: Date; mark: string | null }, ctx: TimeContext): When {
  const marks = [...(time.relative && base.mark ? [base.mark] : []), ...(time.rounded ? ['time-rounded'] : [])];
  if (time.at.getTime() <= ctx.now.getTime() + AHEAD_MS) return { at: time.at, precision: time.precision, marks, own: !time.relative };
  return { at: ctx.exportedAt && ctx.exportedAt < ctx.now ? ctx.exportedAt : ctx.now, precision: 'second', marks: [...marks, 'future-time-clamped'], own: false };
}
