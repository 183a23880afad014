import type { Db } from '../db/connect.ts';
import { failOutbox, forgetDone, queuedBefore, requeue, type OutboxRow } from '../db/outbox.ts';
import type { JobReport, Queues } from './queue/port.ts';
import type { Log } from './stage.ts';

const KEEP_DONE_MS = 3 * 24 * 3_600_000;
/** Lines looked at in one go, the oldest first. */
const AT_ONCE = 1_000;

/**
 * Puts out again what was queued and never done: after a flushed Redis, a truncated queue table or a lost job the
 * queue knows nothing of the line any more. What failed for good is split or declared dead, with its error.
 *
 * @param patienceMs a line is looked after when the queue has had it for this long
 */
export async function sweep(db: Db, queues: Queues, now: Date, log: Log, patienceMs: number): Promise<{ requeued: number; dead: number }> {
  const lost: string[] = [];
  let dead = 0;
  for (const { row, state, error = '原因不明' } of await askAfter(queues, await queuedBefore(db, new Date(now.getTime() - patienceMs), AT_ONCE))) {
    if (state === 'missing' || state === 'completed') lost.push(row.id);
    if (state !== 'failed') continue;
    const outcome = await failOutbox(db, row, error);
    if (outcome === 'gone') continue;
    log.error({ outbox: row.id, stage: row.stage, outcome, error }, outcome === 'dead' ? '一项待办多次失败,已停放' : '一项待办失败,已拆分再试');
    if (outcome === 'dead') dead += 1;
  }
  const requeued = await requeue(db, lost);
  if (requeued > 0) log.warn({ requeued }, '队列丢失的待办已重新排入');
  await forgetDone(db, new Date(now.getTime() - KEEP_DONE_MS));
  return { requeued, dead };
}

/**
 * For a process that begins to serve stages which nobody else serves: what the queue holds to be in hand was in the hand
 * of one that died. It is put out again at once; the queue by itself would wait until the claim has lapsed.
 */
export async function takeOver(db: Db, queues: Queues, stages: readonly string[]): Promise<number> {
  const rows = (await queuedBefore(db, null, AT_ONCE)).filter((row) => stages.includes(row.stage));
  return requeue(db, (await askAfter(queues, rows)).filter(({ state }) => state === 'active').map(({ row }) => row.id));
}

/** What the queue knows of each line. */
async function askAfter(queues: Queues, rows: OutboxRow[]): Promise<(JobReport & { row: OutboxRow })[]> {
  const answers: (JobReport & { row: OutboxRow })[] = [];
  for (const stage of new Set(rows.map((row) => row.stage))) {
    const ofStage = rows.filter((row) => row.stage === stage);
    const reports = await queues.states(stage, ofStage.map((row) => row.jobId));
    answers.push(...ofStage.map((row, k) => ({ row, ...(reports[k] ?? { state: 'missing' as const }) })));
  }
  return answers;
}
