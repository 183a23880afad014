import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactJson } from '../../../ingest/table/exact-json.ts';

describe('JSON with long whole numbers', () => {
  it.each<[string, unknown]>([
    ['{"id":20180404159024001}', { id: '20180404159024001' }],
    ['[-9007199254740993, 1234567890123456]', ['-9007199254740993', '1234567890123456']],
    ['{"lng":119.4123456789012345,"big":1.0e30}', { lng: 119.412_345_678_901_23, big: 1e30 }],
    ['{"words":"编号 20180404159024001 \\" 1234567890123456"}', { words: '编号 20180404159024001 " 1234567890123456' }],
    ['12345678901234567', '12345678901234567'],
    ['{"n":42}', { n: 42 }],
  ])('%s', (text, value) => expect(parseExactJson(text)).toEqual(value));

  it('what is no JSON is refused at once, however many quotes are open', () => {
    expect(() => parseExactJson(`1234567890123456 "${'\\"'.repeat(200_000)}`)).toThrow(SyntaxError);
  });

  it('is JSON.parse wherever no number is long', () => {
    fc.assert(fc.property(fc.json(), (text) => {
      fc.pre(!/\d{16}/.test(text));
      expect(parseExactJson(text)).toEqual(JSON.parse(text));
    }));
  });
});
