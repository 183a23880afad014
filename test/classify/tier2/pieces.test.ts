import { describe, expect, it } from 'vitest';
import { clip, fit } from '../../../classify/tier2/pieces.ts';

const marked = (n: number) => [0, ...Array.from({ length: n }, (_, k) => k + 10), 2];

describe('pieces', () => {
  it('that fit go in as they are', () => {
    expect(fit(marked(256))).toEqual(marked(256));
    expect(fit([0, 2])).toEqual([0, 2]);
  });

  it('of a longer text: the first 190 and the last 66 between the marks', () => {
    const ids = fit(marked(300));
    expect(ids).toHaveLength(258);
    expect([ids[0], ids[1], ids[190], ids[191], ids[256], ids[257]]).toEqual([0, 10, 199, 244, 309, 2]);
  });

  it('a text of any length is cut before it is read, and half a surrogate pair is mended', () => {
    expect(clip('水'.repeat(2_000))).toBe('水'.repeat(2_000));
    const long = clip(`${'头'.repeat(5_000_000)}尾`);
    expect([long.length, long.endsWith('头尾')]).toEqual([2_001, true]);
    expect(clip('停水\ud83d')).toBe('停水\ufffd');
    expect(clip(`${'a'.repeat(1_399)}\u{1f600}${'b'.repeat(700)}`).isWellFormed()).toBe(true);
  });
});
