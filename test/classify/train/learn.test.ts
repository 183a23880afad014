import { describe, expect, it } from 'vitest';
import { SPACE, type Vector } from '../../../classify/features.ts';
import { COLUMNS, HEADS, HEAD_NAMES, LEARNED_FLAGS, WIDTH, type HeadName } from '../../../classify/heads.ts';
import { softmax } from '../../../classify/score.ts';
import { flagThresholds, reviewThreshold, temperatures, type Unseen } from '../../../classify/train/calibrate.ts';
import type { Example } from '../../../classify/train/corpus.ts';
import { trainLogistic } from '../../../classify/train/logistic.ts';
import { pack } from '../../../classify/train/pack.ts';
import { seeded } from '../../../classify/train/random.ts';
import { trainSvm } from '../../../classify/train/svm.ts';

const unlabelled = Object.fromEntries(HEAD_NAMES.map((h) => [h, -1])) as Record<HeadName, number>;
const example = (labels: Partial<Record<HeadName, number>>, more: Partial<Example> = {}): Example => ({
  text: '', labels: { ...unlabelled, ...labels }, flags: LEARNED_FLAGS.map(() => 0), weight: 1, ...more,
});
const vector = (...ids: number[]): Vector => ({ ids: Int32Array.from(ids), values: Float32Array.from(ids, () => 1 / Math.sqrt(ids.length)) });
const options = { epochs: 30, rate: 0.1, l2: 1e-4, balance: 0.4, seed: 1 };

const score = (w: Float32Array, feature: number, column: number) => w[feature * WIDTH + column]! + w[SPACE * WIDTH + column]!;

describe('trainLogistic', () => {
  it('separates what a feature separates, and leaves heads alone that nobody labelled', () => {
    const w = trainLogistic([0, 1, 0, 1].map((y) => example({ category: y })), [0, 1, 0, 1].map((y) => vector(10 + y)), options);
    expect(score(w, 10, 0)).toBeGreaterThan(score(w, 10, 1));
    expect(score(w, 11, 1)).toBeGreaterThan(score(w, 11, 0));
    for (const head of ['type', 'urgency', 'sentiment'] as const) {
      expect([...w.subarray(10 * WIDTH + COLUMNS[head], 10 * WIDTH + COLUMNS[head] + HEADS[head].length)].every((x) => x === 0)).toBe(true);
    }
  });

  it('takes a teacher\'s probabilities as they are: the second-best guess teaches too', () => {
    const soft = new Float32Array(HEADS.category.length);
    soft.set([0.7, 0.3]);
    const w = trainLogistic(Array.from({ length: 8 }, () => example({ category: 0 }, { soft, flags: null })), Array.from({ length: 8 }, () => vector(5)), { ...options, epochs: 200 });
    const p = softmax(Float32Array.from({ length: WIDTH }, (_, c) => score(w, 5, c)), 0, HEADS.category.length, 1);
    expect(p[0]).toBeCloseTo(0.7, 1);
    expect(p[1]).toBeCloseTo(0.3, 1);
  });
});

it('trainSvm puts a margin between two sides, and listens to the cost', () => {
  const y = Int8Array.from([1, 1, -1, -1]);
  const vectors = [vector(1, 3), vector(1), vector(2, 3), vector(2)];
  const w = trainSvm(vectors, y, Float32Array.from([1, 1, 1, 1]), 4, { c: 10, epochs: 50, seed: 1 });
  vectors.forEach(({ ids, values }, i) => {
    const s = ids.reduce((sum, id, k) => sum + w[id]! * values[k]!, w[4]!);
    expect(s * y[i]!).toBeGreaterThan(0.8);
  });
  const contradicted = (cost: number[]) => {
    const v = trainSvm([vector(1), vector(1)], Int8Array.from([1, -1]), Float32Array.from(cost), 4, { c: 1, epochs: 50, seed: 1 });
    return v[1]! + v[4]!;
  };
  expect(contradicted([5, 1])).toBeGreaterThan(0);
  expect(contradicted([1, 5])).toBeLessThan(0);
});

/** Rows whose true label is the likeliest one in `right` of ten cases, whatever the score says. */
const rows = (gap: number, right: number): Unseen[] => Array.from({ length: 400 }, (_, i) => {
  const columns = new Float32Array(WIDTH);
  columns[0] = gap;
  columns.fill(-50, 2, HEADS.category.length);
  return { example: example({ category: i % 10 < right ? 0 : 1 }), columns };
});

describe('calibration', () => {
  it('finds the temperature at which eight of ten means 0.8', () => {
    const t = temperatures(rows(4, 8)).category;
    expect(softmax(rows(4, 8)[0]!.columns, 0, HEADS.category.length, t)[0]).toBeCloseTo(0.8, 2);
  });

  it('sets the review threshold where what stays is right often enough', () => {
    const sure = rows(5, 10);
    const unsure = rows(1, 6);
    const threshold = reviewThreshold([...sure, ...unsure], 1);
    expect(threshold).toBeGreaterThan(softmax(unsure[0]!.columns, 0, HEADS.category.length, 1)[0]!);
    expect(threshold).toBeLessThanOrEqual(softmax(sure[0]!.columns, 0, HEADS.category.length, 1)[0]! + 1e-3);
    expect(reviewThreshold(unsure, 1)).toBe(1);
  });

  it('raises a flag where F1 is best', () => {
    const unseen: Unseen[] = [0.9, 0.8, 0.2, 0.1, -0.5].map((s, i) => {
      const columns = new Float32Array(WIDTH);
      columns[COLUMNS.flags] = s;
      return { example: example({}, { flags: LEARNED_FLAGS.map((_, k) => (k === 0 && i < 2 ? 1 : 0)) }), columns };
    });
    const [threshold] = flagThresholds(unseen);
    expect(threshold).toBeGreaterThan(0.2);
    expect(threshold).toBeLessThan(0.8);
  });
});

it('pack keeps the features that weigh most, and its int8 rows are near the weights', () => {
  const idf = new Float32Array(SPACE);
  const weights = new Float32Array(SPACE * WIDTH);
  const random = seeded(3);
  for (let f = 0; f < 300; f += 1) {
    idf[f] = 2;
    for (let c = 0; c < WIDTH; c += 1) weights[f * WIDTH + c] = (random() - 0.5) * (f < 100 ? 2 : 0.02);
  }
  const packed = pack({ idf, rows: weights, bias: new Float32Array(WIDTH).fill(0.25) }, 100);
  expect([...packed.ids]).toEqual(Array.from({ length: 100 }, (_, f) => f));
  expect(packed.bias).toEqual(Array.from({ length: WIDTH }, () => 0.25));
  packed.rows.forEach((q, i) => {
    const [f, c] = [Math.floor(i / WIDTH), i % WIDTH];
    expect(Math.abs(q * packed.scale[c]! - weights[f * WIDTH + c]!)).toBeLessThanOrEqual(packed.scale[c]! / 2 + 1e-6);
  });
});
