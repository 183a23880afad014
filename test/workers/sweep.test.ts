import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failOutbox } from '../../db/outbox.ts';
import { openQueues } from '../../workers/queue/open.ts';
import type { Queues } from '../../workers/queue/port.ts';
import { relayOnce } from '../../workers/relay.ts';
import { runLine, serve } from '../../workers/serve.ts';
import { alone } from '../../db/locks.ts';
import { sweep } from '../../workers/sweep.ts';
import { waitForLine } from '../../workers/wait.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { makeGate, until } from '../support/wait.ts';
import { BACKENDS, type Backend } from './backends.ts';
import { allDone, benchOf, ledger, ledgerStage, makeLedger, outbox, putOut } from './bench.ts';
import { quietLog } from './queue/quiet-log.ts';

describe.each(BACKENDS)('the sweep over $name', ({ missing, start }) => {
  describe.skipIf(missing)('(skipped where there is none)', () => {
    let t: TestDb;
    let backend: Backend;
    let queues: Queues;
    let stage: string;
    let serial = 0;
    beforeAll(async () => {
      t = await createTestDb();
      await makeLedger(t);
      backend = await start(t);
    });
    beforeEach(async () => {
      stage = `sweep-${serial += 1}`;
      queues = await openQueues({ ...backend.options, log: quietLog, retries: { [stage]: { attempts: 1 }, classify: { attempts: 1 } } });
      await sql`delete from outbox`.execute(t.db);
    });
    afterEach(() => queues.close());
    afterAll(async () => {
      await backend.stop();
      await t.close();
    });

    /** As if the queue had had its lines for long. */
    const sweepNow = (patienceMs = 0) => sweep(t.db, queues, new Date(Date.now() + 1), quietLog, patienceMs);
    const relay = () => relayOnce(t.db, queues, new Date());
    const work = (over: Parameters<typeof ledgerStage>[1] = {}) => queues.work(stage, { concurrency: 1 },
      (job) => runLine(benchOf(t), ledgerStage(stage, over), String(job.data['outbox'])));

    it('puts out again, as new jobs, what the queue has forgotten', async () => {
      await putOut(t, stage, [1], [2]);
      await relay();
      const before = (await outbox(t, stage)).map((line) => line.job_id);
      await backend.wipe();
      expect(await sweepNow()).toEqual({ requeued: 2, dead: 0 });
      expect(await relay()).toBe(2);
      expect((await outbox(t, stage)).map((line) => line.job_id)).not.toContain(before[0]);
      const worker = await work();
      await until('the lines to be done', () => allDone(t, stage));
      await worker.close();
      expect(await ledger(t, stage)).toEqual({ 1: 1, 2: 1 });
    });

    it('leaves alone what waits, what is in hand, and what the queue has only just got', async () => {
      const gate = makeGate();
      let begun = false;
      await putOut(t, stage, [1], [2]);
      await relay();
      const worker = await work({ prepare: async (payload) => {
        begun = true;
        await gate.passed;
        return payload['members'] as number[];
      } });
      await until('one to be in hand', () => begun);
      expect(await sweepNow()).toEqual({ requeued: 0, dead: 0 });
      await backend.wipe();
      expect(await sweepNow(60_000)).toEqual({ requeued: 0, dead: 0 });
      gate.open();
      await worker.close();
    });

    it('splits a poisoned line down to the one bad member, which ends dead with its error, and the rest is done once', async () => {
      const poisoned = ledgerStage('classify', {
        async commit(trx, members) {
          await sql`insert into ledger (stage, member) select ${stage}, unnest(${members}::int[])`.execute(trx);
          if (members.includes(5)) throw new Error('第 5 件读不出');
        },
      });
      const serving = await serve(benchOf(t), {
        databaseUrl: t.url, queues, stages: [poisoned], chores: [], roles: ['classify'], pace: { sweepEveryMs: 50, patienceMs: 0 },
      });
      await putOut(t, 'classify', [1, 2, 3, 4, 5, 6, 7, 8, 9], [10, 11]);
      // Whoever waits for the line waits for the parts of what was split, too.
      await waitForLine(t.db, undefined, 20);
      await serving.stop();
      const lines = await outbox(t, 'classify');
      expect(lines.filter((line) => line.done_at === null).map((line) => ({ payload: line.payload, error: line.error })))
        .toEqual([{ payload: { members: [5] }, error: '第 5 件读不出' }]);
      expect(await ledger(t, stage)).toEqual(Object.fromEntries([1, 2, 3, 4, 6, 7, 8, 9, 10, 11].map((member) => [member, 1])));
      expect(lines.filter((line) => line.error?.startsWith('已拆分:第 5 件读不出'))).toHaveLength(3);
    });

    it('does not split or bury a line that somebody has done meanwhile', async () => {
      await putOut(t, stage, [1, 2]);
      await relay();
      const [line] = await outbox(t, stage);
      await runLine(benchOf(t), ledgerStage(stage), line!.id);
      expect(await failOutbox(t.db, { id: line!.id, stage, payload: { members: [1, 2] }, jobId: line!.job_id! }, '太迟了')).toBe('gone');
      expect(await outbox(t, stage)).toMatchObject([{ error: null, failed_at: null }]);
    });

    it('does not do a line that is dead', async () => {
      await putOut(t, stage, [1]);
      await relay();
      const [line] = await outbox(t, stage);
      expect(await failOutbox(t.db, { id: line!.id, stage, payload: { members: [1] }, jobId: line!.job_id! }, '不行')).toBe('dead');
      await runLine(benchOf(t), ledgerStage(stage), line!.id);
      expect(await ledger(t, stage)).toEqual({});
    });

    it('forgets what was done more than three days ago', async () => {
      await putOut(t, stage, [1], [2], [3]);
      await sql`update outbox set done_at = now() - interval '73 hours' where payload = '{"members":[1]}'`.execute(t.db);
      await sql`update outbox set done_at = now() - interval '71 hours' where payload = '{"members":[2]}'`.execute(t.db);
      await sweepNow();
      expect((await outbox(t, stage)).map((line) => line.payload)).toEqual(expect.arrayContaining([{ members: [2] }, { members: [3] }]));
      expect(await outbox(t, stage)).toHaveLength(2);
    });
  });
});

describe('alone', () => {
  let t: TestDb;
  beforeAll(async () => { t = await createTestDb(); });
  afterAll(() => t.close());

  it('lets one in, tells the other, and is free again afterwards, also after a failure', async () => {
    const gate = makeGate();
    let inside = false;
    const first = alone(t.db, 'x', async () => {
      inside = true;
      await gate.passed;
    });
    await until('the first to be inside', () => inside);
    let entered = false;
    expect(await alone(t.db, 'x', async () => { entered = true; })).toBe(false);
    expect(await alone(t.db, 'y', async () => {})).toBe(true);
    gate.open();
    expect(await first).toBe(true);
    expect(entered).toBe(false);
    await expect(alone(t.db, 'x', async () => { throw new Error('坏了'); })).rejects.toThrow('坏了');
    expect(await alone(t.db, 'x', async () => {})).toBe(true);
  });
});
