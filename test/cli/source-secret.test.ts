import { afterAll, beforeAll, expect, it } from 'vitest';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSecrets } from '../../db/source-secrets.ts';
import { ensureSource } from '../../db/sources.ts';
import { createSeal } from '../../ingest/seal.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { yuqing } from '../support/yuqing.ts';

const KEY = 'ab'.repeat(32);
let t: TestDb;
let dir: string;
beforeAll(async () => {
  t = await createTestDb();
  dir = await mkdtemp(join(tmpdir(), 'yuqing-secret-'));
});
afterAll(async () => {
  await t.close();
  await rm(dir, { recursive: true });
});

it('keeps a password sealed, shows its name only, and replaces it', async () => {
  const { id } = await ensureSource(t.db, { name: '市长信箱', kind: 'mailbox', channel: '信箱', profileId: 'national' });
  const env = { DATABASE_URL: t.url, YUQING_KEY: KEY };
  const file = join(dir, '口令');
  for (const password of ['第一个 口令', 'hunter2']) {
    await writeFile(file, `${password}\n`);
    const ran = await yuqing(['source', 'secret', '市长信箱', 'password', '--file', file], env);
    expect([ran.code, ran.stdout]).toEqual([0, '已保存“市长信箱”的 password(加密)\n']);
    expect(ran.stdout + ran.stderr).not.toContain(password);
    expect(await openSecrets(t.db, createSeal(KEY), id)).toEqual({ password });
  }
  expect((await t.db.selectFrom('source_secret').select('sealed').executeTakeFirstOrThrow()).sealed.includes('hunter2')).toBe(false);
  expect((await yuqing(['source', 'secret', '市长信箱'], env)).stdout).toBe('已设:password\n');
  expect((await yuqing(['source', 'secret', '没有', 'password', '--file', file], env)).stderr).toContain('没有名为“没有”的信源');
});
