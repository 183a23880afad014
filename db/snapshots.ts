import { sql } from 'kysely';
import type { Db, Trx } from './connect.ts';

/** A page as fetched, packed; `hash` is the SHA-256 (hex) of the bytes before packing. */
export interface SnapshotToStore {
  itemId: number;
  hash: string;
  url: string;
  fetchedAt: Date;
  contentType: string | null;
  size: number;
  packed: Buffer;
}

/** Keeps each content once, however many items were read from it. */
export async function putSnapshots(trx: Trx, snapshots: SnapshotToStore[]): Promise<void> {
  for (const s of [...snapshots].sort((a, b) => (a.hash < b.hash ? -1 : 1))) {
    await sql`
      insert into snapshot (hash, content_type, size, packed) values (${s.hash}, ${s.contentType}, ${s.size}, ${s.packed})
      on conflict (hash) do nothing`.execute(trx);
    await sql`
      insert into item_snapshot (item_id, hash, url, fetched_at) values (${s.itemId}, ${s.hash}, ${s.url}, ${s.fetchedAt})
      on conflict (item_id, hash) do nothing`.execute(trx);
  }
}

/** The pages an item was read from, oldest first. */
export async function snapshotsOf(db: Db, itemId: number): Promise<{ hash: string; url: string; fetchedAt: Date; contentType: string | null; size: number; packed: Buffer }[]> {
  const { rows } = await sql<{ hash: string; url: string; fetchedAt: Date; contentType: string | null; size: number; packed: Buffer }>`
    select s.hash, i.url, i.fetched_at as "fetchedAt", s.content_type as "contentType", s.size, s.packed
    from item_snapshot i join snapshot s using (hash) where i.item_id = ${itemId} order by i.fetched_at, s.hash`.execute(db);
  return rows;
}
