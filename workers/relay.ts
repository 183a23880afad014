import pg from 'pg';
import type { Db } from '../db/connect.ts';
import { takeUnqueued } from '../db/outbox.ts';
import { errorText, type Clock } from '../model/index.ts';
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
  let stopped = false;
  let wake = () => {};
  let listener: pg.Client | null = null;

  async function listen(): Promise<void> {
    const client = new pg.Client({ connectionString: deps.databaseUrl, application_name: 'yuqing-relay' });
    client.on('error', () => { listener = null; });
    client.on('end', () => { listener = null; });
    client.on('notification', () => wake());
    await client.connect();
    await client.query('listen yuqing_outbox');
    listener = client;
  }

  async function loop(): Promise<void> {
    let failures = 0;
    while (!stopped) {
      try {
        if (!listener) await listen();
        const moved = await relayOnce(db, queues, clock());
        failures = 0;
        if (moved === BATCH) continue;
      } catch (error) {
        failures += 1;
        log.warn({ error: errorText(error), failures }, '待办转入队列失败,稍后再试');
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS * Math.min(1 + failures, 10));
        wake = () => { clearTimeout(timer); resolve(); };
      });
    }
  }
  const done = loop();
  return {
    async stop() {
      stopped = true;
      wake();
      await done;
      await listener?.end().catch(() => {});
    },
  };
}
