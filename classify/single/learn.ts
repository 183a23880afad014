import type { Vector } from '../features.ts';
import { marginWeights } from './margin.ts';
import { squaredRatio } from './ratio.ts';

/** How a model is learned: what is chosen by cross-validation (choose.ts). */
export interface Recipe {
  /** `margin`: a linear SVM; `ratio`: the same over features stretched by their log-count ratio (ratio.ts). */
  kind: 'margin' | 'ratio';
  c: number;
  /** Labels count by (share of the rows)^-balance: 0 as they come, 1 all alike. */
  balance: number;
}

export interface Lesson {
  vectors: readonly Vector[];
  /** Index of the label per vector. */
  label: Int32Array;
  labels: number;
  features: number;
}

/**
 * One label against the others, each in its turn: weights are handed out label by label, the bias last, so that several
 * hundred labels never stand in memory as floats. Of two labels the second is the first with its sign turned.
 */
export function* learnLabels({ vectors, label, labels, features }: Lesson, recipe: Recipe, seed: number): Generator<Float32Array> {
  const rows = new Float64Array(labels);
  for (const l of label) rows[l]! += 1;
  const y = new Int8Array(vectors.length);
  const cost = Float32Array.from(label, (l) => recipe.c * (label.length / labels / rows[l]!) ** recipe.balance);
  for (let l = 0; l < (labels === 2 ? 1 : labels); l += 1) {
    for (let i = 0; i < y.length; i += 1) y[i] = label[i] === l ? 1 : -1;
    const stretch = recipe.kind === 'ratio' ? squaredRatio(vectors, y, features) : null;
    const weights = marginWeights({ vectors, y, cost, features, stretch }, seed + l);
    yield weights;
    if (labels === 2) yield weights.map((w) => -w);
  }
}

/** Scores of messages under one label's weights. */
export function scoresOf(vectors: readonly Vector[], weights: Float32Array): Float32Array {
  const bias = weights[weights.length - 1]!;
  return Float32Array.from(vectors, ({ ids, values }) => {
    let sum = bias;
    for (let k = 0; k < ids.length; k += 1) sum += weights[ids[k]!]! * values[k]!;
    return sum;
  });
}
