import { sql } from 'kysely';
import type { Db, Trx } from './connect.ts';
import { jsonb } from './connect.ts';

/** One line left for the next stage; its payload holds ids only. */
export interface OutboxRow {
  id: string;
  stage: string;
  payload: Record<string, unknown>;
  jobId: string;
}

/**
 * Leaves work for a stage in the transaction that made it necessary: no write without its event. Without a time it may
 * go at once, whatever the clocks of the database and of whoever relays it say of one another.
 */
export async function appendOutbox(trx: Trx, stage: string, payloads: object[], notBefore?: Date): Promise<void> {
  if (payloads.length === 0) return;
  await sql`
    insert into outbox (stage, payload, not_before)
    select ${stage}, p, coalesce(${notBefore ?? null}::timestamptz, '-infinity')
    from jsonb_array_elements(${jsonb(payloads)}::jsonb) with ordinality as t (p, n) order by n`.execute(trx);
}

/**
 * Takes lines that no queue has yet and gives each the job id under which it will be queued. Rows stay locked until
 * the transaction ends, so two relays never take the same one; a crash in between queues the line again, as another job.
 */
export async function takeUnqueued(trx: Trx, limit: number, now: Date): Promise<OutboxRow[]> {
  const { rows } = await sql<OutboxRow>`
    update outbox o set queued_at = ${now}, job_id = coalesce(o.job_id, gen_random_uuid())
    from (select id from outbox
          where queued_at is null and done_at is null and failed_at is null and not_before <= ${now}
          order by created_at, id limit ${limit} for update skip locked) t
    where o.id = t.id
    returning o.id, o.stage, o.payload, o.job_id as "jobId"`.execute(trx);
  return rows;
}

/** True when this line was open until now: the caller's work counts. False: somebody finished it before. */
export async function finishOutbox(trx: Trx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await trx.updateTable('outbox').set({ done_at: sql<Date>`now()`, error: null })
    .where('id', '=', id).where('done_at', 'is', null).executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** A line by its id while it is open; locked, so that a job delivered twice does its work once. */
export async function lockOpenOutbox(trx: Trx, id: string): Promise<boolean> {
  const row = await trx.selectFrom('outbox').select('id').where('id', '=', id).where('done_at', 'is', null)
    .where('failed_at', 'is', null).forUpdate().executeTakeFirst();
  return row !== undefined;
}

/** Lines queued before `before` (null: whenever) and not done: the sweep asks the queue whether it still knows them. */
export async function queuedBefore(db: Db, before: Date | null, limit: number): Promise<OutboxRow[]> {
  const { rows } = await sql<OutboxRow>`
    select id, stage, payload, job_id as "jobId" from outbox
    where queued_at < coalesce(${before}::timestamptz, 'infinity') and done_at is null and failed_at is null
    order by queued_at limit ${limit}`.execute(db);
  return rows;
}

/** Puts lines out again under fresh job ids (a queue remembers old ones). */
export async function requeue(db: Db, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { numUpdatedRows } = await db.updateTable('outbox')
    .set({ queued_at: null, job_id: null })
    .where('id', 'in', ids).where('done_at', 'is', null).where('failed_at', 'is', null).executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * A line that failed for good. One with many ids is split in two, so that one bad member does not hold the rest; the
 * parts are as old as the whole, so that whoever waits for the line waits for them. `gone`: somebody did it meanwhile.
 */
export async function failOutbox(db: Db, row: OutboxRow, error: string): Promise<'split' | 'dead' | 'gone'> {
  return db.transaction().execute(async (trx) => {
    if (!(await lockOpenOutbox(trx, row.id))) return 'gone';
    const [key, ids] = Object.entries(row.payload).find(([, v]) => Array.isArray(v) && v.length > 1) ?? [];
    if (key !== undefined && Array.isArray(ids)) {
      const half = Math.ceil(ids.length / 2);
      const parts = [ids.slice(0, half), ids.slice(half)].map((part: unknown[]) => ({ ...row.payload, [key]: part }));
      await sql`
        insert into outbox (stage, payload, not_before, created_at)
        select o.stage, p, o.not_before, o.created_at from outbox o, jsonb_array_elements(${jsonb(parts)}::jsonb) p where o.id = ${row.id}`.execute(trx);
      await trx.updateTable('outbox').set({ done_at: sql<Date>`now()`, error: `已拆分:${error}`.slice(0, 2000) })
        .where('id', '=', row.id).execute();
      return 'split';
    }
    await trx.updateTable('outbox').set({ failed_at: sql<Date>`now()`, error: error.slice(0, 2000) })
      .where('id', '=', row.id).execute();
    return 'dead';
  });
}

/** Open and dead lines, by stage. */
export async function outboxCounts(db: Db, stages?: readonly string[]): Promise<{ open: number; dead: number; oldest: Date | null }> {
  const { rows } = await sql<{ open: number; dead: number; oldest: Date | null }>`
    select count(*) filter (where failed_at is null) as open, count(*) filter (where failed_at is not null) as dead,
           min(created_at) filter (where failed_at is null) as oldest
    from outbox where done_at is null ${stages ? sql`and stage = any(${[...stages]})` : sql``}`.execute(db);
  return rows[0] ?? { open: 0, dead: 0, oldest: null };
}

/** Forgets lines done before `before`; they have served. */
export async function forgetDone(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('outbox').where('done_at', '<', before).execute();
}

/** A line's stage and payload, or null when it is done, dead or forgotten. */
export async function readOpenOutbox(db: Db, id: string): Promise<Omit<OutboxRow, 'jobId'> | null> {
  const row = await db.selectFrom('outbox').select(['id', 'stage', 'payload']).where('id', '=', id)
    .where('done_at', 'is', null).where('failed_at', 'is', null).executeTakeFirst();
  return row ? { ...row, payload: row.payload as Record<string, unknown> } : null;
}

/** How many lines written up to `mark` are still open in these stages. */
export async function openUpTo(db: Db, stages: readonly string[], mark: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from outbox
    where stage = any(${[...stages]}) and created_at <= ${mark} and done_at is null and failed_at is null`.execute(db);
  return rows[0]?.n ?? 0;
}

/** The database's own time: marks of open lines must not depend on this machine's clock. */
export async function databaseNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  return rows[0]?.now ?? new Date();
}
