import type { Db } from '../db/connect.ts';
import { closeRun, openRun } from '../db/runs.ts';
import type { IncomingItem, IngestCounts, ReadEvent, Reject } from '../model/index.ts';
import { isGarbled } from './decode/mojibake.ts';
import { maskFileName } from './privacy/cell.ts';
import { deidentify } from './privacy/item.ts';
import { stopSecrets } from './secrecy/stop.ts';
import type { ReadEnd } from './sources/kind.ts';
import { storeChunk, type BlockedRow, type StoreContext } from './store.ts';

/** Rows per transaction, and ids per outbox line (design.md: a bulk load costs hundreds of jobs). */
export const CHUNK = 500;

/** Bytes of pages that wait in memory for their transaction. */
const MOST_EVIDENCE = 8 * 1_048_576;

export interface RunHooks {
  onProgress?(done: number, total: number | null, counts: IngestCounts): void;
  /** Each reject as it comes, for the rejects file. */
  onReject?(reject: Reject): Promise<void> | void;
}

const zero = (): IngestCounts => ({ received: 0, stored: 0, duplicate: 0, updated: 0, rejected: 0, blocked: 0 });

/**
 * Drives a reader to its end: chunks are stored as they fill, the cursor goes with the last one. Whatever stops it
 * half-way leaves whole chunks behind; reading the same again makes duplicates of them and nothing else.
 *
 * @returns the run's books, as the database has added them up
 */
export async function runIngest(
  db: Db,
  source: { id: number; fileName: string | null },
  ctx: Omit<StoreContext, 'runId' | 'sourceId'>,
  events: AsyncGenerator<ReadEvent, ReadEnd | undefined | void>,
  hooks: RunHooks = {},
): Promise<IngestCounts> {
  const runId = await openRun(db, source.id, source.fileName === null ? null : maskFileName(source.fileName));
  const store: StoreContext = { ...ctx, sourceId: source.id, runId };
  const sum = zero();
  let items: IncomingItem[] = [];
  let rejected = 0;
  let blocked: BlockedRow[] = [];
  let reasons: Record<string, number> = {};
  let evidence = 0;
  const flush = async (end?: ReadEnd) => {
    const counts = await storeChunk(db, store, items, { rejected, blocked, reasons }, end);
    for (const key of Object.keys(sum) as (keyof IngestCounts)[]) sum[key] += counts[key];
    items = [];
    rejected = 0;
    blocked = [];
    reasons = {};
    evidence = 0;
  };
  for (;;) {
    const next = await events.next();
    if (next.done) {
      await flush(next.value ?? undefined);
      break;
    }
    const event = stopSecrets(next.value);
    if (event.type === 'item') {
      items.push(deidentify(markedIfGarbled(event.item)));
      evidence += event.item.snapshot?.bytes.length ?? 0;
    } else if (event.type === 'reject') {
      rejected += 1;
      reasons[event.reject.code] = (reasons[event.reject.code] ?? 0) + 1;
      await hooks.onReject?.(event.reject);
    } else if (event.type === 'blocked') blocked.push({ row: event.at.row, rule: event.rule });
    else hooks.onProgress?.(event.done, event.total, sum);
    if (items.length + rejected + blocked.length >= CHUNK || evidence >= MOST_EVIDENCE) {
      await flush();
      hooks.onProgress?.(sum.received, null, sum);
    }
  }
  return closeRun(db, runId);
}

/** Text that was spoiled before it came, from whatever kind of source, carries a mark that a person sees. */
function markedIfGarbled(item: IncomingItem): IncomingItem {
  if (item.marks.includes('text-garbled') || !isGarbled(`${item.title ?? ''}\n${item.body}`, 0)) return item;
  return { ...item, marks: [...item.marks, 'text-garbled'] };
}
