import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLinks } from '../../../ingest/site/links.ts';

const ADDRESS = 'https://www.qinghe.example/zwgk/index.html';
const links = (html: string) => readLinks(html, ADDRESS).links.map(({ url, kind, text }) => [url.replace('https://www.qinghe.example', ''), kind, text]);

describe('every address a page leads to', () => {
  it('links, pictures, frames, styles and scripts, each once, in order', () => {
    expect(links(`<link rel="stylesheet" href="/s.css"><link rel=icon href=/f.ico><script src="/j.js"></script>
      <a href="a.html">甲 <b>通知</b></a><A HREF='附件1.DOC'>附件1</A><a href="a.html">又是甲</a><img src="../p.png" alt="县城 夜景">
      <iframe src="/tj.html"></iframe><map><area href="/m.html" alt="地图"></map>`)).toEqual([
      ['/s.css', 'style', ''], ['/j.js', 'script', ''], ['/zwgk/a.html', 'page', '甲 通知'], ['/zwgk/%E9%99%84%E4%BB%B61.DOC', 'file', '附件1'],
      ['/p.png', 'image', '县城 夜景'], ['/tj.html', 'frame', ''], ['/m.html', 'page', '地图'],
    ]);
  });

  it('what leads nowhere is no link, and the page itself is none', () => {
    expect(links('<a href="#a">1</a><a href="javascript:f()">2</a><a href="mailto:a@b.example">3</a><a>4</a><a href="">5</a><a href="index.html#x">6</a><img src="data:image/gif;base64,R0">')).toEqual([]);
  });

  it('a link without words has its tooltip or its picture for them, a shortened one its tooltip', () => {
    expect(links('<a href=1 title=提示>  </a><a href=2><img alt=图标 src=i.gif></a><a href=3 title="关于印发清河县养犬管理办法的通知">关于印发清河…</a><a href=4>标题</a>')).toEqual([
      ['/zwgk/1', 'page', '提示'], ['/zwgk/2', 'page', '图标'], ['/zwgk/i.gif', 'image', '图标'], ['/zwgk/3', 'page', '关于印发清河县养犬管理办法的通知'], ['/zwgk/4', 'page', '标题'],
    ]);
  });

  it('base, entities, links left open and links in scripts', () => {
    expect(links('<base href="/b/"><a href="x?a=1&amp;b=2">甲<a href=y>乙</a><script>document.write(\'<a href="no.html">无</a>\')</script><!-- <a href=z>无</a> -->')).toEqual([
      ['/b/x?a=1&b=2', 'page', '甲'], ['/b/y', 'page', '乙'],
    ]);
  });

  it('the records that a content system keeps in a script are links', () => {
    expect(links('<script type="text/xml"><datastore><record><![CDATA[<li><a href="/art/1.html">甲</a></li>]]></record></datastore></script>')).toEqual([['/art/1.html', 'page', '甲']]);
  });

  it('a page of nothing but links ends at the most', () => {
    expect(readLinks(Array.from({ length: 6_000 }, (_, i) => `<a href=${i}>第${i}</a>`).join(''), ADDRESS).links).toHaveLength(5_000);
  });
});

describe('the page', () => {
  it.each([
    ['<title>关于停水的通知_清河县人民政府</title>', '关于停水的通知'],
    ['<title>通知公告 - 清河县人民政府</title><h1>关于停水的通知</h1>', '关于停水的通知'],
    ['<title>清河县2026-2030年规划 | 清河县</title><h1>清河</h1>', '清河县2026-2030年规划'],
    ['<title>\n  </title>', ''],
  ])('has its own name: %s', (html, title) => {
    expect(readLinks(html, ADDRESS).title).toBe(title);
  });

  it('its words are those outside of links, scripts and menus of links', () => {
    expect(readLinks('<title>标题</title><style>p{}</style><ul><li><a href=1>首页</a><li><a href="#">公开</a></ul><p>您访问的&nbsp;页面<b>不存在</b></p><script>f()</script>', ADDRESS).words).toBe('您访问的 页面不存在');
  });
});

describe('whatever the page is', () => {
  const piece = fc.oneof(
    fc.constantFrom('<a href="', '<a href=/x ', "<img src='", '<base href=//', '</a>', '<script>', '</script>', '<title>', '<h1>', '">', '>', "'", '<!--', '-->', '<![CDATA[', '&#x', '&amp', '\0', '关于', '<iframe src=http://[::', '<area href=%E4%', '<link rel=stylesheet href='),
    fc.string({ unit: 'binary', maxLength: 20 }), fc.webUrl(),
  );

  it('is read, and every link is a whole address of the web', () => {
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const read = readLinks(pieces.join(''), ADDRESS);
      const urls = read.links.map((link) => link.url);
      expect(new Set(urls).size).toBe(urls.length);
      for (const { url, text } of read.links) {
        expect(new URL(url).protocol).toMatch(/^https?:$/);
        expect(new URL(url).hash).toBe('');
        expect(text.length).toBeLessThanOrEqual(120);
      }
      expect(read.title.length).toBeLessThanOrEqual(120);
    }), { numRuns: 500 });
  });

  it.each(['<a href=x>', '<a href="x', '<title>', '<img src=a alt=', '<![CDATA[', '<record><![CDATA['])('a hundred thousand times %s is read', (piece_) => {
    expect(readLinks(piece_.repeat(100_000), ADDRESS).links.length).toBeLessThanOrEqual(2);
  });
});
