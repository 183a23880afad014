import { UnrecoverableError, type Job, type JobsOptions, type Queue, type Worker } from 'bullmq';
import { YuqingError, errorText } from '../../model/index.ts';
import type { Engine } from './engine.ts';
import type { Handler, JobReport, JobState, NewJob, QueueOptions, Queues, Retry } from './port.ts';
import { backoffMs, DEFAULT_RETRY, DEFAULT_STALLS, isWorthRetrying } from './retry.ts';
import { keepSchedule } from './schedule.ts';
import { isUnreachable, unreachable } from './unreachable.ts';

/** Failed jobs stay to be asked about: a week, at most so many a stage. */
const KEEP_FAILED = { age: 7 * 24 * 3_600, count: 1_000 };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const STATES_AT_ONCE = 100;
const LONGEST_ERROR = 2_000;

/** The port over BullMQ, whichever server is below. */
export function openBull(engine: Engine, options: QueueOptions): Queues {
  const { log } = options;
  const stalls = { ...DEFAULT_STALLS, ...options.stalls };
  const queues = new Map<string, Queue>();
  const workers = new Set<Worker>();

  const queueOf = (stage: string): Queue => {
    let queue = queues.get(stage);
    if (!queue) queues.set(stage, (queue = engine.makeQueue(stage)));
    return queue;
  };
  const retryOf = (stage: string): Retry => ({ ...DEFAULT_RETRY, ...options.retries?.[stage] });
  const jobOptions = (stage: string): JobsOptions => ({
    attempts: retryOf(stage).attempts, backoff: { type: 'ours' }, removeOnComplete: true, removeOnFail: KEEP_FAILED, stackTraceLimit: 0,
  });
  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    try {
      return await question();
    } catch (error) {
      throw isUnreachable(error) ? unreachable(engine.where, error) : error;
    }
  };

  const addMany = async (stage: string, jobs: readonly NewJob[]) => {
    const entries = jobs.map((job) => {
      if (!UUID.test(job.id)) throw new Error(`job id must be a UUID: ${job.id}`);
      return { name: stage, data: job.data, opts: { ...jobOptions(stage), jobId: job.id, delay: job.delayMs ?? 0 } };
    });
    if (entries.length > 0) await ask(() => queueOf(stage).addBulk(entries));
  };
  const states = async (stage: string, ids: readonly string[]) => {
    const reports: JobReport[] = [];
    for (let i = 0; i < ids.length; i += STATES_AT_ONCE) {
      reports.push(...(await ask(() => Promise.all(ids.slice(i, i + STATES_AT_ONCE).map((id) => report(queueOf(stage), id))))));
    }
    return reports;
  };

  return {
    where: engine.where,
    addMany,
    states,
    add: (stage, id, data, opts) => addMany(stage, [{ id, data, ...opts }]),
    async state(stage, id) {
      return (await states(stage, [id]))[0]?.state ?? 'missing';
    },
    counts: (stage) => ask(async () => {
      const n = await queueOf(stage).getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
      return { waiting: (n['waiting'] ?? 0) + (n['prioritized'] ?? 0), active: n['active'] ?? 0, delayed: n['delayed'] ?? 0, failed: n['failed'] ?? 0 };
    }),
    oldestAgeMs: (stage) => ask(() => oldestAge(queueOf(stage))),
    schedule: (id, stage, when, data) => ask(() => keepSchedule(queueOf(stage), id, when, { name: stage, data, opts: jobOptions(stage) })),
    async unschedule(id, stage) {
      await ask(() => queueOf(stage).removeJobScheduler(id));
    },
    async work(stage, { concurrency }, handler) {
      const retry = retryOf(stage);
      const worker = engine.makeWorker(stage, (job, _token, signal) => run(job, handler, signal ?? new AbortController().signal), {
        concurrency, runRetryDelay: 1_000, drainDelay: 5,
        lockDuration: stalls.lockMs, stalledInterval: stalls.checkMs, maxStalledCount: stalls.max,
        settings: { backoffStrategy: (failed) => backoffMs(retry, failed, Math.random) },
      });
      workers.add(worker);
      worker.on('failed', (job, error) => {
        const last = !job || job.finishedOn !== undefined;
        log[last ? 'error' : 'warn']({ stage, job: job?.id, attempt: job?.attemptsMade, error: error.message }, last ? '任务失败,不再重试' : '任务出错,稍后重试');
      });
      worker.on('stalled', (id) => log.warn({ stage, job: id }, '处理此任务的进程中断了,任务已放回队列'));
      await ask(() => worker.waitUntilReady());
      return {
        async close() {
          await worker.close();
          workers.delete(worker);
        },
      };
    },
    async ping() {
      const begun = performance.now();
      await ask(() => engine.ping());
      return performance.now() - begun;
    },
    async close() {
      await Promise.all([...workers].map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await engine.close();
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

async function report(queue: Queue, id: string): Promise<JobReport> {
  const state = STATE_OF[await queue.getJobState(id)] ?? 'missing';
  if (state !== 'failed') return { state };
  const job = (await queue.getJob(id)) as Job | undefined;
  return { state, error: job?.failedReason ?? '' };
}

/** The two servers slice a range in opposite directions when asked for ascending order; counted from the newest both agree. */
async function oldestAge(queue: Queue): Promise<number | null> {
  for (;;) {
    const waiting = (await queue.getJobCounts('waiting'))['waiting'] ?? 0;
    if (waiting === 0) return null;
    const [job] = (await queue.getJobs(['waiting'], waiting - 1, waiting - 1, false)) as (Job | undefined)[];
    if (job) return Math.max(0, Date.now() - job.timestamp - (job.opts.delay ?? 0));
    // taken in between: look again at what waits now
  }
}

const STATE_OF: Record<string, JobState> = {
  waiting: 'waiting', prioritized: 'waiting', 'waiting-children': 'waiting', active: 'active', delayed: 'delayed', failed: 'failed', completed: 'completed',
};
