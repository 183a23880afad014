import { sql } from 'kysely';
import type { Ranking } from '../model/index.ts';
import type { Db, Trx } from './connect.ts';

/** Adds places on a hot list to the history of their items; one moment counts once. */
export async function putRankings(trx: Trx, rankings: (Ranking & { itemId: number })[]): Promise<void> {
  if (rankings.length === 0) return;
  await sql`
    insert into item_ranking (item_id, at, rank, heat)
    select * from unnest(${rankings.map((r) => r.itemId)}::bigint[], ${rankings.map((r) => r.at)}::timestamptz[],
      ${rankings.map((r) => r.rank)}::int[], ${rankings.map((r) => r.heat)}::float8[])
    on conflict (item_id, at) do nothing`.execute(trx);
}

/** An item's way over the list, oldest first. */
export async function rankingsOf(db: Db, itemId: number): Promise<Ranking[]> {
  const { rows } = await sql<Ranking>`select at, rank, heat from item_ranking where item_id = ${itemId} order by at`.execute(db);
  return rows;
}
