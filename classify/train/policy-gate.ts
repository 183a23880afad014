import { PAIRS, pairsOf } from '../stances/bigrams.ts';
import type { PolicyGate } from '../stances/odds.ts';

/** A pair in fewer texts may be somebody's name: it is not kept. */
const FEWEST_TEXTS = 3;
/** Ridge, rounds and step of plain gradient descent with momentum; the loss is convex, the start is zero: same rows, same weights. */
const [RIDGE, ROUNDS, STEP, MOMENTUM] = [0.1, 600, 0.02, 0.9];

interface GateRow {
  text: string;
  /** Whether the text speaks of a policy or measure. */
  speaks: boolean;
}

/** Logistic regression over the presence of pairs, each text of unit length, both answers of equal mass. */
export function trainPolicyGate(rows: readonly GateRow[]): PolicyGate {
  const found = rows.map((row) => pairsOf(row.text));
  const texts = new Uint16Array(PAIRS);
  for (const pairs of found) for (const pair of pairs) texts[pair]! += 1;
  const kept = [...texts.keys()].filter((pair) => texts[pair]! >= FEWEST_TEXTS);
  const slot = new Int32Array(PAIRS).fill(-1);
  kept.forEach((pair, k) => { slot[pair] = k; });
  const features = found.map((pairs) => Int32Array.from(pairs.map((pair) => slot[pair]!).filter((k) => k >= 0)));
  const positive = rows.filter((row) => row.speaks).length;
  const mass = (speaks: boolean) => rows.length / (2 * Math.max(1, speaks ? positive : rows.length - positive));

  const weights = new Float64Array(kept.length + 1);
  const speed = new Float64Array(kept.length + 1);
  const slope = new Float64Array(kept.length + 1);
  const bias = kept.length;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let k = 0; k < bias; k += 1) slope[k] = RIDGE * weights[k]!;
    slope[bias] = 0;
    features.forEach((ids, i) => {
      const unit = ids.length > 0 ? 1 / Math.sqrt(ids.length) : 0;
      let sum = 0;
      for (const k of ids) sum += weights[k]!;
      const { speaks } = rows[i]!;
      const miss = mass(speaks) * (1 / (1 + Math.exp(-(weights[bias]! + sum * unit))) - (speaks ? 1 : 0));
      for (const k of ids) slope[k]! += miss * unit;
      slope[bias]! += miss;
    });
    for (let k = 0; k <= bias; k += 1) {
      speed[k] = MOMENTUM * speed[k]! - STEP / (1 + rows.length / 100) * slope[k]!;
      weights[k]! += speed[k]!;
    }
  }
  const scale = Math.max(1e-9, ...weights.subarray(0, bias).map(Math.abs)) / 127;
  return { format: 1, bias: Math.round(weights[bias]! * 1e4) / 1e4, scale, pairs: kept, weights: Array.from(weights.subarray(0, bias), (w) => Math.round(w / scale)) };
}
