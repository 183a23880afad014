import { sql } from 'kysely';
import type { Db } from './connect.ts';

/** An order that the source system had dispatched, with what was known when it was. */
export interface DispatchedItem {
  text: string;
  categoryPath: string[];
  unit: string;
  at: Date;
}

/** The dispatched orders of some sources, by time: the words of the citizen, never the answers below them. */
export async function dispatchedItems(db: Db, sourceIds: number[]): Promise<DispatchedItem[]> {
  const { rows } = await sql<DispatchedItem>`
    select concat(i.title, E'\\n', coalesce(i.own_words, i.body)) as text, i.category_path as "categoryPath", i.main_unit as unit, i.published_at as at
    from item i where i.source_id = any(${sourceIds}) and i.kind = 'message' and i.main_unit is not null
    order by i.published_at, i.id`.execute(db);
  return rows;
}
