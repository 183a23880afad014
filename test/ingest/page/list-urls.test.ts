import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleness, dayInUrl, isAttachment, normaliseUrl, resolveUrl, shapeOf, siteOf } from '../../../ingest/page/list-urls.ts';

describe('one name for one article', () => {
  it.each([
    ['http://a.gov.cn/x.html#p2', 'http://a.gov.cn/x.html'], ['http://A.gov.cn:80/x.html?', 'http://a.gov.cn/x.html'], ['http://a.gov.cn/#/detail/7', 'http://a.gov.cn/#/detail/7'],
    ['http://a.gov.cn/x.html;jsessionid=A1B2?id=3', 'http://a.gov.cn/x.html?id=3'], ['http://a.gov.cn/x?id=3&utm_source=wx&utm_medium=m&spm=1.2&from=timeline', 'http://a.gov.cn/x?id=3'],
    ['http://a.gov.cn/x?PHPSESSID=ab12cd34&tid=7', 'http://a.gov.cn/x?tid=7'], ['http://a.gov.cn/x?sid=12', 'http://a.gov.cn/x?sid=12'], ['http://a.gov.cn/x?sid=0123456789abcdef0', 'http://a.gov.cn/x'],
    ['http://a.gov.cn/通知?b=2&a=1', 'http://a.gov.cn/%E9%80%9A%E7%9F%A5?b=2&a=1'],
  ])('%s → %s', (url, normal) => {
    expect(normaliseUrl(url)).toBe(normal);
  });

  it('named twice it is the same', () => {
    fc.assert(fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
      expect(normaliseUrl(normaliseUrl(url))).toBe(normaliseUrl(url));
    }), { numRuns: 1_000, examples: [['http://a.aa/??'], ['http://a.aa/?&&'], ['http://a.aa/?=&=']] });
  });
});

describe('sites', () => {
  it.each([
    ['http://zwgk.qinghe.gov.cn/a', 'qinghe.gov.cn'], ['https://www.qinghe-daily.com/', 'qinghe-daily.com'], ['http://qinghe.gov.cn./', 'qinghe.gov.cn'], ['http://news.site.co.uk/', 'site.co.uk'],
    ['http://www.zx.bj.cn/', 'zx.bj.cn'], ['http://bbs.a.cn/', 'a.cn'], ['http://127.0.0.1:81/', '127.0.0.1'], ['http://[::1]/', '[::1]'], ['http://localhost/', 'localhost'],
  ])('%s → %s', (url, site) => {
    expect(siteOf(url)).toBe(site);
  });
});

describe('what a URL looks like', () => {
  it.each(['/zwgk/202611/t20261124_4201.html', '/art/2026/11/24/art_12_345.html', '/content/post_123456.html', '/2026-11/24/content_7788.htm', '/n1/2026/1124/c1001-4011.html', '/show.asp?id=12', '/thread-510-1-1.html',
    '/a/20261124/577001.shtml', '/detail/1152921504606846976', '/info/1023/4455.htm', '/html/2026/gongshi_1124/88.html', '/#/news/detail/7', '/m/#/article?id=7', '/News/2018/0213/5710843531F405D7BF05C8B5F73279C9.shtml'])('%s: an article', (path) => {
    expect(articleness(`http://a.gov.cn${path}`)).toBeGreaterThan(0.2);
  });

  it.each(['/', '/zwgk/', '/zwgk/index.html', '/zwgk/index_3.html', '/col/col1234/index.html', '/list_7.html', '/node_55.htm', '/channel/12', '/space-uid-12.html', '/user/10023', '/login.html?id=5&uid=6', '/search?q=停水', '/about.html'])('%s: none', (path) => {
    expect(articleness(`http://a.gov.cn${path}`)).toBeLessThan(0);
  });

  it('attachments, days and shapes', () => {
    expect(['/a.PDF', '/a.docx?x=1', '/a.zip', '/a.html', '/pdf/'].map((path) => isAttachment(`http://a.gov.cn${path}`))).toEqual([true, true, true, false, false]);
    expect(dayInUrl('http://a.gov.cn/202611/t20261124_1.html')).toEqual({ year: 2026, month: 11, day: 24 });
    expect(dayInUrl('http://a.gov.cn/2026/11/24/1.html')).toEqual({ year: 2026, month: 11, day: 24 });
    expect(dayInUrl('http://a.gov.cn/202611249999.html')).toBeNull();
    expect(shapeOf('http://a.gov.cn/a/202611/t20261124_9.html')).toBe('a.gov.cn/a/0/t0_0.html');
  });

  it('an address on a page is http, or none', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('//', 'http:///', 'http:\\\\a', '\u0000', 'http://a b')), (address) => {
      expect(resolveUrl(address, 'http://a.gov.cn/b/') ?? 'http://').toMatch(/^https?:\/\//);
    }), { numRuns: 500 });
  });
});
