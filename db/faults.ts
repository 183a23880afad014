import { sql } from 'kysely';
import type { Fault, FaultKind } from '../model/index.ts';
import type { Db, Trx } from './connect.ts';
import { jsonb } from './connect.ts';

/**
 * Brings what is open of some kinds in line with what is so now: new faults are opened, standing ones seen again in
 * their newest words, those not named any more closed. Doing it twice changes nothing.
 *
 * @returns ids of the faults that are new
 */
export async function replaceFaults(trx: Trx, sourceId: number, kinds: readonly FaultKind[], faults: readonly Fault[], at: Date): Promise<number[]> {
  await sql`
    update source_fault f set closed_at = ${at}
    where source_id = ${sourceId} and kind = any(${kinds}) and closed_at is null
      and not exists (select from jsonb_to_recordset(${jsonb(faults)}::jsonb) as n (kind text, key text) where n.kind = f.kind and n.key = f.key)`.execute(trx);
  if (faults.length === 0) return [];
  const { rows } = await sql<{ id: number; isNew: boolean }>`
    insert into source_fault (source_id, kind, key, words, url, opened_at, seen_at)
    select distinct on (n.kind, n.key) ${sourceId}::bigint, n.kind, n.key, n.words, n.url, ${at}::timestamptz, ${at}::timestamptz
    from jsonb_to_recordset(${jsonb(faults)}::jsonb) as n (kind text, key text, words text, url text)
    on conflict (source_id, kind, key) where closed_at is null do update set words = excluded.words, url = excluded.url, seen_at = excluded.seen_at
    returning id, (xmax = 0) as "isNew"`.execute(trx);
  return rows.filter((r) => r.isNew).map((r) => r.id);
}

export interface FaultToTell extends Fault {
  id: number;
  sourceId: number;
  sourceName: string;
  openedAt: Date;
}

/** Faults that nobody was told of, held until the transaction ends; those closed meanwhile are not told any more. */
export async function lockUntold(trx: Trx, ids: readonly number[]): Promise<FaultToTell[]> {
  const { rows } = await sql<FaultToTell>`
    select f.id, f.source_id as "sourceId", s.name as "sourceName", f.kind, f.key, f.words, f.url, f.opened_at as "openedAt"
    from source_fault f join source s on s.id = f.source_id
    where f.id = any(${[...ids]}) and f.noticed_at is null and f.closed_at is null order by f.source_id, f.id for update of f`.execute(trx);
  return rows;
}

export async function markTold(trx: Trx, ids: readonly number[], at: Date): Promise<void> {
  await sql`update source_fault set noticed_at = ${at} where id = any(${[...ids]})`.execute(trx);
}

/** What is wrong now, by source, oldest first. */
export async function openFaults(db: Db, sourceId?: number): Promise<(Fault & { sourceId: number; openedAt: Date })[]> {
  const { rows } = await sql<Fault & { sourceId: number; openedAt: Date }>`
    select source_id as "sourceId", kind, key, words, url, opened_at as "openedAt" from source_fault
    where closed_at is null and (${sourceId ?? null}::bigint is null or source_id = ${sourceId ?? null}) order by source_id, opened_at, id`.execute(db);
  return rows;
}
