import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it, test } from 'vitest';
import { readOpml } from '../../../ingest/opml/read.ts';
import { DEEPEST_GROUP, LARGEST_OPML, MOST_FEEDS } from '../../../ingest/opml/types.ts';
import { writeOpml } from '../../../ingest/opml/write.ts';

const read = (text: string) => readOpml(Buffer.from(text));
const body = (...outlines: string[]) => `<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>清河信源</title></head><body>${outlines.join('\n')}</body></opml>`;
const feed = (name: string, more = '') => `<outline type="rss" text="${name}" xmlUrl="https://${name}.example/rss.xml"${more}/>`;
const addresses = (text: string) => read(text).feeds.map((f) => f.xmlUrl);

describe('a list of feeds', () => {
  it('is read in order, with the groups around each', () => {
    const opml = read(body(
      feed('a', ' title="清河政务" htmlUrl="https://a.example/"'),
      `<outline text="媒体"><outline text="市级">${feed('b')}</outline>${feed('c')}</outline>`, feed('d'),
    ));
    expect(opml).toEqual({
      title: '清河信源', cut: 0, whole: true,
      feeds: [
        { row: 1, title: '清河政务', xmlUrl: 'https://a.example/rss.xml', htmlUrl: 'https://a.example/', groups: [] },
        { row: 2, title: 'b', xmlUrl: 'https://b.example/rss.xml', htmlUrl: null, groups: ['媒体', '市级'] },
        { row: 3, title: 'c', xmlUrl: 'https://c.example/rss.xml', htmlUrl: null, groups: ['媒体'] },
        { row: 4, title: 'd', xmlUrl: 'https://d.example/rss.xml', htmlUrl: null, groups: [] },
      ],
    });
  });

  it('a title beats a text; without either the feed has no name', () => {
    expect(read(body('<outline text="文字" title="标题" xmlUrl="https://a.example/"/>', '<outline text="  \n " xmlUrl="https://b.example/"/>')).feeds.map((f) => f.title)).toEqual(['标题', null]);
  });

  it('a link that calls itself a feed counts, another link does not', () => {
    expect(addresses(body('<outline type="rss" url="https://a.example/"/>', '<outline type="link" text="首页" url="https://b.example/"/>', '<outline type="ATOM" href="https://c.example/"/>'))).toEqual(['https://a.example/', 'https://c.example/']);
  });
});

describe('a dirty list', () => {
  it.each<[string, string, string[]]>([
    ['names of any case', '<OPML><BODY><Outline Text="甲" XMLURL="https://a.example/"/><outline text="乙" xmlurl="https://b.example/"/></BODY></OPML>', ['https://a.example/', 'https://b.example/']],
    ['outlines that do not end', body('<outline text="组">', '<outline xmlUrl="https://a.example/">', '<outline xmlUrl="https://b.example/">'), ['https://a.example/', 'https://b.example/']],
    ['bare ampersands, and escaped ones', body('<outline xmlUrl="https://a.example/?x=1&y=2"/>', '<outline xmlUrl="https://b.example/?x=1&amp;y=2"/>'), ['https://a.example/?x=1&y=2', 'https://b.example/?x=1&y=2']],
    ['attributes without quotes or with odd ones', body("<outline xmlUrl='https://a.example/' text=甲/>"), ['https://a.example/']],
    ['an end that is missing', body(feed('a'), feed('b')).slice(0, -40), ['https://a.example/rss.xml']],
    ['ends too many', `</outline></body>${body('</outline>', feed('a'), '</outline></outline>', feed('b'))}`, ['https://a.example/rss.xml', 'https://b.example/rss.xml']],
    ['a prefix', '<o:opml xmlns:o="x"><o:body><o:outline xmlUrl="https://a.example/"/></o:body></o:opml>', ['https://a.example/']],
    ['comments are no outlines', body(`<!-- ${feed('a')} -->`, `<![CDATA[${feed('b')}]]>`, feed('c')), ['https://c.example/rss.xml']],
    ['outlines without a document around them', feed('a') + feed('b'), ['https://a.example/rss.xml', 'https://b.example/rss.xml']],
  ])('%s', (_, text, expected) => {
    expect(addresses(text)).toEqual(expected);
  });

  it('says when its end is missing', () => {
    expect([read(body(feed('a'))).whole, read(body(feed('a')).replace('</opml>', '')).whole]).toEqual([true, false]);
  });

  it('in GBK, said or not, its names are read', () => {
    const gbk = (text: string) => readOpml(iconv.encode(text, 'gb18030')).feeds[0]?.title;
    const text = body('<outline title="清河区人民政府要闻动态" xmlUrl="https://a.example/"/>');
    expect([gbk(text.replace('UTF-8', 'gb2312')), gbk(text)]).toEqual(['清河区人民政府要闻动态', '清河区人民政府要闻动态']);
  });

  it('what is no OPML is told', () => {
    for (const text of ['<html><body>登录</body></html>', '<rss version="2.0"/>', '', '名称,网址']) expect(() => read(text)).toThrow(expect.objectContaining({ code: 'FILE_KIND_UNKNOWN' }));
  });
});

describe('a hostile list', () => {
  it('groups in groups in groups cost no more than their number', () => {
    const deep = read(body('<outline text="组">'.repeat(200_000) + feed('a')));
    expect(deep.feeds[0]?.groups).toHaveLength(DEEPEST_GROUP);
  });

  it('has a limit of feeds, and the rest is counted', () => {
    const { feeds, cut } = read(body('<outline xmlUrl="https://a.example/"/>'.repeat(MOST_FEEDS + 7)));
    expect([feeds.length, cut]).toEqual([MOST_FEEDS, 7]);
  });

  it('has a limit of bytes', () => {
    expect(() => readOpml(Buffer.alloc(LARGEST_OPML + 1))).toThrow(/超过 10 MB/);
  });

  it('entities are not obeyed', () => {
    const bomb = `<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>${body('<outline text="&b;&f;" xmlUrl="https://a.example/"/>')}`;
    expect(read(bomb).feeds[0]?.title).toBe('&b;&f;');
  });

  test('any bytes are read or refused', () => {
    const part = fc.oneof(fc.constantFrom('<outline', '</outline>', ' xmlUrl="', ' text=', '"', '>', '/>', '<opml>', '<title>', '<!--', '<![CDATA[', '&amp;', '&', 'https://a.example/'), fc.string({ unit: 'binary', maxLength: 10 }));
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.array(part, { maxLength: 60 }).map((parts) => Buffer.from(parts.join('')))), (bytes) => {
      try {
        const { feeds } = readOpml(bytes);
        for (const f of feeds) {
          expect(f.xmlUrl).not.toBe('');
          for (const text of [f.xmlUrl, f.title ?? '', ...f.groups]) expect(text.isWellFormed() && !/[\0\n]/.test(text)).toBe(true);
        }
      } catch (error) {
        expect(error).toMatchObject({ code: 'FILE_KIND_UNKNOWN' });
      }
    }), { numRuns: 1_000 });
  });
});

describe('what is written', () => {
  const at = new Date('2026-11-24T08:00:00Z');

  it('is OPML 2.0, feeds of one group together', () => {
    expect(writeOpml('清河 & 山阳', [{ title: '甲"<乙>', xmlUrl: 'https://a.example/?x=1&y=2', groups: ['网站'] }, { title: null, xmlUrl: 'https://b.example/' }, { title: '丙', xmlUrl: 'https://c.example/', htmlUrl: 'https://c.example/x', groups: ['网站'] }], at)).toBe([
      '<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', '  <head>', '    <title>清河 &amp; 山阳</title>', '    <dateCreated>Tue, 24 Nov 2026 08:00:00 GMT</dateCreated>', '  </head>', '  <body>',
      '    <outline type="rss" text="https://b.example/" xmlUrl="https://b.example/"/>', '    <outline text="网站">',
      '      <outline type="rss" text="甲&quot;&lt;乙&gt;" title="甲&quot;&lt;乙&gt;" xmlUrl="https://a.example/?x=1&amp;y=2"/>',
      '      <outline type="rss" text="丙" title="丙" xmlUrl="https://c.example/" htmlUrl="https://c.example/x"/>', '    </outline>', '  </body>', '</opml>', '',
    ].join('\n'));
  });

  test('is read back as it was', () => {
    const name = fc.string({ unit: fc.oneof(fc.constantFrom('清', '河', '&', '<', '>', '"', "'", ']]>', '𠮷', 'a', '--', '&amp;', ';'), fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 })), minLength: 1, maxLength: 12 })
      .map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
    const feeds = fc.array(fc.record({ title: name, xmlUrl: fc.webUrl({ withQueryParameters: true }), htmlUrl: fc.option(fc.webUrl(), { nil: null }), groups: fc.array(name, { maxLength: 3 }) }), { maxLength: 8 });
    const key = (f: { title: string | null; xmlUrl: string; htmlUrl: string | null; groups: readonly string[] }) => JSON.stringify([f.groups, f.title, f.xmlUrl, f.htmlUrl]);
    fc.assert(fc.property(name, feeds, (title, given) => {
      const opml = readOpml(Buffer.from(writeOpml(title, given, at)));
      expect([opml.title, opml.whole]).toEqual([title, true]);
      expect(opml.feeds.map(key).sort()).toEqual(given.map(key).sort());
    }), { numRuns: 500 });
  });

  it('characters that XML cannot carry are left out', () => {
    expect(readOpml(Buffer.from(writeOpml('a', [{ title: '清\0\u0008\ufffe河\ud800', xmlUrl: 'https://a.example/' }], at))).feeds[0]?.title).toBe('清河\ufffd');
  });
});
