import { sql } from 'kysely';
import { ALERT_LEVELS, type AlertLevel } from '../model/index.ts';
import type { Db, Trx } from './connect.ts';

/** Opens an alert unless the topic stands at this level or higher already; lower ones are marked raised. */
export async function raiseAlert(trx: Trx, topicId: number, level: AlertLevel, reason: string, at: Date): Promise<number | null> {
  await trx.selectFrom('topic').select('id').where('id', '=', topicId).forNoKeyUpdate().execute();
  const standing = await trx.selectFrom('alert').select(['id', 'level', 'state']).where('topic_id', '=', topicId)
    .where('state', '<>', 'cleared').execute();
  const rank = (l: AlertLevel) => ALERT_LEVELS.indexOf(l);
  if (standing.some((a) => rank(a.level) >= rank(level))) return null;
  await trx.updateTable('alert').set({ state: 'raised', closed_at: at })
    .where('topic_id', '=', topicId).where('state', 'in', ['open', 'silenced']).execute();
  const row = await trx.insertInto('alert').values({ topic_id: topicId, level, reason, opened_at: at, closed_at: null })
    .returning('id').executeTakeFirstOrThrow();
  return row.id;
}

/** One entry of the live feed. `id` is the place in the feed: ids become visible in order (see the trigger). */
export interface AlertFeedEntry {
  id: number;
  kind: string;
  at: Date;
  alertId: number;
  topicId: number;
  level: AlertLevel;
  state: string;
  reason: string;
  title: string;
  itemCount: number;
  openedAt: Date;
}

const feed = sql`
  select e.id, e.kind, e.at, a.id as "alertId", a.topic_id as "topicId", a.level, a.state, a.reason,
    t.title, t.item_count as "itemCount", a.opened_at as "openedAt"
  from alert_event e join alert a on a.id = e.alert_id join topic t on t.id = a.topic_id`;

/** What happened after a place in the feed, oldest first. */
export async function alertFeedAfter(db: Db, after: number, limit: number): Promise<AlertFeedEntry[]> {
  const { rows } = await sql<AlertFeedEntry>`${feed} where e.id > ${after} order by e.id limit ${limit}`.execute(db);
  return rows;
}

/** The newest place in the feed. */
export async function alertFeedEnd(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from alert_event`.execute(db);
  return rows[0]?.id ?? 0;
}

/** Alerts that stand open, gravest and newest first. */
export async function openAlerts(db: Db, limit: number): Promise<Omit<AlertFeedEntry, 'id' | 'kind' | 'at'>[]> {
  const { rows } = await sql<Omit<AlertFeedEntry, 'id' | 'kind' | 'at'>>`
    select a.id as "alertId", a.topic_id as "topicId", a.level, a.state, a.reason, t.title, t.item_count as "itemCount", a.opened_at as "openedAt"
    from alert a join topic t on t.id = a.topic_id where a.state = 'open'
    order by array_position(${[...ALERT_LEVELS].reverse()}, a.level), a.opened_at desc limit ${limit}`.execute(db);
  return rows;
}
