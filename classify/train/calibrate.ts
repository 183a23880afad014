import { softmax } from '../score.ts';
import { COLUMNS, HEADS, HEAD_NAMES, LEARNED_FLAGS, type HeadName } from '../heads.ts';
import type { Example } from './corpus.ts';

/** A text's scores by a model that did not learn from it. */
export interface Unseen {
  example: Example;
  columns: Float32Array;
}

/** Log of the probability of a label; never cut off, so that the loss stays convex in the temperature. */
function logLikelihood(columns: Float32Array, from: number, n: number, label: number, temperature: number): number {
  let max = -Infinity;
  for (let k = 0; k < n; k += 1) max = Math.max(max, columns[from + k]!);
  let sum = 0;
  for (let k = 0; k < n; k += 1) sum += Math.exp((columns[from + k]! - max) * temperature);
  return (columns[from + label]! - max) * temperature - Math.log(sum);
}

/** Mean negative log likelihood of a head under a temperature. */
export function loss(unseen: readonly Unseen[], head: HeadName, temperature: number): number {
  let sum = 0;
  let n = 0;
  for (const { example, columns } of unseen) {
    const label = example.labels[head];
    if (label < 0) continue;
    sum -= logLikelihood(columns, COLUMNS[head], HEADS[head].length, label, temperature);
    n += 1;
  }
  return sum / Math.max(n, 1);
}

/** One temperature per head, by golden-section search (Guo et al. 2017): probabilities that mean what they say. */
export function temperatures(unseen: readonly Unseen[]): Record<HeadName, number> {
  return Object.fromEntries(HEAD_NAMES.map((head) => {
    const ratio = (Math.sqrt(5) - 1) / 2;
    let [low, high] = [0.2, 20];
    for (let turn = 0; turn < 40; turn += 1) {
      const [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
      if (loss(unseen, head, a) < loss(unseen, head, b)) high = b;
      else low = a;
    }
    return [head, Math.round(((low + high) / 2) * 1e4) / 1e4];
  })) as Record<HeadName, number>;
}

/** The score above which a flag is raised: where F1 on unseen rows is best. */
export function flagThresholds(unseen: readonly Unseen[]): number[] {
  return LEARNED_FLAGS.map((_flag, k) => {
    const rows = unseen.flatMap(({ example, columns }) => (example.flags ? [{ s: columns[COLUMNS.flags + k]!, y: example.flags[k]! }] : []))
      .sort((a, b) => b.s - a.s);
    const positives = rows.reduce((n, r) => n + r.y, 0);
    let [hits, best, threshold] = [0, 0, 0];
    rows.forEach(({ s, y }, i) => {
      hits += y;
      const f1 = (2 * hits) / (i + 1 + positives);
      if (f1 > best) [best, threshold] = [f1, (s + (rows[i + 1]?.s ?? s)) / 2];
    });
    return Math.round(threshold * 1e4) / 1e4;
  });
}

/** Accuracy that a verdict without review must have. */
const TRUSTED = 0.93;

/** The lowest confidence above which the verdicts that remain are right often enough. */
export function reviewThreshold(unseen: readonly Unseen[], temperature: number): number {
  const n = HEADS.category.length;
  const rows = unseen.filter((u) => u.example.labels.category >= 0).map(({ example, columns }) => {
    const p = softmax(columns, COLUMNS.category, n, temperature);
    const at = p.indexOf(Math.max(...p));
    return { p: p[at]!, right: at === example.labels.category ? 1 : 0 };
  }).sort((a, b) => b.p - a.p);
  let [right, threshold] = [0, 1];
  rows.forEach((r, i) => {
    right += r.right;
    // Rows of one confidence stay or go together.
    if (i >= 100 && r.p !== rows[i + 1]?.p && right / (i + 1) >= TRUSTED) threshold = r.p;
  });
  return Math.round(threshold * 1e3) / 1e3;
}
