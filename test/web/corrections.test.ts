import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDesk } from '../../web/api/server.ts';
import { receive } from '../respond/world.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { openDesk } from './desk.ts';

let t: TestDb;
let desk: OpenDesk;
let ids: number[];
beforeAll(async () => {
  t = await createTestDb();
  desk = await openDesk(t);
  ids = await receive(t.db, ['1', '2'].map((no) => ({ no, body: '我叫陈明红,医保断缴公司不给补', category: 'MED' as const })));
});
afterAll(async () => {
  await desk.close();
  await t.close();
});

async function call(path: string, body?: unknown) {
  const answer = await fetch(desk.url + path, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { status: answer.status, json: await answer.json() as Record<string, unknown> };
}

describe('corrections over the API', () => {
  it('correct, suggest, decide', async () => {
    const corrected = await call(`/api/items/${ids[0]}/verdict`, { category: 'WAG', secondary: ['MED'], by: '李敏' });
    expect(corrected).toEqual({ status: 200, json: { verdictId: expect.any(Number) as number, changed: ['category', 'secondary'], suggested: 1 } });
    const { json } = await call('/api/suggestions') as unknown as { json: { suggestions: { id: number; body: string }[] } };
    expect(json.suggestions).toMatchObject([{ itemNo: '2', now: 'MED', suggested: 'WAG', fromItemNo: '1', fromBy: 'analyst:李敏', body: '我叫陈*,医保断缴公司不给补' }]);
    expect(await call(`/api/suggestions/${json.suggestions[0]!.id}`, { accept: true })).toMatchObject({ status: 200, json: { corrected: { changed: ['category'] } } });
    expect(await call(`/api/suggestions/${json.suggestions[0]!.id}`, { accept: true })).toMatchObject({ status: 404 });
    expect((await call('/api/suggestions')).json).toEqual({ suggestions: [] });
  });

  it('keeps no control signs of a name, and no personal data of a note', async () => {
    expect(await call(`/api/items/${ids[0]}/verdict`, { type: '举报', by: '李\u001b[2J敏', note: '来电人13812345678补充' })).toMatchObject({ status: 200 });
    expect(await t.db.selectFrom('verdict').select(['made_by', 'note']).where('item_id', '=', ids[0]!).where('current', '=', true).execute()).toEqual([{ made_by: 'analyst:李 [2J敏', note: '来电人138****5678补充' }]);
  });

  it('tells who was slower, and refuses what it does not know', async () => {
    expect(await call(`/api/items/${ids[0]}/verdict`, { category: 'ELD', expected: 1 })).toMatchObject({ status: 409, json: { error: { code: 'VERDICT_CHANGED' } } });
    expect(await call(`/api/items/${ids[0]}/verdict`, { category: 'XYZ' })).toMatchObject({ status: 400 });
    expect(await call('/api/items/99999/verdict', { category: 'ELD' })).toMatchObject({ status: 404 });
    expect((await fetch(`${desk.url}/api/items/${ids[0]}/verdict`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' })).status).toBe(400);
  });
});
