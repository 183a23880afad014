import type { Vector } from '../features.ts';
import { seeded } from './random.ts';

export interface SvmOptions {
  c: number;
  epochs: number;
  seed: number;
}

/**
 * L2-loss linear SVM by dual coordinate descent with shrinking left out (Hsieh et al. 2008, algorithm 1), with a bias
 * as one more feature and a cost per example.
 *
 * @param y +1 or -1 per example
 * @param cost multiplies C per example: class balance × weight of the row
 * @returns weights over the feature space, and the bias last
 */
export function trainSvm(vectors: readonly Vector[], y: Int8Array, cost: Float32Array, space: number, opts: SvmOptions): Float32Array {
  const w = new Float32Array(space + 1);
  const n = vectors.length;
  const alpha = new Float64Array(n);
  const diagonal = new Float64Array(n);
  for (let i = 0; i < n; i += 1) diagonal[i] = 2 + 1 / (2 * opts.c * Math.max(cost[i]!, 1e-6));
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const random = seeded(opts.seed);
  for (let epoch = 0; epoch < opts.epochs; epoch += 1) {
    for (let i = n - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      const t = order[i]!;
      order[i] = order[j]!;
      order[j] = t;
    }
    let largest = 0;
    for (const i of order) {
      if (cost[i] === 0) continue;
      const { ids, values } = vectors[i]!;
      const yi = y[i]!;
      let dot = w[space]!;
      for (let k = 0; k < ids.length; k += 1) dot += w[ids[k]!]! * values[k]!;
      const gradient = yi * dot - 1 + alpha[i]! * (diagonal[i]! - 2);
      const step = alpha[i] === 0 ? Math.min(gradient, 0) : gradient;
      if (step === 0) continue;
      largest = Math.max(largest, Math.abs(step));
      const next = Math.max(alpha[i]! - gradient / diagonal[i]!, 0);
      const delta = (next - alpha[i]!) * yi;
      alpha[i] = next;
      for (let k = 0; k < ids.length; k += 1) w[ids[k]!]! += delta * values[k]!;
      w[space]! += delta;
    }
    if (largest < 0.05) break;
  }
  return w;
}
