import { gunzipSync } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openFaults } from '../../db/faults.ts';
import { rankingsOf } from '../../db/rankings.ts';
import { snapshotsOf } from '../../db/snapshots.ts';
import { ensureSource, schedulePoll, takeDueSources } from '../../db/sources.ts';
import { pollSource } from '../../ingest/poll.ts';
import { createSeal } from '../../ingest/seal.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { testWeb } from '../support/web.ts';
import { serveSite, type Site } from './fetch/site.ts';

const NOW = new Date('2026-11-24T08:00:00Z');
const MINUTE = 60_000;
const seal = createSeal('ab'.repeat(32));

let t: TestDb;
let made = 0;
const sites: Site[] = [];
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());
afterEach(async () => { for (const site of sites.splice(0)) await site.close(); });

const rss = (...items: string[]) => `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>清河</title>${items
  .map((i) => `<item><guid>${i}</guid><title>${i}</title><description>${i}的正文</description><pubDate>Mon, 23 Nov 2026 10:00:00 +0800</pubDate></item>`).join('')}</channel></rss>`;

async function source(answer: (request: IncomingMessage, response: ServerResponse) => void, config: object = {}) {
  const site = await serveSite(answer);
  sites.push(site);
  made += 1;
  const { id } = await ensureSource(t.db, { name: `订阅${made}`, kind: 'feed', channel: '网站', profileId: 'national', config: { url: `${site.url}/rss.xml`, allowHosts: [site.host], ...config } });
  return { id, site };
}
const poll = (id: number, now = NOW) => pollSource(t.db, id, { clock: () => now, seal, web: testWeb() });
const stateOf = (id: number) => t.db.selectFrom('source').select(['last_error', 'failures', 'next_poll_at', 'last_ok_at', 'cursor']).where('id', '=', id).executeTakeFirstOrThrow();
const minutesOf = async (id: number, now = NOW) => ((await stateOf(id)).next_poll_at!.getTime() - now.getTime()) / MINUTE;
const titles = async (id: number) => (await t.db.selectFrom('item').select('title').where('source_id', '=', id).orderBy('id').execute()).map((r) => r.title);

describe('a feed that answers', () => {
  it('is stored once, with its channel, and asked again after its interval', async () => {
    const { id } = await source((_, response) => void response.end(rss('路灯', '停水')), { intervalMinutes: 30 });
    expect(await poll(id)).toEqual({ received: 2, stored: 2, duplicate: 0, updated: 0, rejected: 0, blocked: 0 });
    expect(await poll(id)).toEqual({ received: 2, stored: 0, duplicate: 2, updated: 0, rejected: 0, blocked: 0 });
    expect(await titles(id)).toEqual(['路灯', '停水']);
    const item = await t.db.selectFrom('item').selectAll().where('source_id', '=', id).where('title', '=', '路灯').executeTakeFirstOrThrow();
    expect(item).toMatchObject({ kind: 'post', channel: '网站', body: '路灯的正文', published_at: new Date('2026-11-23T02:00:00Z'), historical: false });
    expect(await stateOf(id)).toMatchObject({ last_error: null, failures: 0, last_ok_at: NOW });
    expect(await minutesOf(id)).toBe(30);
    const lines = await t.db.selectFrom('outbox').select('payload').where('stage', '=', 'classify').execute();
    expect(lines).toHaveLength(1);
  });

  it('brings what is new the next time', async () => {
    let items = ['甲'];
    const { id } = await source((_, response) => void response.end(rss(...items)));
    await poll(id);
    items = ['乙', '甲'];
    expect(await poll(id)).toMatchObject({ stored: 1, duplicate: 1, updated: 0 });
    expect(await titles(id)).toEqual(['甲', '乙']);
  });

  it('is asked for changes only, and a 304 is no news and no fault', async () => {
    const asked: (string | undefined)[] = [];
    const { id } = await source((request, response) => {
      asked.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v1"' }).end(rss('甲'));
    });
    await poll(id);
    const { cursor } = await stateOf(id);
    expect(await poll(id, new Date(NOW.getTime() + 15 * MINUTE))).toEqual({ received: 0, stored: 0, duplicate: 0, updated: 0, rejected: 0, blocked: 0 });
    await poll(id);
    expect(asked).toEqual([undefined, '"v1"', '"v1"']);
    expect(await stateOf(id)).toMatchObject({ last_error: null, failures: 0, cursor });
  });

  it('left to its own rhythm it is asked sooner while it has news, and later when it has none', async () => {
    let items = ['甲'];
    const { id } = await source((_, response) => void response.end(rss(...items)));
    const minutes: number[] = [];
    for (const next of [['甲'], ['甲', '乙'], ['甲', '乙', '丙'], ['甲', '乙', '丙'], ['甲', '乙', '丙']]) {
      items = next;
      await poll(id);
      minutes.push(await minutesOf(id));
    }
    expect(minutes).toEqual([10, 6.666_666_666_666_667, 5, 7.5, 11.25].map((m) => Math.round(m * 60) / 60));
  });

  it('material older than its profile’s horizon is history', async () => {
    const { id } = await source((_, response) => void response.end(rss('旧闻').replace('23 Nov 2026', '23 Nov 2025')));
    await poll(id);
    expect(await t.db.selectFrom('item').select('historical').where('source_id', '=', id).execute()).toEqual([{ historical: true }]);
  });
});

it('a hot list: an entry is one item, and every reading adds its place', async () => {
  let list = [{ word: '清河大桥封闭', raw_hot: 980_000 }, { word: '清河早餐', raw_hot: 1_200 }];
  const site = await serveSite((_, response) => void response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { realtime: list } })));
  sites.push(site);
  const { id } = await ensureSource(t.db, { name: '热搜', kind: 'hotlist', channel: '热搜', profileId: 'national', config: { url: `${site.url}/hot.json`, allowHosts: [site.host] } });
  expect(await poll(id)).toMatchObject({ stored: 2, duplicate: 0 });
  list = [{ word: '清河早餐', raw_hot: 2_000_000 }, { word: '清河大桥封闭', raw_hot: 900_000 }];
  expect(await poll(id, new Date(NOW.getTime() + 10 * MINUTE))).toMatchObject({ stored: 0, duplicate: 2, updated: 0 });
  const item = await t.db.selectFrom('item').select('id').where('source_id', '=', id).where('title', '=', '清河早餐').executeTakeFirstOrThrow();
  expect(await rankingsOf(t.db, item.id)).toEqual([{ at: NOW, rank: 2, heat: 1_200 }, { at: new Date(NOW.getTime() + 10 * MINUTE), rank: 1, heat: 2_000_000 }]);
});

it('a watched page: each article once, with the page kept as evidence, and what is off the subject counted', async () => {
  const article = (title: string, text: string) => `<html><head><title>${title}_清河政府网</title></head><body><h1>${title}</h1><p class="info">发布时间:2026-11-23 10:00 来源:清河日报</p><div class="article-content"><p>${text}</p></div></body></html>`;
  const pages: Record<string, string> = {
    '/list.html': '<html><body><ul class="list"><li><a href="/a/20261123/1.html">清河大桥将封闭施工三个月</a> 2026-11-23</li><li><a href="/a/20261123/2.html">全市机关篮球赛今日开赛</a> 2026-11-23</li></ul></body></html>',
    '/a/20261123/1.html': article('清河大桥将封闭施工三个月', '因桥面维修,清河大桥将于十二月一日起封闭施工,公交线路同时调整,请市民提前安排出行。'),
    '/a/20261123/2.html': article('全市机关篮球赛今日开赛', '全市机关篮球赛今天在体育馆开赛,共有十六支队伍参加,比赛将持续一周时间。'),
  };
  const site = await serveSite((request, response) => void response.writeHead(pages[request.url!] ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(pages[request.url!] ?? '没有这个页面'));
  sites.push(site);
  const { id } = await ensureSource(t.db, { name: '重点网站', kind: 'page', channel: '网站', profileId: 'national', config: { url: `${site.url}/list.html`, allowHosts: [site.host], keywords: ['封闭施工'] } });
  expect(await poll(id)).toEqual({ received: 2, stored: 1, duplicate: 0, updated: 0, rejected: 1, blocked: 0 });
  expect(await poll(id)).toMatchObject({ received: 0 });
  const item = await t.db.selectFrom('item').select(['id', 'title', 'url', 'published_at']).where('source_id', '=', id).executeTakeFirstOrThrow();
  expect(item).toMatchObject({ title: '清河大桥将封闭施工三个月', url: `${site.url}/a/20261123/1.html`, published_at: new Date('2026-11-23T02:00:00Z') });
  const [page] = await snapshotsOf(t.db, item.id);
  expect(gunzipSync(page!.packed).toString()).toBe(pages['/a/20261123/1.html']);
  const { notes } = await t.db.selectFrom('run').select('notes').where('source_id', '=', id).orderBy('started_at').limit(1).executeTakeFirstOrThrow();
  expect(notes.rejects).toEqual({ ITEM_OFF_TOPIC: 1 });
  expect(site.asked.filter((url) => url.startsWith('/a/'))).toHaveLength(2);
});

describe('a feed that fails', () => {
  it('says why in Chinese, keeps what it had, and is asked ever more rarely, up to six hours', async () => {
    let well = true;
    const { id } = await source((_, response) => void (well ? response.writeHead(200, { etag: '"v1"' }).end(rss('甲')) : response.writeHead(500).end('<html>oops</html>')), { intervalMinutes: 15 });
    await poll(id);
    const { cursor } = await stateOf(id);
    well = false;
    const waits: number[] = [];
    for (let k = 0; k < 7; k += 1) {
      expect(await poll(id)).toBeNull();
      waits.push(await minutesOf(id));
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 360, 360]);
    const state = await stateOf(id);
    expect(state).toMatchObject({ failures: 7, last_ok_at: NOW, cursor });
    expect(state.last_error).toMatch(/500/);
    expect(state.last_error).toMatch(/[\u4e00-\u9fff]{4}/);
    expect(await titles(id)).toEqual(['甲']);
    const told = await t.db.selectFrom('source_fault').selectAll().where('source_id', '=', id).execute();
    expect(told).toMatchObject([{ kind: 'failing', closed_at: null, words: expect.stringMatching(/连续 7 次抓取失败,上次成功是 2026-11-24 16:00。最近的错误:.*500/) as string }]);
    expect(await t.db.selectFrom('outbox').select('payload').where('stage', '=', 'faults').execute()).toEqual([{ payload: { faultIds: [told[0]!.id] } }]);

    well = true;
    expect(await poll(id)).toMatchObject({ received: 1, duplicate: 1 });
    expect(await stateOf(id)).toMatchObject({ failures: 0, last_error: null });
    expect(await minutesOf(id)).toBe(15);
    expect(await openFaults(t.db, id)).toEqual([]);
  });

  it('and is asked rarely anyway, is not asked more often for it', async () => {
    const { id } = await source((_, response) => void response.writeHead(404).end(), { intervalMinutes: 10_080 });
    await poll(id);
    expect(await minutesOf(id)).toBe(10_080);
  });

  it.each<[string, string, number]>([['seconds', '7200', 120], ['seconds, and impatient', '5', 15], ['a date', new Date(Date.now() + 180 * MINUTE).toUTCString(), 180], ['longer than a day', '999999', 1440]])('Retry-After in %s is honoured', async (_name, header, minutes) => {
    const { id } = await source((_, response) => void response.writeHead(429, { 'retry-after': header }).end());
    await poll(id);
    expect(Math.abs(await minutesOf(id) - minutes)).toBeLessThan(2);
  });

  it('is not a feed: says so, and no half of it is stored', async () => {
    const { id } = await source((_, response) => void response.setHeader('content-type', 'text/html').end('<html><body><h1>网站维护中</h1></body></html>'));
    expect(await poll(id)).toBeNull();
    expect((await stateOf(id)).last_error).toMatch(/不是.*订阅源|订阅源/);
    expect(await titles(id)).toEqual([]);
  });

  it('nobody listens there any more', async () => {
    const { id, site } = await source(() => {});
    await site.close();
    await poll(id);
    expect((await stateOf(id)).last_error).toMatch(/对方拒绝连接/);
  });

  it('its settings are wrong, or its kind is none: told on it, for a person to read', async () => {
    const { id } = await source(() => {}, { intervalMinutes: 'soon' });
    await poll(id);
    expect(await stateOf(id)).toMatchObject({ failures: 1, last_error: expect.stringMatching(/^信源“订阅\d+”的设置不对:intervalMinutes:.*。请改正该信源的设置$/) as string });
    const { id: odd } = await ensureSource(t.db, { name: '怪信源', kind: 'weibo', channel: '网站', profileId: 'national' });
    await poll(odd);
    expect((await stateOf(odd)).last_error).toContain('没有“weibo”这种信源');
    const { id: lost } = await ensureSource(t.db, { name: '无辖区', kind: 'feed', channel: '网站', profileId: 'atlantis', config: { url: 'https://a.example/' } });
    await poll(lost);
    expect((await stateOf(lost)).last_error).toContain('没有名为“atlantis”的辖区配置');
  });
});

describe('several sources', () => {
  it('one that is broken or hangs delays no other', async () => {
    const broken = await source((_, response) => void response.writeHead(500).end());
    let release = () => {};
    const slow = await source((_, response) => { release = () => void response.end(rss('迟到')); });
    const well = await source((_, response) => void response.end(rss('准时')));
    const waiting = poll(slow.id);
    const [failed, good] = await Promise.all([poll(broken.id), poll(well.id)]);
    expect([failed, good?.stored]).toEqual([null, 1]);
    release();
    expect((await waiting)?.stored).toBe(1);
  });

  it('a due source is taken by one poller only, and none before its time or when disabled', async () => {
    await t.db.updateTable('source').set({ next_poll_at: null }).execute();
    const due: { id: number }[] = [];
    for (const name of ['甲', '乙', '丙', '丁']) due.push(await source((_, response) => void response.end(rss(name))));
    for (const { id } of due) await schedulePoll(t.db, id, NOW);
    await schedulePoll(t.db, due[2]!.id, new Date(NOW.getTime() + 1));
    await t.db.updateTable('source').set({ enabled: false }).where('id', '=', due[3]!.id).execute();
    const taken = await Promise.all(Array.from({ length: 4 }, () => takeDueSources(t.db, NOW, 10, 10 * MINUTE)));
    expect(taken.flat().map((s) => s.id).sort((a, b) => a - b)).toEqual([due[0]!.id, due[1]!.id]);
    // A poller that dies with it holds it for ten minutes and no longer.
    expect((await takeDueSources(t.db, new Date(NOW.getTime() + 10 * MINUTE), 10, MINUTE)).map((s) => s.id).sort((a, b) => a - b)).toEqual(due.slice(0, 3).map((d) => d.id));
  });

  it('of one host one at a time, with a pause after each; another host does not wait for it', async () => {
    await t.db.updateTable('source').set({ next_poll_at: null }).execute();
    const site = await source((_, response) => void response.end(rss('甲')));
    const column = async (name: string) => (await ensureSource(t.db, { name, kind: 'feed', channel: '网站', profileId: 'national', config: { url: `${site.site.url}/${name}.xml`, allowHosts: [site.site.host] } })).id;
    const same = [site.id, await column('要闻'), await column('公告')];
    const other = await source((_, response) => void response.end(rss('乙')));
    for (const [k, id] of [...same, other.id].entries()) await schedulePoll(t.db, id, new Date(NOW.getTime() - k));
    const take = async (ms: number) => (await takeDueSources(t.db, new Date(NOW.getTime() + ms), 10, 10 * MINUTE)).map((s) => s.id).sort((a, b) => a - b);
    expect(await take(0)).toEqual([same[2], other.id]);
    expect(await take(1_000)).toEqual([]);
    await poll(same[2]!);
    expect(await take(1_000)).toEqual([]);
    expect(await take(2_000)).toEqual([same[1]]);
  });

  it('a host that asks for patience is left alone by all of its sources', async () => {
    await t.db.updateTable('source').set({ next_poll_at: null }).execute();
    const { id, site } = await source((_, response) => void response.writeHead(503, { 'retry-after': '3600' }).end());
    const { id: neighbour } = await ensureSource(t.db, { name: '同站另一栏', kind: 'feed', channel: '网站', profileId: 'national', config: { url: `${site.url}/b.xml`, allowHosts: [site.host] } });
    await poll(id);
    await schedulePoll(t.db, neighbour, NOW);
    expect(await takeDueSources(t.db, new Date(NOW.getTime() + 59 * MINUTE), 10, MINUTE)).toEqual([]);
    expect((await takeDueSources(t.db, new Date(NOW.getTime() + 60 * MINUTE), 10, MINUTE)).map((s) => s.id)).toHaveLength(1);
  });

  it('a reading that is given up because the process stops is no failure', async () => {
    const stopping = new AbortController();
    const { id } = await source(() => { stopping.abort(); });
    await expect(pollSource(t.db, id, { clock: () => NOW, seal, web: testWeb(), stopping: stopping.signal })).rejects.toThrow();
    expect(await stateOf(id)).toMatchObject({ failures: 0, last_error: null });
  });

  it('a database that fails is not the source’s fault', async () => {
    const { id } = await source((_, response) => void response.end(rss('甲')));
    await sql`create function refuse_run() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`.execute(t.db);
    await sql`create trigger refuse before insert on item for each row execute function refuse_run()`.execute(t.db);
    await expect(poll(id)).rejects.toThrow('disk full');
    await sql`drop trigger refuse on item`.execute(t.db);
    expect(await stateOf(id)).toMatchObject({ failures: 0, last_error: null });
    expect(await poll(id)).toMatchObject({ stored: 1 });
  });

  it('two polls of one source at once store each item once', async () => {
    const { id } = await source((_, response) => void response.end(rss(...Array.from({ length: 50 }, (_x, k) => `第${k}条`))));
    const counts = await Promise.all([poll(id), poll(id)]);
    expect(counts.map((c) => c!.stored).reduce((a, b) => a + b)).toBe(50);
    expect(await titles(id)).toHaveLength(50);
  });
});
