import { UnrecoverableError, type Job } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import { YuqingError, errorText } from '../../model/index.ts';
import type { Log } from '../stage.ts';
import type { Engine } from './engine.ts';
import type { Handler, Retry, Stalls, WorkerHandle } from './port.ts';
import { backoffMs, isWorthRetrying } from './retry.ts';

const LONGEST_ERROR = 2_000;
/** How often a closing worker asks whether there still is a server to take leave of. */
const LEAVE_MS = 500;

/** Takes jobs of a stage from the server and hands them to `handler`. */
export async function startWorker(
  engine: Engine, stage: string, opts: { concurrency: number; retry: Retry; stalls: Stalls; log: Log }, handler: Handler,
): Promise<WorkerHandle> {
  const { concurrency, retry, stalls, log } = opts;
  let active = 0;
  const worker = engine.makeWorker(stage, async (job, _token, signal) => {
    active += 1;
    try {
      await run(job, handler, signal ?? new AbortController().signal);
    } finally {
      active -= 1;
    }
  }, {
    concurrency, runRetryDelay: 1_000, drainDelay: 5,
    lockDuration: stalls.lockMs, stalledInterval: stalls.checkMs, maxStalledCount: stalls.max,
    settings: { backoffStrategy: (failed) => backoffMs(retry, failed, Math.random) },
  });
  worker.on('failed', (job, error) => {
    const last = !job || job.finishedOn !== undefined;
    log[last ? 'error' : 'warn']({ stage, job: job?.id, attempt: job?.attemptsMade, error: error.message }, last ? '任务失败,不再重试' : '任务出错,稍后重试');
  });
  worker.on('stalled', (id) => log.warn({ stage, job: id }, '处理此任务的进程中断了,任务已放回队列'));
  await worker.waitUntilReady();

  return {
    async close() {
      const closed = worker.close().then(() => true);
      while (!(await Promise.race([closed, sleep(LEAVE_MS, false)]))) {
        // Without a server there is nothing to take leave of once our own work is done: claims lapse by themselves.
        if (active > 0 || engine.isUp()) continue;
        worker.leave();
        return;
      }
    },
  };
}

/** Hands a job to its handler; what it throws is kept with the job as the words a person would read, without a stack. */
async function run(job: Job, handler: Handler, signal: AbortSignal): Promise<void> {
  try {
    await handler({ id: job.id ?? '', data: job.data as Record<string, unknown>, attempt: job.attemptsMade + 1 }, signal);
  } catch (error) {
    const text = (errorText(error) || (error instanceof YuqingError ? error.code : '原因不明')).slice(0, LONGEST_ERROR);
    throw isWorthRetrying(error) ? new Error(text, { cause: error }) : new UnrecoverableError(text);
  }
}
