import { sql } from 'kysely';
import { YuqingError } from '../model/index.ts';
import type { Db, Trx } from './connect.ts';
import { jsonb } from './connect.ts';

export interface Source {
  id: number;
  name: string;
  kind: string;
  channel: string;
  profileId: string;
  config: Record<string, unknown>;
  cursor: unknown;
  enabled: boolean;
  /** How the last poll went: its error in words, and how many failed in a row. */
  lastError: string | null;
  failures: number;
}

const columns = ['id', 'name', 'kind', 'channel', 'profile_id as profileId', 'config', 'cursor', 'enabled', 'last_error as lastError', 'failures'] as const;

export async function findSource(db: Db | Trx, name: string): Promise<Source | null> {
  return (await db.selectFrom('source').select(columns).where('name', '=', name).executeTakeFirst()) ?? null;
}

/** Finds the source or makes it; an existing one keeps its own kind and profile, and a contradiction is told. */
export async function ensureSource(
  db: Db,
  wanted: { name: string; kind: string; channel: string; profileId: string; config?: object },
): Promise<Source> {
  await db.insertInto('source').values({
    name: wanted.name, kind: wanted.kind, channel: wanted.channel, profile_id: wanted.profileId,
    config: jsonb(wanted.config ?? {}), cursor: null as never, next_poll_at: null, last_ok_at: null, last_error: null,
  }).onConflict((oc) => oc.column('name').doNothing()).execute();
  const source = await findSource(db, wanted.name);
  if (!source) throw new YuqingError('SOURCE_UNKNOWN', `没有名为“${wanted.name}”的信源`, '用 yuqing source list 查看已有信源');
  if (source.kind !== wanted.kind || source.profileId !== wanted.profileId) {
    throw new YuqingError('SOURCE_CONFLICT',
      `信源“${wanted.name}”已登记为 ${source.kind}/${source.profileId},与本次的 ${wanted.kind}/${wanted.profileId} 不一致`,
      '换一个信源名,或改用登记时的 --kind/--profile');
  }
  return source;
}

/** One writer of a source's items at a time: two that bring the same file in different orders would wait for one another. */
export async function lockSource(trx: Trx, sourceId: number): Promise<void> {
  await sql`select id from source where id = ${sourceId} for no key update`.execute(trx);
}

/** The cursor moves in the transaction that stored its items, so it never runs ahead of them. */
export async function moveCursor(trx: Trx, sourceId: number, cursor: unknown): Promise<void> {
  await sql`update source set cursor = ${jsonb(cursor ?? null)}::jsonb where id = ${sourceId}`.execute(trx);
}

/** Sources whose next poll is due; they are pushed ahead at once so that no second poller takes them. */
export async function takeDueSources(db: Db, now: Date, limit: number, holdMs: number): Promise<Source[]> {
  const { rows } = await sql<Source>`
    update source s set next_poll_at = ${new Date(now.getTime() + holdMs)}
    from (select id from source where enabled and next_poll_at <= ${now} order by next_poll_at limit ${limit} for no key update skip locked) d
    where s.id = d.id
    returning s.id, s.name, s.kind, s.channel, s.profile_id as "profileId", s.config, s.cursor, s.enabled, s.last_error as "lastError", s.failures`.execute(db);
  return rows;
}

/** Writes how a poll went and when the next one is due. */
export async function recordPoll(db: Db, sourceId: number, outcome: { at: Date; next: Date | null; error: string | null }): Promise<void> {
  await sql`
    update source set next_poll_at = ${outcome.next}, last_error = ${outcome.error},
      last_ok_at = case when ${outcome.error}::text is null then ${outcome.at}::timestamptz else last_ok_at end,
      failures = case when ${outcome.error}::text is null then 0 else failures + 1 end
    where id = ${sourceId}`.execute(db);
}

export async function sourceById(db: Db | Trx, id: number): Promise<Source> {
  const source = await db.selectFrom('source').select(columns).where('id', '=', id).executeTakeFirst();
  if (!source) throw new YuqingError('SOURCE_UNKNOWN', `没有编号为 ${id} 的信源`);
  return source;
}

/** Asks for a poll now (or stops polling with null). */
export async function schedulePoll(db: Db, sourceId: number, at: Date | null): Promise<void> {
  await db.updateTable('source').set({ next_poll_at: at }).where('id', '=', sourceId).execute();
}
