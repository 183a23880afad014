import type { Occurrences } from './features.ts';
import { WIDTH } from './heads.ts';
import { rowOf } from './row-table.ts';
import type { Weights } from './weights-file.ts';

/** Scores of one text, and what each of its features weighs in it. */
export interface Scores {
  /** One per column, before calibration. */
  columns: Float32Array;
  /** How many features of the text the model knows. */
  known: number;
  /** Per occurrence: its row, or -1; reused by the next call. */
  rowAt: Int32Array;
  /** Per row: unit-length tf·idf of one occurrence in this text; only rows in `rowAt` mean anything. */
  perOccurrence: Float32Array;
}

/** Sums run in whole numbers, which is faster: a value of 1 is this. Values of a text are of unit length together, so no sum passes 2^31. */
const ONE = 1 << 17;
const totals = new Int32Array(WIDTH);

let rowAt = new Int32Array(0);
let tf = new Uint16Array(0);
let perOccurrence = new Float32Array(0);
let present = new Int32Array(0);

function makeRoom(occurrences: number, rows: number): void {
  if (rowAt.length < occurrences) {
    rowAt = new Int32Array(occurrences);
    present = new Int32Array(occurrences);
  }
  if (tf.length < rows) {
    tf = new Uint16Array(rows);
    perOccurrence = new Float32Array(rows);
  }
}

/** Sums the rows of the features of a text, weighed by sublinear tf × idf, unit length. Read the result before the next call. */
export function score(weights: Weights, occ: Occurrences): Scores {
  const { table, idf, rows, card } = weights;
  makeRoom(occ.n, card.features);
  let n = 0;
  for (let k = 0; k < occ.n; k += 1) {
    const row = rowOf(table, occ.feature[k]!);
    rowAt[k] = row;
    if (row >= 0 && (tf[row]! += 1) === 1) present[n++] = row;
  }
  let norm = 0;
  for (let k = 0; k < n; k += 1) {
    const row = present[k]!;
    const value = idf[row]! * (1 + Math.log(tf[row]!));
    perOccurrence[row] = value;
    norm += value * value;
  }
  const unit = norm > 0 ? 1 / Math.sqrt(norm) : 0;
  totals.fill(0);
  for (let k = 0; k < n; k += 1) {
    const row = present[k]!;
    const value = perOccurrence[row]! * unit;
    const whole = Math.round(value * ONE);
    for (let c = 0, at = row * WIDTH; c < WIDTH; c += 1, at += 1) totals[c] = (totals[c]! + Math.imul(whole, rows[at]!)) | 0;
    perOccurrence[row] = value / tf[row]!;
    tf[row] = 0;
  }
  return { columns: Float32Array.from(totals, (s, c) => (s / ONE) * card.scale[c]! + card.bias[c]!), known: n, rowAt, perOccurrence };
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
