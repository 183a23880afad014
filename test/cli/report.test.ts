import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillWorld } from '../report/world.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { yuqing } from './run.ts';

let t: TestDb;
let dir: string;
beforeAll(async () => {
  t = await createTestDb();
  await fillWorld(t.db);
  dir = await mkdtemp(join(tmpdir(), 'yuqing-report-'));
});
afterAll(async () => {
  await t.close();
  await rm(dir, { recursive: true, force: true });
});

const weekly = (...args: string[]) => yuqing(['report', 'weekly', ...args], { DATABASE_URL: t.url, MAIL_FROM: 'desk@x.example' });

it('writes a named week in three forms into a folder that it makes, and says where', async () => {
  const to = join(dir, 'new', 'folder');
  const { code, stdout, stderr } = await weekly('--week', '2026-W46', '--preview', to);
  expect([code, stderr]).toEqual([0, '']);
  const files = ['txt', 'html', 'eml'].map((ext) => join(to, `weekly-2026-W46.${ext}`));
  expect(stdout).toBe(`${files.join('\n')}\n`);
  const [text, html, eml] = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  expect(text).toContain('第46周');
  expect(html).toMatch(/^<!doctype html>/i);
  expect(eml).toMatch(/^From: .*desk@x\.example/m);
  expect(await t.db.selectFrom('report').select('id').execute()).toEqual([]);
});

it('without a week takes the newest whose report is due', async () => {
  const { code, stdout } = await weekly('--preview', join(dir, 'newest'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/weekly-\d{4}-W\d\d\.txt\n/);
});

it.each([
  ['a week that does not exist', ['--week', '2026-W60', '--preview', 'x'], /没有这一周:2026-W60.*USAGE/],
  ['a week to come', ['--week', '2199-W10', '--preview', 'x'], /2199-W10 还没有开始.*USAGE/],
  ['a profile that does not exist', ['--profile', 'atlantis', '--preview', 'x'], /没有名为“atlantis”的辖区配置/],
  ['a folder that cannot be made', ['--week', '2026-W46', '--preview', '/dev/null/x'], /\/dev\/null\/x/],
])('%s is told, and nothing written', async (_name, args, message) => {
  const before = await readdir(dir, { recursive: true });
  const { code, stdout, stderr } = await weekly(...args.map((a) => (a === 'x' ? join(dir, 'x') : a)));
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(message);
  expect(await readdir(dir, { recursive: true })).toEqual(before);
});
