import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { weeklyPreview } from '../../cli/report.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { fillWorld, NOW, PROFILE } from './world.ts';

let t: TestDb;
let dir: string;
beforeAll(async () => {
  t = await createTestDb();
  await fillWorld(t.db);
  dir = await mkdtemp(join(tmpdir(), 'yuqing-preview-'));
});
afterAll(async () => {
  await t.close();
  await rm(dir, { recursive: true, force: true });
});

it('writes the report in three forms and keeps nothing', async () => {
  const { week, files, subject } = await weeklyPreview(t.db, { now: NOW, profileId: PROFILE, outDir: join(dir, 'new', 'folder') });
  expect(week).toBe('2026-W47');
  expect(files.map((f) => basename(f))).toEqual(['weekly-2026-W47.txt', 'weekly-2026-W47.html', 'weekly-2026-W47.eml']);
  const [text, html, eml] = await Promise.all(files.map((f) => readFile(f)));
  const mail = await simpleParser(eml!);
  expect(mail.subject).toBe(subject);
  expect(mail.text).toBe(text!.toString());
  expect(mail.html).toBe(html!.toString());
  expect(await t.db.selectFrom('report').select('id').execute()).toEqual([]);
  expect(await t.db.selectFrom('notice').select('id').execute()).toEqual([]);
});

it('takes a named week, and refuses one that does not exist or has not begun', async () => {
  const { week } = await weeklyPreview(t.db, { now: NOW, weekId: '2026-W46', outDir: dir });
  expect(week).toBe('2026-W46');
  await expect(weeklyPreview(t.db, { now: NOW, weekId: '2026-W60', outDir: dir })).rejects.toMatchObject({ code: 'USAGE' });
  await expect(weeklyPreview(t.db, { now: NOW, weekId: '2026-W49', outDir: dir })).rejects.toThrow(/还没有开始/);
});
