import type { Vector } from '../features.ts';
import { COLUMNS, HEADS, WIDTH } from '../heads.ts';
import type { Example } from './corpus.ts';
import { trainSvm } from './svm.ts';

/** Chosen on rows of train and of the sample that were held back (docs/models.md). */
const SETTINGS = { c: 0.15, epochs: 8 };
/** What one unit of margin counts against one unit of log odds. */
const SHARE = 2;
/** A margin is about three times as narrow as the log odds: with this the sum keeps their scale, which the rules of precedence are written in. */
const NARROWER = 3;

/**
 * Blends one linear SVM per category into the columns that the likelihood has filled: the two err apart, and a sum of linear
 * models is one linear model. The teacher's rows count for a label by how sure the teacher is of it.
 */
export function blendMargins(weights: Float32Array, examples: readonly Example[], vectors: readonly Vector[], seed: number): void {
  const space = weights.length / WIDTH - 1;
  const rows = [...examples.keys()].filter((i) => examples[i]!.labels.category >= 0);
  const rowVectors = rows.map((i) => vectors[i]!);
  const whole = 1 + SHARE / NARROWER;
  HEADS.category.forEach((_code, k) => {
    const y = Int8Array.from(rows, (i) => (examples[i]!.labels.category === k ? 1 : -1));
    const positive = y.reduce((n, v) => n + (v > 0 ? 1 : 0), 0);
    // No margin without two sides: the column stays with the likelihood alone.
    if (positive === 0 || positive === y.length) return;
    const balance = Math.sqrt((y.length - positive) / positive);
    const cost = Float32Array.from(rows, (i, n) => {
      const { soft, weight } = examples[i]!;
      return weight * (soft ? Math.abs(2 * soft[k]! - 1) : 1) * (y[n] === 1 ? balance : 1);
    });
    const margin = trainSvm(rowVectors, y, cost, space, { ...SETTINGS, seed: seed + k });
    for (let f = 0, at = COLUMNS.category + k; f <= space; f += 1, at += WIDTH) weights[at] = (weights[at]! + SHARE * margin[f]!) / whole;
  });
}
