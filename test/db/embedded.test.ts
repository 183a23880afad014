import { mkdtempSync, chmodSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPostmaster } from '../../db/embedded/postmaster.ts';
import { startEmbedded } from '../../db/embedded/server.ts';
import { onServer } from '../support/database-url.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'yuqing-embedded-'));
  chmodSync(dataDir, 0o755);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const one = <T>(url: string, statement: string) => onServer(url, async (c) => (await c.query(statement)).rows[0] as T);

describe('the embedded server', () => {
  it('starts, keeps what was written, and is gone after the last stop', async () => {
    const first = await startEmbedded({ dataDir });
    expect(first.joined).toBe(false);
    const second = await startEmbedded({ dataDir });
    expect(second.joined).toBe(true);
    expect(second.url).toBe(first.url);
    await one(second.url, `create table kept as select '维修路灯🔦' as words`);

    await first.stop();
    await first.stop(); // a second stop takes nothing more back
    expect(await one(second.url, 'select words from kept')).toEqual({ words: '维修路灯🔦' });
    await second.stop();
    expect(readPostmaster(join(dataDir, 'pg'))).toBeUndefined();

    const again = await startEmbedded({ dataDir });
    expect(again.joined).toBe(false);
    expect(await one(again.url, 'select words from kept')).toEqual({ words: '维修路灯🔦' });
    await again.stop();
  });

  it('knows Chinese letters, keeps UTC and loses nothing that it acknowledged', async () => {
    const server = await startEmbedded({ dataDir });
    try {
      await one(server.url, 'create extension pg_trgm');
      expect(await one(server.url, `select array_length(show_trgm('舆情监测'), 1) as n`)).toEqual({ n: 5 });
      const settings = ['server_encoding', 'TimeZone', 'fsync', 'synchronous_commit', 'listen_addresses', 'max_connections'];
      const shown = settings.map((name) => `current_setting('${name}') as "${name}"`).join(', ');
      expect(await one(server.url, `select ${shown}`)).toEqual({
        server_encoding: 'UTF8', TimeZone: 'UTC', fsync: 'on', synchronous_commit: 'on', listen_addresses: '127.0.0.1', max_connections: '200',
      });
    } finally {
      await server.stop();
    }
  });

  it('lets nobody in without the password, which only we can read', async () => {
    const server = await startEmbedded({ dataDir });
    try {
      const file = join(dataDir, 'pg-run', 'password');
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect(server.url).toContain((await readFile(file, 'utf8')).trim());
      const wrong = new URL(server.url);
      wrong.password = 'wrong';
      await expect(one(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    } finally {
      await server.stop();
    }
  });

  it('writes no row into its log, not even of a statement that failed', async () => {
    const server = await startEmbedded({ dataDir });
    await one(server.url, 'create table message (words text check (length(words) < 3))');
    await expect(one(server.url, `insert into message values ('举报人的名字')`)).rejects.toThrow(/violates check/);
    await server.stop();
    const logs = await readdir(join(dataDir, 'pg', 'log'));
    const text = (await Promise.all(logs.map((name) => readFile(join(dataDir, 'pg', 'log', name), 'utf8')))).join('');
    expect(text).toContain('violates check constraint');
    expect(text).not.toContain('举报人');
  });
});

describe('a data directory it cannot use', () => {
  it('is left as it was found when it holds something else', async () => {
    await mkdir(join(dataDir, 'pg'));
    await writeFile(join(dataDir, 'pg', '重要.txt'), '不要删');
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'DB_START_FAILED', message: expect.stringContaining('不是数据库') });
    expect(await readFile(join(dataDir, 'pg', '重要.txt'), 'utf8')).toBe('不要删');
  });

  it('is left as it was found when it is damaged, with the log shown and a backup advised', async () => {
    await (await startEmbedded({ dataDir })).stop();
    const control = join(dataDir, 'pg', 'global', 'pg_control');
    await writeFile(control, Buffer.alloc(8192));
    const before = (await readdir(join(dataDir, 'pg'), { recursive: true })).filter((name) => !name.startsWith('log') && !name.includes('postmaster') && name !== 'current_logfiles');
    const failure = startEmbedded({ dataDir });
    await expect(failure).rejects.toMatchObject({ code: 'DB_START_FAILED', message: expect.stringContaining('日志最后几行'), remedy: expect.stringContaining('从备份恢复') });
    const after = await readdir(join(dataDir, 'pg'), { recursive: true });
    expect(after).toEqual(expect.arrayContaining(before));
    expect(await readFile(control)).toEqual(Buffer.alloc(8192));
  });

  it('says so when the password file is missing', async () => {
    await (await startEmbedded({ dataDir })).stop();
    await rm(join(dataDir, 'pg-run', 'password'));
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'DB_START_FAILED', message: expect.stringContaining('密码文件丢失') });
  });

  it('says so when the path is a file', async () => {
    await writeFile(join(dataDir, 'file'), '');
    await expect(startEmbedded({ dataDir: join(dataDir, 'file') })).rejects.toMatchObject({ code: 'DB_START_FAILED', message: expect.stringContaining('不能使用') });
  });
});
