import { describe, expect, it } from 'vitest';
import type { Vector } from '../../../classify/features.ts';
import { COLUMNS, HEADS, LEARNED_FLAGS, WIDTH } from '../../../classify/heads.ts';
import type { Example } from '../../../classify/train/corpus.ts';
import { trainMargins } from '../../../classify/train/margins.ts';

const SPACE = 8;
const none = { category: -1, type: -1, urgency: -1, sentiment: -1 };
const vector = (id: number): Vector => ({ ids: Int32Array.of(id), values: Float32Array.of(1) });
const trained = (rows: { example: Partial<Example>; id: number }[]): Float32Array => {
  const weights = new Float32Array((SPACE + 1) * WIDTH);
  trainMargins(weights, rows.map(({ example }) => ({ text: '', labels: none, flags: null, weight: 1, ...example })), rows.map((r) => vector(r.id)), 1);
  return weights;
};
const score = (w: Float32Array, id: number, column: number): number => w[id * WIDTH + column]! + w[SPACE * WIDTH + column]!;
const flag = (name: (typeof LEARNED_FLAGS)[number]): number => COLUMNS.flags + LEARNED_FLAGS.indexOf(name);

describe('trainMargins', () => {
  it('puts each label against the rest, and leaves the category alone', () => {
    const w = trained([0, 1, 2, 0, 1, 2].map((k) => ({ example: { labels: { ...none, sentiment: k } }, id: k })));
    for (const id of [0, 1, 2]) {
      const scores = HEADS.sentiment.map((_, k) => score(w, id, COLUMNS.sentiment + k));
      expect(scores.indexOf(Math.max(...scores))).toBe(id);
    }
    for (let id = 0; id <= SPACE; id += 1) expect([...w.subarray(id * WIDTH, id * WIDTH + HEADS.category.length)].every((x) => x === 0)).toBe(true);
  });

  it('rows without a label of a head say nothing of it', () => {
    const w = trained([0, 1, 0, 1].map((k) => ({ example: { labels: { ...none, sentiment: k } }, id: k })));
    expect([...w.subarray(COLUMNS.type, COLUMNS.urgency)].every((x) => x === 0)).toBe(true);
    expect(score(w, 0, flag('伤亡'))).toBe(0);
  });

  it('learns a flag that another source tells, that flag alone, under the annotators\' own where both speak', () => {
    const w = trained([1, 0, 1, 0].map((k) => ({ example: { told: { 谣言嫌疑: k as 0 | 1 } }, id: k })));
    expect(score(w, 1, flag('谣言嫌疑'))).toBeGreaterThan(0);
    expect(score(w, 0, flag('谣言嫌疑'))).toBeLessThan(0);
    expect(score(w, 1, flag('公信力'))).toBe(0);
    const own = trained([1, 0, 1, 0].map((k) => ({ example: { told: { 谣言嫌疑: k as 0 | 1 }, flags: LEARNED_FLAGS.map(() => 1 - k) }, id: k })));
    expect(score(own, 1, flag('谣言嫌疑'))).toBeLessThan(0);
  });
});
