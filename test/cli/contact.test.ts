import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSeal } from '../../ingest/seal.ts';
import { storeChunk } from '../../ingest/store.ts';
import { openRun } from '../../db/runs.ts';
import { ensureSource } from '../../db/sources.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { incoming } from '../support/incoming.ts';
import { yuqing } from '../support/yuqing.ts';

const KEY = 'ab'.repeat(32);
let t: TestDb;
beforeAll(async () => {
  t = await createTestDb();
  const { id } = await ensureSource(t.db, { name: '热线', kind: 'hotline', channel: '12345', profileId: 'national' });
  await storeChunk(t.db, { sourceId: id, channel: '12345', runId: await openRun(t.db, id, null), seal: createSeal(KEY), now: new Date('2026-11-24T08:00:00Z'), historical: false, historicalBefore: new Date(0) },
    [incoming('H1', { contact: { name: '柳青', phone: '13800138000' } }), incoming('H2')], { rejected: 0, blocked: [] });
});
afterAll(() => t.close());
const run = (...args: string[]) => yuqing(['contact', ...args], { DATABASE_URL: t.url, YUQING_KEY: KEY });
const audits = () => t.db.selectFrom('audit_log').select(['action', 'detail']).execute();

it('is masked, and nobody is asked why', async () => {
  expect((await run('H1')).stdout).toBe('姓名:柳*\n电话:138****8000\n');
  expect((await run('H2')).stdout).toBe('没有留下联系方式\n');
  expect(await audits()).toEqual([]);
});

it('in the clear with a reason, which stands in the audit log before anything is shown', async () => {
  expect((await run('H1', '--reason', '回访群众')).stdout).toBe('姓名:柳青\n电话:13800138000\n');
  expect(await audits()).toMatchObject([{ action: 'contact.reveal', detail: { reason: expect.stringMatching(/^回访群众\(命令行,系统用户 /) as string, found: true } }]);
  expect(JSON.stringify(await audits())).not.toContain('13800138000');
});

it('an unknown message, or a reason that is none', async () => {
  expect((await run('没有')).stderr).toContain('没有找到“没有”');
  expect(await run('H1', '--reason')).toMatchObject({ code: 1, stdout: '' });
});
