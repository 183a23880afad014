import { randomBytes } from 'node:crypto';
import { afterAll, expect, inject, it } from 'vitest';
import { migrations } from '../../db/migrations/index.ts';
import { databaseUrl, onServer } from '../support/database-url.ts';
import { yuqing } from './run.ts';

const NAMES = Object.keys(migrations).sort();
const made: string[] = [];
afterAll(async () => { for (const name of made) await onServer(inject('adminUrl'), (admin) => admin.query(`drop database ${name}`)); });

async function emptyDatabase(): Promise<{ DATABASE_URL: string }> {
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await onServer(inject('adminUrl'), (admin) => admin.query(`create database ${name}`));
  made.push(name);
  return { DATABASE_URL: databaseUrl(inject('adminUrl'), name) };
}

const tables = (env: { DATABASE_URL: string }) => onServer(env.DATABASE_URL, async (client) =>
  (await client.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%' order by 1`)).rows.map((r) => r.name));

it('brings an empty database up, once; takes the last step back and goes up again', async () => {
  const env = await emptyDatabase();
  expect(await yuqing(['migrate'], env)).toEqual({ code: 0, stdout: `已升级:${NAMES.join('、')}\n`, stderr: '' });
  const all = await tables(env);
  expect(all).toEqual(expect.arrayContaining(['item', 'ticket', 'deadline', 'notice', 'outbox']));
  expect(await yuqing(['migrate'], env)).toEqual({ code: 0, stdout: '数据库结构已是最新\n', stderr: '' });

  expect(await yuqing(['migrate', '--down'], env)).toEqual({ code: 0, stdout: `已退回:${NAMES.at(-1)}\n`, stderr: '' });
  expect(await tables(env)).not.toContain('matter_trail');
  expect(await yuqing(['migrate'], env)).toMatchObject({ code: 0, stdout: `已升级:${NAMES.at(-1)}\n` });
  expect(await tables(env)).toEqual(all);
});

it('two at once: one does the work, the other waits and finds it done', async () => {
  const env = await emptyDatabase();
  const both = await Promise.all([yuqing(['migrate'], env), yuqing(['migrate'], env)]);
  expect(both.map((r) => [r.code, r.stderr])).toEqual([[0, ''], [0, '']]);
  expect(both.map((r) => r.stdout).sort()).toEqual([`已升级:${NAMES.join('、')}\n`, '数据库结构已是最新\n'].sort());
});

it('a server that does not answer, or a database that is not there, is told', async () => {
  const gone = await yuqing(['migrate'], { DATABASE_URL: databaseUrl(inject('adminUrl'), 'no_such_database') });
  expect([gone.code, gone.stdout]).toEqual([1, '']);
  expect(gone.stderr).toMatch(/^出错了:连不上数据库:.*DB_UNREACHABLE/);
  expect(gone.stderr).not.toContain(new URL(inject('adminUrl')).password);
});
