import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appendOutbox } from '../../db/outbox.ts';
import { openQueues } from '../../workers/queue/open.ts';
import type { Queues } from '../../workers/queue/port.ts';
import { relayOnce, startRelay } from '../../workers/relay.ts';
import { runLine } from '../../workers/serve.ts';
import { onServer } from '../support/database-url.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { makeGate, until } from '../support/wait.ts';
import { benchOf, ledger, ledgerStage, makeLedger, outbox, putOut } from './bench.ts';
import { quietLog } from './queue/quiet-log.ts';

let t: TestDb;
let queues: Queues;
let stage: string;
let serial = 0;
beforeAll(async () => {
  t = await createTestDb();
  await makeLedger(t);
});
beforeEach(async () => {
  stage = `relay-${serial += 1}`;
  queues = await openQueues({ databaseUrl: t.url, log: quietLog });
});
afterEach(() => queues.close());
afterAll(() => t.close());

const relay = (over: Partial<Queues> = {}, now = new Date()) => relayOnce(t.db, { ...queues, ...over }, now);
const waiting = async () => (await queues.counts(stage)).waiting;

describe('relayOnce', () => {
  it('queues what was put out, once, and says how much', async () => {
    await putOut(t, stage, [1], [2], [3]);
    expect(await relay()).toBe(3);
    expect(await relay()).toBe(0);
    expect(await waiting()).toBe(3);
    expect((await outbox(t, stage)).every((line) => line.queued_at !== null && line.job_id !== null)).toBe(true);
  });

  it('queues only what a committed transaction has left', async () => {
    const gate = makeGate();
    const writing = t.db.transaction().execute(async (trx) => {
      await appendOutbox(trx, stage, [{ members: [1] }]);
      await gate.passed;
    });
    expect(await relay()).toBe(0);
    gate.open();
    await writing;
    expect(await relay()).toBe(1);
  });

  it('leaves what is for later, and goes at once by a clock that is behind the database’s', async () => {
    await putOut(t, stage, [1]);
    await t.db.transaction().execute((trx) => appendOutbox(trx, stage, [{ members: [2] }], new Date('2026-12-01T00:00:00Z')));
    expect(await relay({}, new Date('2026-11-24T00:00:00Z'))).toBe(1);
    expect(await relay({}, new Date('2026-12-01T00:00:00Z'))).toBe(1);
  });

  it('loses nothing when the queue cannot be reached', async () => {
    await putOut(t, stage, [1]);
    await expect(relay({ addMany: async () => { throw new Error('away'); } })).rejects.toThrow('away');
    expect((await outbox(t, stage))[0]).toMatchObject({ queued_at: null, job_id: null });
    expect(await relay()).toBe(1);
  });

  it('crashing between queue and commit queues a line twice, and it is done once', async () => {
    await putOut(t, stage, [1, 2], [3]);
    const crash = relay({
      async addMany(name, jobs) {
        await queues.addMany(name, jobs);
        throw new Error('kill -9');
      },
    });
    await expect(crash).rejects.toThrow('kill -9');
    expect(await relay()).toBe(2);
    expect(await waiting()).toBe(4);

    let runs = 0;
    const worker = await queues.work(stage, { concurrency: 2 }, async (job) => {
      await runLine(benchOf(t), ledgerStage(stage), String(job.data['outbox']));
      runs += 1;
    });
    await until('all four jobs to be done', () => runs === 4);
    await worker.close();
    expect(await ledger(t, stage)).toEqual({ 1: 1, 2: 1, 3: 1 });
  });

  it('two at once share the lines between them', async () => {
    await putOut(t, stage, ...Array.from({ length: 150 }, (_, k) => [k]));
    const both = async () => (await Promise.all([relay(), relay()])).reduce((a, b) => a + b);
    expect((await both()) + (await both())).toBe(150);
    expect(await waiting()).toBe(150);
    expect(new Set((await outbox(t, stage)).map((line) => line.job_id)).size).toBe(150);
  });
});

describe('the relay', () => {
  const start = () => startRelay({ db: t.db, databaseUrl: t.url, queues, clock: () => new Date(), log: quietLog });

  it('moves more than one batch, and hears of new lines', async () => {
    await putOut(t, stage, ...Array.from({ length: 230 }, (_, k) => [k]));
    const running = start();
    await until('all lines to be queued', async () => (await waiting()) === 230);
    await putOut(t, stage, [230]);
    await until('the new line to be queued', async () => (await waiting()) === 231);
    await running.stop();
  });

  it('goes on after its connections were cut', async () => {
    const running = start();
    await putOut(t, stage, [1]);
    await until('the first line', async () => (await waiting()) === 1);
    await onServer(t.url, (client) => client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`));
    await until('the second line', async () => {
      await putOut(t, stage, [2]).catch(() => {});
      return (await waiting().catch(() => 0)) >= 2;
    });
    await running.stop();
  });

  it('stops when told, and leaves what comes afterwards', async () => {
    await start().stop();
    await putOut(t, stage, [1]);
    expect((await outbox(t, stage))[0]).toMatchObject({ queued_at: null });
  });
});
