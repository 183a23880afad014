import { seeded } from '../train/random.ts';
import type { Vector } from '../features.ts';

export interface MarginProblem {
  vectors: readonly Vector[];
  /** +1 or -1 per vector. */
  y: Int8Array;
  /** C per vector. */
  cost: Float32Array;
  /** How many features there are. */
  features: number;
  /** Square of what each feature is stretched by (ratio.ts), null where none is. */
  stretch: Float32Array | null;
}

/** Passes over the rows after which the solution is taken as it is. */
const MOST_PASSES = 60;
/** How far the projected gradients may lie apart at the end. */
const TOLERANCE = 0.1;

/**
 * L2-loss linear SVM by dual coordinate descent with shrinking (Hsieh et al. 2008, algorithm 3): rows that lie safely
 * on their side are left out of the passes and looked at again at the end. Among several hundred labels nearly all rows
 * are such rows.
 *
 * @returns weights in the unstretched space, the bias last
 */
export function marginWeights({ vectors, y, cost, features, stretch }: MarginProblem, seed: number): Float32Array {
  const n = vectors.length;
  const w = new Float32Array(features + 1);
  const alpha = new Float64Array(n);
  const loose = Float64Array.from(cost, (c) => 1 / (2 * Math.max(c, 1e-9)));
  const curvature = loose.map((d, i) => d + 1 + squaredLength(vectors[i]!, stretch));
  const active = Int32Array.from({ length: n }, (_, i) => i);
  const random = seeded(seed);
  let left = n;
  let bound = Infinity;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    shuffle(active, left, random);
    let [most, least] = [-Infinity, Infinity];
    for (let s = 0; s < left; s += 1) {
      const i = active[s]!;
      const { ids, values } = vectors[i]!;
      let dot = w[features]!;
      for (let k = 0; k < ids.length; k += 1) dot += w[ids[k]!]! * values[k]!;
      const gradient = y[i]! * dot - 1 + alpha[i]! * loose[i]!;
      if (alpha[i] === 0 && gradient > bound) {
        left -= 1;
        active[s] = active[left]!;
        active[left] = i;
        s -= 1;
        continue;
      }
      const projected = alpha[i] === 0 ? Math.min(gradient, 0) : gradient;
      most = Math.max(most, projected);
      least = Math.min(least, projected);
      if (Math.abs(projected) < 1e-12) continue;
      const next = Math.max(alpha[i]! - gradient / curvature[i]!, 0);
      const delta = (next - alpha[i]!) * y[i]!;
      alpha[i] = next;
      if (stretch) for (let k = 0; k < ids.length; k += 1) w[ids[k]!]! += delta * values[k]! * stretch[ids[k]!]!;
      else for (let k = 0; k < ids.length; k += 1) w[ids[k]!]! += delta * values[k]!;
      w[features]! += delta;
    }
    if (most - least <= TOLERANCE) {
      if (left === n) break;
      [left, bound] = [n, Infinity];
    } else bound = most > 0 ? most : Infinity;
  }
  return w;
}

function squaredLength({ ids, values }: Vector, stretch: Float32Array | null): number {
  let sum = 0;
  for (let k = 0; k < ids.length; k += 1) sum += values[k]! ** 2 * (stretch ? stretch[ids[k]!]! : 1);
  return sum;
}

/** Fisher and Yates, over the first `n`. */
function shuffle(order: Int32Array, n: number, random: () => number): void {
  for (let i = n - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const t = order[i]!;
    order[i] = order[j]!;
    order[j] = t;
  }
}
