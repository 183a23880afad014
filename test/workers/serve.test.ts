import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lastBeat, livingRoles } from '../../db/workers.ts';
import { openQueues } from '../../workers/queue/open.ts';
import type { Queues } from '../../workers/queue/port.ts';
import { relayOnce } from '../../workers/relay.ts';
import { runLine, serve } from '../../workers/serve.ts';
import type { Chore, Stage } from '../../workers/stage.ts';
import type { ProcessRole } from '../../model/index.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { CHECKOUT } from '../support/embedded-process.ts';
import { makeGate, until } from '../support/wait.ts';
import { BACKENDS, type Backend } from './backends.ts';
import { allDone, benchOf, ledger, ledgerStage, makeLedger, outbox, putOut } from './bench.ts';
import { quietLog } from './queue/quiet-log.ts';

const PACE = { aliveEveryMs: 200, sweepEveryMs: 200, patienceMs: 400 };

describe.each(BACKENDS)('serving over $name', ({ missing, start }) => {
  describe.skipIf(missing)('(skipped where there is none)', () => {
    let t: TestDb;
    let backend: Backend;
    let queues: Queues;
    let stage: string;
    let serial = 0;
    const running: { stop(): Promise<void> }[] = [];

    beforeAll(async () => {
      t = await createTestDb();
      await makeLedger(t);
      backend = await start(t);
    });
    beforeEach(async () => {
      stage = `serve-${serial += 1}`;
      queues = await openQueues({ ...backend.options, log: quietLog, retries: { [stage]: { attempts: 3, baseMs: 50 } } });
    });
    afterEach(async () => {
      for (const one of running.splice(0)) await one.stop();
      await queues.close();
    });
    afterAll(async () => {
      await backend.stop();
      await t.close();
    });

    const serveStages = async (stages: Stage[], roles: ProcessRole[] = ['ingest', 'classify', 'respond', 'report'], chores: Chore[] = []) => {
      const one = await serve(benchOf(t), { databaseUrl: t.url, queues, stages, chores, roles, pace: PACE });
      running.push(one);
      return { stop: () => running.splice(running.indexOf(one), 1)[0]!.stop() };
    };

    it('does what is put out, and what was put out before it began', async () => {
      await putOut(t, stage, [1, 2]);
      await serveStages([ledgerStage(stage)]);
      await putOut(t, stage, [3], [4]);
      await until('all lines to be done', () => allDone(t, stage));
      expect(await ledger(t, stage)).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1 });
    });

    it('does a line once though it was delivered twice at the same time', async () => {
      const gate = makeGate();
      let inHand = 0;
      const slow = ledgerStage(stage, { prepare: async (payload) => {
        inHand += 1;
        await gate.passed;
        return payload['members'] as number[];
      } });
      await putOut(t, stage, [1, 2, 3]);
      const [line] = await outbox(t, stage);
      const worker = await queues.work(stage, { concurrency: 2 }, (job) => runLine(benchOf(t), slow, String(job.data['outbox'])));
      await queues.addMany(stage, [randomUUID(), randomUUID()].map((id) => ({ id, data: { outbox: line!.id } })));
      await until('both deliveries to be in hand', () => inHand === 2);
      gate.open();
      await until('the line to be done', () => allDone(t, stage));
      await worker.close();
      expect(await ledger(t, stage)).toEqual({ 1: 1, 2: 1, 3: 1 });
    });

    it('takes back all that a failing commit has written, and does it again', async () => {
      let attempts = 0;
      const shaky = ledgerStage(stage, { async commit(trx, members) {
        await sql`insert into ledger (stage, member) select ${stage}, unnest(${members}::int[])`.execute(trx);
        attempts += 1;
        if (attempts < 3) throw new Error('连接断了');
      } });
      await serveStages([shaky]);
      await putOut(t, stage, [1, 2]);
      await until('the line to be done', () => allDone(t, stage));
      expect(attempts).toBe(3);
      expect(await ledger(t, stage)).toEqual({ 1: 1, 2: 1 });
    });

    it('takes only the stages of its roles, and the others wait for theirs', async () => {
      const other = `${stage}-respond`;
      const stages = [ledgerStage(stage), ledgerStage(other, { role: 'respond' })];
      const classify = await serveStages(stages, ['classify']);
      expect(await livingRoles(t.db)).toEqual(new Set(['classify']));
      await putOut(t, stage, [1]);
      await putOut(t, other, [1]);
      await until('its own line to be done and the other to be queued', async () => (await allDone(t, stage)) && (await queues.counts(other)).waiting === 1);
      await classify.stop();
      expect(await ledger(t, other)).toEqual({});
      await serveStages(stages, ['respond']);
      await until('the other to be done', () => allDone(t, other));
      expect(await ledger(t, other)).toEqual({ 1: 1 });
    });

    it('told to stop finishes what is in hand, leaves the rest, and says goodbye', async () => {
      const gate = makeGate();
      const begun: number[][] = [];
      const slow = ledgerStage(stage, { concurrency: 1, prepare: async (payload) => {
        begun.push(payload['members'] as number[]);
        await gate.passed;
        return payload['members'] as number[];
      } });
      const serving = await serveStages([slow], ['classify']);
      await putOut(t, stage, [1], [2], [3]);
      await until('the first to be in hand', () => begun.length === 1);
      const stopping = serving.stop();
      gate.open();
      await stopping;
      const done = (await outbox(t, stage)).filter((line) => line.done_at !== null);
      expect(done).toHaveLength(1);
      expect(await ledger(t, stage)).toEqual({ [begun[0]![0]!]: 1 });
      expect(await livingRoles(t.db)).toEqual(new Set());

      await serveStages([ledgerStage(stage)]);
      await until('the rest to be done', () => allDone(t, stage));
      expect(await ledger(t, stage)).toEqual({ 1: 1, 2: 1, 3: 1 });
    });

    it('keeps its chores and its stages going after the queue was flushed', async () => {
      const chore = `chore-${stage}`;
      let ticks = 0;
      await serveStages([ledgerStage(stage)], ['classify', 'ingest'], [{ name: chore, role: 'ingest', every: { everyMs: 100 }, run: async () => { ticks += 1; } }]);
      await until('two ticks', () => ticks >= 2);
      expect(await lastBeat(t.db, chore)).toBeInstanceOf(Date);
      await backend.wipe();
      await putOut(t, stage, [1]);
      const before = ticks;
      await until('two more ticks and the line to be done', async () => ticks >= before + 2 && (await allDone(t, stage)));
    });

    it('does a line again that was in hand when the queue was flushed, and once all the same', async () => {
      const gate = makeGate();
      let begun = 0;
      const slow = ledgerStage(stage, { prepare: async (payload) => {
        begun += 1;
        if (begun === 1) await gate.passed;
        return payload['members'] as number[];
      } });
      await serveStages([slow]);
      await putOut(t, stage, [1, 2]);
      await until('the line to be in hand', () => begun === 1);
      await backend.wipe();
      await until('the sweep to give it out again, and that to be done', () => allDone(t, stage));
      gate.open();
      await running[0]!.stop();
      running.splice(0);
      expect(await ledger(t, stage)).toEqual({ 1: 1, 2: 1 });
    });

    it('beginning to serve what nobody serves, does at once what was in the hand of a process that died', async () => {
      const died = await openQueues({ ...backend.options, log: quietLog });
      const gate = makeGate();
      const worker = await died.work(stage, { concurrency: 1 }, () => gate.passed);
      await putOut(t, stage, [1, 2]);
      await relayOnce(t.db, died, new Date());
      await until('the line to be in its hand', async () => (await died.counts(stage)).active === 1);
      await serveStages([ledgerStage(stage)]);
      await until('the line to be done, long before the claim lapses', () => allDone(t, stage), 5_000);
      gate.open();
      await worker.close();
      await died.close();
      expect(await ledger(t, stage)).toEqual({ 1: 1, 2: 1 });
    });

    it('beginning beside another leaves alone what that one has in hand', async () => {
      const gate = makeGate();
      let begun = 0;
      const slow = ledgerStage(stage, { prepare: async (payload) => {
        begun += 1;
        await gate.passed;
        return payload['members'] as number[];
      } });
      await serveStages([slow]);
      await putOut(t, stage, [1, 2]);
      await until('the line to be in hand', () => begun === 1);
      const [before] = await outbox(t, stage);
      await serveStages([slow]);
      expect((await outbox(t, stage))[0]).toMatchObject({ job_id: before!.job_id });
      gate.open();
      await until('the line to be done', () => allDone(t, stage));
      expect(begun).toBe(1);
    });

    it('runs a chore in one process at a time', async () => {
      await sql`create table chore_run (pid int, others int)`.execute(t.db);
      await sql`create table chore_busy (pid int)`.execute(t.db);
      const children = [0, 1].map(() => spawn(process.execPath, ['--import', 'tsx', 'test/workers/serve-child.ts', JSON.stringify(backend.options)], {
        cwd: CHECKOUT, stdio: ['pipe', 'pipe', 'inherit'],
      }));
      try {
        await Promise.all(children.map((child) => once(child.stdout, 'data')));
        const runs = async () => (await sql<{ pid: number; others: number }>`select * from chore_run`.execute(t.db)).rows;
        await until('both to have had it', async () => new Set((await runs()).map((r) => r.pid)).size === 2 && (await runs()).length >= 8);
        expect((await runs()).filter((r) => r.others > 0)).toEqual([]);
      } finally {
        await Promise.all(children.map((child) => {
          child.stdin.end();
          return once(child, 'close');
        }));
      }
    });
  });
});

describe('the table of the line', () => {
  it('is refused when two entries share a name', async () => {
    const t = await createTestDb();
    const queues = await openQueues({ databaseUrl: t.url, log: quietLog });
    const chore: Chore = { name: 'twice', role: 'respond', every: { everyMs: 1_000 }, run: async () => {} };
    await expect(serve(benchOf(t), { databaseUrl: t.url, queues, stages: [ledgerStage('twice')], chores: [chore], roles: ['classify'] }))
      .rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('twice') });
    await queues.close();
    await t.close();
  });
});
