import { countFeatures, type Occurrences } from './features.ts';
import { WIDTH } from './heads.ts';
import type { Weights } from './weights-file.ts';

/** Scores of one text, and what each of its features weighs in it. */
export interface Scores {
  /** One per column, before calibration. */
  columns: Float32Array;
  /** Features that the model knows: their rows and their unit-length tf·idf per occurrence. */
  rows: Int32Array;
  perOccurrence: Float32Array;
}

/** Sums the rows of the features of a text, weighed by sublinear tf × idf, unit length. */
export function score(weights: Weights, occ: Occurrences): Scores {
  const { slot, idf, rows: table, card } = weights;
  const { ids, tf } = countFeatures(occ);
  const rows = new Int32Array(ids.length);
  const values = new Float32Array(ids.length);
  let n = 0;
  let norm = 0;
  for (let k = 0; k < ids.length; k += 1) {
    const row = slot[ids[k]!]!;
    if (row < 0) continue;
    const value = idf[row]! * (1 + Math.log(tf[k]!));
    rows[n] = row;
    values[n] = value;
    norm += value * value;
    n += 1;
  }
  const unit = norm > 0 ? 1 / Math.sqrt(norm) : 0;
  const sum = new Float32Array(WIDTH);
  for (let k = 0; k < n; k += 1) {
    const value = values[k]! * unit;
    const at = rows[k]! * WIDTH;
    for (let c = 0; c < WIDTH; c += 1) sum[c]! += value * table[at + c]!;
  }
  const columns = Float32Array.from(sum, (s, c) => s * card.scale[c]! + card.bias[c]!);
  const perOccurrence = new Float32Array(n);
  for (let k = 0; k < n; k += 1) perOccurrence[k] = (values[k]! * unit) / Math.max(tf[k]!, 1);
  return { columns, rows: rows.subarray(0, n), perOccurrence };
}

/** Probabilities of some columns: softmax of score × temperature. */
export function softmax(columns: Float32Array, from: number, n: number, temperature: number): Float32Array {
  let max = -Infinity;
  for (let k = 0; k < n; k += 1) max = Math.max(max, columns[from + k]!);
  const p = new Float32Array(n);
  let sum = 0;
  for (let k = 0; k < n; k += 1) sum += (p[k] = Math.exp((columns[from + k]! - max) * temperature));
  for (let k = 0; k < n; k += 1) p[k]! /= sum;
  return p;
}
