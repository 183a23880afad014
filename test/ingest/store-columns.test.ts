import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from 'kysely';
import { sourceColumns } from '../../db/source-columns.ts';
import { ensureSource } from '../../db/sources.ts';
import { rowHash } from '../../ingest/hash.ts';
import { runIngest } from '../../ingest/run.ts';
import { createSeal } from '../../ingest/seal.ts';
import type { ReadEnd } from '../../ingest/sources/kind.ts';
import type { IncomingItem, ReadEvent } from '../../model/index.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { incoming } from '../support/incoming.ts';

let t: TestDb;
let sourceId: number;
beforeAll(async () => {
  t = await createTestDb();
  sourceId = (await ensureSource(t.db, { name: '平台', kind: 'hotline', channel: '12345', profileId: 'national' })).id;
});
afterAll(() => t.close());

const take = (item: IncomingItem, names?: string[]) => runIngest(t.db, { id: sourceId, fileName: null }, {
  channel: '12345', seal: createSeal('ab'.repeat(32)), now: new Date('2026-11-24T02:00:00Z'), historical: false, historicalBefore: new Date('2026-01-01T00:00:00Z'),
}, (async function* events(): AsyncGenerator<ReadEvent, ReadEnd> {
  yield { type: 'item', item, at: { row: 2 } };
  return { cursor: null, ...(names && { columns: names.map((name) => ({ name, group: name === '姓名' ? '诉求人' : null })) }) };
})());

it('columns of a file stay with the source, groups and all', async () => {
  await take(incoming('E1', { raw: { 编号: 'E1' } }), ['编号', '姓名', '坏\0列']);
  await take(incoming('E1', { raw: { 编号: 'E1' } }));
  expect(await sourceColumns(t.db, sourceId)).toEqual([{ name: '编号', group: null }, { name: '姓名', group: '诉求人' }, { name: '坏列', group: null }]);
});

it('a column that comes to be there, empty, is no change; a word in it is', async () => {
  expect(await take(incoming('E1', { raw: { 编号: 'E1', 新列: '' } }))).toMatchObject({ duplicate: 1, updated: 0 });
  expect(await take(incoming('E1', { raw: { 编号: 'E1', 新列: '有' } }))).toMatchObject({ updated: 1 });
  expect(await take(incoming('E1', { raw: { 编号: 'E1', 新列: '' } }))).toMatchObject({ updated: 1 });
});

it('a row that is known by the hash of all its cells is known', async () => {
  const item = incoming('E2', { raw: { 编号: 'E2', 备注: '' } });
  await take(item);
  await sql`update item set row_hash = ${rowHash(item)} where external_id = 'E2'`.execute(t.db);
  expect(await take(item)).toMatchObject({ duplicate: 1, updated: 0 });
});
