import type { Job, JobsOptions, Queue } from 'bullmq';
import type { Engine } from './engine.ts';
import type { JobReport, JobState, NewJob, QueueOptions, Queues, Retry, WorkerHandle } from './port.ts';
import { DEFAULT_RETRY, DEFAULT_STALLS } from './retry.ts';
import { keepSchedule } from './schedule.ts';
import { isUnreachable, unreachable } from './unreachable.ts';
import { startWorker } from './worker.ts';

/** Failed jobs stay to be asked about: a week, at most so many a stage. */
const KEEP_FAILED = { age: 7 * 24 * 3_600, count: 1_000 };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const STATES_AT_ONCE = 100;

/** The port over BullMQ, whichever server is below. */
export function openBull(engine: Engine, options: QueueOptions): Queues {
  const { log } = options;
  const stalls = { ...DEFAULT_STALLS, ...options.stalls };
  const queues = new Map<string, Queue>();
  const workers = new Set<WorkerHandle>();

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
      const worker = await ask(() => startWorker(engine, stage, { concurrency, retry: retryOf(stage), stalls, log }, handler));
      workers.add(worker);
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
