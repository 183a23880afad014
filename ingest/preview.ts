import { YuqingError, type Fault, type IncomingItem, type ReadEvent, type Reject } from '../model/index.ts';
import type { ReadContext, ReadEnd, SourceKind } from './sources/kind.ts';

/** How much of a source is looked at. */
export interface PreviewLimits {
  /** First items, and first rejects, that are kept for showing. */
  show: number;
  /** Reading ends after so many items and rejects together. */
  most: number;
  /** And after so long. */
  mostMs: number;
}

/** What a source would bring. Nothing is stored, and no cursor moved. */
export interface Preview {
  counts: { received: number; items: number; rejected: number };
  items: IncomingItem[];
  rejects: Reject[];
  /** Items by mark: `{ 'feed-malformed': 12 }`. */
  marks: Record<string, number>;
  /** What is wrong with what it watches; known only when it was read to its end. */
  faults: Fault[];
  /** Why reading ended before its end. */
  cut: 'items' | 'time' | null;
  tookMs: number;
}

const LIMITS: PreviewLimits = { show: 5, most: 1_000, mostMs: 60_000 };

/**
 * Reads a source as a poll would, to its end or to the limits, and tells what it brings.
 *
 * @throws what the kind's reader throws; FETCH_TIMEOUT where nothing at all came in time
 */
export async function previewSource<Config>(kind: SourceKind<Config>, config: Config, ctx: ReadContext, limits: Partial<PreviewLimits> = {}): Promise<Preview> {
  const { show, most, mostMs } = { ...LIMITS, ...limits };
  const seen = { counts: { received: 0, items: 0, rejected: 0 }, items: [] as IncomingItem[], rejects: [] as Reject[], marks: new Map<string, number>() };
  const started = performance.now();
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort(), mostMs);
  const signal = ctx.signal ? AbortSignal.any([ctx.signal, timer.signal]) : timer.signal;
  const events = kind.read(config, { ...ctx, signal });
  let faults: Fault[] = [];
  let cut: Preview['cut'] = null;
  try {
    for (;;) {
      const next = await orStopped(events.next(), signal);
      if (next.done) {
        faults = next.value.faults ?? [];
        break;
      }
      note(next.value, seen, show);
      if (seen.counts.received >= most) {
        cut = 'items';
        break;
      }
    }
  } catch (error) {
    if (!timer.signal.aborted || ctx.signal?.aborted) throw error;
    if (seen.counts.received === 0) throw new YuqingError('FETCH_TIMEOUT', `${Math.round(mostMs / 1_000)} 秒内什么也没有读到`, '请核对网址;对方很慢时请稍后再试', { cause: error });
    cut = 'time';
  } finally {
    clearTimeout(timeout);
    timer.abort();
    // A reader that hangs must not hold us: it ends by the signal, whenever it looks.
    void events.return(undefined as never).catch(() => {});
  }
  return { ...seen, marks: Object.fromEntries(seen.marks), faults, cut, tookMs: Math.round(performance.now() - started) };
}

/** The next event, unless the signal is given before. */
async function orStopped(next: Promise<IteratorResult<ReadEvent, ReadEnd>>, signal: AbortSignal): Promise<IteratorResult<ReadEvent, ReadEnd>> {
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([next, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
    next.catch(() => {});
  }
}

interface Seen extends Pick<Preview, 'counts' | 'items' | 'rejects'> {
  marks: Map<string, number>;
}

function note(event: ReadEvent, seen: Seen, show: number): void {
  if (event.type === 'progress') return;
  seen.counts.received += 1;
  if (event.type === 'reject') {
    seen.counts.rejected += 1;
    if (seen.rejects.length < show) seen.rejects.push(event.reject);
    return;
  }
  if (event.type === 'blocked') return;
  seen.counts.items += 1;
  for (const mark of event.item.marks) seen.marks.set(mark, (seen.marks.get(mark) ?? 0) + 1);
  // The page itself is not shown: kept, a thousand previews would hold a thousand pages.
  const { snapshot: _, ...item } = event.item;
  if (seen.items.length < show) seen.items.push(item);
}
