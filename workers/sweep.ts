import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import { failOutbox, forgetDone, queuedBefore, requeue } from '../db/outbox.ts';
import type { Queues } from './queue/port.ts';
import type { Log } from './stage.ts';

const KEEP_DONE_MS = 3 * 24 * 3_600_000;

/**
 * Puts out again what was queued and never done: after a flushed Redis, a truncated queue table or a lost job the
 * queue knows nothing of the line any more. What failed for good is split or declared dead, with its error.
 *
 * @param patienceMs a line is looked after when the queue has had it for this long
 */
export async function sweep(db: Db, queues: Queues, now: Date, log: Log, patienceMs: number): Promise<{ requeued: number; dead: number }> {
  const rows = await queuedBefore(db, new Date(now.getTime() - patienceMs), 1_000);
  const lost: string[] = [];
  let dead = 0;
  for (const stage of new Set(rows.map((r) => r.stage))) {
    const ofStage = rows.filter((r) => r.stage === stage);
    const states = await queues.states(stage, ofStage.map((r) => r.jobId));
    for (const [k, row] of ofStage.entries()) {
      const state = states[k];
      if (state?.state === 'missing' || state?.state === 'completed') lost.push(row.id);
      if (state?.state !== 'failed') continue;
      const outcome = await failOutbox(db, row, state.error ?? '原因不明');
      if (outcome === 'gone') continue;
      log.error({ outbox: row.id, stage, outcome, error: state.error }, outcome === 'dead' ? '一项待办多次失败,已停放' : '一项待办失败,已拆分再试');
      if (outcome === 'dead') dead += 1;
    }
  }
  const requeued = await requeue(db, lost);
  if (requeued > 0) log.warn({ requeued }, '队列丢失的待办已重新排入');
  await forgetDone(db, new Date(now.getTime() - KEEP_DONE_MS));
  return { requeued, dead };
}

/** Runs a step in one process at a time; the others skip it. */
export async function alone(db: Db, name: string, step: () => Promise<void>): Promise<boolean> {
  return db.connection().execute(async (conn) => {
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(hashtextextended('yuqing.' || ${name}, 0)) as got`.execute(conn);
    if (!rows[0]?.got) return false;
    try {
      await step();
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended('yuqing.' || ${name}, 0))`.execute(conn);
    }
    return true;
  });
}
