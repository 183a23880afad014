import type { TimePrecision } from '../../model/index.ts';
import { readTime } from '../hotline/dates.ts';
import { parseTimeAt } from '../times.ts';
import { splitPlace } from './region.ts';

export interface CommentTime {
  at: Date;
  precision: TimePrecision;
  /** Counted from `base`: another base gives another time. */
  relative: boolean;
  /** Excel has thrown the last digits of it away. */
  rounded: boolean;
}

/** Seconds since 1970 stay below until the year 5138, milliseconds are above since 1973. */
const MILLISECONDS_FROM = 1e11;
const MICROSECONDS_FROM = 1e14;
/** No platform is older, and no comment comes from after 2100. */
const FIRST = Date.UTC(2000, 0, 1);
const LAST = Date.UTC(2100, 0, 1);
/** Far enough to show in any relative time, also in `02-29`. */
const ANOTHER_DAY_MS = 3_000 * 86_400_000;

/**
 * A time as platforms and crawlers write it: seconds or milliseconds since 1970 (by size), ISO 8601, `2026-11-24 12:03`,
 * Excel's serials, and what is counted from `base`: `3小时前`, `昨天 12:03`, `11-24`, `11-24江苏`.
 *
 * @returns null where nothing stands there, 'bad' where it is no time
 */
export function readCommentTime(cell: string, base: Date): CommentTime | null | 'bad' {
  const text = cell.normalize('NFKC').trim().replace(/^(['"])(.*)\1$/, '$2').replace(/^'/, '');
  if (/^\d+(?:\.\d+)?(?:e\+?\d{1,2})?$/i.test(text)) return fromNumber(text);
  const { time } = splitPlace(text);
  const full = readTime(time);
  if (full !== 'bad') return full && believed({ ...full, relative: false, rounded: false });
  const found = parseTimeAt(time, base);
  if (!found) return 'bad';
  const other = parseTimeAt(time, new Date(base.getTime() - ANOTHER_DAY_MS));
  return believed({ ...found, relative: other?.at.getTime() !== found.at.getTime(), rounded: false });
}

function fromNumber(text: string): CommentTime | null | 'bad' {
  const n = Number(text);
  const isPlain = /^\d+$/.test(text);
  // Packed dates (20261124, 202611241203) and serials of Excel are the hotline's too.
  if (n < 1e8 || (isPlain && /^20\d{10}(?:\d\d)?$/.test(text))) {
    const time = readTime(text);
    return time === null || time === 'bad' ? time : believed({ ...time, relative: false, rounded: false });
  }
  const ms = n >= MICROSECONDS_FROM ? n / 1_000 : n > MILLISECONDS_FROM ? n : n * 1_000;
  const rounded = /e/i.test(text);
  return believed({ at: new Date(Math.trunc(ms)), precision: rounded ? 'day' : 'second', relative: false, rounded });
}

const believed = (time: CommentTime): CommentTime | 'bad' => (time.at.getTime() >= FIRST && time.at.getTime() < LAST ? time : 'bad');
