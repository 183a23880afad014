import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../../ingest/page/read.ts';

const now = new Date('2026-11-25T12:00:00Z');
const page = '<html><head><title>停水通知</title></head><body><h1>停水通知</h1><p>发布时间:2026-11-24 07:30</p><div id="zoom"><p>今日10时至16时,人民路沿线停水,请储水备用。</p></div></body></html>';

describe('readPage', () => {
  it('decodes by the header, by the page and by sight, and says which', () => {
    const gbk = iconv.encode(page, 'gb18030');
    expect(readPage(gbk, { now, contentType: 'text/html; charset=gb2312' })).toMatchObject({ ok: true, encoding: 'gb18030', marks: [], article: { title: '停水通知', by: 'rules' } });
    expect(readPage(gbk, { now })).toMatchObject({ ok: true, encoding: 'gb18030', marks: ['encoding-guessed'], article: { body: '今日10时至16时,人民路沿线停水,请储水备用。' } });
    expect(readPage(Buffer.from(page), { now, contentType: 'text/html; charset=gb2312' })).toMatchObject({ ok: true, encoding: 'utf-8', article: { publishedAt: new Date('2026-11-23T23:30:00Z'), precision: 'minute' } });
  });

  it('takes the day from the address when the page has none, and leaves dates to come to the caller', () => {
    const dateless = Buffer.from(page.replace(/<p>发布.*?<\/p>/, ''));
    expect(readPage(dateless, { now, url: 'https://www.qinghe.example/tz/202612/t20261201_5.html' }).article).toMatchObject({ publishedAt: new Date('2026-11-30T16:00:00Z'), precision: 'day' });
    expect(readPage(dateless, { now }).article.publishedAt).toBeNull();
  });

  it('is the same in any process zone', () => {
    const before = process.env['TZ'];
    try {
      process.env['TZ'] = 'America/New_York';
      expect(readPage(Buffer.from(page), { now }).article.publishedAt).toEqual(new Date('2026-11-23T23:30:00Z'));
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });
});
