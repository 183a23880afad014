import { sql } from 'kysely';
import type { CategoryCode, ItemKind, RequestType, TimePrecision } from '../model/index.ts';
import type { Db } from './connect.ts';

/** How far a topic has spread: its items by channel, most first. */
export type Spread = { channel: string; n: number }[];

export async function topicSpreads(db: Db, topicIds: number[]): Promise<Map<number, Spread>> {
  if (topicIds.length === 0) return new Map();
  const { rows } = await sql<{ topicId: number; spread: Spread }>`
    select topic_id as "topicId", jsonb_agg(jsonb_build_object('channel', channel, 'n', n) order by n desc, channel) as spread
    from (select ti.topic_id, i.channel, count(*) as n from topic_item ti join item i on i.id = ti.item_id
          where ti.topic_id = any(${[...new Set(topicIds)]}) group by ti.topic_id, i.channel) c
    group by topic_id`.execute(db);
  return new Map(rows.map((r) => [r.topicId, r.spread]));
}

export interface TopicHead {
  id: number;
  profileId: string;
  title: string;
  state: 'open' | 'merged';
  mergedInto: number | null;
  firstAt: Date;
  lastAt: Date;
  itemCount: number;
}

export async function topicHead(db: Db, id: number): Promise<TopicHead | null> {
  const row = await db.selectFrom('topic')
    .select(['id', 'profile_id as profileId', 'title', 'state', 'merged_into as mergedInto', 'first_at as firstAt', 'last_at as lastAt', 'item_count as itemCount'])
    .where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** An item as a topic lists it. Who said it is not among the columns: the desk answers matters, it does not trace people. */
export interface TopicItem {
  id: number;
  no: string;
  kind: ItemKind;
  title: string | null;
  /** The first 300 characters. */
  body: string;
  url: string | null;
  channel: string;
  source: string;
  publishedAt: Date;
  precision: TimePrecision;
  category: CategoryCode | null;
  type: RequestType | null;
}

/** Items of a topic, newest first. */
export async function topicItems(db: Db, topicId: number, limit: number, offset: number): Promise<TopicItem[]> {
  const { rows } = await sql<TopicItem>`
    select i.id, i.external_id as no, i.kind, i.title, left(i.body, 300) as body, i.url, i.channel, s.name as source,
      i.published_at as "publishedAt", i.precision, v.category, v.type
    from topic_item ti join item i on i.id = ti.item_id join source s on s.id = i.source_id
      left join verdict v on v.item_id = i.id and v.current
    where ti.topic_id = ${topicId} order by i.published_at desc, i.id desc limit ${limit} offset ${offset}`.execute(db);
  return rows;
}
