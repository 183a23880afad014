import type { Vector } from '../features.ts';

/**
 * Log-count ratio of every feature for one label against the others, squared (Wang & Manning 2012, NB-SVM): features
 * that stand apart in the counts may take large weights, those that stand everywhere must stay small. Short posts gain
 * most (docs/models.md).
 */
export function squaredRatio(vectors: readonly Vector[], y: Int8Array, features: number): Float32Array {
  const inside = new Float64Array(features).fill(1);
  const outside = new Float64Array(features).fill(1);
  vectors.forEach(({ ids }, i) => {
    const side = y[i]! > 0 ? inside : outside;
    for (const id of ids) side[id]! += 1;
  });
  const sum = (counts: Float64Array) => counts.reduce((a, b) => a + b, 0);
  const shift = Math.log(sum(outside) / Math.max(sum(inside), 1));
  const squared = new Float32Array(features);
  for (let f = 0; f < features; f += 1) squared[f] = (Math.log(inside[f]! / outside[f]!) + shift) ** 2;
  return squared;
}
