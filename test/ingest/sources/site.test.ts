import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWeb } from '../../../ingest/fetch/web.ts';
import type { SiteConfig } from '../../../ingest/site/config.ts';
import type { ReadContext } from '../../../ingest/sources/kind.ts';
import { siteKind } from '../../../ingest/sources/site.ts';
import type { Fault } from '../../../model/index.ts';
import { article, column, html, PICTURE, standQinghe, type World } from '../site/qinghe.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-24T09:00:00+08:00');

let world: World;
let now: number;
let cursor: unknown;
let faults: Fault[];

beforeEach(async () => {
  world = await standQinghe();
  now = START;
  cursor = null;
  faults = [];
});
afterEach(() => world.close());

const web = createWeb({ gapMs: 0, renderer: () => { throw new Error('a monitor of links renders nothing'); } });
const configOf = (more: Partial<SiteConfig> = {}) => siteKind.configSchema.parse({
  url: `${world.site.url}/`, allowHosts: [world.site.host, world.other.site.host], perReading: 1_000, timeoutSeconds: 10, ...more,
});

/** One reading; what it leaves goes through JSON, as through the database. */
async function read(more: Partial<SiteConfig> = {}, ctx: Partial<ReadContext> = {}): Promise<void> {
  const events = siteKind.read(configOf(more), { cursor, clock: () => new Date(now), web, ...ctx });
  for (;;) {
    const next = await events.next();
    if (!next.done) {
      expect(next.value.type).toBe('progress');
      continue;
    }
    cursor = JSON.parse(JSON.stringify(next.value.cursor)) as unknown;
    faults = next.value.faults ?? [];
    return;
  }
}

/** Readings every hour. */
async function readFor(hours: number, more: Partial<SiteConfig> = {}): Promise<void> {
  for (let i = 0; i < hours; i++) {
    await read(more);
    now += HOUR;
  }
}

const pathOf = (url: string) => decodeURI(url.replace(world.site.url, '').replace(world.other.site.url, 'other:'));
const dead = () => faults.filter((f) => f.kind === 'dead-link').map((f) => pathOf(f.key)).sort();
const words = (kind: Fault['kind']) => faults.filter((f) => f.kind === kind).map((f) => f.words.replaceAll(world.site.url, 'http://清河').replaceAll(world.other.site.url, 'http://卫健'));
const waiting = () => (cursor as { round: { waiting: unknown[] } }).round.waiting.length;

describe('introduces itself', () => {
  it('with an example that its own schema takes', () => {
    expect(siteKind.configSchema.parse(siteKind.example.config)).toEqual(siteKind.example.config);
    expect(siteKind.rhythm(siteKind.example.config)).toEqual({ everyMs: HOUR });
  });

  it('its example watches a site, at its own address', async () => {
    const own = JSON.parse(JSON.stringify(siteKind.example.config).replaceAll('https://www.example.gov.cn', world.site.url)) as SiteConfig;
    for (const path of ['/zwyw/', '/zwgk/czyjs/', '/tzgg/', '/zcwj/', '/zcjd/']) world.pages.set(path, column('栏目', [['/czyjs/1.html', '清河县第三季度的一件事情', '2026-11-20']]));
    await read({ ...own, allowHosts: [world.site.host, world.other.site.host] });
    expect(faults).toEqual([]);
    expect(cursor).toMatchObject({ columns: [['政务要闻', { newest: { title: '清河县第三季度的一件事情' } }], ['财政预决算', {}], ['通知公告', {}]] });
  });
});

describe('dead links of a whole site', () => {
  const ALL = ['/czyjs/附表.xls', '/deep/old.html', '/fj/1.doc', '/img/html.png', '/img/表.png', '/loop/a', '/soft.html', 'other:/gone'];

  it('are found, none at the first failure', async () => {
    await read();
    expect(faults).toEqual([]);
    expect(waiting()).toBe(0);
    now += HOUR;
    await read();
    expect(dead()).toEqual(ALL);
  });

  it('in words that name the page, the link and why', async () => {
    await readFor(2);
    expect(words('dead-link').sort()).toEqual([
      '死链:《关于东风路停水的通知》页面上的“停水范围图”(http://清河/loop/a)打不开:重定向绕圈',
      '死链:《关于东风路停水的通知》页面上的“往年通知”(http://清河/deep/old.html)打不开:跳转回首页',
      '死链:《关于东风路停水的通知》页面上的“抢修进度”(http://清河/soft.html)打不开:页面上写着“您访问的页面不存在或已被删除”',
      '死链:《关于老城区行道树病虫害防治的公告》页面上的附件“附件1”(http://清河/fj/1.doc)打不开:没有这个文件(404)',
      '死链:《清河县2025年财政总决算》页面上的图片“柱状图”(http://清河/img/html.png)打不开:给出的是网页,不是图片',
      '死链:《清河县2026年第三季度预算执行情况》页面上的图片“执行表”(http://清河/img/表.png)打不开:没有这个文件(404)',
      '死链:《清河县2026年第三季度预算执行情况》页面上的附件“附表”(http://清河/czyjs/附表.xls)打不开:没有这个文件(404)',
      '死链:《首页》页面上的“健康科普”(http://卫健/gone)打不开:没有这个页面(404)',
    ]);
    expect(faults.find((f) => f.key.endsWith('/fj/1.doc'))?.url).toBe(`${world.site.url}/tzgg/2.html`);
  });

  it('every address is asked for once in a round, and what is no page never', async () => {
    await read();
    const asked = world.site.asked.filter((path) => !['/loop/a', '/loop/b', '/', '/xxgk/', '/robots.txt'].includes(path));
    expect(new Set(asked).size).toBe(asked.length);
    expect(world.site.asked.filter((path) => /jsession|javascript|mailto|tel:|#/.test(path))).toEqual([]);
  });

  it('a host that does not answer at all is one fault, however many links lead to it', async () => {
    await world.other.site.close();
    await readFor(3, { depth: 0 });
    expect(words('dead-link')).toEqual([expect.stringMatching(/^死链:整个站点 http:\/\/卫健 打不开:拒绝连接;有 4 个链接指向它,如《首页》页面上的“卫健局”$/)]);
  });

  it('a page of two addresses is searched once', async () => {
    world.pages.set('/', html('首页', '<a href="/xxgk/">信息公开</a><a href="/xxgk">政务公开</a>')).set('/xxgk/', html('信息公开', '<a href="/guide.html">公开指南</a>'));
    await readFor(2);
    expect(words('dead-link').filter((w) => w.includes('公开指南'))).toEqual(['死链:《信息公开》页面上的“公开指南”(http://清河/guide.html)打不开:没有这个页面(404)']);
  });

  it('a long page is searched to its end, and one that is only asked for is read as far as its excuse', async () => {
    world.pages.set('/yw/', html('清河要闻', `<p>${'一'.repeat(100_000)}</p><a href="/fj/长文.doc">文末附件</a><a href="/yw/soft.html">后续</a>`));
    world.pages.set('/yw/soft.html', html('清河', `<!-- ${'x'.repeat(200_000)} --><p>抱歉,页面已被删除</p>`));
    await readFor(2, { depth: 1 });
    expect(dead()).toEqual(['/fj/长文.doc', '/yw/soft.html', 'other:/gone']);
  });

  it('a file that is sent to the home page is gone, however long that is', async () => {
    world.pages.set('/', html('首页', `<!-- ${'x'.repeat(100_000)} --><a href="/fj/旧.doc">旧附件</a>`)).set('/fj/旧.doc', { to: '/' });
    await readFor(2, { depth: 0 });
    expect(words('dead-link')).toEqual(['死链:《首页》页面上的附件“旧附件”(http://清河/fj/旧.doc)打不开:跳转回首页']);
  });

  it('a link on every page is one fault with its count', async () => {
    for (const [path, answer] of world.pages) if (typeof answer === 'object' && typeof answer.body === 'string' && path.startsWith('/yw/2026')) world.pages.set(path, { ...answer, body: answer.body.replace('</body>', '<a href="/wzdt.html">网站地图</a></body>') });
    await readFor(2);
    expect(words('dead-link').filter((w) => w.includes('网站地图'))).toEqual([expect.stringMatching(/;这个链接在 25 个页面上$/)]);
  });

  it('what is ignored is left alone, and so are other sites when they are not asked about', async () => {
    await readFor(2, { external: false, ignore: ['/img/', '/loop/*', '.xls'] });
    expect(dead()).toEqual(['/deep/old.html', '/fj/1.doc', '/soft.html']);
    expect(world.other.site.asked).toEqual([]);
  });

  it('pages beyond the depth are asked for and not searched', async () => {
    await readFor(2, { depth: 1 });
    expect(dead()).toEqual(['other:/gone']);
    expect(world.site.asked).toContain('/tzgg/1.html');
    expect(world.site.asked).not.toContain('/fj/1.doc');
  });

  it('nor pages beyond the most', async () => {
    await read({ mostPages: 3 });
    expect((cursor as { round: { searched: number } }).round.searched).toBe(3);
    expect(waiting()).toBe(0);
  });
});

describe('patience', () => {
  it('one hiccup raises nothing', async () => {
    world.pages.delete('/yw/2026/t3.html');
    await read();
    world.pages.set('/yw/2026/t3.html', article('又回来了的页面'));
    now += HOUR;
    await readFor(8);
    expect(dead()).not.toContain('/yw/2026/t3.html');
  });

  it('a server that may just be ill is dead after three; one that does not like programs never', async () => {
    world.pages.set('/yw/2026/t1.html', { status: 502 }).set('/yw/2026/t3.html', 'cut').set('/yw/2026/t4.html', { status: 403 }).set('/yw/2026/t5.html', { status: 429 });
    const ill = () => dead().filter((path) => path.startsWith('/yw/'));
    await readFor(2);
    expect(ill()).toEqual([]);
    await readFor(1);
    expect(ill()).toEqual(['/yw/2026/t1.html', '/yw/2026/t3.html']);
    expect(words('dead-link').filter((w) => w.includes('/yw/')).map((w) => w.split('打不开:')[1])).toEqual(expect.arrayContaining(['对方出了故障(502)', '连接不上']));
  });

  it('a page that never answers is dead after three', async () => {
    world.pages.set('/xxgk', 'hang');
    const quick = { depth: 0, timeoutSeconds: 1 };
    await readFor(2, quick);
    expect(dead()).not.toContain('/xxgk');
    await readFor(1, quick);
    expect(words('dead-link')).toContain('死链:《首页》页面上的“信息公开”(http://清河/xxgk)打不开:没有及时应答');
  });

  it('what robots.txt forbids is not asked for and not reported, unless it is not to be honoured', async () => {
    world.pages.set('/robots.txt', { type: 'text/plain', body: 'User-agent: *\nDisallow: /fj/\nDisallow: /soft' });
    await readFor(2);
    expect(dead()).toEqual(['/czyjs/附表.xls', '/deep/old.html', '/img/html.png', '/img/表.png', '/loop/a', 'other:/gone']);
    expect(world.site.asked).not.toContain('/fj/1.doc');
    cursor = null;
    await readFor(2, { robots: false });
    expect(dead()).toContain('/fj/1.doc');
  });

  it('readings close together are one', async () => {
    for (let i = 0; i < 5; i++) {
      await read();
      now += HOUR / 6;
    }
    expect(dead()).toEqual([]);
  });
});

describe('what is mended', () => {
  it('is no fault any more at the next look', async () => {
    await readFor(2);
    expect(dead()).toContain('/fj/1.doc');
    world.pages.set('/fj/1.doc', { type: 'application/msword', body: Buffer.alloc(9) }).set('/img/表.png', PICTURE);
    now += 6 * HOUR;
    await read();
    expect(dead()).not.toContain('/fj/1.doc');
    expect(dead()).not.toContain('/img/表.png');
    expect(dead()).toContain('/soft.html');
  });

  it('by taking the link away, when its page is seen again', async () => {
    await readFor(2);
    world.pages.set('/tzgg/2.html', article('关于老城区行道树病虫害防治的公告'));
    now = START + 23 * HOUR;
    await read();
    expect(dead()).toContain('/fj/1.doc');
    now = START + 24 * HOUR;
    await read();
    expect(dead()).not.toContain('/fj/1.doc');
    expect(dead()).toContain('/loop/a');
  });

  it('a page that comes back, in the middle of a round or after it, is searched in it', async () => {
    world.pages.set('/tzgg/', { status: 503 });
    const small = { perReading: 20 };
    await read(small);
    expect(waiting()).toBeGreaterThan(0);
    world.pages.set('/tzgg/', column('通知公告', [['/tzgg/1.html', '关于东风路停水的通知', '2026-11-20'], ['/tzgg/2.html', '关于老城区行道树病虫害防治的公告', '2026-11-19']]));
    for (let i = 0; i < 6; i++) {
      now += HOUR;
      await read(small);
    }
    expect(dead()).toContain('/fj/1.doc');
  });
});

describe('a round over many readings', () => {
  it('asks no more than it may in one, and goes on where it stood', async () => {
    const small = { perReading: 12 };
    let readings = 0;
    do {
      const before = world.site.asked.length + world.other.site.asked.length;
      await read(small);
      now += HOUR;
      // Redirects are hops of one request.
      const hops = world.site.asked.slice(before).filter((path) => /^\/(?:loop\/|xxgk\/)/.test(path)).length;
      expect(world.site.asked.length + world.other.site.asked.length - before - hops).toBeLessThanOrEqual(12 + 2);
      readings += 1;
    } while (waiting() > 0);
    expect(readings).toBeGreaterThan(3);
    await readFor(3, small);
    expect(dead()).toHaveLength(8);
  });

  it('a reading that died is done again: the same cursor gives the same', async () => {
    await readFor(1, { perReading: 20 });
    const before = cursor;
    await read({ perReading: 20 });
    const first = { cursor, faults };
    cursor = before;
    await read({ perReading: 20 });
    expect({ cursor, faults }).toEqual(first);
  });

  it('begins again a day later, not before', async () => {
    await readFor(5);
    const asked = world.site.asked.filter((path) => path === '/yw/2026/t7.html').length;
    now = START + 24 * HOUR;
    await read();
    expect([asked, world.site.asked.filter((path) => path === '/yw/2026/t7.html').length]).toEqual([1, 2]);
  });

  it('a damaged cursor is begun anew', async () => {
    cursor = { url: 5, round: 'x' };
    await readFor(2);
    expect(dead()).toHaveLength(8);
  });
});

describe('when nothing can be said', () => {
  it('the source fails with what the home page said', async () => {
    world.pages.set('/', { status: 503 });
    await expect(read()).rejects.toMatchObject({ code: 'FETCH_STATUS', status: 503 });
    world.pages.set('/', 'cut');
    await expect(read()).rejects.toMatchObject({ code: 'FETCH_FAILED' });
    await world.site.close();
    await expect(read()).rejects.toMatchObject({ code: 'FETCH_FAILED' });
  });

  it('a home page that is none says what to set', async () => {
    world.pages.set('/', PICTURE);
    await expect(read()).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('不是网页') as string });
  });

  it('a line that is cut in the middle of a reading kills no links', async () => {
    await read({ perReading: 30 });
    const before = cursor;
    now += HOUR;
    for (const path of [...world.pages.keys()].filter((p) => p !== '/')) world.pages.set(path, 'cut');
    // The home page answers once more, and then the line is cut.
    let asked = 0;
    const cutWeb: ReadContext['web'] = { ...web, fetch: (url, options) => {
      if (url === `${world.site.url}/`) asked += 1;
      if (asked > 1) world.pages.set('/', 'cut');
      return web.fetch(url, options);
    } };
    await expect(read({}, { web: cutWeb })).rejects.toMatchObject({ code: 'FETCH_FAILED' });
    expect(cursor).toBe(before);
  });

  it('an interrupted reading is interrupted, and no link is blamed', async () => {
    const stop = new AbortController();
    world.pages.set('/yw/', 'hang');
    const reading = read({ timeoutSeconds: 60 }, { signal: stop.signal });
    const until = setInterval(() => { if (world.site.asked.includes('/yw/')) stop.abort(); }, 5);
    await expect(reading).rejects.toThrow(/abort/i);
    clearInterval(until);
    expect(cursor).toBeNull();
  });
});

describe('columns', () => {
  const columns = () => ({ depth: 0, columns: [{ name: '财政预决算', url: `${world.site.url}/czyjs/` }, { name: '清河要闻', url: `${world.site.url}/yw/`, everyWorkdays: 5 }] });

  it('go stale as the clock moves, and recover when something is published', async () => {
    now = Date.parse('2026-11-09T09:00:00+08:00');
    await read(columns());
    expect(words('stale-column')).toEqual([]);
    now = START;
    await read(columns());
    expect(words('stale-column')).toEqual(['栏目‘财政预决算’已 45 天没有更新(应 30 天内更新),最近一条是 2026-10-10 的《清河县2026年第三季度预算执行情况》']);
    world.pages.set('/czyjs/', column('财政预决算', [['/czyjs/3.html', '清河县2026年预算调整方案(草案)', '2026-11-24'], ['/czyjs/1.html', '清河县2026年第三季度预算执行情况', '2026-10-10']]));
    now += HOUR;
    await read(columns());
    expect(words('stale-column')).toEqual([]);
  });

  it('in working days', async () => {
    await read(columns());
    now = Date.parse('2026-12-01T09:00:00+08:00');
    await read(columns());
    expect(words('stale-column')).toContain('栏目‘清河要闻’已 6 个工作日没有更新(应 5 个工作日内更新),最近一条是 2026-11-23 的《清河县第1次现场办公会研究了第0号桥的修法》');
  });

  it('with a selector of their own, where other lists stand beside', async () => {
    world.pages.set('/bmdt/', html('部门动态', `<div id=l><div class=r><a href="/yw/2026/t1.html">民政局走访困难家庭的第一天</a> 2026-05-01</div><div class=r><a href="/yw/2026/t2.html">民政局走访困难家庭的第二天</a> 2026-05-02</div></div>
      <ul>${[1, 2, 3, 4, 5].map((n) => `<li><a href="/tzgg/${n}.html">关于热门文章第${n}篇的通知</a><span>2026-11-2${n}</span></li>`).join('')}</ul>`));
    await read({ depth: 0, columns: [{ name: '部门动态', url: `${world.site.url}/bmdt/`, links: '#l .r a' }] });
    expect(words('stale-column')).toEqual([expect.stringContaining('最近一条是 2026-05-02')]);
  });

  it('that cannot be opened are dead links by their name, and what was known of them stands', async () => {
    now = Date.parse('2026-11-09T09:00:00+08:00');
    await read(columns());
    world.pages.delete('/czyjs/');
    now = START;
    await readFor(2, columns());
    expect(words('dead-link')).toContainEqual(expect.stringMatching(/^死链:栏目“财政预决算”\(http:\/\/清河\/czyjs\/\)打不开:没有这个页面\(404\)/));
    expect(words('stale-column')).toHaveLength(1);
  });
});

describe('interpretations', () => {
  const documents = () => ({ url: `${world.site.url}/zcwj/`, interpretations: { url: `${world.site.url}/zcjd/` }, withinWorkdays: 3, since: '2026-11-01' });
  const config = () => ({ depth: 0, documents: siteKind.configSchema.parse({ url: `${world.site.url}/`, documents: documents() }).documents });
  const missing = () => words('missing-interpretation').map((w) => /《(.*)》/.exec(w)?.[1]).sort();

  beforeEach(() => {
    const rows: [string, string, string][] = [
      ['/zcwj/1.html', '清河县养犬管理办法', '2026-11-10'], ['/zcwj/2.html', '清河县人民政府关于印发《清河县校车安全管理细则》的通知', '2026-11-11'],
      ['/zcwj/3.html', '关于提高城乡低保标准的通知', '2026-11-12'], ['/zcwj/4.html', '清河县老旧小区加装电梯补助方案', '2026-11-13'],
      ['/zcwj/5.html', '清河县早餐摊点布设规定', '2026-11-16'], ['/zcwj/6.html', '清河县第18次常务会议纪要', '2026-11-09'],
      ['/zcwj/7.html', '关于赵某某等同志职务任免的通知', '2026-11-09'], ['/zcwj/8.html', '清河县秸秆综合利用实施意见', '2026-10-20'], ['/zcwj/9.html', '清河县殡葬服务收费标准', '2026-11-20'],
    ];
    world.pages.set('/zcwj/', column('政策文件', rows));
    for (const [path, title] of rows) world.pages.set(path, article(title));
    world.pages.set('/zcjd/', column('政策解读', [['/zcjd/old.html', '《清河县养犬管理办法》解读', '2021-03-01'], ['/zcjd/x.html', '一图读懂政府工作报告里的民生实事', '2026-11-15']]));
    world.pages.set('/zcjd/old.html', article('旧解读')).set('/zcjd/x.html', article('一图读懂政府工作报告里的民生实事'));
  });

  it('are asked for, three working days after, of documents that make rules', async () => {
    await read(config());
    expect(missing()).toEqual(['关于提高城乡低保标准的通知', '清河县人民政府关于印发〈清河县校车安全管理细则〉的通知', '清河县养犬管理办法', '清河县早餐摊点布设规定', '清河县老旧小区加装电梯补助方案'].sort());
    expect(words('missing-interpretation')[0]).toBe('《清河县养犬管理办法》2026-11-10 公开,至今 10 个工作日没有解读(应在 3 个工作日内)');
    now = Date.parse('2026-11-26T09:00:00+08:00');
    await read(config());
    expect(missing()).toContain('清河县殡葬服务收费标准');
  });

  it('are found by name, by subject, by a link on the document, and by a link back', async () => {
    await read(config());
    expect(missing()).toHaveLength(5);
    world.pages.set('/zcjd/', column('政策解读', [
      ['/zcjd/1.html', '一图读懂《养犬管理办法》', '2026-11-24'], ['/zcjd/2.html', '《清河县人民政府关于印发〈清河县校车安全管理细则〉的通知》政策解读', '2026-11-24'],
      ['/zcjd/3.html', '县民政局负责人就提高城乡低保标准答记者问', '2026-11-24'], ['/zcjd/5.html', '早点摊子摆哪儿,听听城管怎么说', '2026-11-24'],
    ]));
    for (const n of [1, 2, 3]) world.pages.set(`/zcjd/${n}.html`, article('解读正文'));
    world.pages.set('/zcjd/5.html', article('早点摊子摆哪儿,听听城管怎么说', '<p>相关文件:<a href="../zcwj/5.html">原文</a></p>'));
    world.pages.set('/zcwj/4.html', article('清河县老旧小区加装电梯补助方案', '<p><a href="/zcjd/2026/t20261124_4.html">政策问答</a></p>'));
    now += 6 * HOUR;
    await read(config());
    expect(missing()).toEqual([]);
  });

  it('menus and interpretations of others beside a document are none', async () => {
    world.pages.set('/zcwj/1.html', article('清河县养犬管理办法', '<div>最新解读<a href="/zcjd/x.html">一图读懂政府工作报告里的民生实事</a><a href="/zcjd/">政策解读</a><a href="/jdhy/">解读回应</a></div>'));
    // A banner of the whole site, which stands on the list as well.
    const banner = '<a href="/zt/2026/t20261101_1.html">一图读懂</a>';
    for (const path of ['/zcwj/', '/zcwj/2.html']) {
      const answer = world.pages.get(path);
      if (typeof answer === 'object') world.pages.set(path, { ...answer, body: `${String(answer.body)}${banner}` });
    }
    await read(config());
    expect(missing()).toContain('清河县养犬管理办法');
    expect(missing()).toContain('清河县人民政府关于印发〈清河县校车安全管理细则〉的通知');
  });

  it('nothing is said while the interpretations cannot be read', async () => {
    world.pages.set('/zcjd/', { status: 500 });
    await read(config());
    expect(missing()).toEqual([]);
  });
});
