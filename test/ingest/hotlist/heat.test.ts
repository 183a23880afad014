import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isHeatOnly, parseHeat } from '../../../ingest/hotlist/heat.ts';

it.each<[unknown, number | null]>([
  [12_345, 12_345], ['123.4万', 1_234_000], ['1.2亿', 120_000_000], ['10w+', 100_000], ['1,234,567', 1_234_567], ['热度 45678', 45_678], ['1234 万热度', 12_340_000], ['１２３万', 1_230_000], ['12萬', 120_000], ['3千万', 30_000_000], ['5k', 5_000],
  ['热度值:7.5', 8], ['综艺 99', 99], ['第3期 热度12万', 120_000], ['第3期 看点 8', null], ['热度 12万 讨论 3万', 120_000], ['1亿热度 · 讨论 5 万', 100_000_000], ['', null], ['热', null], [true, null], [null, null], [{}, null], [-5, null], [Infinity, null], ['1'.repeat(100), null], [0, 0], ['5 km', 5],
])('%j → %j', (value, heat) => {
  expect(parseHeat(value)).toBe(heat);
});

it('a text that is all heat is no description', () => {
  expect(['1234 万热度', '12.3万人在看', '阅读 10w+ · 讨论 3万', '供水站今晚抢修', '3号桥封闭'].map(isHeatOnly)).toEqual([true, true, true, false, false]);
});

it('any text gives null or a whole number that is not negative', () => {
  const words = fc.array(fc.constantFrom('1', '9', ',', '.', '万', '亿', 'w', 'k', '热', ' ', '+', '度'), { maxLength: 60 }).map((parts) => parts.join(''));
  fc.assert(fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), words), (value) => {
    const heat = parseHeat(value);
    expect(heat === null || (Number.isSafeInteger(heat) && heat >= 0)).toBe(true);
  }), { numRuns: 3_000 });
});
