import { SPACE, type Vector } from '../features.ts';
import { COLUMNS, HEADS, WIDTH, type HeadName } from '../heads.ts';
import type { Example } from './corpus.ts';
import { seeded } from './random.ts';

export interface LogisticOptions {
  epochs: number;
  rate: number;
  /** Ridge, on the features a text touches. */
  l2: number;
  /** Classes count by (share of the rows)^-balance: 0 as they come, 1 all alike. */
  balance: number;
  seed: number;
  onEpoch?: (epoch: number) => void;
}

/** Unit-length vectors are short against the ridge; this lengthens them (tuned once on the development rows). */
const STRETCH = 5;

interface Span {
  from: number;
  n: number;
}
/** The heads learned by likelihood; the others have their margins (margins.ts). */
const LIKELY = ['category'] as const satisfies readonly HeadName[];
const SPANS: Span[] = LIKELY.map((head) => ({ from: COLUMNS[head], n: HEADS[head].length }));
const LEARNED = Math.max(...SPANS.map(({ from, n }) => from + n));

/**
 * Multinomial logistic regression, AdaGrad per weight. A row that nobody labelled is left alone; a teacher's probabilities
 * are targets as they are, so the second-best guess teaches too.
 *
 * @returns rows of WIDTH per feature, the biases last
 */
export function trainLogistic(examples: readonly Example[], vectors: readonly Vector[], opts: LogisticOptions): Float32Array {
  const weights = new Float32Array((SPACE + 1) * WIDTH);
  const squares = new Float32Array((SPACE + 1) * WIDTH);
  const importance = classImportance(examples, opts.balance);
  const targets = examples.map(targetOf);
  const order = Int32Array.from(examples, (_, i) => i);
  const random = seeded(opts.seed);
  const g = new Float32Array(LEARNED);
  for (let epoch = 0; epoch < opts.epochs; epoch += 1) {
    for (let i = order.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const i of order) {
      const { ids, values } = vectors[i]!;
      scores(weights, ids, values, LEARNED, g);
      gradient(g, targets[i]!, examples[i]!, importance);
      for (let k = 0; k < ids.length; k += 1) {
        const at = ids[k]! * WIDTH;
        const v = values[k]! * STRETCH;
        for (let c = 0; c < LEARNED; c += 1) step(weights, squares, at + c, g[c]! * v + opts.l2 * weights[at + c]!, opts.rate);
      }
      for (let c = 0; c < LEARNED; c += 1) step(weights, squares, SPACE * WIDTH + c, g[c]!, opts.rate);
    }
    opts.onEpoch?.(epoch + 1);
  }
  for (let k = 0; k < SPACE * WIDTH; k += 1) weights[k]! *= STRETCH;
  return weights;
}

function step(weights: Float32Array, squares: Float32Array, at: number, slope: number, rate: number): void {
  const sum = squares[at]! + slope * slope;
  squares[at] = sum;
  weights[at]! -= (rate * slope) / Math.sqrt(sum + 1e-6);
}

function scores(weights: Float32Array, ids: Int32Array, values: Float32Array, width: number, out: Float32Array): void {
  for (let c = 0; c < width; c += 1) out[c] = weights[SPACE * WIDTH + c]!;
  for (let k = 0; k < ids.length; k += 1) {
    const at = ids[k]! * WIDTH;
    const v = values[k]! * STRETCH;
    for (let c = 0; c < width; c += 1) out[c]! += v * weights[at + c]!;
  }
}

/** What each column should have been: one row's targets. */
function targetOf(e: Example): Float32Array {
  const target = new Float32Array(WIDTH);
  if (e.soft) target.set(e.soft, COLUMNS.category);
  for (const head of LIKELY) if (e.labels[head] >= 0 && !(head === 'category' && e.soft)) target[COLUMNS[head] + e.labels[head]] = 1;
  return target;
}

/** Scores become gradients, in place: (probability − target) × weight of the row × importance of its class. */
function gradient(g: Float32Array, target: Float32Array, e: Example, importance: Float32Array): void {
  SPANS.forEach(({ from, n }, h) => {
    if (e.labels[LIKELY[h]!] < 0) {
      g.fill(0, from, from + n);
      return;
    }
    let max = -Infinity;
    for (let c = from; c < from + n; c += 1) max = Math.max(max, g[c]!);
    let sum = 0;
    let weight = 0;
    for (let c = from; c < from + n; c += 1) {
      sum += (g[c] = Math.exp(g[c]! - max));
      weight += importance[c]! * target[c]!;
    }
    weight *= e.weight;
    for (let c = from; c < from + n; c += 1) g[c] = weight * (g[c]! / sum - target[c]!);
  });
}

function classImportance(examples: readonly Example[], balance: number): Float32Array {
  const mass = new Float64Array(WIDTH);
  for (const e of examples) targetOf(e).forEach((t, c) => { mass[c]! += t * e.weight; });
  const importance = new Float32Array(WIDTH).fill(1);
  for (const { from, n } of SPANS) {
    const total = mass.subarray(from, from + n).reduce((a, b) => a + b, 0);
    for (let c = from; c < from + n; c += 1) if (mass[c]! > 0) importance[c] = (total / n / mass[c]!) ** balance;
  }
  return importance;
}
