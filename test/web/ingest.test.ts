import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putSecret } from '../../db/source-secrets.ts';
import { ensureSource } from '../../db/sources.ts';
import { createSeal } from '../../ingest/seal.ts';
import type { OpenDesk } from '../../web/api/server.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { openDesk } from './desk.ts';
import { NOW } from './world.ts';

const seal = createSeal('a'.repeat(64));
const KEY = 'q7-清河-push-key';
const seconds = (ahead = 0) => String(Math.floor(NOW.getTime() / 1_000) + ahead);

let t: TestDb;
let desk: OpenDesk;
beforeAll(async () => {
  t = await createTestDb();
  desk = await openDesk(t, { seal });
  await source('城管平台');
});
afterAll(async () => {
  await desk.close();
  await t.close();
});

async function source(name: string, config: object = {}, kind = 'webhook') {
  const { id } = await ensureSource(t.db, { name, kind, channel: '系统推送', profileId: 'yangzhou-2018', config });
  await putSecret(t.db, seal, id, 'key', KEY);
  return id;
}

/** Written here once more, as a pushing system would from the document, not with the code under test. */
const sign = (body: string | Uint8Array, timestamp: string, key = KEY) => `v1=${createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex')}`;

interface Call {
  to?: string;
  url?: string;
  timestamp?: string;
  key?: string;
  type?: string | null;
  headers?: Record<string, string>;
}
async function push(body: unknown, { to = '城管平台', url = desk.url, timestamp = seconds(), key = KEY, type = 'application/json', headers = {} }: Call = {}) {
  const bytes = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const answer = await fetch(`${url}/ingest/${encodeURIComponent(to)}`, {
    method: 'POST', body: typeof bytes === 'string' ? Buffer.from(bytes) : bytes as Uint8Array<ArrayBuffer>,
    headers: { ...(type !== null && { 'content-type': type }), 'x-yuqing-timestamp': timestamp, 'x-yuqing-signature': sign(bytes, timestamp, key), ...headers },
  });
  return { status: answer.status, json: await answer.json() as Record<string, unknown> & { error?: { code: string; message: string; remedy: string } } };
}
const stored = async (no: string) => (await t.db.selectFrom('item').selectAll().where('external_id', '=', no).execute());
const NONE = { received: 0, stored: 0, duplicate: 0, updated: 0, rejected: 0, blocked: 0, rejects: [] };

describe('a signed call', () => {
  it('is stored, by our names and by the pushing system’s own', async () => {
    const { status, json } = await push([
      { externalId: 'CG-1', receivedAt: '2026-11-24T09:00:00+08:00', type: '投诉', title: '夜市油烟', body: '三更半夜还在炒菜,油烟直冲窗户', place: '清河市文昌路', mainUnit: '市城管局', coUnits: ['市环保局', '文昌街道'], name: '陈明红', phone: '13812345678' },
      { 工单编号: 'CG-2', 受理时间: '2026年11月24日 10:05', 诉求内容: '路口红绿灯不亮,请回电13987654321', 诉求渠道: '微信小程序' },
      { lsh: 'CG-3', wtms: '井盖缺失' },
    ]);
    expect({ status, json }).toEqual({ status: 202, json: { ...NONE, received: 3, stored: 2, rejected: 1, rejects: [expect.objectContaining({ row: 3, reason: '第 3 条没有诉求内容' })] } });
    expect(await stored('CG-1')).toMatchObject([{
      title: '夜市油烟', kind: 'message', channel: '系统推送', given_type: '投诉', place: '清河市文昌路', main_unit: '市城管局', co_units: ['市环保局', '文昌街道'],
      published_at: new Date('2026-11-24T01:00:00Z'),
    }]);
    expect(await stored('CG-2')).toMatchObject([{ channel: '微信小程序', body: '路口红绿灯不亮,请回电139****4321' }]);
    const contacts = await t.db.selectFrom('contact').innerJoin('item', 'item.id', 'contact.item_id').select(['external_id', 'sealed']).orderBy('external_id').execute();
    expect(contacts.map((c) => [c.external_id, seal.open(c.sealed)])).toEqual([['CG-1', { name: '陈明红', phone: '13812345678' }], ['CG-2', { phone: '13987654321' }]]);
  });

  it('a source’s own map tells what its keys mean', async () => {
    await source('网格平台', { map: ['lsh=source_no', 'wtms=content', 'sbsj=received_at'] });
    const { json } = await push({ items: [{ lsh: 'WG-1', wtms: '井盖缺失', sbsj: 1_795_480_000 }] }, { to: '网格平台' });
    expect(json).toMatchObject({ received: 1, stored: 1, rejects: [] });
    expect(await stored('WG-1')).toMatchObject([{ body: '井盖缺失', published_at: new Date(1_795_480_000_000) }]);
  });

  it('line-wise JSON: a broken line is named and the others are stored', async () => {
    const { status, json } = await push('{"externalId":"ND-1","body":"甲处积水"}\n\n{"externalId":"ND-2","body":\n{"externalId":20260424159024001,"body":"乙处积水"}\n', { type: 'application/x-ndjson' });
    expect({ status, json }).toEqual({ status: 202, json: { ...NONE, received: 3, stored: 2, rejected: 1, rejects: [{ row: 3, column: null, reason: '第 3 条不是 JSON 对象' }] } });
    expect(await stored('20260424159024001')).toHaveLength(1);
  });

  it('posts, where the source says so', async () => {
    await source('论坛推送', { asMessages: false });
    await push({ id: 'LT-1', body: '有人知道停水到几点吗' }, { to: '论坛推送' });
    expect(await stored('LT-1')).toMatchObject([{ kind: 'post' }]);
  });

  it('GB18030 by its charset, and without one', async () => {
    const gb = (no: string) => Buffer.concat([Buffer.from(`{"externalId":"${no}","body":"`), Buffer.from('c2b7b5c6bbb5c1cb', 'hex'), Buffer.from('"}')]);
    for (const [no, type] of [['GB-1', 'application/json; charset=GBK'], ['GB-2', 'application/json']] as const) {
      expect((await push(gb(no), { type })).json).toMatchObject({ stored: 1 });
      expect(await stored(no)).toMatchObject([{ body: '路灯坏了' }]);
    }
  });

  it('an empty list is no mistake', async () => {
    expect(await push([])).toEqual({ status: 202, json: NONE });
  });

  it('a source with as long a name as there may be, and awkward signs in it', async () => {
    for (const name of ['海'.repeat(100), '甲/乙?丙#丁 %2F']) {
      await source(name);
      expect((await push([], { to: name })).status).toBe(202);
    }
  });
});

describe('coming again', () => {
  it('the same records in another call are duplicates, changed ones are updates', async () => {
    const one = { externalId: 'AG-1', body: '垃圾三天没人收' };
    expect((await push(one, { timestamp: seconds(-9) })).json).toMatchObject({ stored: 1, duplicate: 0 });
    expect((await push(one, { timestamp: seconds(-8) })).json).toMatchObject({ stored: 0, duplicate: 1, updated: 0 });
    // What stands beside it in the call changes nothing of it.
    expect((await push([{ externalId: 'AG-2', body: '噪声', status: '办理中' }, one], { timestamp: seconds(-7) })).json).toMatchObject({ stored: 1, duplicate: 1, updated: 0 });
    expect((await push({ ...one, status: '已办结' }, { timestamp: seconds(-6) })).json).toMatchObject({ stored: 0, duplicate: 1, updated: 1 });
  });

  it('a call replayed word for word is answered as the first time and opens no second run', async () => {
    const body = JSON.stringify([{ externalId: 'RP-1', body: '路面塌陷' }, { externalId: 'RP-2' }]);
    const first = await push(body, { timestamp: seconds(-20) });
    const runs = async () => (await t.db.selectFrom('run').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
    const before = await runs();
    expect(first.json).toMatchObject({ received: 2, stored: 1, rejected: 1 });
    expect(await push(body, { timestamp: seconds(-20) })).toEqual(first);
    expect(await runs()).toBe(before);
    // Another desk (after a restart) does not remember; the store does.
    const other = await openDesk(t, { seal });
    try {
      expect((await push(body, { timestamp: seconds(-20), url: other.url })).json).toMatchObject({ received: 2, stored: 0, duplicate: 1, rejected: 1 });
    } finally {
      await other.close();
    }
  });

  it('ten at once, word for word: stored once, answered alike', async () => {
    const body = JSON.stringify([{ externalId: 'PA-1', body: '电梯停运' }]);
    const answers = await Promise.all(Array.from({ length: 10 }, () => push(body, { timestamp: seconds(-30) })));
    expect(answers).toEqual(Array.from({ length: 10 }, () => ({ status: 202, json: { ...NONE, received: 1, stored: 1 } })));
    expect(await stored('PA-1')).toHaveLength(1);
  });

  it('ten at once, each signed by itself: stored once, nine duplicates', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, k) => push([{ externalId: 'PB-1', body: '公厕关门' }, { externalId: 'PB-2', body: '公厕没水' }], { timestamp: seconds(-40 - k) })));
    const sum = (what: string) => answers.reduce((n, a) => n + Number(a.json[what]), 0);
    expect([sum('received'), sum('stored'), sum('duplicate'), sum('updated')]).toEqual([20, 2, 18, 0]);
    expect([(await stored('PB-1')).length, (await stored('PB-2')).length]).toEqual([1, 1]);
  });
});

describe('who does not hold the key learns nothing', () => {
  const body = JSON.stringify({ externalId: 'NO-1', body: '不该入库' });

  it('unknown source, other kind, disabled, without a key, wrong key, stale with a wrong key: one answer', async () => {
    await source('停用的', {});
    await t.db.updateTable('source').set({ enabled: false }).where('name', '=', '停用的').execute();
    await source('热线导出', {}, 'hotline');
    await ensureSource(t.db, { name: '没有密钥的', kind: 'webhook', channel: '系统推送', profileId: 'national' });
    const answers = await Promise.all([
      push(body, { key: 'wrong' }), push(body, { to: '没有的' }), push(body, { to: '停用的' }), push(body, { to: '热线导出' }), push(body, { to: '没有密钥的' }),
      push(body, { to: '没有密钥的', key: '' }), push(body, { to: '没有密钥的', key: 'no key' }), push(body, { to: '没\0有' }), push(body, { key: 'wrong', timestamp: seconds(-9_999) }), push('这不是 JSON', { key: 'wrong' }),
      push(body, { headers: { 'x-yuqing-signature': 'v1=zz' } }), push(body, { headers: { 'x-yuqing-signature': '' } }), push(body, { timestamp: 'jetzt' }), push(body, { timestamp: '-1' }),
      push(body, { headers: { 'x-yuqing-signature': sign(`${body} `, seconds()) } }), push(body, { headers: { 'x-yuqing-timestamp': seconds(1) } }),
    ]);
    const [first] = answers;
    expect(first).toMatchObject({ status: 401, json: { error: { code: 'SIGNATURE_WRONG', message: '信源名或签名不对', remedy: expect.stringContaining('docs/webhook.md') } } });
    for (const answer of answers) expect(answer).toEqual(first);
    expect(await stored('NO-1')).toEqual([]);
  });

  it('settings that are broken are told to who holds the key, and to nobody else', async () => {
    for (const [name, config] of [['坏设置', { windowSeconds: '五分钟' }], ['坏对照', { map: ['wtms=内容'] }]] as const) {
      await source(name, config);
      expect((await push(body, { to: name, key: 'wrong' })).status).toBe(401);
      expect(await push(body, { to: name })).toMatchObject({ status: 503, json: { error: { code: expect.stringMatching(/^(CONFIG|MAP)_INVALID$/) } } });
    }
  });

  it('who holds it and has a wrong clock is told so', async () => {
    for (const off of [-301, 301]) {
      expect(await push(body, { timestamp: seconds(off) })).toMatchObject({
        status: 401, json: { error: { code: 'SIGNATURE_WRONG', message: '签名正确,但时间戳与本机时间相差超过 300 秒', remedy: expect.stringContaining(`2026-11-24 18:30(${seconds()})`) } },
      });
    }
    await source('宽的', { windowSeconds: 3_600 });
    expect((await push({ externalId: 'WIN-1', body: '时钟慢了' }, { to: '宽的', timestamp: seconds(-3_600) })).status).toBe(202);
    expect((await push({ externalId: 'WIN-2', body: '正好' }, { timestamp: seconds(300) })).status).toBe(202);
    expect(await stored('NO-1')).toEqual([]);
  });
});

describe('what cannot be taken in', () => {
  it.each([
    ['no JSON', '{"body": 陈明红 13812345678', '请求体不是合法的 JSON'],
    ['broken beyond its first line', '{"items": [\n{"body":"甲"},\n{"body":}]}', '请求体不是合法的 JSON'],
    ['a string', '"陈明红"', '请求体不是 JSON 对象或数组'],
    ['null', 'null', '请求体不是 JSON 对象或数组'],
    ['nothing', '  \n', '请求体是空的'],
    ['nested without end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, '请求体嵌套超过 32 层'],
    ['nested and never closed', '['.repeat(100_000), '请求体不是合法的 JSON'],
  ])('%s: 400 in words, and nothing is echoed', async (_what, body, message) => {
    const { status, json } = await push(body);
    expect({ status, error: json.error }).toEqual({ status: 400, error: { code: 'REQUEST_INVALID', message, remedy: expect.stringContaining('每行一个对象') } });
    expect(JSON.stringify(json)).not.toMatch(/陈明红|1381234/);
  });

  it('a wrong content type, and none: 415', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/html', 'application/jsonp', null]) {
      const { status, json } = await push('{"body":"甲"}', { type });
      expect({ type, status, message: json.error?.message }).toEqual({ type, status: 415, message: '不收这种内容类型' });
    }
  });

  it('too many records: 413, and none is stored', async () => {
    await source('少的', { maxRecords: 2, maxBytes: 2_000 });
    const three = ['TM-1', 'TM-2', 'TM-3'].map((externalId) => ({ externalId, body: '太多' }));
    for (const body of [JSON.stringify(three), JSON.stringify({ items: three }), three.map((r) => JSON.stringify(r)).join('\n')]) {
      expect(await push(body, { to: '少的' })).toMatchObject({ status: 413, json: { error: { code: 'REQUEST_TOO_LARGE', message: '一次推送的条数超过上限 2', remedy: expect.stringContaining('分批') } } });
    }
    expect(await push(Array.from({ length: 501 }, (_, k) => ({ externalId: `TN-${k}`, body: '太多' })))).toMatchObject({ status: 413, json: { error: { message: '一次推送的条数超过上限 500' } } });
    expect(await push({ body: '长'.repeat(1_000) }, { to: '少的' })).toMatchObject({ status: 413, json: { error: { message: expect.stringMatching(/^请求体有 \d+ 字节,超过该信源的上限 2000$/) } } });
    expect(await stored('TM-1')).toEqual([]);
  });

  it('a huge body is refused before it is read, signed or not', async () => {
    const huge = Buffer.alloc(5 * 1_048_576, 0x20);
    for (const key of [KEY, 'wrong']) expect(await push(huge, { key })).toMatchObject({ status: 413, json: { error: { code: 'REQUEST_TOO_LARGE', message: '请求体太大' } } });
  });

  it('rejects are counted in the books and named without what they say', async () => {
    const { json } = await push([
      { externalId: 'RJ-1', receivedAt: '陈明红', body: '我是陈明红,电话13812345678' }, '陈明红 13812345678', null, ['甲'], { 13812345678: '甲' }, { externalId: '1.12E+17', body: '乙' },
      Object.fromEntries(Array.from({ length: 201 }, (_, k) => [`k${k}`, k])), { externalId: 'RJ-2', body: '好的一条' },
    ], { timestamp: seconds(-50) });
    expect(json).toMatchObject({ received: 8, stored: 1, rejected: 7 });
    expect((json['rejects'] as { row: number; column: string | null; reason: string }[]).map((r) => [r.row, r.column, r.reason])).toEqual([
      [1, 'receivedAt', expect.stringContaining('第 1 条“receivedAt”的时间认不出')], [2, null, '第 2 条不是 JSON 对象'], [3, null, '第 3 条不是 JSON 对象'], [4, null, '第 4 条不是 JSON 对象'],
      [5, null, '第 5 条没有诉求内容'], [6, 'externalId', expect.stringContaining('科学计数')], [7, null, '第 7 条字段超过 200 个'],
    ]);
    expect(JSON.stringify(json)).not.toMatch(/陈明红|13812345678/);
    const run = await t.db.selectFrom('run').selectAll().orderBy('started_at', 'desc').limit(1).executeTakeFirstOrThrow();
    expect(run).toMatchObject({ received: 8, stored: 1, rejected: 7, notes: { rejects: { ROW_MALFORMED: 4, ROW_BAD_TIME: 1, ROW_NO_CONTENT: 1, ROW_BAD_ORDER_NO: 1 } } });
  });

  it('what state-secret rules stop is counted and nowhere kept', async () => {
    const { json } = await push({ externalId: 'SE-1', body: '附件为机密★10年文件,内容见后' }, { timestamp: seconds(-60) });
    expect(json).toEqual({ ...NONE, received: 1, blocked: 1 });
    expect(await stored('SE-1')).toEqual([]);
  });

  it('hostile cells hold up nothing', async () => {
    const { json } = await push(JSON.stringify([
      { externalId: 'HO-1', body: '\u0000\ud800坏字符<script>alert(1)</script>', __x: { a: { b: { c: { d: 1 } } } } }, { externalId: 'HO-2', body: '=cmd|\' /C calc\'!A0', constructor: 'x', toString: 'y' },
    ]).replace('"__x"', '"__proto__"'), { timestamp: seconds(-70) });
    expect(json).toMatchObject({ received: 2, stored: 2 });
    const [one] = await stored('HO-1');
    expect(one!.body).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  });
});

it('a desk without the contact key takes nothing in and says why', async () => {
  const bare = await openDesk(t);
  try {
    expect(await push({ body: '甲' }, { url: bare.url })).toMatchObject({ status: 503, json: { error: { code: 'CONFIG_INVALID', message: expect.stringContaining('没有联系方式密钥'), remedy: expect.stringContaining('YUQING_KEY_FILE') } } });
  } finally {
    await bare.close();
  }
});

it('only callers of this machine are heard, and no page of another site', async () => {
  expect((await push({ body: '甲' }, { headers: { origin: 'http://evil.example' } })).status).toBe(403);
  const from = await desk.app.inject({ method: 'POST', url: '/ingest/x', remoteAddress: '192.168.1.7', headers: { host: '127.0.0.1' } });
  expect(from.statusCode).toBe(403);
});
