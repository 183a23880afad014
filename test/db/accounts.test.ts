import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from 'kysely';
import { allAccounts, findAccounts } from '../../db/accounts.ts';
import { ensureSource } from '../../db/sources.ts';
import { registerAccounts, registeredAccount } from '../../ingest/account-register.ts';
import { accountKey } from '../../ingest/accounts.ts';
import { runIngest } from '../../ingest/run.ts';
import { createSeal } from '../../ingest/seal.ts';
import type { IncomingItem, ReadEvent } from '../../model/index.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { incoming } from '../support/incoming.ts';

let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

const account = (platform: string, name: string, ownerUnit: string, note: string | null = null) => ({ platform, name, ownerUnit, note });

it('enters an account once, whatever its spelling, and changes its unit', async () => {
  const enter = (...accounts: Parameters<typeof registerAccounts>[1][number][]) => t.db.transaction().execute((trx) => registerAccounts(trx, accounts));
  expect(await enter(account('微博', '清河发布', '新闻办'), account('新浪微博', '@清河 发布', '新闻办'), account('抖音', '清河发布', '融媒体中心', '试运行'))).toEqual(['added', 'there', 'added']);
  expect(await enter(account('weibo', '清河发布', '融媒体中心'), account('抖音', '清河发布', '融媒体中心'))).toEqual(['updated', 'there']);
  expect((await allAccounts(t.db)).map(({ id: _id, ...a }) => a)).toEqual([account('微博', '清河发布', '融媒体中心'), account('抖音', '清河发布', '融媒体中心', '试运行')]);
  await t.db.transaction().execute(async (trx) => {
    expect((await registeredAccount(trx, '微博', '＠清河发布'))?.platform).toBe('微博');
    expect(await registeredAccount(trx, '快手', '清河发布')).toBeNull();
  });
});

it('finds accounts by what their names come to', async () => {
  await t.db.transaction().execute(async (trx) => {
    await registerAccounts(trx, [account('公众号', 'Ａ 清河\u3000交警', '交警支队')]);
    expect((await findAccounts(trx, [accountKey('@a清河交警'), '没有'])).map((a) => a.ownerUnit)).toEqual(['交警支队']);
    expect(await findAccounts(trx, [])).toEqual([]);
  });
});

it('two that enter the same account at once make one of it', async () => {
  const enter = () => t.db.transaction().execute((trx) => registerAccounts(trx, [account('快手', '清河消防', '消防救援支队')]));
  expect((await Promise.all([enter(), enter(), enter()])).flat().sort()).toEqual(['added', 'there', 'there']);
});

it('whose comment section it is stands on an item; the register makes no revision', async () => {
  const { id } = await ensureSource(t.db, { name: '评论', kind: 'comments', channel: '微博评论', profileId: 'national' });
  const items: IncomingItem[] = [
    incoming('c1', { kind: 'post', account: '@清河发布' }),
    incoming('c2', { kind: 'post', account: '清河发布', mainUnit: '水务局' }),
    incoming('c3', { kind: 'post', account: '清河热点' }),
    incoming('c4', { kind: 'post' }),
  ];
  const take = () => runIngest(t.db, { id, fileName: null }, {
    channel: '微博评论', seal: createSeal('ef'.repeat(32)), now: new Date('2026-11-24T02:00:00Z'), historical: false, historicalBefore: new Date('2026-01-01T00:00:00Z'),
  }, (async function* events(): AsyncGenerator<ReadEvent, void> {
    for (const [row, item] of items.entries()) yield { type: 'item', item: { ...item, channel: null }, at: { row } };
  })());
  expect(await take()).toMatchObject({ stored: 4 });
  const there = () => t.db.selectFrom('item').select(['external_id', 'main_unit', 'marks']).where('source_id', '=', id).orderBy('external_id').execute();
  expect(await there()).toEqual([
    { external_id: 'c1', main_unit: '融媒体中心', marks: [] },
    { external_id: 'c2', main_unit: '水务局', marks: [] },
    { external_id: 'c3', main_unit: null, marks: ['account-unregistered'] },
    { external_id: 'c4', main_unit: null, marks: [] },
  ]);
  const { rows: [run] } = await sql<{ marks: object }>`select notes -> 'marks' as marks from run where source_id = ${id}`.execute(t.db);
  expect(run!.marks).toMatchObject({ 'account-unregistered': 1 });
  await t.db.transaction().execute((trx) => registerAccounts(trx, [account('微博', '清河热点', '网信办')]));
  expect(await take()).toMatchObject({ duplicate: 4, updated: 0 });
});
