import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasHan, KIND, occurrences, placeInWhole, HEAD, TAIL, wordFeature } from '../../classify/features.ts';

const featuresOf = (text: string) => {
  const occ = occurrences(text);
  const count = new Map<number, number>();
  for (const f of occ.feature.subarray(0, occ.n)) count.set(f, (count.get(f) ?? 0) + 1);
  return count;
};

describe('occurrences', () => {
  it('folds width, case and digits, unit for unit', () => {
    expect(featuresOf('ＷＩＦＩ坏了,修了12次')).toEqual(featuresOf('wifi坏了，修了95次'));
    expect(featuresOf('停水')).not.toEqual(featuresOf('停电'));
  });

  it('keeps the word 停水 and knows it by its feature', () => {
    const occ = occurrences('小区停水两天');
    expect(occ.words).toContainEqual({ word: '停水', start: 2 });
    expect(featuresOf('小区停水两天').has(wordFeature('停水'))).toBe(true);
  });

  it('places every word where it stands, whatever the text', () => {
    const piece = constantFrom('停水', '幼儿园', ' ', '\n', '\r\n', '\0', '😀', '\ud83d', 'ABC', '12345', '。', '①', 'é', '\u2028', '𠮷', 'ﬁ', '业主');
    assert(property(array(piece, { maxLength: 40 }).map((p) => p.join('')), (text) => {
      const occ = occurrences(text);
      for (const { word, start } of occ.words) expect(occ.text.slice(start, start + word.length).toWellFormed()).toBe(word.toWellFormed());
      for (let k = 0; k < occ.n; k += 1) expect(occ.start[k]! + occ.length[k]!).toBeLessThanOrEqual(text.length);
    }), { numRuns: 300 });
  });

  it('reads head and tail of a long text and can say where each stood', () => {
    const whole = `${'甲'.repeat(HEAD)}${'乙'.repeat(50_000)}${'丙'.repeat(TAIL)}`;
    const { text } = occurrences(whole);
    expect(text).toBe(`${'甲'.repeat(HEAD)}\n${'丙'.repeat(TAIL)}`);
    for (const at of [0, HEAD - 1, HEAD + 1, text.length - 1]) expect(whole[placeInWhole(at, whole.length)]).toBe(text[at]);
  });
});

describe('concepts among the occurrences', () => {
  const kinds = (text: string) => {
    const occ = occurrences(text);
    return Array.from({ length: occ.n }, (_, k) => [occ.kind[k]!, occ.text.slice(occ.start[k]!, occ.start[k]! + occ.length[k]!)] as const);
  };

  it('stand once as told, once more as asked for, and in pairs where the later one is', () => {
    const all = kinds('护理院关门了,请问押金怎么退');
    expect(all).toContainEqual([KIND.concept, '护理院']);
    expect(all).not.toContainEqual([KIND.asked, '护理院']);
    expect(all).toContainEqual([KIND.asked, '押金']);
    expect(all).toContainEqual([KIND.pair, '关门']);
  });

  it('a text that is nothing but words of concepts fits the buffers', () => {
    for (const word of ['养老院', '噪', '坟', '请', '停水停电', '银行贷款打人']) {
      const occ = occurrences(word.repeat(5_000));
      expect(occ.n).toBeLessThan(occ.feature.length);
      expect(occ.start[occ.n - 1]).toBeLessThanOrEqual(occ.text.length);
    }
  });
});

it.each([['停水', true], ['Ⅻ ①', false], ['hello 12345 😀', false], ['', false], ['テスト', false], ['〇村', true]])('hasHan(%j) is %s', (text, expected) => {
  expect(hasHan(text)).toBe(expected);
});
