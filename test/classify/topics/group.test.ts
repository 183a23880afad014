import { describe, expect, it } from 'vitest';
import { groupItems, titleOf, type Fresh } from '../../../classify/topics/group.ts';
import type { LikePair } from '../../../db/topics.ts';

const HOUR = 3_600_000;
const start = Date.parse('2026-11-20T00:00:00Z');
const fresh = (itemId: number, hours: number, topicId: number | null = null): Fresh => ({ itemId, at: new Date(start + hours * HOUR), topicId });
const like = (itemId: number, otherId: number, score: number, over: Partial<LikePair> = {}): LikePair =>
  ({ itemId, otherId, score, shared: 3, otherAt: new Date(start), otherTopicId: null, ...over });
/** The store names every pair from both sides. */
const both = (a: number, b: number, score: number): LikePair[] => [like(a, b, score), like(b, a, score)];

describe('groupItems', () => {
  it('opens one topic for what is alike and leaves the lonely alone', () => {
    expect(groupItems([fresh(1, 0), fresh(2, 1), fresh(3, 2), fresh(4, 3)], [...both(1, 2, 0.8), ...both(2, 4, 0.7), ...both(1, 4, 0.6)])).toEqual([
      { open: [{ itemId: 1, score: 1 }, { itemId: 2, score: 0.8 }, { itemId: 4, score: 0.7 }] },
    ]);
  });
  it('joins the topic of the most similar earlier item', () => {
    const pairs = [like(9, 1, 0.6, { otherTopicId: 70 }), like(9, 2, 0.9, { otherTopicId: 71 })];
    expect(groupItems([fresh(9, 5)], pairs)).toEqual([{ join: 71, itemId: 9, score: 0.9 }]);
  });
  it('takes up an earlier item that had been alone', () => {
    expect(groupItems([fresh(9, 5)], [like(9, 1, 0.9)])).toEqual([{ open: [{ itemId: 1, score: 1 }, { itemId: 9, score: 0.9 }] }]);
  });
  it('two words in common are company only when they weigh nearly everything', () => {
    expect(groupItems([fresh(9, 5)], [like(9, 1, 0.6, { shared: 2 })])).toEqual([]);
    expect(groupItems([fresh(9, 5)], [like(9, 1, 0.8, { shared: 2 })])).toHaveLength(1);
  });
  it('does not depend on the order in which a chunk arrives', () => {
    const items = [fresh(1, 0), fresh(2, 1), fresh(3, 2), fresh(4, 3), fresh(5, 3)];
    const pairs = [...both(1, 2, 0.8), ...both(2, 3, 0.8), ...both(4, 5, 0.9), ...both(1, 3, 0.8)];
    expect(groupItems([...items].reverse(), [...pairs].reverse())).toEqual(groupItems(items, pairs));
  });
  it('a rerun changes nothing: items stay in their topics', () => {
    expect(groupItems([fresh(1, 0, 5), fresh(2, 1, 5)], [like(1, 2, 0.9, { otherTopicId: 5 }), like(2, 1, 0.9, { otherTopicId: 5 })])).toEqual([]);
  });
});

it('titles are words that two members share', () => {
  expect(titleOf(['第三小学', '午餐', '呕吐', '孩子', '家长'], ['呕吐', '第三小学', '配餐'])).toBe('第三小学 · 呕吐');
  expect(titleOf([], [])).toBe('(未命名)');
});
