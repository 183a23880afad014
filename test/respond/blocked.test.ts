import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from 'kysely';
import { ensureSource } from '../../db/sources.ts';
import { runIngest } from '../../ingest/run.ts';
import { createSeal } from '../../ingest/seal.ts';
import { stopSecrets } from '../../ingest/secrecy/stop.ts';
import type { ReadEvent, Reject } from '../../model/index.ts';
import { tellBlocked, type Blocked } from '../../respond/blocked.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { incoming } from '../support/incoming.ts';
import { at, recipients } from './world.ts';

const SECRET = '机密★10年 关于清河坝区演练的方案,各单位知悉';
let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

async function* events(): AsyncGenerator<ReadEvent, undefined> {
  yield { type: 'item', item: incoming('A1'), at: { row: 2 } };
  yield { type: 'item', item: incoming('A2', { body: SECRET }), at: { row: 3 } };
  yield { type: 'reject', reject: { row: 4, column: null, code: 'ROW_MALFORMED', reason: '第 4 行有 9 列', cells: ['x', SECRET] } };
  yield { type: 'reject', reject: { row: 5, column: null, code: 'ROW_NO_TIME', reason: '第 5 行没有时间', cells: ['路灯'] } };
}

it('a hit leaves no copy anywhere, is counted as blocked, and the person in charge is told where it stood', async () => {
  const { id } = await ensureSource(t.db, { name: '热线', kind: 'hotline', channel: '12345', profileId: 'national' });
  const rejects: Reject[] = [];
  const counts = await runIngest(t.db, { id, fileName: 'a.csv' }, { channel: '12345', seal: createSeal('ab'.repeat(32)), now: at('2026-11-24 09:00'), historical: false, historicalBefore: new Date(0) },
    events(), { onReject: (reject) => { rejects.push(reject); } });
  expect(counts).toEqual({ received: 4, stored: 1, duplicate: 0, updated: 0, rejected: 1, blocked: 2 });
  expect(rejects.map((r) => r.row)).toEqual([5]);

  const { payload } = await t.db.selectFrom('outbox').select('payload').where('stage', '=', 'blocked').executeTakeFirstOrThrow() as { payload: Omit<Blocked, 'at'> & { at: string } };
  const blocked = { ...payload, at: new Date(payload.at) };
  for (let k = 0; k < 2; k += 1) await t.db.transaction().execute((trx) => tellBlocked(trx, blocked, { recipients }));
  const notices = await t.db.selectFrom('notice').select(['recipient', 'subject', 'body_text']).execute();
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatchObject({ recipient: '舆情值班', subject: '【涉密提示】信源“热线”有 2 条疑似涉密内容,已拦下' });
  expect(notices[0]!.body_text).toMatch(/- 第 3 行\(条\):密级标志\n- 第 4 行\(条\):密级标志/);

  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns where table_schema = 'public' and data_type in ('text', 'jsonb', 'ARRAY')`.execute(t.db);
  for (const { table, column } of rows) {
    const { rows: found } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where ${sql.ref(column)}::text like '%坝区演练%'`.execute(t.db);
    expect([table, column, found[0]!.n]).toEqual([table, column, 0]);
  }
});

it('what is innocent passes as it is', () => {
  const event: ReadEvent = { type: 'item', item: incoming('B1', { body: '咨询保密培训的报名时间' }), at: { row: 1 } };
  expect(stopSecrets(event)).toBe(event);
});
