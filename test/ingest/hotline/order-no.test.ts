import { describe, expect, it } from 'vitest';
import { cleanOrderNo, dayOfOrderNo, isSpoilt, keyFromWords } from '../../../ingest/hotline/order-no.ts';
import { shanghaiDay } from '../../../model/index.ts';

describe('cleanOrderNo', () => {
  it.each([
    ["'20180404159024", '20180404159024'], ['="0012"', '0012'], [' 2018 0404\u200b\n', '20180404'], ['20180404159024.0', '20180404159024'],
    ['ＢＪ2025', 'BJ2025'], ['-', ''], ['无', ''], ['', ''], ['12345678901234567.0', '12345678901234567.0'],
  ])('%j → %j', (cell, number) => {
    expect(cleanOrderNo(cell)).toBe(number);
  });

  it('knows a number that Excel has spoilt', () => {
    expect(['1.12E+17', '1.12345678901234E+17', '2e18', '12345678901234567.0', '20180404159024', 'E1234', 'A1E+5', '1.5'].map(isSpoilt))
      .toEqual([true, true, true, true, false, false, false, false]);
  });
});

describe('dayOfOrderNo', () => {
  const now = new Date('2026-11-24T00:00:00Z');
  const day = (number: string) => {
    const at = dayOfOrderNo(number, now);
    return at && shanghaiDay(at);
  };

  it.each([['20180404159024', '2018-04-04'], ['C20250801003', '2025-08-01'], ['WX-20250801-17', '2025-08-01'], ['20240229001', '2024-02-29']])('%s → %s', (number, expected) => {
    expect(day(number)).toBe(expected);
  });

  it.each(['20180404', '20181304159024', '20230229001', '19990101001', '20270101001', 'QX-78', '120180404159', '3920180404', 'ABCDE20250801003'])('%s tells no day', (number) => {
    expect(day(number)).toBeNull();
  });
});

it('keyFromWords is the same for the same words and different for others', () => {
  expect(keyFromWords(['题', '文', null, '2025'])).toBe(keyFromWords(['题', '文', null, '2025']));
  expect(keyFromWords(['题文', '', null, '2025'])).not.toBe(keyFromWords(['题', '文', null, '2025']));
  expect(keyFromWords(['a'])).toMatch(/^h-[0-9a-f]{24}$/);
});
