import { sql } from 'kysely';
import { jsonb, type Trx } from './connect.ts';

/** One grouping worker per profile at a time: membership depends on what was grouped before. */
export async function lockGrouping(trx: Trx, profileId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('yuqing.topics:' || ${profileId}, 0))`.execute(trx);
}

/** The next free number of a matter in a profile. */
export async function nextMatterId(trx: Trx, profileId: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`select coalesce(max(id), 0) + 1 as next from matter where profile_id = ${profileId}`.execute(trx);
  return Number(rows[0]!.next);
}

/** Which of these items are in a matter already. */
export async function groupedItems(trx: Trx, itemIds: readonly number[]): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`select item_id as id from matter_item where item_id = any(${[...itemIds]})`.execute(trx);
  return new Set(rows.map((r) => r.id));
}

/** By feature, the matters that bear it, the latest at the end, as `writeTrails` was given them. */
export async function readTrails(trx: Trx, profileId: string, features: readonly number[]): Promise<Map<number, Buffer>> {
  const { rows } = await sql<{ feature: number; matters: Buffer }>`
    select feature, matters from matter_trail where profile_id = ${profileId} and feature = any(${[...features]})`.execute(trx);
  return new Map(rows.map((r) => [r.feature, r.matters]));
}

/** Of these matters, those that have become part of another, with which. */
export async function readMerged(trx: Trx, profileId: string, ids: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; into: number }>`
    select id, into_id as into from matter where profile_id = ${profileId} and into_id is not null and id = any(${[...ids]})`.execute(trx);
  return new Map(rows.map((r) => [r.id, r.into]));
}

/** Vectors of matters that stand, as `packMatter` made them. */
export async function readVectors(trx: Trx, profileId: string, ids: readonly number[]): Promise<{ id: number; vector: Buffer }[]> {
  const { rows } = await sql<{ id: number; vector: Buffer }>`
    select id, vector from matter where profile_id = ${profileId} and id = any(${[...ids]}) and vector is not null`.execute(trx);
  return rows;
}

export async function writeVectors(trx: Trx, profileId: string, matters: readonly { id: number; vector: Buffer }[]): Promise<void> {
  if (matters.length === 0) return;
  await sql`
    insert into matter (profile_id, id, vector)
    select ${profileId}, m.id, m.vector from unnest(${matters.map((m) => m.id)}::bigint[], ${matters.map((m) => m.vector)}::bytea[]) as m (id, vector)
    on conflict (profile_id, id) do update set vector = excluded.vector`.execute(trx);
}

/** @param trails in the order of their features, so that no two writers wait for one another */
export async function writeTrails(trx: Trx, profileId: string, trails: readonly { feature: number; matters: Buffer }[]): Promise<void> {
  if (trails.length === 0) return;
  await sql`
    insert into matter_trail (profile_id, feature, matters)
    select ${profileId}, r.feature, r.matters from unnest(${trails.map((t) => t.feature)}::int[], ${trails.map((t) => t.matters)}::bytea[]) as r (feature, matters)
    on conflict (profile_id, feature) do update set matters = excluded.matters`.execute(trx);
}

/** An item's place, and what an analyst may find to be the same. */
export interface MatterItem {
  itemId: number;
  matterId: number;
  score: number;
  suggestedId: number | null;
  suggestedScore: number | null;
}

export async function putMatterItems(trx: Trx, profileId: string, items: readonly MatterItem[]): Promise<void> {
  if (items.length === 0) return;
  await sql`
    insert into matter_item (item_id, profile_id, matter_id, score, suggested_id, suggested_score)
    select r."itemId", ${profileId}, r."matterId", r.score, r."suggestedId", r."suggestedScore"
    from jsonb_to_recordset(${jsonb(items)}::jsonb) as r ("itemId" bigint, "matterId" bigint, score real, "suggestedId" bigint, "suggestedScore" real)
    on conflict (item_id) do nothing`.execute(trx);
}

/** Makes matters part of others: their items move, and who asks for them is sent on. Both must have been written. */
export async function mergeMatters(trx: Trx, profileId: string, merged: readonly { id: number; into: number }[]): Promise<void> {
  if (merged.length === 0) return;
  const [ids, into] = [merged.map((m) => m.id), merged.map((m) => m.into)];
  await sql`
    update matter_item i set matter_id = m.into_id from unnest(${ids}::bigint[], ${into}::bigint[]) as m (id, into_id)
    where i.profile_id = ${profileId} and i.matter_id = m.id`.execute(trx);
  await sql`
    insert into matter (profile_id, id, into_id) select ${profileId}, m.id, m.into_id from unnest(${ids}::bigint[], ${into}::bigint[]) as m (id, into_id)
    on conflict (profile_id, id) do update set vector = null, into_id = excluded.into_id`.execute(trx);
  // Chains stay one link long.
  await sql`
    update matter o set into_id = m.into_id from unnest(${ids}::bigint[], ${into}::bigint[]) as m (id, into_id)
    where o.profile_id = ${profileId} and o.into_id = m.id`.execute(trx);
}

/** Topics of matters that have one. */
export async function topicsOfMatters(trx: Trx, profileId: string, ids: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; topicId: number }>`
    select id, topic_id as "topicId" from matter where profile_id = ${profileId} and id = any(${[...ids]}) and topic_id is not null`.execute(trx);
  return new Map(rows.map((r) => [r.id, r.topicId]));
}

export async function setTopicsOfMatters(trx: Trx, profileId: string, opened: readonly { matterId: number; topicId: number }[]): Promise<void> {
  if (opened.length === 0) return;
  await sql`
    update matter m set topic_id = o.topic from unnest(${opened.map((o) => o.matterId)}::bigint[], ${opened.map((o) => o.topicId)}::bigint[]) as o (matter, topic)
    where m.profile_id = ${profileId} and m.id = o.matter`.execute(trx);
}

/** Items of matters that are not yet in a topic. */
export async function itemsWithoutTopic(trx: Trx, profileId: string, ids: readonly number[]): Promise<{ itemId: number; matterId: number; score: number }[]> {
  const { rows } = await sql<{ itemId: number; matterId: number; score: number }>`
    select m.item_id as "itemId", m.matter_id as "matterId", m.score from matter_item m left join topic_item t on t.item_id = m.item_id
    where m.profile_id = ${profileId} and m.matter_id = any(${[...ids]}) and t.item_id is null order by m.item_id`.execute(trx);
  return rows;
}

/** Own words of the items of matters, the earliest `most` of each first, of which titles are made. */
export async function wordsOfMatters(trx: Trx, profileId: string, ids: readonly number[], most: number): Promise<Map<number, { title: string | null; body: string }[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: number; title: string | null; body: string }>`
    select m.id, w.title, w.body from unnest(${[...ids]}::bigint[]) as m (id) cross join lateral (
      select i.title, left(i.body, 400) as body, i.published_at, i.id from matter_item x join item i on i.id = x.item_id
      where x.profile_id = ${profileId} and x.matter_id = m.id order by i.published_at, i.id limit ${most}) w
    order by m.id, w.published_at, w.id`.execute(trx);
  const words = new Map<number, { title: string | null; body: string }[]>();
  for (const { id, title, body } of rows) words.set(id, [...(words.get(id) ?? []), { title, body }]);
  return words;
}
