import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureSource } from '../../db/sources.ts';
import { ENTRY_NUMBER } from '../../ingest/entry/number.ts';
import { createSeal } from '../../ingest/seal.ts';
import type { OpenDesk } from '../../web/api/server.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { openDesk } from './desk.ts';
import { clock, memoryLog } from './world.ts';

const seal = createSeal('a'.repeat(64));
const log = memoryLog();
let t: TestDb;
let desk: OpenDesk;
beforeAll(async () => {
  t = await createTestDb();
  desk = await openDesk(t, { seal, profileId: 'yangzhou-2018', log });
});
afterAll(async () => {
  await desk.close();
  await t.close();
});

interface Answer { status: number; json: Record<string, unknown> & { no?: string; itemId?: number; error?: { code: string; message: string } } }
async function post(path: string, body: unknown, { url = desk.url, headers = {} }: { url?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  const answer = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return { status: answer.status, json: await answer.json() as Answer['json'] };
}
const count = async () => (await t.db.selectFrom('item').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
const item = async (id: number) => t.db.selectFrom('item').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('POST /api/items', () => {
  it('keeps an entry, the person apart, under the source 人工录入', async () => {
    const { status, json } = await post('/api/items', { channel: '来访', title: '停车难', body: '我叫陈明红,小区一位难求,电话13812345678', name: '陈明红', phone: '13812345678', place: '文昌花园', type: '求助', mainUnit: '城管局', receivedAt: '2026-11-24 09:00' });
    expect({ status, json }).toEqual({ status: 200, json: { outcome: 'stored', no: expect.stringMatching(ENTRY_NUMBER), itemId: expect.any(Number) } });
    expect(await item(json.itemId!)).toMatchObject({ channel: '来访', kind: 'message', title: '停车难', body: '我叫陈*,小区一位难求,电话138****5678', place: '文昌花园', given_type: '求助', main_unit: '城管局', published_at: new Date('2026-11-24T01:00:00Z') });
    const { sealed } = await t.db.selectFrom('contact').select('sealed').where('item_id', '=', json.itemId!).executeTakeFirstOrThrow();
    expect(seal.open(sealed)).toEqual({ name: '陈明红', phone: '13812345678' });
    expect(await t.db.selectFrom('source').select(['name', 'kind', 'channel', 'profile_id']).execute()).toEqual([{ name: '人工录入', kind: 'entry', channel: '人工录入', profile_id: 'yangzhou-2018' }]);
  });

  it('a motion is marked, and keeps the number it has; changed words are the same motion', async () => {
    const motion = { channel: '政协提案', title: '增设公厕', body: '建议在文昌路增设公厕', refNo: '第0123号' };
    const first = await post('/api/items', motion);
    expect(first.json).toMatchObject({ outcome: 'stored', no: '第0123号' });
    expect((await item(first.json.itemId!)).marks).toContain('motion');
    expect((await post('/api/items', motion)).json).toEqual({ ...first.json, outcome: 'duplicate' });
    expect((await post('/api/items', { ...motion, body: '建议在文昌路、瘦西湖路增设公厕' })).json).toEqual({ ...first.json, outcome: 'updated' });
  });

  it('pressing Enter twice, or ten times at once, enters once', async () => {
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('/api/items', { channel: '电话', body: '路口红绿灯不亮' })));
    expect(answers.map((a) => a.status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(answers.filter((a) => a.json['outcome'] === 'stored')).toHaveLength(1);
    expect(new Set(answers.map((a) => `${a.json.no} ${a.json.itemId}`)).size).toBe(1);
    expect(await count()).toBe(before + 1);
    // Another person who says the same is another entry.
    expect((await post('/api/items', { channel: '电话', body: '路口红绿灯不亮', phone: '13987654321' })).json['outcome']).toBe('stored');
  });

  it.each<[string, unknown, RegExp]>([
    ['no words', { channel: '电话', body: ' ' }, /body/],
    ['no channel', { body: '甲', name: '陈明红' }, /channel/],
    ['a channel that is none', { channel: '陈明红', body: '甲' }, /channel/],
    ['a telephone that is a text', { channel: '电话', body: '甲', phone: '13812345678'.repeat(9) }, /phone/],
    ['a type that is none', { channel: '电话', body: '甲', type: '陈明红' }, /type/],
    ['a time that is none', { channel: '电话', body: '甲', receivedAt: '陈明红' }, /收到时间认不出/],
    ['tomorrow', { channel: '电话', body: '甲', receivedAt: '2026-11-26' }, /收到时间在将来/],
    ['a list', [{ channel: '电话', body: '甲', name: '陈明红' }], /请求体/],
    ['broken JSON', '{"channel":"电话","name":"陈明红', /请求格式有误/],
  ])('%s: 400 in words, and nothing of the person is repeated', async (_what, body, message) => {
    const before = await count();
    const { status, json } = await post('/api/items', body);
    expect({ status, code: json.error?.code }).toEqual({ status: 400, code: 'REQUEST_INVALID' });
    expect(json.error!.message).toMatch(message);
    expect(JSON.stringify(json)).not.toMatch(/陈明红|1381234/);
    expect(await count()).toBe(before);
  });

  it('what state-secret rules stop leaves nothing behind', async () => {
    const before = await count();
    expect((await post('/api/items', { channel: '来信', body: '附上机密★10年的文件一份' })).json).toEqual({ outcome: 'blocked', no: null, itemId: null });
    expect(await count()).toBe(before);
  });

  it('too much at once: 413; a form: 415; a page of another site: 403', async () => {
    expect(await post('/api/items', { channel: '电话', body: '长'.repeat(500_000) })).toMatchObject({ status: 413, json: { error: { code: 'REQUEST_TOO_LARGE' } } });
    expect((await post('/api/items', { channel: '电话', body: '长'.repeat(50_001) })).status).toBe(400);
    expect((await post('/api/items', 'channel=1', { headers: { 'content-type': 'application/x-www-form-urlencoded' } })).status).toBe(415);
    expect((await post('/api/items', '{"channel":"电话","body":"甲"}', { headers: { 'content-type': 'text/plain' } })).status).not.toBe(200);
    expect((await post('/api/items', { channel: '电话', body: '甲' }, { headers: { origin: 'http://evil.example' } })).status).toBe(403);
  });

  it('a source of that name and another kind is told of', async () => {
    const other = await createTestDb();
    await ensureSource(other.db, { name: '人工录入', kind: 'hotline', channel: '12345', profileId: 'national' });
    const there = await openDesk(other, { seal, clock });
    try {
      expect(await post('/api/items', { channel: '电话', body: '甲' }, { url: there.url })).toMatchObject({ status: 409, json: { error: { code: 'SOURCE_CONFLICT' } } });
    } finally {
      await there.close();
      await other.close();
    }
  });

  it('a desk without the contact key takes nothing in', async () => {
    const bare = await openDesk(t);
    try {
      for (const [path, body] of [['/api/items', { channel: '电话', body: '甲' }], ['/api/items/paste', { text: '内容\n甲' }]] as const) {
        expect(await post(path, body, { url: bare.url })).toMatchObject({ status: 503, json: { error: { code: 'CONFIG_INVALID' } } });
      }
    } finally {
      await bare.close();
    }
  });
});

describe('POST /api/items/paste', () => {
  const text = '来访日期\t来访人\t联系电话\t来访内容\n2026-11-23\t陈明红\t13812345678\t"楼上漏水\n两家都不管"\n2026-13-99\t李小明\t13987654321\t空调外机滴水\n2026-11-23\t\t\t\n';

  it('keeps the rows, names the rejects, and the same again is duplicate', async () => {
    const first = await post('/api/items/paste', { text, channel: '来访' });
    expect(first).toEqual({ status: 200, json: {
      received: 3, stored: 1, duplicate: 0, updated: 0, rejected: 2, blocked: 0,
      items: [{ row: 2, no: expect.stringMatching(ENTRY_NUMBER), itemId: expect.any(Number) }],
      rejects: [{ row: 3, column: '来访日期', reason: expect.stringContaining('第 3 行“来访日期”列的时间认不出或不存在') }, { row: 4, column: '来访内容', reason: '第 4 行没有诉求内容' }],
    } });
    const [{ itemId }] = first.json['items'] as [{ itemId: number }];
    expect(await item(itemId)).toMatchObject({ channel: '来访', body: '楼上漏水\n两家都不管' });
    expect((await post('/api/items/paste', { text, channel: '来访' })).json).toMatchObject({ received: 3, stored: 0, duplicate: 1, rejected: 2, items: first.json['items'] });
  });

  it.each([['nothing', '', 400, '没有粘贴任何内容'], ['no header', '陈明红\t13812345678', 400, '没有认出表头'], ['too many rows', `内容\n${'灯坏了\n'.repeat(2_001)}`, 413, '超过上限 2000']])('%s: refused in words', async (_what, pasted, status, message) => {
    const answer = await post('/api/items/paste', { text: pasted });
    expect(answer).toMatchObject({ status, json: { error: { message: expect.stringContaining(message) } } });
    expect(JSON.stringify(answer.json)).not.toMatch(/陈明红|13812345678/);
  });
});

it('nothing personal was logged', () => {
  expect(log.lines.join('\n')).not.toMatch(/陈明红|李小明|1381234|1398765/);
});
