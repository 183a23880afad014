import { setImmediate as breathe } from 'node:timers/promises';
import { applyPrecedence } from '../concepts/precedence.ts';
import { occurrences } from '../features.ts';
import { COLUMNS, HEADS, HEAD_NAMES, LEARNED_FLAGS, WIDTH, type HeadName } from '../heads.ts';
import { rowOf } from '../row-table.ts';
import { softmax } from '../score.ts';
import type { Weights } from '../weights-file.ts';
import { seeded } from './random.ts';

/** One text and what is known of it; a head nobody spoke of is left out, flags are null where nobody judged them. */
export interface Lesson {
  text: string;
  labels: Partial<Record<HeadName, number>>;
  flags: readonly number[] | null;
  weight: number;
}

const EPOCHS = 6;
const RATE = 0.35;
/** Pull back toward where it started, per step on the features a text touches. */
const ANCHOR = 0.002;
/** How far beyond its threshold a flag's score should lie. */
const MARGIN = 0.3;
/** Texts between two breaths: the live feed shares the process. */
const BREATH = 100;

interface Known {
  rows: Int32Array;
  values: Float32Array;
  concepts: number[];
  /** Length of what was read of it. */
  units: number;
}

/**
 * Teaches a model that stands a few more texts: gradient steps on the features it knows, held near where it began, so
 * that hundreds of corrections move it and do not make it forget the thousands of rows it was made from. No feature is
 * added: a rare word of a correction cannot enter the weights. The same start, lessons and seed give the same model.
 */
export async function adapt(start: Weights, lessons: readonly Lesson[], seed: number): Promise<Weights> {
  const table = Float32Array.from(start.rows, (w, k) => w * start.card.scale[k % WIDTH]!);
  const home = table.slice();
  const bias = Float32Array.from(start.card.bias);
  const texts = lessons.map((l) => known(start, l.text));
  const order = [...lessons.keys()];
  const random = seeded(seed);
  const columns = new Float32Array(WIDTH);
  let done = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let i = order.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    const rate = RATE * (1 - epoch / EPOCHS);
    for (const i of order) {
      const { rows, values, concepts, units } = texts[i]!;
      score(table, bias, rows, values, columns);
      applyPrecedence(columns, COLUMNS.category, concepts, units);
      const slope = slopes(start, columns, lessons[i]!);
      for (let k = 0; k < rows.length; k += 1) {
        const at = rows[k]! * WIDTH;
        for (let c = 0; c < WIDTH; c += 1) {
          if (slope[c] === 0) continue;
          table[at + c]! -= rate * (slope[c]! * values[k]! + ANCHOR * (table[at + c]! - home[at + c]!));
        }
      }
      if ((done += 1) % BREATH === 0) await breathe();
    }
  }
  return packed(start, table, bias);
}

/** The features of a text that the model knows, with their unit-length tf·idf. */
function known(weights: Weights, text: string): Known {
  const occ = occurrences(text);
  const tf = new Map<number, number>();
  for (let k = 0; k < occ.n; k += 1) {
    const row = rowOf(weights.table, occ.feature[k]!);
    if (row >= 0) tf.set(row, (tf.get(row) ?? 0) + 1);
  }
  const values = Float32Array.from(tf, ([row, n]) => weights.idf[row]! * (1 + Math.log(n)));
  const unit = 1 / (Math.sqrt(values.reduce((s, v) => s + v * v, 0)) || 1);
  return { rows: Int32Array.from(tf.keys()), values: values.map((v) => v * unit), concepts: [...occ.concepts], units: occ.text.length };
}

function score(table: Float32Array, bias: Float32Array, rows: Int32Array, values: Float32Array, out: Float32Array): void {
  out.set(bias);
  for (let k = 0; k < rows.length; k += 1) {
    const at = rows[k]! * WIDTH;
    for (let c = 0; c < WIDTH; c += 1) out[c]! += values[k]! * table[at + c]!;
  }
}

/** Slope of the loss in each column: softmax for the heads, hinge for the flags; 0 where nothing is known. */
function slopes(start: Weights, columns: Float32Array, lesson: Lesson): Float32Array {
  const slope = new Float32Array(WIDTH);
  for (const head of HEAD_NAMES) {
    const label = lesson.labels[head];
    if (label === undefined || label < 0) continue;
    const p = softmax(columns, COLUMNS[head], HEADS[head].length, start.card.temperature[head]);
    p.forEach((x, c) => { slope[COLUMNS[head] + c] = lesson.weight * (x - (c === label ? 1 : 0)); });
  }
  lesson.flags?.forEach((y, k) => {
    const beyond = (columns[COLUMNS.flags + k]! - (start.card.flagThreshold[k] ?? 0)) * (y === 1 ? 1 : -1);
    if (k < LEARNED_FLAGS.length && beyond < MARGIN) slope[COLUMNS.flags + k] = lesson.weight * (y === 1 ? -1 : 1);
  });
  return slope;
}

/** Back to int8, one scale per column; a column only widens its scale where its weights have outgrown it. */
function packed(start: Weights, table: Float32Array, bias: Float32Array): Weights {
  const largest = new Float32Array(WIDTH);
  table.forEach((w, k) => { largest[k % WIDTH] = Math.max(largest[k % WIDTH]!, Math.abs(w)); });
  const scale = start.card.scale.map((s, c) => Math.max(s, largest[c]! / 127));
  const rows = Int8Array.from(table, (w, k) => Math.round(w / scale[k % WIDTH]!));
  return { ...start, card: { ...start.card, scale, bias: [...bias] }, rows };
}
