import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findArticleLinks, type ArticleLink, type ListHints } from '../../../ingest/page/list.ts';
import { LIST_PAGES, MENU_ONLY } from './list-sites.ts';

const now = new Date('2026-11-24T08:00:00Z');
const SITE = 'http://www.qinghe.gov.cn';
const find = (html: string, hints: Partial<ListHints> = {}) => findArticleLinks(html, { url: `${SITE}/list/`, now, ...hints });

const shanghai = ({ date, precision }: ArticleLink) => (date === null ? null : new Date(date.getTime() + 8 * 3_600_000).toISOString().replace('T', ' ').slice(0, precision === 'day' ? 10 : 16));
const short = (link: ArticleLink) => [link.title, shanghai(link), link.url.replace(SITE, '')];

describe('finds the list', () => {
  it.each(LIST_PAGES)('$name', ({ url, html, links, next }) => {
    const found = findArticleLinks(html, { url, now });
    expect(found.links.map(short)).toEqual(links);
    if (next !== undefined) expect(found.next).toBe(next);
  });

  it('nothing on a page that only navigates', () => {
    expect(find(MENU_ONLY)).toEqual({ links: [], next: null });
  });
});

const rows = (write: (title: string, i: number) => string) => ['关于东风路停水的通知', '王家庄道路硬化开工了', '取暖补贴申领办法解读'].map(write).join('');

describe('a title', () => {
  const titleOf = (link: string) => find(`<ul>${rows((title, i) => `<li>${i === 0 ? link : `<a href="/a/1000${i}.html">${title}</a>`}<i>2026-11-2${i}</i></li>`)}</ul>`).links[0]?.title;

  it.each([
    ['<a href="/a/10000.html" title="关于东风路供水管道抢修停水的紧急通知">关于东风路供水管道…</a>', '关于东风路供水管道抢修停水的紧急通知'],
    ['<a href="/a/10000.html" title="点击查看">关于东风路供水管道抢修停水的通知</a>', '关于东风路供水管道抢修停水的通知'],
    ['<a href="/a/10000.html"><font color="red"><b>【通知】</b></font>关于东风路停水的通知</a>', '【通知】关于东风路停水的通知'],
    ['<a href="/a/10000.html">&middot;&nbsp;关于 Wi-Fi\n   停水的通知&#160;</a>', '关于 Wi-Fi 停水的通知'],
    ['<a href="/a/10000.html"><img src="x.jpg" alt=""></a> <a href="/a/10000.html">关于东风路停水的通知</a>', '关于东风路停水的通知'],
    ['<a href="/a/10000.html">C++ &lt;vector&gt; 入门讲座的通知</a>', 'C++ <vector> 入门讲座的通知'],
  ])('%s', (link, title) => {
    expect(titleOf(link)).toBe(title);
  });
});

describe('links', () => {
  it('that leave the site stay when they may', () => {
    const html = `<ul>${rows((title, i) => `<li><a href="http://${['zwgk.qinghe.gov.cn', 'www.qinghe.gov.cn', 'www.other.gov.cn'][i]}/a/1000${i}.html">${title}</a> 2026-11-2${i}</li>`)}</ul>`;
    expect(find(html).links.map(({ url }) => new URL(url).host)).toEqual(['zwgk.qinghe.gov.cn', 'www.qinghe.gov.cn']);
    expect(find(html, { sameSite: false }).links).toHaveLength(3);
  });

  it('with schemes of their own, empty or broken, are none', () => {
    const bad = ['mailto:a@b.cn', 'tel:12345', 'ftp://a.example/1.html', 'http://', 'http://[::1', 'javascript:;', '#top', '', 'data:text/html,x', `/${'长'.repeat(3_000)}`, 'http://u:p@www.qinghe.gov.cn/1.html'];
    expect(find(`<ul>${bad.map((href) => `<li><a href="${href}">一个有着很长标题的坏链接</a> 2026-11-24</li>`).join('')}</ul>`).links).toEqual([]);
  });

  it('mended where a person has written them wrongly', () => {
    const html = `<ul>${rows((title, i) => `<li><a href="${[' /a/10000.html\n', 'http:// www.qinghe.gov.cn/a/10001.html', '\\a\\10002.html'][i]}">${title}</a> 2026-11-2${i}</li>`)}</ul>`;
    expect(find(html).links.map(({ url }) => url)).toEqual([0, 1, 2].map((i) => `${SITE}/a/1000${i}.html`));
  });

  it('of a row that is itself the link', () => {
    const html = `<div>${rows((title, i) => `<div class="row" onclick="location.href='/a/1000${i}.html'"><h4>${title}</h4><span>2026-11-2${i}</span></div>`)}</div>`;
    expect(find(html).links.map(short)).toEqual([['关于东风路停水的通知', '2026-11-20', '/a/10000.html'], ['王家庄道路硬化开工了', '2026-11-21', '/a/10001.html'], ['取暖补贴申领办法解读', '2026-11-22', '/a/10002.html']]);
  });
});

describe('a selector', () => {
  const html = `<div class="a">${rows((title, i) => `<p><a href="/x/${i}">${title.slice(0, 4)}</a><a href="/y/${i}">别的</a><em>11-2${i}</em></p>`)}</div><div class="b"><a href="/p2">翻过去</a></div>`;

  it('takes the links as they are, with their dates', () => {
    expect(find(html, { links: '.a a:first-child' }).links.map(short)).toEqual([['关于东风', '2026-11-20', '/x/0'], ['王家庄道', '2026-11-21', '/x/1'], ['取暖补贴', '2026-11-22', '/x/2']]);
  });

  it('may name what holds a link; one for the next page too', () => {
    expect(find(html, { links: '.a p', next: '.b a' })).toMatchObject({ links: [{ url: `${SITE}/x/0` }, { url: `${SITE}/x/1` }, { url: `${SITE}/x/2` }], next: `${SITE}/p2` });
    expect(find(html, { links: '.gone' }).links).toEqual([]);
  });

  it('that is none is said so', () => {
    expect(() => find(html, { links: 'li[' })).toThrow('不是能用的 CSS 选择器');
  });
});

describe('the next page', () => {
  it.each([
    ['<a href="list_2.html">下一页</a>', '/list/list_2.html'],
    ['<a href="?page=2" class="next">&gt;</a>', '/list/?page=2'],
    ['<a rel="next" href="/list/2">后面</a>', '/list/2'],
    ['<a href="/list/2"><span>下一页 »</span></a>', '/list/2'],
    ['<script>createPageHTML(5, 3, "index", "shtml");</script>', '/list/index_4.shtml'],
    ['<script>createPageHTML(5, 4, "index", "shtml");</script>', null],
    ["<script>createPageHTML('page_div',50, 1,'list','shtml',747);</script>", '/list/list_2.shtml'],
    ['<a href="javascript:next()">下一页</a>', null],
    ['<a href="/list/">下一页</a>', null],
    ['<a href="http://other.example/2">下一页</a>', null],
    ['<a href="/a/1.html">下一页怎么走的讨论</a>', null],
  ])('%s', (html, next) => {
    expect(find(html).next?.replace(SITE, '') ?? null).toBe(next);
  });
});

describe('hostile pages', () => {
  it.each([
    ['nested without end', '<div><a href="/a/10000.html">'.repeat(30_000)],
    ['links without end', '<a href="/a/10000.html">标题标题标题标题标题</a> 2026-11-24<br>'.repeat(20_000)],
    ['cells without end in one row', `<table><tr>${'<i></i>'.repeat(30_000)}${'<td><a href="/a/1.html">标题标题标题</a>'.repeat(20_000)}`],
    ['every row a link, all in one another', '<div onclick="window.open(\'/a/10000.html\')">标题标题标题'.repeat(20_000)],
    ['closing tags of what was never opened', '<a href="/a/1.html">标</b></i></div>'.repeat(20_000)],
    ['records in records', '<script type="text/xml"><record><![CDATA[<li><a href="/a/1.html">标题</a>'.repeat(20_000)],
    ['an attribute of a megabyte', `<a href="/a/1.html" title="${'长 '.repeat(500_000)}" onclick="${'window.open('.repeat(80_000)}">标题</a>`],
    ['a text of a megabyte', `<li><a href="/a/1.html">${'1-'.repeat(700_000)}</a>${' 2026 '.repeat(100_000)}</li>`],
    ['scripts that nearly turn a page', `<script>${'createPageHTML( '.repeat(30_000)}</script>`],
    ['names of the object itself', '<ul><li><a href="/a/1.html" constructor="x" __proto__="y" class="constructor">__proto__</a></li></ul>'.repeat(100)],
  ])('%s', (_, html) => {
    const { links } = find(html);
    expect(links.length).toBeLessThanOrEqual(500);
    expect(find(html, { links: 'li a, div > a' }).links.length).toBeLessThanOrEqual(500);
  });

  it('whatever the page, links are http and have a title, each once, and the next page is another', () => {
    const title = fc.constantFrom('关于停水的通知公告', '更多', '1', '', '2026-11-24', '…', '下一页', 'more', '😀'.repeat(9));
    const href = fc.oneof(fc.webUrl(), fc.constantFrom('/a/10001.html', './202611/t20261124_1.html', 'javascript:window.open("/x/1234.html")', '?id=1', '//x', '/%zz', 'list_2.html', '\\\\x'), fc.string());
    const part = fc.oneof(
      fc.tuple(href, title).map(([to, words]) => `<li><a href="${to}">${words}</a><span>11-24</span></li>`),
      fc.constantFrom('<ul>', '</ul>', '<table><tr><td>', '</td>', '<dl><dt>', '<dd>', '<base href="http://b.example/">', '<div class="nav">', '</div>', '<script type="text/xml"><record><![CDATA[', ']]></record></script>', '<!--', '-->', '<h3>热门</h3>'),
      fc.string(),
    );
    fc.assert(fc.property(fc.array(part, { maxLength: 60 }), fc.boolean(), (parts, sameSite) => {
      const found = find(parts.join(''), { sameSite });
      for (const link of found.links) {
        expect(link.url).toMatch(/^https?:\/\//);
        expect(link.title.length).toBeGreaterThan(0);
        expect(link.date === null || !Number.isNaN(link.date.getTime())).toBe(true);
      }
      expect(new Set(found.links.map(({ url }) => url)).size).toBe(found.links.length);
      expect(found.next).not.toBe(`${SITE}/list/`);
    }), { numRuns: 500 });
  });
});
