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
  /** `www.example.gov.cn` or `host:port`; null for what is read from files. */
  host: string | null;
  /** How long the last pause between two polls was meant to be; null before the first. */
  intervalMs: number | null;
  lastOkAt: Date | null;
  /** How long the last poll took. */
  lastPollMs: number | null;
}

const columns = [
  'id', 'name', 'kind', 'channel', 'profile_id as profileId', 'config', 'cursor', 'enabled', 'last_error as lastError', 'failures', 'host',
  sql<number | null>`interval_s * 1000`.as('intervalMs'), 'last_ok_at as lastOkAt',
  'last_poll_ms as lastPollMs',
] as const;

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

/** When the source last brought something that was not there before. */
export async function noteNews(trx: Trx, sourceId: number, at: Date): Promise<void> {
  await sql`update source set last_item_at = greatest(last_item_at, ${at}) where id = ${sourceId}`.execute(trx);
}

/** The cursor moves in the transaction that stored its items, so it never runs ahead of them. */
export async function moveCursor(trx: Trx, sourceId: number, cursor: unknown): Promise<void> {
  await sql`update source set cursor = ${jsonb(cursor ?? null)}::jsonb where id = ${sourceId}`.execute(trx);
}

/**
 * Sources whose next poll is due, one at a time of each host: the one that has waited longest, and none while another of
 * its host is in hand or the host wants a pause. They are held, so that no second poller takes them; a poller that dies
 * holds them for `holdMs` and no longer.
 */
export async function takeDueSources(db: Db | Trx, now: Date, limit: number, holdMs: number): Promise<Source[]> {
  const until = new Date(now.getTime() + holdMs);
  const { rows } = await sql<Source>`
    with due as (
      select distinct on (coalesce(s.host, s.id::text)) s.id, s.next_poll_at
      from source s left join host_turn h on h.host = s.host
      where s.enabled and s.next_poll_at <= ${now} and (h.free_at is null or h.free_at <= ${now})
        and not exists (select from source o where o.host = s.host and o.polling_until > ${now})
      order by coalesce(s.host, s.id::text), s.next_poll_at, s.id
    ), first as (select id from due order by next_poll_at, id limit ${limit}),
    held as (select id from source where id in (select id from first) and next_poll_at <= ${now} order by id for no key update skip locked)
    update source s set next_poll_at = ${until}, polling_until = ${until}
    from held where s.id = held.id
    returning s.id, s.name, s.kind, s.channel, s.profile_id as "profileId", s.config, s.cursor, s.enabled,
      s.last_error as "lastError", s.failures, s.host, s.interval_s * 1000 as "intervalMs", s.last_ok_at as "lastOkAt", s.last_poll_ms as "lastPollMs"`.execute(db);
  return rows;
}

export interface PollOutcome {
  at: Date;
  tookMs: number;
  /** When to come again, and the interval that this follows from. */
  next: Date | null;
  intervalMs: number | null;
  /** What went wrong, in words. */
  error: string | null;
  /** Until then nobody asks this host anything. */
  hostFreeAt: Date;
}

/** Writes how a poll went, when the next one is due, and lets the host go. */
export async function recordPoll(trx: Db | Trx, sourceId: number, outcome: PollOutcome): Promise<void> {
  const { rows } = await sql<{ host: string | null }>`
    update source set next_poll_at = ${outcome.next}, polling_until = null, last_poll_at = ${outcome.at}, last_poll_ms = ${outcome.tookMs}, last_error = ${outcome.error},
      interval_s = ${outcome.intervalMs === null ? null : Math.round(outcome.intervalMs / 1_000)},
      last_ok_at = case when ${outcome.error}::text is null then ${outcome.at}::timestamptz else last_ok_at end,
      failures = case when ${outcome.error}::text is null then 0 else failures + 1 end
    where id = ${sourceId} returning host`.execute(trx);
  const host = rows[0]?.host;
  if (!host) return;
  await sql`
    insert into host_turn (host, free_at) values (${host}, ${outcome.hostFreeAt})
    on conflict (host) do update set free_at = greatest(host_turn.free_at, excluded.free_at)`.execute(trx);
}

export async function sourceById(db: Db | Trx, id: number): Promise<Source> {
  const source = await db.selectFrom('source').select(columns).where('id', '=', id).executeTakeFirst();
  if (!source) throw new YuqingError('SOURCE_UNKNOWN', `没有编号为 ${id} 的信源`);
  return source;
}

/** A source with what its last polls left. */
export interface SourceRow extends Omit<Source, 'cursor'> {
  lastItemAt: Date | null;
  lastPollAt: Date | null;
  nextPollAt: Date | null;
}

/** Every source, by name. */
export async function allSources(db: Db): Promise<SourceRow[]> {
  return db.selectFrom('source').select(columns.filter((c) => c !== 'cursor'))
    .select(['last_item_at as lastItemAt', 'last_poll_at as lastPollAt', 'next_poll_at as nextPollAt']).orderBy('name').execute() as Promise<SourceRow[]>;
}

/** Asks for a poll now (or stops polling with null). */
export async function schedulePoll(db: Db, sourceId: number, at: Date | null): Promise<void> {
  await db.updateTable('source').set({ next_poll_at: at }).where('id', '=', sourceId).execute();
}

/** Pausing keeps everything and asks nothing more; resuming asks at once. A source that is imported by hand has no next poll. */
export async function setEnabled(db: Db, sourceId: number, enabled: boolean, nextPollAt: Date | null): Promise<void> {
  await db.updateTable('source').set({ enabled, next_poll_at: enabled ? nextPollAt : null, polling_until: null }).where('id', '=', sourceId).execute();
}

/** Another setting reads anew where it matters: what the cursor remembers of one address says nothing of another. */
export async function updateSourceConfig(db: Db, sourceId: number, config: object, opts: { forgetCursor: boolean }): Promise<void> {
  await sql`
    update source set config = ${jsonb(config)}::jsonb, failures = 0, last_error = null,
      cursor = case when ${opts.forgetCursor} then null else cursor end
    where id = ${sourceId}`.execute(db);
}

/** @returns false where items of it are stored: they would lose their origin */
export async function removeSource(db: Db, sourceId: number): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await lockSource(trx, sourceId);
    const { rows } = await sql`select from item where source_id = ${sourceId} limit 1`.execute(trx);
    if (rows.length > 0) return false;
    await sql`delete from source_fault where source_id = ${sourceId}`.execute(trx);
    await sql`delete from source_day where source_id = ${sourceId}`.execute(trx);
    await sql`delete from run where source_id = ${sourceId}`.execute(trx);
    await sql`delete from source where id = ${sourceId}`.execute(trx);
    return true;
  });
}
