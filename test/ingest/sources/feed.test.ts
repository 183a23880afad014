import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { feedKind, type FeedConfig } from '../../../ingest/sources/feed.ts';
import type { ReadContext } from '../../../ingest/sources/kind.ts';
import type { IncomingItem, Reject } from '../../../model/index.ts';
import { testWeb } from '../../support/web.ts';
import { serveSite, type Site } from '../fetch/site.ts';

const fixture = (name: string) => new URL(`../../fixtures/feeds/${name}`, import.meta.url);
const NOW = new Date('2026-11-24T08:00:00Z');

let site: Site | undefined;
afterEach(async () => {
  await site?.close();
  site = undefined;
});

async function poll(config: Partial<FeedConfig>, ctx: Partial<ReadContext> = {}) {
  const items: IncomingItem[] = [];
  const rejects: Reject[] = [];
  const events = feedKind.read(feedKind.configSchema.parse(config), { cursor: null, clock: () => NOW, web: testWeb(), ...ctx });
  for (;;) {
    const next = await events.next();
    // Cursors live in a jsonb column between two polls.
    if (next.done) return { items, rejects, cursor: JSON.parse(JSON.stringify(next.value.cursor)) as { etag: string | null; lastModified: string | null } };
    if (next.value.type === 'item') items.push(next.value.item);
    if (next.value.type === 'reject') rejects.push(next.value.reject);
  }
}

async function serve(answer: RequestListener): Promise<Partial<FeedConfig>> {
  site = await serveSite(answer);
  return { url: `${site.url}/feed.xml`, allowHosts: [site.host] };
}

const serveXml = (xml: () => string) => serve((_, response) => void response.setHeader('content-type', 'application/rss+xml; charset=utf-8').end(xml()));
const rss = (...items: string[]) => `<rss version="2.0"><channel><title>清河</title>${items.map((i) => `<item>${i}</item>`).join('')}</channel></rss>`;

describe('introduces itself', () => {
  it('with an example that its own schema takes', () => {
    expect(feedKind.configSchema.parse(feedKind.example.config)).toEqual(feedKind.example.config);
    expect(feedKind.rhythm(feedKind.example.config)).toEqual({ firstMs: 15 * 60_000, leastMs: 5 * 60_000, mostMs: 180 * 60_000 });
    expect(feedKind.rhythm({ ...feedKind.example.config, intervalMinutes: 30 })).toEqual({ everyMs: 30 * 60_000 });
  });

  it('a file is imported by hand, so it is not polled', () => {
    expect(feedKind.rhythm(feedKind.configSchema.parse({ file: 'a.xml' }))).toBeNull();
  });

  it.each([{ url: 'ftp://a.example/rss' }, { url: 'file:///etc/passwd' }, { url: 'https://a.example/', intervalMinutes: 0 }, { address: 'https://a.example/' }])('refuses %j', (config) => {
    expect(feedKind.configSchema.safeParse(config).success).toBe(false);
  });

  it('with neither address nor file it says what to set', async () => {
    await expect(poll({})).rejects.toMatchObject({ code: 'CONFIG_INVALID', remedy: expect.stringContaining('url') as string });
  });
});

describe('an item', () => {
  it('is a post with every field filled', async () => {
    const { items } = await poll({ file: fileURLToPath(fixture('gb2312-four-byte.xml')) }, { clock: () => new Date('2026-11-25T00:00:00Z') });
    expect(items[0]).toEqual({
      externalId: 'qh-1001', kind: 'post', title: '东风路㐂临门小区今日恢复供水', body: '因管道检修停水的东风路已恢复供水。\n咨询电话见公告 & 公示栏。',
      url: 'http://www.qinghe.example/n/1001.html', author: '陶喆', publishedAt: new Date('2026-11-24T01:15:00Z'), precision: 'second', channel: null,
      requestType: null, place: null, categoryPath: [], mainUnit: null, coUnits: [], status: null, reply: null, replyAt: null, closedAt: null, dueText: null,
      engagement: {}, contact: null, raw: {}, marks: [],
    });
  });

  it('without a text has its title for one; without either it is put aside and counted', async () => {
    const config = await serveXml(() => rss('<title>只有标题</title><pubDate>2026-11-24</pubDate>', '<link>http://a.example/1</link>'));
    const { items, rejects } = await poll(config);
    expect(items.map((i) => [i.title, i.body, i.precision])).toEqual([['只有标题', '只有标题', 'day']]);
    expect(rejects).toMatchObject([{ row: 2, code: 'ROW_NO_CONTENT', cells: ['http://a.example/1', 'http://a.example/1', ''] }]);
  });

  it('of a broken feed is marked', async () => {
    const { items } = await poll({}, { file: fileURLToPath(fixture('truncated.xml')) });
    expect(items.map((i) => i.marks)).toEqual([['time-from-fetch', 'feed-malformed'], ['time-from-fetch', 'feed-malformed']]);
  });

  it('items beyond the most are one line in the rejects, with their number', async () => {
    const config = await serveXml(() => rss(...Array<string>(5_002).fill('<title>条</title>')));
    const { items, rejects } = await poll(config);
    expect(items).toHaveLength(5_000);
    expect(rejects).toMatchObject([{ row: 5_001, reason: expect.stringContaining('2 条没有读') as string }]);
  });
});

describe('times that cannot be believed', () => {
  const later = new Date('2026-11-24T12:00:00Z');

  it('the future is clamped to now and marked, and stays where it was put', async () => {
    const config = await serveXml(() => rss('<guid>constructor</guid><title>预告</title><pubDate>2027-01-01T00:00:00Z</pubDate>'));
    const first = await poll(config);
    expect(first.items).toMatchObject([{ publishedAt: NOW, marks: ['future-time-clamped'] }]);
    const second = await poll(config, { cursor: first.cursor, clock: () => later });
    expect(second.items).toMatchObject([{ publishedAt: NOW, marks: ['future-time-clamped'] }]);
    const whenItCame = await poll(config, { cursor: second.cursor, clock: () => new Date('2027-01-02T00:00:00Z') });
    expect(whenItCame.items).toMatchObject([{ publishedAt: NOW }]);
  });

  it('no date is the time of the first fetch, also at the next', async () => {
    const config = await serveXml(() => rss('<guid>1</guid><title>没有日期</title>', '<guid>2</guid><title>日期不成样子</title><pubDate>昨天</pubDate>'));
    const first = await poll(config);
    const second = await poll(config, { cursor: first.cursor, clock: () => later });
    expect(second.items.map((i) => [i.publishedAt, i.marks])).toEqual([[NOW, ['time-from-fetch']], [NOW, ['time-from-fetch']]]);
  });

  it('a feed that stamps its items anew at each request does not revise them; one that changes its words does', async () => {
    let stamp = '2026-11-24T07:59:00Z';
    let words = '内容';
    const config = await serveXml(() => rss(`<guid>1</guid><title>每次都是新的时间</title><pubDate>${stamp}</pubDate><description>${words}</description>`));
    const first = await poll(config);
    stamp = '2026-11-24T11:59:00Z';
    const second = await poll(config, { cursor: first.cursor, clock: () => later });
    expect(second.items[0]?.publishedAt).toEqual(new Date('2026-11-24T07:59:00Z'));
    words = '改过的内容';
    const third = await poll(config, { cursor: second.cursor, clock: () => later });
    expect(third.items[0]?.publishedAt).toEqual(new Date('2026-11-24T11:59:00Z'));
  });
});

describe('polling', () => {
  it('asks with the last ETag and Last-Modified, and takes 304 for nothing new', async () => {
    const asked: (string | undefined)[][] = [];
    const config = await serve((request, response) => {
      asked.push([request.headers['if-none-match'], request.headers['if-modified-since']]);
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v1"', 'last-modified': 'Tue, 24 Nov 2026 07:00:00 GMT' }).end(rss('<title>一</title>'));
    });
    const first = await poll(config);
    expect(first.items).toHaveLength(1);
    const second = await poll(config, { cursor: first.cursor });
    expect(second).toEqual({ items: [], rejects: [], cursor: first.cursor });
    expect(asked).toEqual([[undefined, undefined], ['"v1"', 'Tue, 24 Nov 2026 07:00:00 GMT']]);
  });

  it('the charset of the header is believed', async () => {
    const bytes = readFileSync(fixture('gb2312-four-byte.xml')).toString('latin1').replace(' encoding="GB2312"', '');
    const config = await serve((_, response) => void response.setHeader('content-type', 'text/xml; charset=gb2312').end(Buffer.from(bytes, 'latin1')));
    const { items } = await poll(config, { clock: () => new Date('2026-11-25T00:00:00Z') });
    expect(items.map((i) => [i.title, i.marks])).toEqual([['东风路㐂临门小区今日恢复供水', []], ['没有时区的时间按北京时间', []]]);
    expect(items[1]?.url).toBe(`${site?.url}/n/1002.html`);
  });

  it('a cursor of another time is started anew', async () => {
    const config = await serveXml(() => rss('<title>一</title>'));
    expect((await poll(config, { cursor: { etag: 5, given: 'x' } })).items).toHaveLength(1);
  });
});

describe('failures, in words', () => {
  it('inside addresses are refused unless the source lists them', async () => {
    const { url } = await serveXml(() => rss());
    await expect(poll({ url: url ?? '' })).rejects.toMatchObject({ code: 'FETCH_REFUSED', message: expect.stringContaining('127.0.0.1') as string });
  });

  it('a page instead of a feed names the feed that the page points to', async () => {
    const config = await serve((_, response) => void response.setHeader('content-type', 'text/html').end(readFileSync(fixture('page.html'))));
    await expect(poll(config)).rejects.toMatchObject({ code: 'FEED_NOT_A_FEED', remedy: expect.stringContaining(`${site?.url}/rss/news.xml`) as string });
  });

  it('an endless feed ends at the limit', async () => {
    const config = await serve((_, response) => {
      const more = () => { while (!response.destroyed && response.write('<item><title>无穷无尽</title></item>'.repeat(100))); };
      response.on('drain', more);
      response.write('<rss version="2.0"><channel>');
      more();
    });
    await expect(poll({ ...config, maxBytes: 500_000 })).rejects.toMatchObject({ code: 'FETCH_TOO_LARGE' });
  });

  it('503 carries how long to wait', async () => {
    const config = await serve((_, response) => void response.writeHead(503, { 'retry-after': '120' }).end());
    await expect(poll(config)).rejects.toMatchObject({ code: 'FETCH_STATUS', retryAfterSeconds: 120 });
  });

  it('a file that is not there, or too large', async () => {
    await expect(poll({ file: '/nowhere/feed.xml' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(poll({ file: fileURLToPath(fixture('rdf.xml')), maxBytes: 10 })).rejects.toMatchObject({ code: 'FETCH_TOO_LARGE' });
  });
});
