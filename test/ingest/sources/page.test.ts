import { readFileSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, describe, expect, it } from 'vitest';
import { createWeb, type Web } from '../../../ingest/fetch/web.ts';
import { rowHash } from '../../../ingest/hash.ts';
import { createRenderer } from '../../../ingest/render/browser.ts';
import type { ReadContext } from '../../../ingest/sources/kind.ts';
import { pageKind, type PageConfig } from '../../../ingest/sources/page.ts';
import type { IncomingItem, Reject } from '../../../model/index.ts';
import { serveSite, type Site } from '../fetch/site.ts';
import { CHROMIUM } from '../render/world.ts';

const NOW = new Date('2026-11-24T08:00:00Z');

let site: Site | undefined;
let web: Web = createWeb({ gapMs: 0, renderer: () => createRenderer() });
afterEach(async () => {
  await web.close();
  await site?.close();
  site = undefined;
  web = createWeb({ gapMs: 0, renderer: () => createRenderer() });
});

async function read(config: Partial<PageConfig>, ctx: Partial<ReadContext> = {}) {
  const items: IncomingItem[] = [];
  const rejects: Reject[] = [];
  const events = pageKind.read(pageKind.configSchema.parse(config), { cursor: null, clock: () => NOW, web, ...ctx });
  for (;;) {
    const next = await events.next();
    // Cursors live in a jsonb column between two readings.
    if (next.done) return { items, rejects, cursor: JSON.parse(JSON.stringify(next.value.cursor)) as { seen: string[]; waiting: unknown[] } };
    if (next.value.type === 'item') items.push(next.value.item);
    if (next.value.type === 'reject') rejects.push(next.value.reject);
  }
}

interface Post {
  title: string;
  day?: string;
  /** The article's own date, on its page. */
  own?: string;
  text?: string;
}

const PROSE = '记者从县住建局了解到,昨日夜间东风路一处主供水管道破裂,抢修人员连夜赶到现场,预计今日十八时前恢复供水。沿线居民可到临时取水点取水,取水点设在第二中学北门和人民广场东侧。';
const listOf = (posts: Record<string, Post>, more = '') => `<html><head><meta charset="utf-8"><title>通知</title></head><body><div class="nav"><a href="/">首页</a><a href="/zwgk/">公开</a></div><ul class="list">${Object.entries(posts).map(([path, { title, day }]) => `<li><a href="${path}">${title}</a>${day === undefined ? '' : `<span>${day}</span>`}</li>`).join('')}</ul>${more}</body></html>`;
const articleOf = ({ title, own, text }: Post) => `<html><head><meta charset="utf-8"><title>${title}-清河县人民政府</title></head><body><h1>${title}</h1>${own === undefined ? '' : `<div class="info">发布时间:${own} 来源:清河融媒 作者:陶喆</div>`}<div class="content"><p>${text ?? PROSE}</p><p>${PROSE}</p></div></body></html>`;

const POSTS: Record<string, Post> = {
  '/n/202611/t20261124_31.html': { title: '东风路供水管道抢修停水通知', day: '2026-11-24', own: '2026-11-24 09:15' },
  '/n/202611/t20261123_32.html': { title: '王家庄村道路硬化工程开工', day: '2026-11-23', own: '2026-11-23 10:00' },
  '/n/202611/t20261120_33.html': { title: '居民取暖补贴开始申领办理', day: '2026-11-20', own: '2026-11-20 08:00' },
};
const [FIRST, SECOND, THIRD] = Object.keys(POSTS) as [string, string, string];

/** A site of one list and its articles; `answer` may take a request for itself. */
async function serve(posts: Record<string, Post>, answer: (...args: Parameters<RequestListener>) => boolean = () => false): Promise<Partial<PageConfig>> {
  site = await serveSite((request, response) => {
    if (answer(request, response)) return;
    const url = request.url ?? '';
    const post = posts[decodeURI(url)];
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (url === '/list/') response.end(listOf(posts));
    else if (post) response.end(articleOf(post));
    else response.writeHead(404).end('没有');
  });
  return { url: `${site.url}/list/`, allowHosts: [site.host] };
}

const paths = () => site?.asked.filter((path) => path !== '/robots.txt');

describe('introduces itself', () => {
  it('with an example that its own schema takes', () => {
    expect(pageKind.configSchema.parse(pageKind.example.config)).toEqual(pageKind.example.config);
    expect(pageKind.rhythm(pageKind.example.config)).toEqual({ firstMs: 1_800_000, leastMs: 600_000, mostMs: 21_600_000 });
    expect(pageKind.rhythm(pageKind.configSchema.parse({ url: 'http://a.example/', intervalMinutes: 5 }))).toEqual({ everyMs: 300_000 });
    expect(pageKind.rhythm(pageKind.configSchema.parse({ file: 'a.html' }))).toBeNull();
  });

  it.each([{ url: 'ftp://a.example/' }, { url: 'http://a.example/', links: 'li[' }, { url: 'http://a.example/', follow: '/(/' }, { url: 'http://a.example/', pages: 21 }, { url: 'http://a.example/', page: 2 }])('refuses %j', (config) => {
    expect(pageKind.configSchema.safeParse(config).success).toBe(false);
  });

  it('with neither address nor file it says what to set', async () => {
    await expect(read({})).rejects.toMatchObject({ code: 'CONFIG_INVALID', remedy: expect.stringContaining('url') as string });
  });
});

describe('an article', () => {
  it('is a post with every field filled, and its page is kept byte by byte', async () => {
    const config = await serve({ [FIRST]: POSTS[FIRST]! });
    const { items } = await read(config);
    const url = `${site?.url}${FIRST}`;
    expect(items).toEqual([{
      externalId: url, kind: 'post', title: '东风路供水管道抢修停水通知', body: `${PROSE}\n${PROSE}`, url, author: '陶喆', publishedAt: new Date('2026-11-24T01:15:00Z'), precision: 'minute',
      channel: null, requestType: null, place: null, categoryPath: [], mainUnit: null, coUnits: [], status: null, reply: null, replyAt: null, closedAt: null, dueText: null, engagement: {},
      contact: null, raw: { 来源: '清河融媒' }, marks: [],
      snapshot: { url, fetchedAt: NOW, contentType: 'text/html; charset=utf-8', bytes: Buffer.from(articleOf(POSTS[FIRST]!)) },
    }]);
  });

  it('is told by its URL without tracking and session ids', async () => {
    const config = await serve({ '/n/9001.html;jsessionid=A1?utm_source=wx&id=3#p': { title: '带着跟踪参数的文章链接', day: '2026-11-24' } }, (request, response) => {
      if (!request.url?.startsWith('/n/')) return false;
      response.end(articleOf({ title: '带着跟踪参数的文章链接' }));
      return true;
    });
    expect((await read(config)).items.map((item) => item.externalId)).toEqual([`${site?.url}/n/9001.html?id=3`]);
  });

  it('has its page’s date, else the list’s, else that of the fetch; the future is clamped', async () => {
    const config = await serve({
      '/n/9001.html': { title: '页面上有自己的日期与时间', day: '11-23', own: '2026-11-22 09:00' }, '/n/9002.html': { title: '页面上没有日期而列表有', day: '11-23' },
      '/n/9003.html': { title: '页面的日期还没有到来列表的已到', day: '2026-11-21', own: '2027-05-01 09:00' }, '/n/9004.html': { title: '哪里都没有日期的一篇文章' },
      '/n/9005.html': { title: '列表和页面的日期都还没有到来', day: '2026-12-25', own: '2027-05-01 09:00' },
    });
    const { items } = await read(config);
    const of = (n: number) => items.filter((item) => item.url?.endsWith(`${n}.html`)).map((item) => [item.publishedAt.toISOString(), item.precision, item.marks])[0];
    expect(of(9001)).toEqual(['2026-11-22T01:00:00.000Z', 'minute', []]);
    expect(of(9002)).toEqual(['2026-11-22T16:00:00.000Z', 'day', []]);
    expect(of(9003)).toEqual(['2026-11-20T16:00:00.000Z', 'day', []]);
    expect(of(9004)).toEqual(['2026-11-24T08:00:00.000Z', 'second', ['time-from-fetch']]);
    expect(of(9005)).toEqual(['2026-11-24T08:00:00.000Z', 'second', ['future-time-clamped']]);
  });

  it('in GBK under a wrong header is read and marked', async () => {
    const config = await serve(POSTS, (request, response) => {
      if (request.url !== FIRST) return false;
      response.setHeader('content-type', 'text/html; charset=utf-8').end(iconv.encode(articleOf(POSTS[FIRST]!).replace('utf-8', 'gb2312'), 'gbk'));
      return true;
    });
    const { items } = await read(config);
    expect(items[0]).toMatchObject({ title: '东风路供水管道抢修停水通知', body: `${PROSE}\n${PROSE}`, marks: ['encoding-contradicted'] });
    expect(iconv.decode(Buffer.from(items[0]?.snapshot?.bytes ?? []), 'gbk')).toContain(PROSE);
  });

  it('selectors go before what is found; one that finds nothing is marked', async () => {
    const config = await serve(POSTS, (request, response) => {
      if (request.url !== FIRST && request.url !== SECOND) return false;
      response.setHeader('content-type', 'text/html; charset=utf-8').end(`<h1>栏目大标题不是文章的标题</h1><b class="t">真正的 标题</b><p id="d">2026年11月20日 08:30</p>
        ${request.url === FIRST ? `<div class="tx"><p>第一段。</p><script>var x;</script><p>第二段。</p></div>` : ''}<div class="content"><p>${PROSE}</p></div>`);
      return true;
    });
    const { items } = await read({ ...config, title: '.t', body: 'div.tx', date: '#d' });
    expect(items[0]).toMatchObject({ title: '真正的 标题', body: '第一段。\n第二段。', publishedAt: new Date('2026-11-20T00:30:00Z'), precision: 'minute', marks: [] });
    expect(items[1]).toMatchObject({ title: '真正的 标题', body: PROSE, marks: ['selector-missed'] });
  });

  it('that is a document is named and not fetched; one that turns out to be one is not read', async () => {
    const config = await serve({
      '/f/1.PDF': { title: '关于停水的公告(扫描件)', day: '2026-11-24' }, '/f/2.docx': { title: '取暖补贴申领表格下载', day: '2026-11-23' }, '/down?id=77': { title: '看不出是文档的一个链接', day: '2026-11-22' },
    }, (request, response) => {
      if (request.url !== '/down?id=77') return false;
      response.setHeader('content-type', 'application/octet-stream').end('%PDF-1.7 …');
      return true;
    });
    const { items } = await read(config);
    expect(items.map((item) => [item.title, item.body, item.marks, item.snapshot])).toEqual([
      ['关于停水的公告(扫描件)', '关于停水的公告(扫描件)', ['attachment-not-read'], undefined],
      ['取暖补贴申领表格下载', '取暖补贴申领表格下载', ['attachment-not-read'], undefined],
      ['看不出是文档的一个链接', '看不出是文档的一个链接', ['attachment-not-read'], undefined],
    ]);
    expect(paths()).toEqual(['/list/', '/down?id=77']);
  });
});

describe('reading again', () => {
  it('fetches an article once, and nothing where the list has not changed', async () => {
    const posts = { ...POSTS };
    let version = 1;
    const config = await serve(posts, (request, response) => {
      if (request.url !== '/list/') return false;
      response.setHeader('etag', `"${version}"`);
      if (request.headers['if-none-match'] !== `"${version}"`) return false;
      response.writeHead(304).end();
      return true;
    });
    const first = await read(config);
    expect(first.items.map((item) => item.url?.replace(site?.url ?? '', ''))).toEqual([FIRST, SECOND, THIRD]);
    const second = await read(config, { cursor: first.cursor });
    expect(second).toEqual({ items: [], rejects: [], cursor: first.cursor });
    expect(paths()).toEqual(['/list/', FIRST, SECOND, THIRD, '/list/']);
    // Asked otherwise, it is looked at again: what it said then was of another question.
    expect((await read({ ...config, sameSite: false }, { cursor: second.cursor })).items).toEqual([]);
    expect(paths()?.at(-1)).toBe('/list/');
    posts[SECOND.replace('32', '37')] = { title: '换了问法才看得见的一条', day: '2026-11-22' };
    expect((await read({ ...config, sameSite: false }, { cursor: second.cursor })).items.map((item) => item.title)).toEqual(['换了问法才看得见的一条']);
    delete posts[SECOND.replace('32', '37')];
    version = 2;
    posts['/n/202611/t20261124_40.html'] = { title: '刚刚发布的一条新的通知', day: '2026-11-24' };
    const third = await read(config, { cursor: second.cursor });
    expect(third.items.map((item) => item.title)).toEqual(['刚刚发布的一条新的通知']);
  });

  it('takes so many at once, the newest first, and the rest later even if they have left the list', async () => {
    const posts: Record<string, Post> = { ...POSTS, '/n/202611/t20261124_39.html': { title: '置于末尾却最新的一条消息', day: '2026-11-24' } };
    const config = { ...await serve(posts), mostArticles: 2 };
    const first = await read(config);
    expect(first.items.map((item) => item.title)).toEqual(['东风路供水管道抢修停水通知', '置于末尾却最新的一条消息']);
    delete posts[SECOND];
    posts[SECOND.replace('32', '38')] = { title: '王家庄村道路硬化工程竣工', day: '2026-11-24' };
    site?.asked.splice(0);
    await expect(read(config, { cursor: first.cursor }).then(({ items }) => items.map((item) => item.title))).resolves.toEqual(['王家庄村道路硬化工程竣工', '居民取暖补贴开始申领办理']);
  });

  it('begins no more articles after a quarter of an hour, and goes on at the next', async () => {
    let now = NOW;
    const config = await serve(POSTS, (request) => {
      if (request.url === FIRST) now = new Date(NOW.getTime() + 16 * 60_000);
      return false;
    });
    const first = await read(config, { clock: () => now });
    expect([first.items.length, first.cursor.waiting.length]).toEqual([1, 2]);
    expect((await read(config, { cursor: first.cursor, clock: () => now })).items).toHaveLength(2);
  });

  it('after a sudden end gives the same again', async () => {
    const config = pageKind.configSchema.parse(await serve({ ...POSTS, '/n/9009.html': { title: '没有日期的一篇文章在末尾' } }));
    const half = pageKind.read(config, { cursor: null, clock: () => NOW, web });
    const before = await half.next();
    await half.return({ cursor: null });
    const { items } = await read(config, { clock: () => new Date('2026-11-24T09:00:00Z') });
    expect(items).toHaveLength(4);
    expect(!before.done && before.value.type === 'item' && rowHash(before.value.item)).toBe(rowHash(items[0]!));
  });

  it('a cursor of another time is started anew; one that is full keeps what stands on the list', async () => {
    const config = await serve(POSTS);
    const { cursor } = await read(config, { cursor: { seen: 5, list: 'x' } });
    expect(cursor.seen).toHaveLength(3);
    const full = { ...cursor, seen: [...Array.from({ length: 5_000 }, (_, i) => `k${i}`), ...cursor.seen].slice(-5_000) };
    const again = await read(config, { cursor: full });
    expect(again.items).toEqual([]);
    expect([again.cursor.seen.length, again.cursor.seen.slice(0, 3)]).toEqual([5_000, cursor.seen]);
  });
});

describe('one broken article stops no other', () => {
  it('is tried at three readings, then put aside by name', async () => {
    const config = await serve(POSTS, (request, response) => request.url === SECOND && Boolean(response.writeHead(500).end()));
    const first = await read(config);
    expect([first.items.length, first.rejects, first.cursor.waiting.length]).toEqual([2, [], 1]);
    const second = await read(config, { cursor: first.cursor });
    expect([second.items, second.rejects]).toEqual([[], []]);
    const third = await read(config, { cursor: second.cursor });
    expect(third.rejects).toEqual([{
      row: 1, column: null, code: 'FETCH_STATUS', reason: expect.stringMatching(/^试了 3 次都没有读到这篇文章:对方出了故障\(HTTP 500\)/) as string, cells: [`${site?.url}${SECOND}`, '王家庄村道路硬化工程开工'],
    }]);
    await read(config, { cursor: third.cursor });
    expect(paths()?.filter((path) => path === SECOND)).toHaveLength(3);
  });

  it('comes when it is mended', async () => {
    let broken = true;
    const config = await serve(POSTS, (request, response) => broken && request.url === SECOND && Boolean(response.end('<html><body></body></html>')));
    const first = await read(config);
    expect(first.items).toHaveLength(2);
    broken = false;
    const second = await read(config, { cursor: first.cursor });
    expect(second.items.map((item) => item.title)).toEqual(['王家庄村道路硬化工程开工']);
    expect(second.cursor.waiting).toEqual([]);
  });

  it('too large is put aside at once', async () => {
    const config = await serve(POSTS, (request, response) => request.url === SECOND && Boolean(response.end('<p>长</p>'.repeat(10_000))));
    const { items, rejects } = await read({ ...config, maxBytes: 50_000 });
    expect([items.length, rejects.map(({ code }) => code)]).toEqual([2, ['FETCH_TOO_LARGE']]);
  });

  it('that lies inside the house is put aside at once, unasked', async () => {
    const config = await serve(POSTS, (request, response) => {
      if (request.url !== '/list/') return false;
      response.end(listOf({ ...POSTS, 'http://127.0.0.1:9/n/202611/t20261122_99.html': { title: '指向机关内部地址的一条链接', day: '2026-11-22' } }));
      return true;
    });
    const { items, rejects } = await read(config);
    expect([items.length, rejects.map(({ code, cells }) => [code, cells[0]])]).toEqual([3, [['FETCH_REFUSED', 'http://127.0.0.1:9/n/202611/t20261122_99.html']]]);
  });

  it('a site that asks to be left alone is, and nothing is lost', async () => {
    let busy = true;
    const config = await serve(POSTS, (request, response) => busy && request.url === SECOND && Boolean(response.writeHead(429, { 'retry-after': '600' }).end()));
    const first = await read(config);
    expect(first.items).toHaveLength(1);
    expect(paths()).toEqual(['/list/', FIRST, SECOND]);
    busy = false;
    expect((await read(config, { cursor: first.cursor })).items.map((item) => item.url?.replace(site?.url ?? '', ''))).toEqual([THIRD, SECOND]);
  });
});

describe('what is wanted', () => {
  it('keywords: others are counted as off the topic and fetched once', async () => {
    const config = { ...await serve({ [FIRST]: POSTS[FIRST]!, [SECOND]: { ...POSTS[SECOND]!, text: '施工期间请绕行。' }, [THIRD]: { ...POSTS[THIRD]!, text: '涉及 ETC 通道。' } }), keywords: ['停水', 'etc', '不会有的词'] };
    const first = await read(config);
    expect(first.items.map((item) => item.title)).toEqual(['东风路供水管道抢修停水通知', '居民取暖补贴开始申领办理']);
    expect(first.rejects).toMatchObject([{ row: 2, code: 'ITEM_OFF_TOPIC', cells: [`${site?.url}${SECOND}`, '王家庄村道路硬化工程开工'] }]);
    site?.asked.splice(0);
    expect((await read(config, { cursor: first.cursor })).rejects).toEqual([]);
    expect(paths()).toEqual(['/list/']);
  });

  it('links, follow and sameSite choose the articles', async () => {
    const config = await serve(POSTS, (request, response) => {
      if (request.url !== '/list/') return false;
      response.end(`${listOf(POSTS)}<ol class="other"><li><a href="${FIRST}?a=1">另外一个栏目里的一条消息</a></li><li><a href="http://localhost:${site?.port}${FIRST}">别的网站上的一条消息内容</a></li></ol>`);
      return true;
    });
    const urls = async (more: Partial<PageConfig>) => (await read({ ...config, ...more }, { cursor: null })).items.map((item) => item.url?.replace(site?.url ?? '', ''));
    expect(await urls({ follow: '/n/202611/t2026112[34]_/'.replace('/n/202611/', '/') })).toEqual([FIRST, SECOND]);
    expect(await urls({ follow: '*/t20261120_*.html' })).toEqual([THIRD]);
    expect(await urls({ links: 'ul.list li:nth-child(2)' })).toEqual([SECOND]);
    expect(await urls({ links: 'ol.other a', sameSite: false, allowHosts: [site?.host ?? '', `localhost:${site?.port}`] })).toEqual([`http://localhost:${site?.port}${FIRST}`]);
  });

  it('further list pages are read while they bring something new', async () => {
    const page = (n: number) => listOf({ [`/n/202611/t202611${20 - n}_5${n}.html`]: { title: `列表第 ${n} 页上的一条通知公告`, day: `2026-11-${20 - n}` } }, `<a href="/list/?p=${n + 1}">下一页</a>`);
    const config = { ...await serve({}, (request, response) => {
      const n = request.url === '/list/' ? 1 : Number(/^\/list\/\?p=(\d+)$/.exec(request.url ?? '')?.[1] ?? 0);
      if (request.url === '/robots.txt') return false;
      response.setHeader('content-type', 'text/html; charset=utf-8').end(n > 0 ? page(n) : articleOf({ title: '一条通知公告的标题文字' }));
      return true;
    }), pages: 3 };
    const first = await read(config);
    expect(first.items).toHaveLength(3);
    site?.asked.splice(0);
    await read(config, { cursor: first.cursor });
    expect(paths()).toEqual(['/list/']);
  });
});

describe('robots.txt', () => {
  const robots = (text: string) => (...[request, response]: Parameters<RequestListener>) => request.url === '/robots.txt' && Boolean(response.setHeader('content-type', 'text/plain').end(text));

  it('a list page that is not allowed is an error that says how an own site is read', async () => {
    const config = await serve(POSTS, robots('User-agent: *\nDisallow: /list'));
    await expect(read(config)).rejects.toMatchObject({ code: 'PAGE_ROBOTS', message: expect.stringContaining(`${site?.url}/list/`) as string, remedy: expect.stringContaining('robots: false') as string });
    expect(paths()).toEqual([]);
    expect((await read({ ...config, robots: false })).items).toHaveLength(3);
  });

  it('an article that is not allowed is put aside; the file is asked for once', async () => {
    const config = await serve(POSTS, robots('User-agent: yuqing\nDisallow: /*_32.html'));
    const { items, rejects } = await read(config);
    expect([items.length, rejects.map(({ code, cells }) => [code, cells[0]])]).toEqual([2, [['PAGE_ROBOTS', `${site?.url}${SECOND}`]]]);
    await read(config);
    expect(site?.asked.filter((path) => path === '/robots.txt')).toHaveLength(1);
  });
});

describe('a list page that fails is the source failing', () => {
  it('its status, in words', async () => {
    const config = await serve(POSTS, (request, response) => request.url === '/list/' && Boolean(response.writeHead(503, { 'retry-after': '120' }).end()));
    await expect(read(config)).rejects.toMatchObject({ code: 'FETCH_STATUS', retryAfterSeconds: 120 });
  });

  it.each([
    ['nothing but navigation', '<div class="nav"><a href="/a/">首页</a><a href="/b/">公开</a></div><p>本页正在建设之中,内容将在近期陆续上线,敬请广大网民朋友关注支持。'.padEnd(400, '建设'), 'links'],
    ['an empty shell', '<div id="app"></div><script src="/static/app.js"></script>', 'render: true'],
    ['a challenge', '<html><script>document.cookie="__jsl_clearance_s=1";location.href=location.pathname</script></html>', 'render: true'],
  ])('%s: no list was found', async (_, html, remedy) => {
    const config = await serve({}, (request, response) => request.url === '/list/' && Boolean(response.setHeader('content-type', 'text/html; charset=utf-8').end(html)));
    await expect(read(config)).rejects.toMatchObject({ code: 'PAGE_NO_LINKS', remedy: expect.stringContaining(remedy) as string });
  });

  it('selector and pattern are named when nothing fits them', async () => {
    const config = await serve(POSTS);
    await expect(read({ ...config, links: 'ul.gone a' })).rejects.toMatchObject({ code: 'PAGE_NO_LINKS', message: expect.stringContaining('ul.gone a') as string });
    await expect(read({ ...config, follow: '/nowhere/*' })).rejects.toMatchObject({ code: 'PAGE_NO_LINKS', remedy: expect.stringContaining('follow') as string });
  });

  it('a status that asks for a browser says so', async () => {
    const config = await serve(POSTS, (request, response) => request.url === '/list/' && Boolean(response.writeHead(412).end('<script>$_ts={}</script>')));
    await expect(read(config)).rejects.toMatchObject({ code: 'FETCH_STATUS', status: 412, remedy: expect.stringContaining('render: true') as string });
  });

  it('inside addresses are refused unless the source lists them', async () => {
    const { url } = await serve(POSTS);
    await expect(read({ url: url ?? '' })).rejects.toMatchObject({ code: 'FETCH_REFUSED' });
    expect(site?.asked).toEqual([]);
  });

  it('is given up when the caller gives up', async () => {
    const stop = new AbortController();
    const config = await serve(POSTS, (request) => {
      if (request.url === SECOND) stop.abort(new Error('停下'));
      return false;
    });
    await expect(read(config, { signal: stop.signal })).rejects.toThrow('停下');
    expect(paths()).not.toContain(THIRD);
  });
});

describe.skipIf(CHROMIUM === null)('a page made by its scripts', () => {
  it('list and articles are read in the browser, and what it showed is kept', async () => {
    const config = await serve({}, (request, response) => {
      if (request.url === '/robots.txt') return false;
      const html = request.url === '/list/' ? listOf(POSTS) : articleOf(POSTS[request.url ?? ''] ?? { title: '没有' });
      const inner = JSON.stringify(html.replace(/^.*<body>|<\/body>.*$/g, '')).replaceAll('</', '<\\/');
      response.setHeader('content-type', 'text/html; charset=utf-8').end(`<html><body><div id="app"></div><script>setTimeout(() => { document.getElementById('app').innerHTML = ${inner}; }, 50)</script></body></html>`);
      return true;
    });
    await expect(read(config)).rejects.toMatchObject({ code: 'PAGE_NO_LINKS', remedy: expect.stringContaining('render: true') as string });
    const { items, rejects } = await read({ ...config, render: true, waitFor: 'ul.list li', mostArticles: 1 });
    expect(rejects).toEqual([]);
    expect(items).toMatchObject([{ title: '东风路供水管道抢修停水通知', author: '陶喆', snapshot: { contentType: 'text/html; charset=utf-8' } }]);
    expect(Buffer.from(items[0]?.snapshot?.bytes ?? []).toString('utf8')).toContain(PROSE);
    const late = await read({ ...config, render: true, waitFor: 'ul.list li', body: '#app .content', mostArticles: 1 });
    expect(late.items).toMatchObject([{ body: `${PROSE}\n${PROSE}`, marks: [] }]);
  }, 90_000);
});

describe('a saved page', () => {
  it('is one article; nothing is fetched', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'yuqing-page-'));
    try {
      const file = join(dir, '停水 通知.html');
      writeFileSync(file, iconv.encode(articleOf(POSTS[FIRST]!).replace('utf-8', 'gb2312'), 'gbk'));
      const { items } = await read({}, { file });
      expect(items).toMatchObject([{ externalId: '停水 通知.html', title: '东风路供水管道抢修停水通知', url: null, publishedAt: new Date('2026-11-24T01:15:00Z'), snapshot: { bytes: readFileSync(file) } }]);
      expect((await read({ file, keywords: ['没有的词'] })).rejects).toMatchObject([{ code: 'ITEM_OFF_TOPIC' }]);
      writeFileSync(file, '');
      await expect(read({ file })).rejects.toMatchObject({ code: 'PAGE_NO_ARTICLE' });
    } finally {
      rmSync(dir, { recursive: true });
    }
    await expect(read({ file: '/nowhere/a.html' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
