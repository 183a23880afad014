import { sql } from 'kysely';
import type { Db, Trx } from './connect.ts';
import { jsonb } from './connect.ts';

/** An item's distinctive words, with the topic it is in, if any. */
export interface Signature {
  itemId: number;
  at: Date;
  terms: number[];
  weights: number[];
  words: string[];
  topicId: number | null;
}

/** One grouping worker per profile at a time: membership depends on what was grouped before. */
export async function lockGrouping(trx: Trx, profileId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('yuqing.topics:' || ${profileId}, 0))`.execute(trx);
}

/** Signatures of a profile in a time window that share at least one of these terms. */
export async function signaturesSharing(trx: Trx, profileId: string, terms: number[], from: Date, to: Date): Promise<Signature[]> {
  if (terms.length === 0) return [];
  const { rows } = await sql<Signature>`
    select s.item_id as "itemId", s.at, s.terms, s.weights, s.words, t.topic_id as "topicId"
    from item_signature s left join topic_item t on t.item_id = s.item_id
    where s.terms && ${terms}::int[] and s.profile_id = ${profileId} and s.at between ${from} and ${to}
    order by s.at, s.item_id`.execute(trx);
  return rows;
}

export async function putSignatures(trx: Trx, profileId: string, signatures: Omit<Signature, 'topicId'>[]): Promise<void> {
  if (signatures.length === 0) return;
  await sql`
    insert into item_signature (item_id, profile_id, at, terms, weights, words)
    select r."itemId", ${profileId}, r.at, r.terms, r.weights, r.words
    from jsonb_to_recordset(${jsonb(signatures)}::jsonb) as r ("itemId" bigint, at timestamptz, terms int[], weights real[], words text[])
    on conflict (item_id) do update set at = excluded.at, terms = excluded.terms, weights = excluded.weights, words = excluded.words`.execute(trx);
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
  await sql`
    update topic t set item_count = m.n, first_at = m.first_at, last_at = m.last_at
    from (select ti.topic_id, count(*) as n, min(i.published_at) as first_at, max(i.published_at) as last_at
          from topic_item ti join item i on i.id = ti.item_id
          where ti.topic_id = any(${[...new Set(members.map((m) => m.topicId))]}) group by ti.topic_id) m
    where t.id = m.topic_id`.execute(trx);
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
