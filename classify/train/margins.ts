import type { Vector } from '../features.ts';
import { COLUMNS, HEADS, LEARNED_FLAGS, WIDTH, type HeadName } from '../heads.ts';
import type { Example } from './corpus.ts';
import { trainSvm } from './svm.ts';

/** Heads of few, unequal labels: each label against the rest did better than the likelihood of all (docs/models.md). */
export const MARGIN_HEADS = ['type', 'urgency', 'sentiment'] as const satisfies readonly HeadName[];

interface MarginSettings {
  c: number;
  /** Sides count by (half of the mass / their own mass)^balance: 0 as they come, 1 both alike. */
  balance: number;
}
/** Chosen by cross-validation over the training rows, never on the development rows. */
const SETTINGS: Record<(typeof MARGIN_HEADS)[number] | 'flags', MarginSettings> = {
  type: { c: 0.5, balance: 1 },
  urgency: { c: 0.5, balance: 0.8 },
  sentiment: { c: 0.5, balance: 0.4 },
  flags: { c: 1, balance: 0.5 },
};
const EPOCHS = 20;

/**
 * Fills the columns of type, urgency, sentiment and the flags: one linear SVM per label, on the rows that say something
 * of it.
 *
 * @param weights rows of WIDTH per feature, the biases last; other columns are left alone
 */
export function trainMargins(weights: Float32Array, examples: readonly Example[], vectors: readonly Vector[], seed: number): void {
  for (const head of MARGIN_HEADS) {
    const rows = [...examples.keys()].filter((i) => examples[i]!.labels[head] >= 0);
    HEADS[head].forEach((_label, k) => {
      fillColumn(weights, COLUMNS[head] + k, rows, (i) => examples[i]!.labels[head] === k, { examples, vectors, seed, ...SETTINGS[head] });
    });
  }
  LEARNED_FLAGS.forEach((flag, k) => {
    const says = (i: number) => examples[i]!.flags?.[k] ?? examples[i]!.told?.[flag];
    const rows = [...examples.keys()].filter((i) => says(i) !== undefined);
    fillColumn(weights, COLUMNS.flags + k, rows, (i) => says(i) === 1, { examples, vectors, seed, ...SETTINGS.flags });
  });
}

interface Task extends MarginSettings {
  examples: readonly Example[];
  vectors: readonly Vector[];
  seed: number;
}

function fillColumn(weights: Float32Array, column: number, rows: readonly number[], isPositive: (i: number) => boolean, task: Task): void {
  const space = weights.length / WIDTH - 1;
  const y = Int8Array.from(rows, (i) => (isPositive(i) ? 1 : -1));
  const mass = { '1': 0, '-1': 0 };
  rows.forEach((i, n) => { mass[y[n] === 1 ? '1' : '-1'] += task.examples[i]!.weight; });
  const half = (mass['1'] + mass['-1']) / 2;
  const cost = Float32Array.from(rows, (i, n) => task.examples[i]!.weight * (half / Math.max(mass[y[n] === 1 ? '1' : '-1'], 1)) ** task.balance);
  const w = trainSvm(rows.map((i) => task.vectors[i]!), y, cost, space, { c: task.c, epochs: EPOCHS, seed: task.seed + column });
  for (let f = 0; f <= space; f += 1) weights[f * WIDTH + column] = w[f]!;
}
