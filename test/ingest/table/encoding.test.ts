import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRecord, detectEncoding } from '../../../ingest/table/encoding.ts';
import { GB } from './files.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');

describe('detectEncoding', () => {
  it.each([
    ['a BOM', Buffer.from('\ufeffa'), 'utf-8', 3], ['UTF-16', Buffer.from('\ufeffa', 'utf16le'), 'utf-16le', 2], ['UTF-16 the other way round', Buffer.from('\ufeffa', 'utf16le').swap16(), 'utf-16be', 2],
    ['UTF-16 without a mark', Buffer.from('工单号\t受理时间\r\nA1\t2025-09-01\r\n', 'utf16le'), 'utf-16le', 0], ['the same the other way round', Buffer.from('工单号\t受理时间\r\nA1\t2025-09-01\r\n', 'utf16le').swap16(), 'utf-16be', 0],
    ['UTF-8 with zeros in it', Buffer.from('工单号,内容\n\0\0\0\0路灯\0\0\0不亮\0\n'), 'utf-8', 0],
    ['plain letters', Buffer.from('a,b'), 'utf-8', 0], ['nothing', Buffer.alloc(0), 'utf-8', 0], ['UTF-8', Buffer.from('路灯不亮'), 'utf-8', 0], ['GB18030', GB['路灯不亮']!, 'gb18030', 0],
    ['a word of GB18030 that is UTF-8 by chance', Buffer.concat([latin('a,'), GB['停水']!, latin('\n'), GB['路灯不亮']!]), 'gb18030', 0],
  ])('%s', (_, sample, encoding, bom) => {
    expect(detectEncoding(sample)).toEqual({ encoding, bom });
  });

  it('is not misled by a sample that ends inside a character', () => {
    const whole = Buffer.from('小区停电');
    for (let cut = 3; cut < whole.length; cut += 1) expect(detectEncoding(whole.subarray(0, cut)).encoding).toBe('utf-8');
  });
});

describe('decodeRecord', () => {
  it('reads signs and letters of Western Europe as they are', () => {
    expect(decodeRecord(Buffer.from('25°C·café'), 'utf-8')).toEqual({ text: '25°C·café', reencoded: false });
  });

  it('refuses a broken character in either file', () => {
    const cut = Buffer.from('小区里面已经连续三天没有自来水').subarray(0, -1);
    expect(decodeRecord(cut, 'utf-8')).toBeNull();
    expect(decodeRecord(cut, 'gb18030')).toBeNull();
    expect(decodeRecord(Buffer.concat([GB['路灯不亮']!, latin('\xff')]), 'gb18030')).toBeNull();
  });

  it('gives back every text that was written in UTF-8, whatever the file is said to be', () => {
    const han = fc.array(fc.constantFrom('小', '区', '停', '水', '的', '，', '。', '1', 'a', ',', '"', '\n'), { minLength: 1, maxLength: 30 }).map((c) => c.join(''));
    fc.assert(fc.property(han, fc.constantFrom('utf-8' as const, 'gb18030' as const), (text, encoding) => {
      expect(decodeRecord(Buffer.from(text), encoding)?.text).toBe(text);
    }), { numRuns: 1_000 });
  });

  it('says of any bytes what they are, or null', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), fc.constantFrom('utf-8' as const, 'gb18030' as const), (bytes, encoding) => {
      const decoded = decodeRecord(Buffer.from(bytes), encoding);
      expect(decoded?.text ?? '').not.toContain('\ufffd');
    }), { numRuns: 2_000 });
  });
});
