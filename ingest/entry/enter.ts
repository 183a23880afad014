import type { Db } from '../../db/connect.ts';
import { ensureSource, findSource, type Source } from '../../db/sources.ts';
import type { IngestCounts, ReadEvent, Reject } from '../../model/index.ts';
import { runIngest } from '../run.ts';
import type { Seal } from '../seal.ts';
import type { Keyed } from './number.ts';

/** The source of what is entered by hand, unless another is named. */
export const ENTRY_SOURCE = '人工录入';
export const ENTRY_KIND = 'entry';

/** The register's own hash of a person: equal for equal people, useless without the key. */
export const keyedBy = (seal: Seal): Keyed => (text) => seal.key('id', text);

/** @throws SOURCE_CONFLICT where the name is that of a source of another kind or jurisdiction */
export async function entrySource(db: Db, name: string, wanted: { profileId?: string | undefined; otherwise: string }): Promise<Source> {
  const known = await findSource(db, name);
  return ensureSource(db, { name, kind: ENTRY_KIND, channel: ENTRY_SOURCE, profileId: wanted.profileId ?? known?.profileId ?? wanted.otherwise });
}

export interface Entered {
  counts: IngestCounts;
  rejects: Reject[];
  /** Those that are in the books, new or from before, in their order. */
  items: { row: number; no: string; itemId: number }[];
}

/** Stores entries as an import does, and finds them again by their numbers. */
export async function enter(db: Db, source: Source, events: Iterable<ReadEvent>, ctx: { seal: Seal; now: Date; historicalBefore: Date }): Promise<Entered> {
  const rejects: Reject[] = [];
  const seen: { row: number; no: string }[] = [];
  const counts = await runIngest(db, { id: source.id, fileName: null }, { ...ctx, channel: source.channel, historical: false }, noting(events, seen), {
    onReject: (reject) => { rejects.push(reject); },
  });
  const ids = await idsOf(db, source.id, seen.map((one) => one.no));
  return { counts, rejects, items: seen.flatMap((one) => { const itemId = ids.get(one.no); return itemId === undefined ? [] : [{ ...one, itemId }]; }) };
}

async function* noting(events: Iterable<ReadEvent>, seen: { row: number; no: string }[]): AsyncGenerator<ReadEvent, undefined> {
  for (const event of events) {
    if (event.type === 'item') seen.push({ row: event.at.row, no: event.item.externalId });
    yield event;
  }
  return undefined;
}

async function idsOf(db: Db, sourceId: number, numbers: readonly string[]): Promise<Map<string, number>> {
  if (numbers.length === 0) return new Map();
  const rows = await db.selectFrom('item').select(['id', 'external_id']).where('source_id', '=', sourceId).where('external_id', 'in', numbers).execute();
  return new Map(rows.map((row) => [row.external_id, row.id]));
}
