import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readPostmaster } from '../../db/embedded/postmaster.ts';
import { openRun } from '../../db/runs.ts';
import { ensureSource } from '../../db/sources.ts';
import { createSeal } from '../../ingest/seal.ts';
import { storeChunk } from '../../ingest/store.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { incoming } from '../support/incoming.ts';
import { until } from '../support/wait.ts';
import { begin, yuqing, type Running } from './run.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yuqing-start-'));
  await chmod(dir, 0o755);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const running: Running[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) {
    one.child.kill('SIGKILL');
    await one.ended;
  }
});
function start(args: string[], env: Record<string, string>): Running {
  const one = begin(['start', ...args], { YUQING_KEY_FILE: join(dir, 'contact.key'), YUQING_DATA_DIR: join(dir, 'data'), LOG_LEVEL: 'warn', ...env });
  running.push(one);
  return one;
}
const READY = /^已启动:(.*);数据(.*)。按 Ctrl-C 停止$/m;
const DESK = /^席位页面:(http:\/\/127\.0\.0\.1:(\d+))$/m;

describe('yuqing start on a database of one’s own', () => {
  let t: TestDb;
  beforeAll(async () => { t = await createTestDb(); });
  afterAll(() => t.close());

  it('serves the roles it is told to, finishes what it has in hand when it is stopped, and takes its leave', async () => {
    const { id: sourceId } = await ensureSource(t.db, { name: '热线', kind: 'hotline', channel: '12345', profileId: 'yangzhou-2018' });
    const store = async (no: string) => storeChunk(t.db, {
      sourceId, channel: '12345', runId: await openRun(t.db, sourceId, null), seal: createSeal('0'.repeat(64)), now: new Date(), historical: false, historicalBefore: new Date(0),
    }, [incoming(no, { publishedAt: new Date() })], { rejected: 0, blocked: [] });
    const one = start(['--only=classify,respond'], { DATABASE_URL: t.url });
    const [, roles, where] = await one.says(READY);
    expect([roles, where]).toEqual(['classify、respond', '在外部数据库']);
    expect(one.stderr()).not.toMatch(DESK);
    expect((await sql<{ roles: string[] }>`select roles from worker`.execute(t.db)).rows).toEqual([{ roles: ['classify', 'respond'] }]);
    await store('S1');
    await until('the ticket of S1', async () => (await t.db.selectFrom('ticket').select('id').execute()).length === 1);

    one.child.kill('SIGTERM');
    const ended = await one.ended;
    expect([ended.code, ended.stdout]).toEqual([0, '']);
    expect(ended.stderr).toMatch(/收到 SIGTERM,正在收尾…/);
    expect(await t.db.selectFrom('worker').select('id').execute()).toEqual([]);
    expect((await sql<{ n: number }>`select count(*) as n from outbox where queued_at is not null and done_at is null`.execute(t.db)).rows[0]!.n).toBe(0);
    await store('S2');
    expect(await t.db.selectFrom('ticket').select('id').execute()).toHaveLength(1);
  });

  it('a profile that does not exist is told before anything starts', async () => {
    const { code, stderr } = await start([], { DATABASE_URL: t.url, YUQING_PROFILE: 'atlantis' }).ended;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/没有名为“atlantis”的辖区配置.*PROFILE_UNKNOWN/) as string]);
  });

  it('a queue that nobody answers for is told, without its password', async () => {
    const { code, stderr } = await start([], { DATABASE_URL: t.url, REDIS_URL: 'redis://:Tr0ub4dor@127.0.0.1:1' }).ended;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^出错了:连不上任务队列\(redis:\/\/127\.0\.0\.1:1\)/m) as string]);
    expect(stderr).not.toContain('Tr0ub4dor');
  });

  it('a port that is taken is told, and the process ends', async () => {
    const sitter = createServer();
    await new Promise<void>((resolve) => sitter.listen(0, '127.0.0.1', resolve));
    const { port } = sitter.address() as AddressInfo;
    try {
      const { code, stderr } = await start(['--port', String(port)], { DATABASE_URL: t.url }).ended;
      expect(code).toBe(1);
      expect(stderr).toMatch(new RegExp(`^出错了:端口 ${port} 已被占用。请换一个端口:yuqing start --port 8081.*\\(PORT_TAKEN\\)$`, 'm'));
      expect(await t.db.selectFrom('worker').select('id').execute()).toEqual([]);
    } finally {
      await new Promise((resolve) => sitter.close(resolve));
    }
  });
});

it('two on one data directory share its database; the last to leave stops it; Ctrl-C is enough', async () => {
  const cluster = join(dir, 'data', 'pg');
  const first = start(['--port', '0'], {});
  const [, url] = await first.says(DESK);
  expect((await first.says(READY)).slice(1)).toEqual(['web、ingest、classify、respond、report', `在 ${join(dir, 'data')}`]);
  const page = await fetch(`${url}/`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<html lang="zh') as string]);
  const server = readPostmaster(cluster);
  expect(server?.status).toBe('ready');

  const second = start(['--only=classify'], {});
  await second.says(READY);
  expect(readPostmaster(cluster)).toEqual(server);
  const doctor = await yuqing(['doctor'], { YUQING_DATA_DIR: join(dir, 'data') });
  expect(doctor.stdout).toContain('✓ 工作进程:各角色都有进程在运行');

  first.child.kill('SIGINT');
  expect((await first.ended).code).toBe(0);
  expect(readPostmaster(cluster)).toEqual(server);
  second.child.kill('SIGINT');
  expect((await second.ended).code).toBe(0);
  expect(readPostmaster(cluster)).toBeUndefined();
});

it('a command that is interrupted while it starts leaves no database running', async () => {
  const one = begin(['doctor'], { YUQING_DATA_DIR: join(dir, 'other') });
  running.push(one);
  await until('its database to run', () => readPostmaster(join(dir, 'other', 'pg'))?.status === 'ready');
  one.child.kill('SIGINT');
  const { code } = await one.ended;
  expect([0, 1, 130]).toContain(code);
  await until('its database to be gone', () => readPostmaster(join(dir, 'other', 'pg')) === undefined);
});
