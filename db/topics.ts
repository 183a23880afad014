import { sql } from 'kysely';
import type { Db, Trx } from './connect.ts';
import { jsonb } from './connect.ts';

/** The distinctive words of an item, heaviest first. */
export interface ItemTerms {
  itemId: number;
  at: Date;
  terms: { word: string; weight: number }[];
}

/** Two items that share distinctive words. */
export interface LikePair {
  itemId: number;
  otherId: number;
  otherAt: Date;
  otherTopicId: number | null;
  /** Words shared, and the cosine over them. */
  shared: number;
  score: number;
}

export async function putTerms(trx: Trx, profileId: string, items: ItemTerms[]): Promise<void> {
  const rows = items.flatMap((i) => i.terms.map((t) => ({ item: i.itemId, at: i.at, term: t.word, weight: t.weight })));
  await sql`delete from item_term where item_id = any(${items.map((i) => i.itemId)})`.execute(trx);
  if (rows.length === 0) return;
  await sql`
    insert into item_term (item_id, term, weight, profile_id, at)
    select r.item, r.term, r.weight, ${profileId}, r.at
    from jsonb_to_recordset(${jsonb(rows)}::jsonb) as r (item bigint, at timestamptz, term text, weight real)`.execute(trx);
}

/** Of a word that everybody uses, only so many of the newest bearers are looked at: the cost per item stays flat. */
const BEARERS = 200;

/** Pairs of these items with others (or among themselves) in a window of time that share words enough. */
export async function likePairs(trx: Trx, profileId: string, itemIds: number[], windowMs: number, floor: { shared: number; score: number }): Promise<LikePair[]> {
  const { rows } = await sql<LikePair>`
    with pair as (
      select m.item_id, o.item_id as other_id, count(*) as shared, sum(m.weight * o.weight) as score
      from item_term m cross join lateral (
        select p.item_id, p.weight from item_term p
        where p.profile_id = ${profileId} and p.term = m.term and p.item_id <> m.item_id
          and p.at between m.at - make_interval(secs => ${windowMs / 1_000}) and m.at + make_interval(secs => ${windowMs / 1_000})
        order by p.profile_id, p.term, p.at desc, p.item_id desc limit ${BEARERS}) o
      where m.item_id = any(${itemIds})
      group by m.item_id, o.item_id
      having count(*) >= ${floor.shared} and sum(m.weight * o.weight) >= ${floor.score}::float8)
    select pair.item_id as "itemId", pair.other_id as "otherId", i.published_at as "otherAt", t.topic_id as "otherTopicId", pair.shared, pair.score
    from pair join item i on i.id = pair.other_id left join topic_item t on t.item_id = pair.other_id
    order by pair.item_id, pair.score desc, pair.other_id`.execute(trx);
  return rows;
}

export async function createTopic(trx: Trx, topic: { profileId: string; title: string; firstAt: Date; lastAt: Date; detectedAt: Date }): Promise<number> {
  const row = await trx.insertInto('topic').values({
    profile_id: topic.profileId, title: topic.title, first_at: topic.firstAt, last_at: topic.lastAt, merged_into: null, detected_at: topic.detectedAt,
  }).returning('id').executeTakeFirstOrThrow();
  return row.id;
}

/** Adds items to topics and brings the topics' counts and times up to date; an item already in a topic stays there. */
export async function joinTopics(trx: Trx, members: { itemId: number; topicId: number; score: number }[]): Promise<void> {
  if (members.length === 0) return;
  await sql`
    insert into topic_item (item_id, topic_id, score)
    select r."itemId", r."topicId", r.score
    from jsonb_to_recordset(${jsonb(members)}::jsonb) as r ("itemId" bigint, "topicId" bigint, score real)
    on conflict (item_id) do nothing`.execute(trx);
  const topicIds = [...new Set(members.map((m) => m.topicId))];
  await lockTopics(trx, topicIds);
  await sql`
    update topic t set item_count = m.n, first_at = m.first_at, last_at = m.last_at
    from (select ti.topic_id, count(*) as n, min(i.published_at) as first_at, max(i.published_at) as last_at
          from topic_item ti join item i on i.id = ti.item_id
          where ti.topic_id = any(${topicIds}) group by ti.topic_id) m
    where t.id = m.topic_id`.execute(trx);
}

/** Names of topics, found anew as they grow. */
export async function renameTopics(trx: Trx, topics: readonly { id: number; title: string }[]): Promise<void> {
  if (topics.length === 0) return;
  await sql`
    update topic t set title = n.title from unnest(${topics.map((t) => t.id)}::bigint[], ${topics.map((t) => t.title)}::text[]) as n (id, title)
    where t.id = n.id and t.title <> n.title`.execute(trx);
}

/**
 * Makes topics part of others: their items move; alerts that stand stay with the name they
 * were raised under. The caller has locked them.
 */
export async function mergeTopics(trx: Trx, merged: readonly { id: number; into: number }[]): Promise<void> {
  for (const { id, into } of merged) {
    await sql`update topic_item set topic_id = ${into} where topic_id = ${id}`.execute(trx);
    await sql`update topic set state = 'merged', merged_into = ${into}, item_count = 0 where id = ${id}`.execute(trx);
  }
}

/** Locks topics in the order of their ids: grouping and alerting both touch many, and must not wait for one another in a circle. */
export async function lockTopics(trx: Trx, ids: number[]): Promise<void> {
  await sql`select id from topic where id = any(${ids}) order by id for no key update`.execute(trx);
}

/** Which profile each topic belongs to. */
export async function topicProfiles(trx: Trx, topicIds: number[]): Promise<{ id: number; profileId: string }[]> {
  return trx.selectFrom('topic').select(['id', 'profile_id as profileId']).where('id', 'in', topicIds).execute();
}

/** What an alert rule looks at: fresh items only; old, historical and closed material never counts. */
export interface TopicPulse {
  topicId: number;
  profileId: string;
  title: string;
  itemCount: number;
  firstAt: Date;
  lastAt: Date;
  /** Fresh items per channel within the window. */
  channels: Record<string, number>;
  fresh: number;
  /** Items in the window before this one, for growth in words. */
  before: number;
  flags: string[];
  categories: string[];
}

export async function topicPulses(db: Db | Trx, topicIds: number[], now: Date, windowHours: number): Promise<TopicPulse[]> {
  const from = new Date(now.getTime() - windowHours * 3_600_000);
  const before = new Date(now.getTime() - 2 * windowHours * 3_600_000);
  const { rows } = await sql<TopicPulse>`
    select t.id as "topicId", t.profile_id as "profileId", t.title, t.item_count as "itemCount",
      t.first_at as "firstAt", t.last_at as "lastAt",
      coalesce((select jsonb_object_agg(channel, n) from (
        select i.channel, count(*) as n from topic_item ti join item i on i.id = ti.item_id
        where ti.topic_id = t.id and not i.historical and i.closed_at is null and i.published_at > ${from} and i.published_at <= ${now}
        group by i.channel) c), '{}') as channels,
      (select count(*) from topic_item ti join item i on i.id = ti.item_id
        where ti.topic_id = t.id and not i.historical and i.closed_at is null and i.published_at > ${from} and i.published_at <= ${now}) as fresh,
      (select count(*) from topic_item ti join item i on i.id = ti.item_id
        where ti.topic_id = t.id and not i.historical and i.published_at > ${before} and i.published_at <= ${from}) as before,
      coalesce((select array_agg(flag order by flag) from (select f.flag from topic_item ti join verdict v on v.item_id = ti.item_id and v.current,
        unnest(v.flags) f (flag) where ti.topic_id = t.id group by f.flag having count(*) * 5 >= t.item_count) x), '{}') as flags,
      coalesce((select array_agg(category order by n desc, category) from (select v.category, count(*) as n from topic_item ti
        join verdict v on v.item_id = ti.item_id and v.current where ti.topic_id = t.id group by v.category) y), '{}') as categories
    from topic t where t.id = any(${topicIds}) and t.state = 'open' order by t.id`.execute(db);
  return rows;
}
