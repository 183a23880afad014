import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../../ingest/decode.ts';

/** 𠀀 and ㋿: characters that GB18030 writes with four bytes. */
const RARE = '𠀀㋿';
const feed = (title: string, label?: string) => `${label === undefined ? '' : `<?xml version="1.0" encoding="${label}"?>`}<rss><channel><title>${title}</title></channel></rss>`;
const gb = (text: string) => iconv.encode(text, 'gb18030');

describe('what the bytes say of themselves goes first', () => {
  it.each([
    ['utf-8', Buffer.from([0xef, 0xbb, 0xbf]), 'utf8'],
    ['utf-16le', Buffer.from([0xff, 0xfe]), 'utf-16le'],
    ['utf-16be', Buffer.from([0xfe, 0xff]), 'utf-16be'],
    ['utf-32le', Buffer.from([0xff, 0xfe, 0, 0]), 'utf-32le'],
    ['utf-32be', Buffer.from([0, 0, 0xfe, 0xff]), 'utf-32be'],
  ])('the mark of %s wins over a wrong prolog and a wrong header, and is cut off', (encoding, bom, codec) => {
    const text = feed(`积水${RARE}`, 'gb2312');
    const bytes = Buffer.concat([bom, iconv.encode(text, codec)]);
    expect(decodeBytes(bytes, { kind: 'xml', contentType: 'text/xml; charset=big5' })).toEqual({ text, encoding, malformed: false, replaced: 0, marks: [] });
  });

  it.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('%s without a mark is seen by where the zeros stand', (encoding) => {
    const text = feed('积水');
    expect(decodeBytes(iconv.encode(text, encoding, { addBOM: false }), { kind: 'xml' })).toMatchObject({ text, encoding, malformed: false });
  });

  it('a UTF-32 text that is cut, or holds numbers that are no characters, is read and counted', () => {
    const bytes = Buffer.concat([iconv.encode('<a>水', 'utf-32le', { addBOM: false }), Buffer.from([0, 0, 0x11, 0, 0xd8])]);
    expect(decodeBytes(bytes)).toMatchObject({ text: '<a>水\ufffd', replaced: 2, marks: ['characters-replaced'], malformed: true });
  });
});

describe('labels', () => {
  it.each(['gb2312', 'GBK', 'gb18030', 'cp936', 'x-gbk', 'GB_2312-80', 'windows-936', 'euc-cn'])('%s is read as gb18030, its four-byte characters whole', (label) => {
    const text = feed(`李喆${RARE}`, label);
    expect(decodeBytes(gb(text), { kind: 'xml' })).toEqual({ text, encoding: 'gb18030', malformed: false, replaced: 0, marks: [] });
  });

  it.each([
    ['text/xml;charset= \'GB2312\'', 'gb18030'], ['text/xml; Charset = "gbk" ; q=1', 'gb18030'],
    ['text/xml; charset:gb2312', 'iso-8859-1'], ['text/xml; charset=', 'iso-8859-1'], [undefined, 'iso-8859-1'],
  ])('the header %s over a prolog of iso-8859-1 gives %s', (contentType, encoding) => {
    expect(decodeBytes(gb(feed('路灯不亮', 'iso-8859-1')), { kind: 'xml', contentType }).encoding).toBe(encoding);
  });

  it('a label nobody knows falls on to the next: the prolog, then the look of the bytes', () => {
    expect(decodeBytes(gb(feed('路灯不亮', 'gb2312')), { contentType: 'text/xml; charset=none', kind: 'xml' })).toMatchObject({ encoding: 'gb18030', malformed: false });
    expect(decodeBytes(gb(feed('小区停水三天无人处理', 'bogus')), { kind: 'xml' }))
      .toMatchObject({ encoding: 'gb18030', malformed: true, marks: ['encoding-unknown', 'encoding-guessed'], replaced: 0 });
    expect(decodeBytes(Buffer.from(feed('停水', 'bogus')), { kind: 'xml' })).toMatchObject({ encoding: 'utf-8', malformed: true, marks: ['encoding-unknown'] });
  });

  it('a label that the bytes contradict is passed over', () => {
    const text = feed('小区停水三天', 'gb2312');
    expect(decodeBytes(gb(text), { contentType: 'text/xml; charset=utf-8', kind: 'xml' })).toMatchObject({ text, encoding: 'gb18030', replaced: 0, marks: ['encoding-contradicted'] });
    expect(decodeBytes(Buffer.from(text), { kind: 'xml' })).toMatchObject({ text, encoding: 'utf-8', marks: ['encoding-contradicted'], malformed: true });
    const utf16 = feed('停水', 'utf-16');
    expect(decodeBytes(Buffer.from(utf16), { kind: 'xml' })).toMatchObject({ text: utf16, encoding: 'utf-8', malformed: true });
  });

  it('a server that sends Latin-1 over everything is not believed against UTF-8', () => {
    const text = feed('停水', 'utf-8');
    expect(decodeBytes(Buffer.from(text), { contentType: 'text/xml; charset=ISO-8859-1', kind: 'xml' })).toMatchObject({ text, encoding: 'utf-8' });
  });

  it('one broken byte in a long stated UTF-8 text costs one character, not the whole reading', () => {
    const bytes = Buffer.from(feed('小区停水,希望有关部门尽快处理。'.repeat(20), 'utf-8'));
    bytes[bytes.length - 40] = 0xff;
    expect(decodeBytes(bytes, { kind: 'xml' })).toMatchObject({ encoding: 'utf-8', malformed: true, marks: ['encoding-contradicted', 'characters-replaced'] });
    expect(decodeBytes(bytes, { kind: 'xml' }).replaced).toBeLessThan(4);
  });

  it('a page names its charset in a meta element', () => {
    const html = (meta: string) => gb(`<html><head>${meta}</head><body>小区停水</body></html>`);
    for (const meta of ['<meta charset="gb2312">', '<meta http-equiv=Content-Type content="text/html; charset=gbk">']) {
      expect(decodeBytes(html(meta), { kind: 'html' })).toMatchObject({ encoding: 'gb18030', malformed: false });
    }
  });

  it('what a feed quotes of a page does not speak for the feed', () => {
    const text = '<rss><channel><title>停水</title><description><![CDATA[<html><meta charset="gb2312">]]></description></channel></rss>';
    expect(decodeBytes(Buffer.from(text), { kind: 'xml' })).toMatchObject({ text, encoding: 'utf-8', malformed: false });
    const page = iconv.encode('<!DOCTYPE html><meta charset=gb2312><p>停水', 'gb18030');
    expect(decodeBytes(page, { kind: 'xml' })).toMatchObject({ encoding: 'gb18030', malformed: false });
  });

  it('Latin-1 with the characters of Windows is Windows', () => {
    expect(decodeBytes(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>caf\xe9</a>', 'latin1')).encoding).toBe('iso-8859-1');
    const quoted = decodeBytes(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\x93caf\xe9\x94</a>', 'latin1'));
    expect(quoted).toMatchObject({ encoding: 'windows-1252', malformed: false });
    expect(quoted.text).toContain('“café”');
  });
});

describe('texts that were spoiled before they came', () => {
  const text = '小区停水三天无人处理,希望有关部门尽快解决';
  it.each([
    ['read as Latin-1', Buffer.from(text).toString('latin1'), true],
    ['read as Windows-1252', iconv.decode(Buffer.from(text), 'windows-1252'), true],
    ['read as GBK', iconv.decode(Buffer.from(text), 'gbk'), true],
    ['of which characters were lost', '小区停水\ufffd天', true],
    ['lost and then read as GBK', '小区锟斤拷停水', true],
    ['as it should be', text, false],
    ['as it should be in French', 'Déjà vu : les élèves', false],
  ])('UTF-8 %s', (_, spoiled, garbled) => {
    const read = decodeBytes(Buffer.from(spoiled));
    expect(read.marks.includes('text-garbled')).toBe(garbled);
    expect(read).toMatchObject({ text: spoiled, malformed: false });
  });
});

it('nothing at all is an empty text', () => {
  expect(decodeBytes(new Uint8Array(0))).toEqual({ text: '', encoding: 'utf-8', malformed: false, replaced: 0, marks: [] });
});

it.each(['utf-8', 'gb18030'])('a short document in %s that was cut in the middle of a character keeps its encoding', (encoding) => {
  const whole = iconv.encode('<rss>清河路灯', encoding);
  const { encoding: found, text } = decodeBytes(whole.subarray(0, whole.length - 1), { contentType: `text/xml; charset=${encoding}`, kind: 'xml' });
  expect([found, text.slice(0, 8)]).toEqual([encoding, '<rss>清河路']);
});
