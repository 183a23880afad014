import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../db/migrations/index.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { yuqing, type Ran } from './run.ts';

const SECRET = 'Tr0ub4dor';
let t: TestDb;
let dir: string;
beforeAll(async () => {
  t = await createTestDb();
  dir = await mkdtemp(join(tmpdir(), 'yuqing-doctor-'));
});
afterAll(async () => {
  await t.close();
  await rm(dir, { recursive: true, force: true });
});

const doctor = (env: Record<string, string>, ...args: string[]) => yuqing(['doctor', ...args], { DATABASE_URL: t.url, YUQING_DATA_DIR: dir, ...env });
/** What it found of one matter: its line and the remedy below it. */
const about = ({ stdout }: Ran, what: string) => new RegExp(`^([✓!✗]) ${what}:(.*)(?:\\n {4}→ (.*))?$`, 'm').exec(stdout)?.slice(1, 4) ?? [];

describe('yuqing doctor', () => {
  it('examines everything and says what is well', async () => {
    const ran = await doctor({ SMTP_URL: `smtp://desk:${SECRET}@127.0.0.1:1`, REPORT_TO: 'a@x.cn' });
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const heads = [...ran.stdout.matchAll(/^([✓!✗]) (.+?):/gm)].map((m) => m[2]);
    expect(heads).toEqual(['配置', 'Node', '数据库', '队列', '时钟', '工作进程', '信源', '督办', '磁盘', '日历', '模型', '邮件']);
    for (const what of ['配置', 'Node', '数据库', '队列', '时钟', '督办', '模型', '邮件']) expect(about(ran, what)[0]).toBe('✓');
    expect(about(ran, '数据库')[1]).toMatch(/^外部 PostgreSQL \d+/);
    expect(about(ran, '工作进程')).toEqual(['!', '没有进程在运行:web、ingest、classify、respond、report', expect.stringContaining('yuqing start') as string]);
    expect(about(ran, '日历')[1]).toMatch(/放假安排已知到 \d{4}-12-31/);
    expect(ran.stdout).not.toContain(SECRET);
    expect(ran.stdout).not.toContain(new URL(t.url).password);
  });

  it('tells of faults, each with what to do, and ends with 1; none hides the next', async () => {
    const ran = await doctor({
      DATABASE_URL: `postgres://desk:${SECRET}@127.0.0.1:1/yuqing`, REDIS_URL: `redis://:${SECRET}@127.0.0.1:1`, MODEL_DIR: join(dir, 'no-model'),
      SMTP_URL: `smtp://desk:${SECRET}@127.0.0.1:1`, YUQING_PROFILE: 'atlantis',
    });
    expect(ran.code).toBe(1);
    expect(about(ran, '配置')).toEqual(['✗', '没有名为“atlantis”的辖区配置', expect.stringContaining('yangzhou-2018') as string]);
    expect(about(ran, '数据库')).toEqual(['✗', expect.stringContaining('连不上数据库') as string, expect.stringContaining('DATABASE_URL') as string]);
    expect(about(ran, '队列')).toEqual(['✗', expect.stringMatching(/连不上任务队列\(redis:\/\/127\.0\.0\.1:1\)/) as string, expect.stringContaining('REDIS_URL') as string]);
    expect(about(ran, '模型')).toEqual(['✗', expect.stringContaining('缺少研判模型') as string, expect.stringContaining('MODEL_DIR') as string]);
    expect(about(ran, '邮件')).toEqual(['!', '已设 SMTP(127.0.0.1:1),收件人 0 个', expect.stringContaining('REPORT_TO') as string]);
    expect(about(ran, '磁盘')[0]).toBeDefined();
    expect(ran.stdout + ran.stderr).not.toContain(SECRET);
  });

  it('a wrong password is told without it', async () => {
    const url = new URL(t.url);
    url.password = SECRET;
    const ran = await doctor({ DATABASE_URL: url.href });
    expect([ran.code, about(ran, '数据库')[0]]).toEqual([1, '✗']);
    expect(about(ran, '队列')).toEqual(['✗', '队列在数据库里,数据库不可用', expect.any(String) as string]);
    expect(ran.stdout + ran.stderr).not.toContain(SECRET);
  });

  it('a faulty configuration is told whole, as JSON where a machine reads', async () => {
    const { code, stdout, stderr } = await doctor({ YUQING_PORT: 'x', REDIS_URL: `http://:${SECRET}@r` }, '--json');
    expect([code, stderr]).toEqual([1, '']);
    expect(JSON.parse(stdout)).toEqual([{ what: '配置', grade: '故障', found: expect.stringMatching(/REDIS_URL:.*YUQING_PORT:/) as string, remedy: expect.any(String) as string }]);
    expect(stdout).not.toContain(SECRET);
  });

  it('steps that were not done, and work that was parked, are told', async () => {
    await sql`insert into topic (profile_id, title, first_at, last_at) values ('national', 't', now(), now())`.execute(t.db);
    await sql`insert into deadline (subject_kind, subject_id, rule_id, kind, name, basis, authority, authority_text, unit, starts, starts_at, due_at, stops, clock, provisional, calendar_version, next_step, next_step_at)
      select 'topic', id, 'r', 'K1', 'n', 'b', 'default', 'a', 'u', 'known_at', now(), now(), 'reported_at', '{}', false, 'v', 'remind', now() - interval '1 hour' from topic`.execute(t.db);
    await sql`insert into outbox (stage, payload, failed_at, error) values ('tickets', '{"itemIds":[1]}', now(), 'x')`.execute(t.db);
    const ran = await doctor({});
    expect(ran.code).toBe(1);
    expect(about(ran, '督办')).toEqual(['✗', expect.stringContaining('到点未做的提醒、催办 1 件') as string, expect.stringContaining('--only=respond') as string]);
    expect(about(ran, '队列')).toEqual(['!', expect.stringMatching(/待办 0 项,停放 1 项/) as string, expect.any(String) as string]);
  });

  it('a database that is behind is looked at, not changed; one that is ahead is told apart', async () => {
    await sql`delete from kysely_migration where name = (select max(name) from kysely_migration)`.execute(t.db);
    const behind = await doctor({});
    expect([behind.code, about(behind, '数据库')]).toEqual([1, ['✗', '数据库结构不是最新的', '请先运行 yuqing migrate']]);
    expect((await sql<{ n: number }>`select count(*) as n from kysely_migration`.execute(t.db)).rows[0]!.n).toBe(Object.keys(migrations).length - 1);
    await sql`insert into kysely_migration (name, timestamp) values ('20990101_01_later', '2099')`.execute(t.db);
    const ahead = await doctor({});
    expect([ahead.code, about(ahead, '数据库')]).toEqual([1, ['✗', '数据库结构比本程序新(20990101_01_later)', expect.stringContaining('升级 yuqing') as string]]);
  });
});
