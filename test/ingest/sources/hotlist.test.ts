import iconv from 'iconv-lite';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rowHash } from '../../../ingest/hash.ts';
import { hotlistKind, type HotlistConfig } from '../../../ingest/sources/hotlist.ts';
import type { ReadContext } from '../../../ingest/sources/kind.ts';
import type { IncomingItem, Reject } from '../../../model/index.ts';
import { testWeb } from '../../support/web.ts';
import { serveSite, type Site } from '../fetch/site.ts';

const NOW = new Date('2026-11-24T08:00:00Z');
const later = (minutes: number) => () => new Date(NOW.getTime() + minutes * 60_000);
const DAYS = 24 * 60;

let site: Site | undefined;
afterEach(async () => {
  await site?.close();
  site = undefined;
});

async function poll(config: Partial<HotlistConfig>, ctx: Partial<ReadContext> = {}) {
  const items: IncomingItem[] = [];
  const rejects: Reject[] = [];
  const events = hotlistKind.read(hotlistKind.configSchema.parse(config), { cursor: null, clock: () => NOW, web: testWeb(), ...ctx });
  for (;;) {
    const next = await events.next();
    // Cursors live in a jsonb column between two polls.
    if (next.done) return { items, rejects, cursor: JSON.parse(JSON.stringify(next.value.cursor)) as { seen: unknown[]; leftOut: unknown } };
    if (next.value.type === 'item') items.push(next.value.item);
    if (next.value.type === 'reject') rejects.push(next.value.reject);
  }
}

async function serve(answer: RequestListener): Promise<Partial<HotlistConfig>> {
  site = await serveSite(answer);
  return { url: `${site.url}/hot.json`, allowHosts: [site.host] };
}

const serveJson = (value: () => unknown) => serve((_, response) => void response.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify(value())));

describe('introduces itself', () => {
  it('with an example that its own schema takes, and that reads what it says', async () => {
    expect(hotlistKind.configSchema.parse(hotlistKind.example.config)).toEqual(hotlistKind.example.config);
    expect(hotlistKind.rhythm(hotlistKind.example.config)).toEqual({ everyMs: 10 * 60_000 });
    const served = await serveJson(() => ({ data: { realtime: [{ word: '清河停水', num: 5_000 }] } }));
    const { items } = await poll({ ...hotlistKind.example.config, ...served });
    expect(items).toMatchObject([{ title: '清河停水', ranking: { at: NOW, rank: 1, heat: 5_000 } }]);
  });

  it('a file is imported by hand, so it is not polled', () => {
    expect(hotlistKind.rhythm(hotlistKind.configSchema.parse({ file: 'a.json' }))).toBeNull();
  });

  it.each([{ url: 'ftp://a.example/hot' }, { url: 'https://a.example/', intervalMinutes: 0 }, { url: 'https://a.example/', list: '' }, { url: 'https://a.example/', path: 'data' }])('refuses %j', (config) => {
    expect(hotlistKind.configSchema.safeParse(config).success).toBe(false);
  });

  it('with neither address nor file it says what to set', async () => {
    await expect(poll({})).rejects.toMatchObject({ code: 'CONFIG_INVALID', remedy: expect.stringContaining('url') as string });
  });
});

it('an entry is a post with every field filled', async () => {
  const config = await serveJson(() => [{ title: '#东风路㐂临门小区停水#', desc: '已第三天。', hot: '12.3万', url: '/hot/1' }, { title: '广告', is_ad: 1 }]);
  const { items, cursor } = await poll(config);
  expect(items).toEqual([{
    externalId: expect.stringMatching(/^[\w-]{22}@2026-11-24$/) as string, kind: 'post', title: '东风路㐂临门小区停水', body: '东风路㐂临门小区停水\n已第三天。', url: `${site?.url}/hot/1`,
    author: null, publishedAt: NOW, precision: 'second', channel: null, requestType: null, place: null, categoryPath: [], mainUnit: null, coUnits: [], status: null, reply: null, replyAt: null,
    closedAt: null, dueText: null, engagement: {}, contact: null, raw: {}, ranking: { at: NOW, rank: 1, heat: 123_000 }, marks: ['time-from-fetch'],
  }]);
  expect(cursor.leftOut).toEqual({ adverts: 1, pinned: 0, repeats: 0 });
});

describe('the same title on the list again', () => {
  const one = (extra: object) => [{ title: '清河停水', ...extra }];

  it('is the same row with another place, whatever became of its heat and link', async () => {
    let list: object[] = one({ rank: 5, hot: '3万', url: 'https://s.example/?q=清河停水&band_rank=5' });
    const config = await serveJson(() => list);
    const first = await poll(config);
    list = [{ title: '公交改线', rank: 1, hot: '99万' }, ...one({ rank: 2, hot: '88万', url: 'https://s.example/?q=清河停水&band_rank=2', label: '爆' })];
    const second = await poll(config, { cursor: first.cursor, clock: later(10) });
    expect(second.items.map((i) => i.ranking)).toEqual([{ at: later(10)(), rank: 1, heat: 990_000 }, { at: later(10)(), rank: 2, heat: 880_000 }]);
    const [before, again] = [first.items[0]!, second.items[1]!];
    expect({ ...again, ranking: null }).toEqual({ ...before, ranking: null });
    expect(rowHash(again)).toBe(rowHash(before));
  });

  it.each([[1, true], [7, true], [8, false]])('after %i days away: the same item %s', async (days, same) => {
    let list: unknown = one({});
    const config = await serveJson(() => list);
    const first = await poll(config);
    list = [{ title: '别的事' }];
    const between = await poll(config, { cursor: first.cursor, clock: later(days * DAYS - 10) });
    list = one({});
    const back = await poll(config, { cursor: between.cursor, clock: later(days * DAYS) });
    expect(back.items[0]?.externalId === first.items[0]?.externalId).toBe(same);
    expect(back.items[0]?.publishedAt).toEqual(same ? NOW : later(days * DAYS)());
  });

  it('stays one item as long as it is on the list', async () => {
    const config = await serveJson(() => one({}));
    let { items, cursor } = await poll(config);
    const ids = new Set(items.map((i) => i.externalId));
    for (let day = 1; day <= 12; day++) {
      ({ items, cursor } = await poll(config, { cursor, clock: later(day * DAYS) }));
      ids.add(items[0]!.externalId);
    }
    expect(ids.size).toBe(1);
    expect(cursor.seen).toHaveLength(1);
  });

  it('the day in its key is Shanghai\'s', async () => {
    const config = await serveJson(() => one({}));
    const { items } = await poll(config, { clock: () => new Date('2026-11-23T16:30:00Z') });
    expect(items[0]?.externalId.endsWith('@2026-11-24')).toBe(true);
  });

  it('with an id of the site\'s own it is that, also under a new title', async () => {
    let title = '清河停水';
    const config = { ...await serveJson(() => [{ title, tid: 77 }]), id: 'tid' };
    const first = await poll(config);
    title = '清河停水(已恢复)';
    const second = await poll(config, { cursor: first.cursor, clock: later(10) });
    expect([first.items[0]?.externalId, second.items[0]?.externalId]).toEqual(['id:77', 'id:77']);
    expect(second.items[0]?.title).toBe('清河停水(已恢复)');
  });

  it('a cursor of another time is started anew', async () => {
    const config = await serveJson(() => one({}));
    expect((await poll(config, { cursor: { seen: [['x', '昨天', 1, {}]] } })).items).toHaveLength(1);
  });
});

it('an entry without a title is put aside with its number; entries beyond the most are one line', async () => {
  const config = await serveJson(() => [{ title: '甲' }, { rank: 2, hot: 3 }, ...Array.from({ length: 500 }, (_, i) => ({ title: `第${i}件` }))]);
  const { items, rejects } = await poll(config);
  expect(items).toHaveLength(499);
  expect(rejects).toEqual([
    { row: 2, column: null, code: 'ROW_NO_CONTENT', reason: '榜单第 2 条没有标题', cells: ['{"rank":2,"hot":3}'] },
    { row: 501, column: null, code: 'FETCH_TOO_LARGE', reason: '榜单超过 500 条,后面的 2 条没有读', cells: [] },
  ]);
});

describe('bytes', () => {
  it('GBK, named by the header or by nobody', async () => {
    const bytes = iconv.encode(JSON.stringify([{ title: '清河大桥夜间封闭施工' }, { title: '公交线路临时调整' }]), 'gbk');
    for (const type of ['text/javascript; charset=gbk', 'application/json']) {
      const config = await serve((_, response) => void response.setHeader('content-type', type).end(bytes));
      const { items } = await poll(config);
      expect(items.map((i) => i.title)).toEqual(['清河大桥夜间封闭施工', '公交线路临时调整']);
      await site?.close();
    }
  });

  it('from a file, by hand', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'hotlist-'));
    try {
      const file = join(dir, '榜.json');
      await writeFile(file, 'callback([{"title":"清河停水","heat":"5万"}])');
      expect((await poll({}, { file })).items).toMatchObject([{ title: '清河停水', ranking: { rank: 1, heat: 50_000 } }]);
      await expect(poll({ file, maxBytes: 10 })).rejects.toMatchObject({ code: 'FETCH_TOO_LARGE' });
      await expect(poll({ file: join(dir, '没有.json') })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});

describe('failures, in words', () => {
  it('inside addresses are refused unless the source lists them', async () => {
    const { url } = await serveJson(() => []);
    await expect(poll({ url: url ?? '' })).rejects.toMatchObject({ code: 'FETCH_REFUSED' });
  });

  it('a page in place of the list, and an answer that wants a login', async () => {
    const page = await serve((_, response) => void response.setHeader('content-type', 'text/html').end('<html><body>请完成验证</body></html>'));
    await expect(poll(page)).rejects.toMatchObject({ code: 'HOTLIST_NOT_A_LIST', message: expect.stringContaining('网页') as string });
    await site?.close();
    const login = await serveJson(() => ({ code: -101, message: '账号未登录' }));
    await expect(poll(login)).rejects.toMatchObject({ code: 'HOTLIST_NOT_A_LIST', message: expect.stringContaining('账号未登录') as string });
  });

  it('an endless list ends at the limit', async () => {
    const config = await serve((_, response) => {
      const more = () => { while (!response.destroyed && response.write('{"title":"无穷无尽"},'.repeat(1_000))); };
      response.on('drain', more);
      response.write('[');
      more();
    });
    await expect(poll({ ...config, maxBytes: 500_000 })).rejects.toMatchObject({ code: 'FETCH_TOO_LARGE' });
  });
});
