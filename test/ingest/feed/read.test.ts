import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readFeed } from '../../../ingest/feed/read.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/feeds/${name}`, import.meta.url));
const read = (name: string, hints = {}) => readFeed(fixture(name), hints);
const readText = (text: string, hints = {}) => readFeed(Buffer.from(text), hints);

describe('encodings', () => {
  test('a feed that says GB2312 is read as GB18030, four-byte characters included', async () => {
    const { ok, malformed, encoding, feed } = await read('gb2312-four-byte.xml');
    expect({ ok, malformed, encoding }).toEqual({ ok: true, malformed: false, encoding: 'gb18030' });
    expect(feed.items.map((i) => i.title)).toEqual(['东风路㐂临门小区今日恢复供水', '没有时区的时间按北京时间']);
  });

  test('the byte order mark goes before the prolog', async () => {
    const { encoding, feed } = await read('bom-against-prolog.xml');
    expect(encoding).toBe('utf-8');
    expect(feed.items[0]?.title).toBe('以签名为准');
  });

  test('undeclared GBK is read, and marked', async () => {
    const bytes = fixture('gb2312-four-byte.xml').toString('latin1').replace(' encoding="GB2312"', '');
    const { malformed, encoding, feed } = await readFeed(Buffer.from(bytes, 'latin1'));
    expect({ malformed, encoding }).toEqual({ malformed: true, encoding: 'gb18030' });
    expect(feed.title).toBe('清河市政务动态');
  });
});

describe('what decoding has to say', () => {
  const marksOf = async (words: string, contentType?: string) => {
    const bytes = Buffer.from(`<rss version="2.0"><channel><item><title>${words}</title></item></channel></rss>`);
    return (await readFeed(bytes, contentType === undefined ? {} : { contentType })).marks;
  };

  test('nothing of a sound text, nor of JSON', async () => {
    expect(await marksOf('东风路停水')).toEqual([]);
    expect((await read('feed.json')).marks).toEqual([]);
  });

  test('a text that was spoiled before it came', async () => {
    expect(await marksOf('锟斤拷锟斤拷')).toContain('text-garbled');
    expect(await marksOf('停\ufffd通知')).toContain('text-garbled');
  });

  test('a label that is not so, and characters that were lost', async () => {
    expect(await marksOf('东风路停水', 'text/xml; charset=gb2312')).toContain('encoding-contradicted');
    const bytes = Buffer.concat([Buffer.from(`<rss version="2.0"><channel><item><title>${'停水通知'.repeat(20)}`), Buffer.from([0xe5, 0x81])]);
    const { malformed, marks } = await readFeed(bytes);
    expect(malformed).toBe(true);
    expect(marks).toContain('characters-replaced');
  });

  test('and of what is no feed as well', async () => {
    expect((await readFeed(Buffer.from('<p>锟斤拷</p>'))).marks).toEqual(['text-garbled']);
  });
});

describe('what an item becomes', () => {
  test('the author without the mail address, paragraphs on lines, no script, entities as characters', async () => {
    const { feed } = await read('gb2312-four-byte.xml');
    expect(feed.items[0]).toEqual({
      externalId: 'qh-1001', title: '东风路㐂临门小区今日恢复供水', url: 'http://www.qinghe.example/n/1001.html', author: '陶喆',
      publishedAt: new Date('2026-11-24T01:15:00Z'), precision: 'second', body: '因管道检修停水的东风路已恢复供水。\n咨询电话见公告 & 公示栏。',
    });
  });

  test('a relative link is relative to the feed address, else to the link of the channel', async () => {
    expect((await read('gb2312-four-byte.xml')).feed.items[1]?.url).toBe('http://www.qinghe.example/n/1002.html');
    expect((await read('gb2312-four-byte.xml', { url: 'https://cdn.qinghe.example/rss/all.xml' })).feed.items[1]?.url).toBe('https://cdn.qinghe.example/n/1002.html');
  });

  test('links that are no pages are not given out', async () => {
    const { feed } = await read('atom10.xml');
    expect(feed.items[0]?.url).toBe('http://www.qinghe.example/x/1');
    const script = await readText('<rss version="2.0"><channel><item><title>x</title><link>javascript:alert(1)</link></item></channel></rss>');
    expect(script.feed.items[0]?.url).toBeNull();
  });

  test('a guid shared by different items is no key: the link is, then the words', async () => {
    const { feed } = await read('same-guid.xml');
    expect(feed.items.map((i) => i.externalId)).toEqual(['http://www.qinghe.example/s/1', 'http://www.qinghe.example/s/2', expect.stringMatching(/^sha256:[0-9a-f]{40}$/)]);
    expect((await read('same-guid.xml')).feed.items[2]?.externalId).toBe(feed.items[2]?.externalId);
  });

  test('dates in ten forms, one that does not exist and one that is none', async () => {
    const { feed } = await read('dates.xml');
    const five = '2026-11-24T07:05:00.000Z';
    expect(feed.items.map((i) => i.publishedAt?.toISOString() ?? null)).toEqual([five, five, five, '2026-11-23T16:00:00.000Z', five, null, five, five, five, null]);
    expect(feed.items.map((i) => i.precision === 'day')).toEqual([false, false, false, true, false, false, false, false, false, false]);
  });

  test('half characters and NUL, which PostgreSQL refuses, are taken out', async () => {
    const { feed } = await readText(JSON.stringify({ items: [{ id: 'a\ud800\0', title: 'x\udc00y\0z', content_text: '\ud83d 好' }] }));
    for (const text of [feed.items[0]?.externalId, feed.items[0]?.title, feed.items[0]?.body]) {
      expect(text?.isWellFormed()).toBe(true);
      expect(text).not.toContain('\0');
    }
  });
});

describe('formats', () => {
  test('RDF', async () => {
    expect((await read('rdf.xml')).feed).toMatchObject({
      title: 'RSS 1.0', link: 'http://www.qinghe.example/',
      items: [{ externalId: 'http://www.qinghe.example/r/1', title: '供热管道检修', author: '住建局', publishedAt: new Date('2026-11-20T02:00:00Z') }],
    });
  });

  test('Atom 0.3: modes, xml:base, and words in the order in which they stand', async () => {
    expect((await read('atom03.xml')).feed.items).toMatchObject([{
      title: '加粗的标题', url: 'http://www.qinghe.example/blog/a/1.html', author: '老张', publishedAt: new Date('2026-11-19T01:00:00Z'), body: '先说一,再说二。',
    }]);
  });

  test('Atom 1.0: text stays text, the lead stands above the content, the page is not the enclosure', async () => {
    const { feed } = await read('atom10.xml');
    expect(feed).toMatchObject({ title: 'C++ <vector> 与其他', link: 'http://www.qinghe.example/' });
    expect(feed.items.map((i) => [i.title, i.body])).toEqual([['表彰 通报', '导语一句\n正文开头和结尾'], ['只有更新时间', '段一\n段二']]);
  });

  test('JSON Feed', async () => {
    const { encoding, feed } = await read('feed.json');
    expect(encoding).toBe('utf-8');
    expect(feed.items).toMatchObject([
      { externalId: '7', title: '路灯不亮', author: '热心市民', body: '东风路第 3 根路灯\n三天没亮了', publishedAt: new Date('2026-11-24T00:00:00Z') },
      { externalId: '8', title: null, body: '比较\n1 < 2 & 3 > 2', publishedAt: new Date('2026-11-23T12:00:00Z') },
    ]);
  });
});

describe('what is broken is saved and marked', () => {
  test('broken off in the middle', async () => {
    const { ok, malformed, feed } = await read('truncated.xml');
    expect({ ok, malformed }).toEqual({ ok: true, malformed: true });
    expect(feed.items.map((i) => i.body)).toEqual(['第一条的内容', '第二条说到这里就']);
  });

  test('& and < that nobody escaped, HTML entities, tags left open', async () => {
    const { malformed, feed } = await read('unescaped.xml');
    expect(malformed).toBe(true);
    expect(feed.title).toBe('停水 & 停电通知');
    expect(feed.items.map((i) => [i.title, i.url, i.body])).toEqual([
      ['A&B 小区 < 3 号楼停电', 'http://www.qinghe.example/n?a=1&b=2', '供电 & 供水 两部门\n联合检修'],
      ['没有关上的标签', null, '第一段\n第二段'],
      ['第三条', null, ''],
    ]);
  });

  test('items that do not end', async () => {
    const { malformed, feed } = await read('unclosed-items.xml');
    expect(malformed).toBe(true);
    expect(feed.items.map((i) => i.title)).toEqual(['甲', '乙', '丙']);
  });

  test('prefixes that nobody bound mean what they usually mean', async () => {
    const { malformed, feed } = await read('unbound-prefix.xml');
    expect(malformed).toBe(true);
    expect(feed.items).toMatchObject([{ author: '记者甲', body: '全文' }]);
  });

  test('names that JavaScript gives a meaning to are only names', async () => {
    const { feed } = await readText('<rss version="2.0"><channel><item><title>t</title><constructor:title>x</constructor:title><__proto__ __proto__="y">z</__proto__></item></channel></rss>', { contentType: 'text/xml; charset=__proto__' });
    expect(feed.items).toMatchObject([{ title: 't', body: '' }]);
  });

  test('characters that XML forbids', async () => {
    const { malformed, feed } = await readText('<rss version="2.0"><channel><item><title>停\u0008水\u000b通知</title></item></channel></rss>');
    expect(malformed).toBe(true);
    expect(feed.items[0]?.title).toBe('停水通知');
  });

  test.each(['&#0;', '&#x8;', '&#xd800;', '&#1114112;', '&#99999999999;'])('and those that it forbids by number: %s', async (reference) => {
    const { malformed, feed } = await readText(`<rss version="2.0"><channel><item><title>停水${reference}</title></item></channel></rss>`);
    expect(malformed).toBe(true);
    expect(feed.items[0]?.title).toMatch(/^停水\ufffd?$/);
  });
});

describe('entities', () => {
  test('those a document declares as plain text count', async () => {
    const { malformed, feed } = await read('entities.xml');
    expect({ malformed, title: feed.title, item: feed.items[0]?.title }).toEqual({ malformed: false, title: '清河市要闻', item: '清河市—供暖' });
  });

  test('a bomb does not grow and no file is opened', async () => {
    const { ok, feed } = await read('entity-bomb.xml');
    expect(ok).toBe(true);
    expect(JSON.stringify(feed).length).toBeLessThan(500);
    expect(JSON.stringify(feed)).not.toContain('root:');
  });

  test('a flat bomb is stopped, in words', async () => {
    const { ok, error } = await readText(`<!DOCTYPE rss [<!ENTITY a "${'哈'.repeat(1_000)}">]><rss version="2.0"><channel><title>${'&a;'.repeat(5_000)}</title></channel></rss>`);
    expect(ok).toBe(false);
    expect(error?.code).toBe('FEED_BROKEN');
    expect(error?.message).toContain('实体展开后过大');
  });
});

describe('what is no feed says so', () => {
  test('a page, with the feed that it points to', async () => {
    const { ok, error } = await read('page.html', { url: 'https://www.qinghe.example/index.html' });
    expect(ok).toBe(false);
    expect(error?.code).toBe('FEED_NOT_A_FEED');
    expect(error?.remedy).toContain('https://www.qinghe.example/rss/news.xml');
  });

  test.each([
    ['page-without-feed.html', 'FEED_NOT_A_FEED', '网页'], ['empty.xml', 'FEED_BROKEN', '空的'], ['comment-only.xml', 'FEED_NOT_A_FEED', '不是 RSS'],
  ])('%s', async (name, code, words) => {
    const { ok, malformed, error, feed } = await read(name);
    expect({ ok, malformed, code: error?.code, items: feed.items }).toEqual({ ok: false, malformed: true, code, items: [] });
    expect(error?.message).toContain(words);
    expect(error?.remedy).toBeTruthy();
  });

  test.each([['{"items": [', 'FEED_BROKEN'], ['{"a": 1}', 'FEED_NOT_A_FEED'], ['[]', 'FEED_NOT_A_FEED']])('JSON %s', async (text, code) => {
    expect((await readText(text)).error?.code).toBe(code);
  });
});

test('more items than anybody reads are counted, not read', async () => {
  const { feed } = await readText(`<rss version="2.0"><channel>${'<item><title>条</title></item>'.repeat(5_003)}</channel></rss>`);
  expect({ items: feed.items.length, cut: feed.cut }).toEqual({ items: 5_000, cut: 3 });
});
