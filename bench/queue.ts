import { randomUUID } from 'node:crypto';
import { openQueues } from '../workers/queue/open.ts';
import type { QueueOptions } from '../workers/queue/port.ts';
import { startRedis } from '../test/support/redis.ts';
import { openStack } from './stack.ts';

const nothing = () => {};
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const BATCH = 100;

/** Jobs a second through each backend, queued as the relay does and taken by one worker of this process. */
export async function run([count = '5000']: string[]): Promise<void> {
  const jobs = Number(count);
  const stack = await openStack();
  const redis = await startRedis();
  try {
    await measure('PostgreSQL(内置)', { databaseUrl: await stack.url(), log }, jobs);
    if (redis) await measure('Redis', { databaseUrl: await stack.url(), redisUrl: redis.url, log }, jobs);
  } finally {
    await redis?.stop();
    await stack.close();
  }
}

async function measure(name: string, options: QueueOptions, jobs: number): Promise<void> {
  const queues = await openQueues(options);
  const seconds = (from: number) => (performance.now() - from) / 1_000;
  const stage = 'bench';
  let from = performance.now();
  for (let k = 0; k < jobs; k += BATCH) {
    await queues.addMany(stage, Array.from({ length: Math.min(BATCH, jobs - k) }, () => ({ id: randomUUID(), data: { outbox: randomUUID() } })));
  }
  const added = seconds(from);
  let done = 0;
  from = performance.now();
  await new Promise<void>((resolve, reject) => {
    void queues.work(stage, { concurrency: 4 }, async () => {
      done += 1;
      if (done === jobs) resolve();
    }).catch(reject);
  });
  const taken = seconds(from);
  await queues.close();
  const rate = (s: number) => Math.round(jobs / s).toLocaleString('en');
  console.log(`${name}:${jobs} 件,排入 ${rate(added)} 件/秒,处理 ${rate(taken)} 件/秒`);
}
