import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { YuqingError } from '../../../model/errors.ts';
import { openQueues } from '../../../workers/queue/open.ts';
import type { QueuedJob, QueueOptions, Queues } from '../../../workers/queue/port.ts';
import { CHECKOUT } from '../../support/embedded-process.ts';
import { makeGate, until } from '../../support/wait.ts';
import { quietLog } from './quiet-log.ts';

/** A real server under test. */
export interface QueueServer {
  options: Pick<QueueOptions, 'databaseUrl' | 'redisUrl'>;
  /** Makes it forget everything, as FLUSHALL or TRUNCATE do. */
  wipe(): Promise<void>;
  /** Cuts every connection to it. */
  cut(): Promise<void>;
  /** How many connections of the queue are open. */
  connections(): Promise<number>;
  stop(): Promise<void>;
}

/** The same kind of server where none is. */
function away(url: string): string {
  const there = new URL(url);
  there.port = '1';
  there.username = 'someone';
  there.password = 'Geheim-密码';
  return there.href;
}

/** What every adapter of the port must do. */
export function conformance(start: () => Promise<QueueServer>): void {
  let server: QueueServer;
  let queues: Queues;
  let stage: string;
  const opened: Queues[] = [];

  const open = async (more: Partial<QueueOptions> = {}) => {
    const another = await openQueues({ ...server.options, log: quietLog, ...more });
    opened.push(another);
    return another;
  };
  const close = async (which: Queues) => {
    opened.splice(opened.indexOf(which), 1);
    await which.close();
  };
  /** Takes jobs and notes them. */
  const collect = async (from: Queues, concurrency = 1) => {
    const got: QueuedJob[] = [];
    const worker = await from.work(stage, { concurrency }, async (job) => { got.push(job); });
    return { got, worker };
  };

  beforeAll(async () => { server = await start(); });
  afterAll(() => server.stop());
  beforeEach(async () => {
    stage = `stage-${randomUUID()}`;
    queues = await open();
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });

  describe('adding', () => {
    it('hands on what was given, whatever the script', async () => {
      const data = { ids: ['1', '2'], words: '路灯不亮🔦👨‍👩‍👧 "引号" \\ \n 𠮷', n: 12.5, nothing: null, deep: { a: [true, { 键: '值' }] } };
      const id = randomUUID();
      await queues.add(stage, id, data);
      const { got } = await collect(queues);
      await until('the job', () => got.length === 1);
      expect(got).toEqual([{ id, data, attempt: 1 }]);
    });

    it('adds an id once while it is present, and again when it is done', async () => {
      const id = randomUUID();
      await queues.add(stage, id, { n: 1 });
      await queues.add(stage, id, { n: 2 });
      await queues.addMany(stage, [{ id, data: { n: 3 } }, { id, data: { n: 4 } }]);
      expect(await queues.counts(stage)).toEqual({ waiting: 1, active: 0, delayed: 0, failed: 0 });
      const { got } = await collect(queues);
      await until('the job to be done', async () => got.length === 1 && (await queues.state(stage, id)) === 'missing');
      await queues.add(stage, id, { n: 5 });
      await until('the job again', () => got.length === 2);
      expect(got.map((job) => job.data)).toEqual([{ n: 1 }, { n: 5 }]);
    });

    it('keeps the order in which jobs were added', async () => {
      const ids = Array.from({ length: 60 }, () => randomUUID());
      await queues.addMany(stage, ids.slice(0, 40).map((id) => ({ id, data: {} })));
      for (const id of ids.slice(40)) await queues.add(stage, id, {});
      const { got } = await collect(queues);
      await until('all jobs', () => got.length === 60);
      expect(got.map((job) => job.id)).toEqual(ids);
    });

    it('takes nothing but a UUID for an id, and an empty list for nothing', async () => {
      await expect(queues.add(stage, '42', {})).rejects.toThrow('UUID');
      await queues.addMany(stage, []);
      expect(await queues.counts(stage)).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
    });

    it('holds a delayed job until its time', async () => {
      const { got } = await collect(queues);
      const id = randomUUID();
      const added = Date.now();
      await queues.add(stage, id, {}, { delayMs: 700 });
      expect(await queues.state(stage, id)).toBe('delayed');
      await until('the job', () => got.length === 1);
      expect(Date.now() - added).toBeGreaterThanOrEqual(690);
    });
  });

  describe('asking', () => {
    it('tells the state of each id in order', async () => {
      const [waiting, delayed, failed, active, gone] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
      const gate = makeGate();
      const worker = await queues.work(stage, { concurrency: 1 }, async (job) => {
        if (job.id === failed) throw new YuqingError('ROW_NO_CONTENT', '没有内容', '请补上');
        await gate.passed;
      });
      await queues.add(stage, failed, {});
      await queues.add(stage, active, {});
      await until('one to fail and one to be held', async () => (await queues.counts(stage)).failed === 1 && (await queues.counts(stage)).active === 1);
      await queues.addMany(stage, [{ id: waiting, data: {} }, { id: delayed, data: {}, delayMs: 60_000 }]);
      expect(await queues.states(stage, [waiting, gone, delayed, failed, active])).toEqual([
        { state: 'waiting' }, { state: 'missing' }, { state: 'delayed' }, { state: 'failed', error: '没有内容。请补上' }, { state: 'active' },
      ]);
      expect(await queues.counts(stage)).toEqual({ waiting: 1, active: 1, delayed: 1, failed: 1 });
      gate.open();
      await worker.close();
    });

    it('tells of 1,000 ids at once', async () => {
      const jobs = Array.from({ length: 1000 }, () => ({ id: randomUUID(), data: {} }));
      await queues.addMany(stage, jobs.slice(0, 500));
      const states = await queues.states(stage, jobs.map((job) => job.id));
      expect(states.map((report) => report.state)).toEqual([...Array(500).fill('waiting'), ...Array(500).fill('missing')]);
    });

    it('tells how long the foremost job has waited', async () => {
      expect(await queues.oldestAgeMs(stage)).toBeNull();
      await queues.add(stage, randomUUID(), {});
      await sleep(300);
      await queues.add(stage, randomUUID(), {});
      const age = await queues.oldestAgeMs(stage);
      expect(age).toBeGreaterThanOrEqual(290);
      expect(age).toBeLessThan(20_000);
    });

    it('answers a ping', async () => {
      expect(await queues.ping()).toBeGreaterThan(0);
    });
  });

  describe('failing', () => {
    it('tries again after growing pauses until it works', async () => {
      const own = await open({ retries: { [stage]: { attempts: 4, baseMs: 200 } } });
      const at: number[] = [];
      const attempts: number[] = [];
      await own.work(stage, { concurrency: 1 }, async (job) => {
        at.push(performance.now());
        attempts.push(job.attempt);
        if (job.attempt < 4) throw new Error('还没好');
      });
      const id = randomUUID();
      await own.add(stage, id, {});
      await until('the fourth attempt to be done', async () => attempts.length === 4 && (await own.state(stage, id)) === 'missing');
      expect(attempts).toEqual([1, 2, 3, 4]);
      const pauses = at.slice(1).map((t, i) => t - (at[i] ?? 0));
      for (const [i, least] of [100, 200, 400].entries()) expect(pauses[i]).toBeGreaterThanOrEqual(least - 10);
    });

    it('gives up after its attempts, keeps the job with its last words, and lets nobody add it again', async () => {
      const own = await open({ retries: { [stage]: { attempts: 2, baseMs: 20 } } });
      const id = randomUUID();
      let attempts = 0;
      await own.work(stage, { concurrency: 1 }, async () => {
        attempts += 1;
        throw new YuqingError('FETCH_TIMEOUT', `第 ${attempts} 次超时`, '请检查网络');
      });
      await own.add(stage, id, {});
      await until('the job to fail', async () => (await own.state(stage, id)) === 'failed');
      expect(await own.states(stage, [id])).toEqual([{ state: 'failed', error: '第 2 次超时。请检查网络' }]);
      await own.add(stage, id, {});
      expect(await own.state(stage, id)).toBe('failed');
      expect(attempts).toBe(2);
    });

    it.each(['ROW_NO_TIME', 'MODEL_DAMAGED'] as const)('does not try %s again', async (code) => {
      const id = randomUUID();
      let attempts = 0;
      await queues.work(stage, { concurrency: 1 }, async () => {
        attempts += 1;
        throw new YuqingError(code, '再试也一样');
      });
      await queues.add(stage, id, {});
      await until('the job to fail', async () => (await queues.state(stage, id)) === 'failed');
      expect(attempts).toBe(1);
    });
  });

  describe('schedules', () => {
    it('fire again and again, and saying the same again neither doubles nor delays them', async () => {
      const { got } = await collect(queues);
      const begun = Date.now();
      await until('eight ticks', async () => {
        await queues.schedule('tick', stage, { everyMs: 300 }, { what: '定时' });
        return got.length >= 8;
      });
      // Two schedules would bring twice as many; a busy machine may hand over a late tick with the next.
      expect(got.length).toBeLessThanOrEqual((Date.now() - begun) / 300 + 4);
      expect(got[0]?.data).toEqual({ what: '定时' });
    });

    it('survive that everything of ours stops and starts', async () => {
      await queues.schedule('tick', stage, { everyMs: 400 }, {});
      await close(queues);
      const later = await open();
      const { got } = await collect(later);
      await until('two ticks', () => got.length >= 2);
      await later.schedule('tick', stage, { everyMs: 400 }, {});
      const before = got.length;
      await until('two more ticks', () => got.length >= before + 2);
      expect(new Set(got.map((job) => job.id)).size).toBe(got.length);
    });

    it('are made by several processes at once without doubling', async () => {
      const others = [queues, await open(), await open()];
      await Promise.all(others.map((one) => one.schedule('tick', stage, { everyMs: 300 }, {})));
      const { got } = await collect(queues);
      await until('the first', () => got.length > 0);
      got.length = 0;
      const begun = Date.now();
      await until('sixteen ticks', () => got.length >= 16);
      // Two schedules would bring twice as many; a busy machine may hand over a late tick with the next.
      expect(got.length).toBeLessThanOrEqual((Date.now() - begun) / 300 + 4);
    });

    it('keep wall-clock time in a zone, change when told, and end when told', async () => {
      const { got } = await collect(queues);
      await queues.schedule('tick', stage, { cron: '0 0 8 * * 1', tz: 'Asia/Shanghai' }, {});
      expect((await queues.counts(stage)).delayed).toBe(1);
      await queues.schedule('tick', stage, { cron: '* * * * * *', tz: 'Asia/Shanghai' }, {});
      await until('two ticks', () => got.length >= 2);
      await queues.unschedule('tick', stage);
      await queues.unschedule('tick', stage);
      await until('nothing to be left', async () => (await queues.counts(stage)).delayed === 0 && (await queues.counts(stage)).waiting === 0);
      const after = got.length;
      await sleep(1_500);
      expect(got.length).toBe(after);
    });

    it('come back after the server forgot them', async () => {
      const { got } = await collect(queues);
      await queues.schedule('tick', stage, { everyMs: 300 }, {});
      await until('a tick', () => got.length > 0);
      await server.wipe();
      got.length = 0;
      await queues.schedule('tick', stage, { everyMs: 300 }, {});
      await until('two more ticks', () => got.length >= 2);
      expect(got[0]?.attempt).toBe(1);
    });
  });

  describe('a server that forgets', () => {
    it('says that jobs are missing, takes them again, and its workers work on', async () => {
      const ids = Array.from({ length: 20 }, () => randomUUID());
      await queues.addMany(stage, ids.map((id) => ({ id, data: {} })));
      await server.wipe();
      expect((await queues.states(stage, ids)).every((report) => report.state === 'missing')).toBe(true);
      const { got } = await collect(queues);
      await queues.addMany(stage, ids.map((id) => ({ id, data: {} })));
      await until('all jobs', () => got.length === 20);
    });

    it('while a job is active, lets that job end and goes on with the next', async () => {
      const done: string[] = [];
      const gate = makeGate();
      const [first, second] = [randomUUID(), randomUUID()];
      await queues.work(stage, { concurrency: 1 }, async (job) => {
        if (job.id === first) await gate.passed;
        done.push(job.id);
      });
      await queues.add(stage, first, {});
      await until('the first to be active', async () => (await queues.state(stage, first)) === 'active');
      await server.wipe();
      await queues.add(stage, second, {});
      gate.open();
      await until('both to be done', () => done.length === 2);
      expect(done).toEqual([first, second]);
    });
  });

  describe('workers', () => {
    it('run as many jobs at once as they are told, and no more', async () => {
      let now = 0;
      let most = 0;
      let done = 0;
      await queues.work(stage, { concurrency: 3 }, async () => {
        now += 1;
        most = Math.max(most, now);
        await sleep(20);
        now -= 1;
        done += 1;
      });
      await queues.addMany(stage, Array.from({ length: 30 }, () => ({ id: randomUUID(), data: {} })));
      await until('all jobs', () => done === 30);
      expect(most).toBe(3);
    });

    it('that close finish what is active and leave the rest', async () => {
      const [active, waiting] = [randomUUID(), randomUUID()];
      let finished = false;
      const gate = makeGate();
      const worker = await queues.work(stage, { concurrency: 1 }, async () => {
        await gate.passed;
        finished = true;
      });
      await queues.addMany(stage, [{ id: active, data: {} }, { id: waiting, data: {} }]);
      await until('the first to be active', async () => (await queues.state(stage, active)) === 'active');
      const closing = worker.close();
      gate.open();
      await closing;
      expect(finished).toBe(true);
      expect(await queues.states(stage, [active, waiting])).toEqual([{ state: 'missing' }, { state: 'waiting' }]);
    });

    it('killed in the middle of a job have it given to another', async () => {
      const id = randomUUID();
      const child = spawn(process.execPath, ['--import', 'tsx', 'test/workers/queue/worker-child.ts',
        JSON.stringify({ ...server.options, stalls: { lockMs: 1_000, checkMs: 500 } }), stage], { cwd: CHECKOUT, stdio: ['ignore', 'pipe', 'inherit'] });
      await queues.add(stage, id, { n: 1 });
      const [said] = (await once(child.stdout, 'data')) as [Buffer];
      expect(said.toString()).toBe(`active ${id}\n`);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(await queues.state(stage, id)).toBe('active');

      const own = await open({ stalls: { lockMs: 1_000, checkMs: 500 } });
      const { got } = await collect(own);
      await until('the job to be given out again', () => got.length === 1);
      expect(got[0]).toMatchObject({ id, data: { n: 1 } });
    });

    it('go on when their connections were cut', async () => {
      const { got } = await collect(queues, 4);
      await queues.add(stage, randomUUID(), {});
      await until('a job before', () => got.length === 1);
      await server.cut();
      const id = randomUUID();
      await until('the queue to take a job again', () => queues.add(stage, id, {}).then(() => true, () => false));
      await until('a job after', () => got.some((job) => job.id === id));
      expect(await queues.ping()).toBeGreaterThan(0);
    });

    it('lose none of 5,000 jobs', async () => {
      const ids = Array.from({ length: 5_000 }, () => randomUUID());
      const other = await open();
      const [one, two] = [await collect(queues, 10), await collect(other, 10)];
      for (let i = 0; i < ids.length; i += 500) await queues.addMany(stage, ids.slice(i, i + 500).map((id) => ({ id, data: { id } })));
      await until('5,000 jobs', () => one.got.length + two.got.length >= 5_000, 60_000);
      const done = [...one.got, ...two.got].map((job) => job.id);
      expect(done.length).toBe(5_000);
      expect(new Set(done)).toEqual(new Set(ids));
      await until('the books to be empty', async () => Object.values(await queues.counts(stage)).every((n) => n === 0));
    }, 90_000);
  });

  describe('opening and closing', () => {
    it('leaves no connection open', async () => {
      await collect(queues);
      const other = await open();
      await other.add(stage, randomUUID(), {});
      await until('some connections', async () => (await server.connections()) > 0);
      for (const one of opened.splice(0)) await one.close();
      await until('no connection', async () => (await server.connections()) === 0);
      expect(await server.connections()).toBe(0);
    });

    it('says in Chinese what cannot be reached, without the password', async () => {
      const { databaseUrl, redisUrl } = server.options;
      const failure = openQueues({ databaseUrl: away(databaseUrl), ...(redisUrl && { redisUrl: away(redisUrl) }), log: quietLog });
      await expect(failure).rejects.toMatchObject({ code: 'QUEUE_UNREACHABLE', message: expect.stringMatching(/^连不上任务队列.*127\.0\.0\.1:1/) });
      await expect(failure).rejects.not.toThrow(/Geheim|someone|%/);
    });
  });
}
