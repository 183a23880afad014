import type { Db } from '../db/connect.ts';
import { listen } from '../db/listen.ts';
import { takeUnqueued } from '../db/outbox.ts';
import type { Clock } from '../model/index.ts';
import { repeat } from './loop.ts';
import type { Queues } from './queue/port.ts';
import type { Log } from './stage.ts';

const BATCH = 100;
/** Without a word from the database the outbox is looked at this often: a lost NOTIFY delays, it loses nothing. */
const POLL_MS = 1_000;

/**
 * Moves outbox lines into the queue: takes some, queues them, and commits that they are queued. A crash before the
 * commit queues them once more under another job id; the stage sees a closed line and does nothing.
 */
export async function relayOnce(db: Db, queues: Queues, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const rows = await takeUnqueued(trx, BATCH, now);
    for (const stage of new Set(rows.map((r) => r.stage))) {
      await queues.addMany(stage, rows.filter((r) => r.stage === stage).map((r) => ({ id: r.jobId, data: { outbox: r.id } })));
    }
    return rows.length;
  });
}

/** Runs the relay until `stop()`, woken by NOTIFY. */
export function startRelay(deps: { db: Db; databaseUrl: string; queues: Queues; clock: Clock; log: Log }): { stop(): Promise<void> } {
  const { db, queues, clock, log } = deps;
  const loop = repeat('relay', async () => ((await relayOnce(db, queues, clock())) === BATCH ? 0 : POLL_MS), log);
  const listener = listen(deps.databaseUrl, 'yuqing_outbox', { onWord: () => loop.wake(), onLost: () => loop.wake() });
  return {
    async stop() {
      await listener.stop();
      await loop.stop();
    },
  };
}
