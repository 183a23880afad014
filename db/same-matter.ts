import { sql } from 'kysely';
import type { Trx } from './connect.ts';

/** An earlier message of the same person: found by the keyed hash of a phone or ID number. */
export interface EarlierMessage {
  itemId: number;
  /** The new message it is compared with. */
  ofItemId: number;
  title: string | null;
  words: string;
  place: string | null;
  /** The first message of the matter, where one is linked already. */
  firstId: number;
}

/** Of one person, the nearest: a number that stands under every row of a file is nobody's. */
const MOST_EARLIER = 20;

/** Earlier messages of the people who wrote these, up to `days` before, nearest first. */
export async function earlierBySamePerson(trx: Trx, itemIds: number[], days: number): Promise<EarlierMessage[]> {
  if (itemIds.length === 0) return [];
  const { rows } = await sql<EarlierMessage>`
    select e.id as "itemId", n.id as "ofItemId", e.title, left(coalesce(e.own_words, e.body), 1000) as words, e.place, coalesce(e.same_matter_as, e.id) as "firstId"
    from item n join contact c on c.item_id = n.id
      cross join lateral (
        select e.* from contact o join item e on e.id = o.item_id and e.kind = 'message'
        where (o.phone_key = c.phone_key or o.id_key = c.id_key) and (e.published_at, e.id) < (n.published_at, n.id)
          and e.published_at > n.published_at - make_interval(days => ${days})
        order by e.published_at desc, e.id desc limit ${MOST_EARLIER}) e
    where n.id = any(${itemIds}) and n.kind = 'message'
    order by n.id, e.published_at desc, e.id desc`.execute(trx);
  return rows;
}

export async function linkSameMatter(trx: Trx, links: { itemId: number; firstId: number }[]): Promise<void> {
  if (links.length === 0) return;
  await sql`
    update item i set same_matter_as = l."firstId"
    from unnest(${links.map((l) => l.itemId)}::bigint[], ${links.map((l) => l.firstId)}::bigint[]) as l ("itemId", "firstId")
    where i.id = l."itemId" and l."firstId" <> i.id`.execute(trx);
}
