import { describe, expect, it } from 'vitest';
import { groupItems } from '../../../classify/topics/group.ts';
import type { Signature } from '../../../db/topics.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const start = Date.parse('2026-11-20T00:00:00Z');

/** A signature of equal-weight words. */
function words(itemId: number, hours: number, text: string, topicId: number | null = null): Signature {
  const list = text.split(' ');
  const weight = 1 / Math.sqrt(list.length);
  return {
    itemId, at: new Date(start + hours * HOUR), words: list, topicId, weights: list.map(() => weight),
    terms: list.map((w) => [...w].reduce((h, c) => (h * 31 + c.charCodeAt(0)) | 0, 7)),
  };
}

describe('groupItems', () => {
  it('puts what shares its distinctive words together and leaves the lonely alone', () => {
    const out = groupItems([], [
      words(1, 0, '第三小学 午餐 呕吐 配餐'), words(2, 1, '第三小学 午餐 呕吐 孩子'), words(3, 2, '路灯 不亮 解放路 夜里'), words(4, 3, '第三小学 呕吐 午餐 家长'),
    ], WEEK);
    expect(out).toEqual([{ itemId: 2, open: { title: '第三小学 · 午餐 · 呕吐', members: [
      { itemId: 1, score: 1 }, { itemId: 2, score: expect.closeTo(0.75) }, { itemId: 4, score: expect.closeTo(0.75) },
    ] } }]);
  });
  it('joins a topic that stands from earlier chunks', () => {
    const out = groupItems([words(1, 0, '停水 翠园小区 三天', 77), words(2, 1, '停水 翠园小区 三天', 77)], [words(9, 5, '停水 翠园小区 三天')], WEEK);
    expect(out).toEqual([{ itemId: 9, join: 77, score: expect.closeTo(1) }]);
  });
  it('does not reach beyond the window', () => {
    expect(groupItems([words(1, 0, '停水 翠园小区 三天', 77)], [words(9, 24 * 8, '停水 翠园小区 三天')], WEEK)).toEqual([]);
  });
  it('one shared word is not company', () => {
    expect(groupItems([], [words(1, 0, '停水 翠园小区 三天'), words(2, 1, '停水 解放路 施工')], WEEK)).toEqual([]);
  });
  it('does not depend on the order in which a chunk arrives', () => {
    const items = [words(1, 0, 'a b c d'), words(2, 1, 'a b c e'), words(3, 2, 'a b c f'), words(4, 3, 'x y z w'), words(5, 4, 'x y z v')];
    expect(groupItems([], [...items].reverse(), WEEK)).toEqual(groupItems([], items, WEEK));
  });
  it('leaves an item in the topic it is in (a rerun)', () => {
    expect(groupItems([], [words(1, 0, 'a b c', 5), words(2, 1, 'a b c', 5)], WEEK)).toEqual([]);
  });
});
