import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { alone } from '../db/locks.ts';
import { finishOutbox, lockOpenOutbox, readOpenOutbox } from '../db/outbox.ts';
import { beat, forgetDeadWorkers, sayAlive, sayGoodbye } from '../db/workers.ts';
import { YuqingError, type ProcessRole } from '../model/index.ts';
import { servedRoles } from './living.ts';
import { repeat } from './loop.ts';
import type { Queues, WorkerHandle } from './queue/port.ts';
import { startRelay } from './relay.ts';
import type { Bench, Chore, Stage } from './stage.ts';
import { sweep, takeOver } from './sweep.ts';

/** How often a process looks after itself and after the line; a line is looked after when the queue has had it for `patienceMs`. */
export interface Pace {
  aliveEveryMs: number;
  sweepEveryMs: number;
  patienceMs: number;
}
const PACE: Pace = { aliveEveryMs: 5_000, sweepEveryMs: 10_000, patienceMs: 20_000 };

/** Does one outbox line of a stage; a line already done is left alone. */
export async function runLine(bench: Bench, stage: Stage, outboxId: string): Promise<void> {
  const line = await readOpenOutbox(bench.db, outboxId);
  if (!line) return;
  const prepared = await stage.prepare(line.payload);
  await bench.db.transaction().execute(async (trx) => {
    if (!(await lockOpenOutbox(trx, outboxId))) return;
    await stage.commit(trx, prepared, line.payload);
    await finishOutbox(trx, outboxId);
  });
}

/** Checks the table before anything starts: a stage or chore named twice would share a queue. */
export function checkPipeline(stages: Stage[], chores: Chore[]): void {
  const names = [...stages, ...chores].map((s) => s.name);
  const twice = names.filter((name, k) => names.indexOf(name) !== k);
  if (twice.length > 0) throw new YuqingError('CONFIG_INVALID', `流水线里有重名的环节:${twice.join('、')}`);
}

/**
 * Serves some roles in this process until `stop()`: workers for their stages, chores by schedule, the relay, the
 * sweep and a sign of life. `stop()` lets what is in hand finish; what is not begun stays in the outbox.
 */
export async function serve(
  bench: Bench,
  deps: { databaseUrl: string; queues: Queues; stages: Stage[]; chores: Chore[]; roles: readonly ProcessRole[]; pace?: Partial<Pace> },
): Promise<{ stop(): Promise<void> }> {
  const { db, clock, log } = bench;
  const { queues, roles } = deps;
  const pace = { ...PACE, ...deps.pace };
  checkPipeline(deps.stages, deps.chores);
  const stages = deps.stages.filter((s) => roles.includes(s.role));
  const chores = deps.chores.filter((c) => roles.includes(c.role));

  const others = await servedRoles(db);
  await takeOver(db, queues, stages.filter((s) => !others.has(s.role)).map((s) => s.name));

  const me = { id: randomUUID(), host: hostname(), pid: process.pid, roles: [...roles] };
  await sayAlive(db, me);
  const workers: WorkerHandle[] = [];
  for (const stage of stages) {
    workers.push(await queues.work(stage.name, { concurrency: stage.concurrency }, async (job) => {
      await runLine(bench, stage, String(job.data['outbox']));
    }));
  }
  for (const chore of chores) {
    workers.push(await queues.work(chore.name, { concurrency: 1 }, async () => {
      await alone(db, chore.name, async () => {
        await chore.run();
        await beat(db, chore.name, clock());
      });
    }));
  }
  const scheduleAll = async () => {
    for (const chore of chores) await queues.schedule(chore.name, chore.name, chore.every, {});
  };

  const relay = startRelay({ db, databaseUrl: deps.databaseUrl, queues, clock, log });
  const loops = [
    repeat('alive', async () => {
      await sayAlive(db, me);
      return pace.aliveEveryMs;
    }, log),
    repeat('sweep', async () => {
      await alone(db, 'sweep', async () => {
        await sweep(db, queues, clock(), log, pace.patienceMs);
        await forgetDeadWorkers(db);
        await beat(db, 'sweep', clock());
      });
      // A flushed queue forgets its schedules too; putting them again is harmless.
      await scheduleAll();
      return pace.sweepEveryMs;
    }, log),
  ];
  return {
    async stop() {
      // All at once: a worker that waits for its turn to close takes one job more meanwhile.
      await Promise.all([...workers.map((w) => w.close()), ...loops.map((l) => l.stop()), relay.stop()]);
      await sayGoodbye(db, me.id);
    },
  };
}
