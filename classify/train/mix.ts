import { COLUMNS, HEADS, HEAD_NAMES, type HeadName } from '../heads.ts';
import type { Calibration, Model } from '../model.ts';
import { softmax } from '../score.ts';
import { blend, certainty, type Mix } from '../tier2/mix.ts';
import { flagThresholds, loss, reviewThreshold, temperatures, type Unseen } from './calibrate.ts';
import type { Example } from './corpus.ts';

/** Share of the development rows that tier 2 judges: two points below the 30 % that ordinary rows may not pass. */
const DOUBTED = 0.28;
/** Tier 2's parts that are tried: steps this coarse leave little to fit. */
const PARTS = Array.from({ length: 21 }, (_, k) => k / 20);

/** A development row as both models score it. */
export interface Pair {
  example: Example;
  tier1: Float32Array;
  tier2: Float32Array;
}

export type MixIdentity = Pick<Mix, 'name' | 'version' | 'madeFor'>;

const round = (x: number) => Math.round(x * 1e4) / 1e4;
/** The value that a share of all lies below. */
const quantile = (values: readonly number[], at: number) => round([...values].sort((a, b) => a - b)[Math.floor(values.length * at)] ?? 0);

/** Scores of rows that neither model learned from; rows without anything to judge are left out. */
export async function scorePairs(model: Model, score: (text: string) => Promise<Float32Array>, rows: readonly Example[]): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const example of rows) {
    const tier1 = model.scores(example.text);
    if (tier1) pairs.push({ example, tier1, tier2: await score(example.text) });
  }
  return pairs;
}

/**
 * Finds how two models become one: two figures per head, tier 2's part and a temperature, and the doubt that sends a row
 * to tier 2. A head beside the category takes no part of tier 2 where that makes none of the doubted rows better.
 */
export function fitMix(own: Calibration, pairs: readonly Pair[], identity: MixIdentity): Mix {
  const doubts = pairs.map((p) => certainty(p.tier1, own.temperature.category));
  const doubtBelow = quantile(doubts, DOUBTED);
  const doubted = pairs.filter((_, i) => doubts[i]! < doubtBelow);
  const blended = (weight: Mix['weight'], some: readonly Pair[]): Unseen[] => some.map(({ example, tier1, tier2 }) => ({ example, columns: blend(tier1, tier2, weight, own.temperature) }));

  const weight: Mix['weight'] = { category: 0, type: 0, urgency: 0, sentiment: 0 };
  const tier1Alone = blended(weight, doubted);
  const least = { category: Infinity, type: Infinity, urgency: Infinity, sentiment: Infinity };
  for (const part of PARTS) {
    const unseen = blended({ category: part, type: part, urgency: part, sentiment: part }, pairs);
    const t = temperatures(unseen);
    for (const head of HEAD_NAMES) {
      const l = loss(unseen, head, t[head]);
      if (l < least[head]) [least[head], weight[head]] = [l, part];
    }
  }
  const both = blended(weight, doubted);
  for (const head of HEAD_NAMES) if (head !== 'category' && rightOnes(both, head) <= rightOnes(tier1Alone, head)) weight[head] = 0;

  const mixed = blended(weight, doubted);
  const temperature = temperatures(mixed);
  // What auto is sure of, whichever tier decided: scores × temperature, all on one scale.
  const decided = new Map(doubted.map((p, i) => [p, mixed[i]!.columns.map((s) => s * temperature.category)]));
  const scaled = pairs.map((p): Unseen => ({ example: p.example, columns: decided.get(p) ?? p.tier1.map((s) => s * own.temperature.category) }));
  const alone = pairs.map(({ example, tier2 }) => ({ example, columns: tier2 }));
  const aloneTemperature = temperatures(alone);
  return {
    format: 1, ...identity, fittedOn: { dev: pairs.length, doubted: doubted.length }, doubtBelow, weight,
    mixed: { temperature, flagThreshold: [...own.flagThreshold], reviewBelow: reviewThreshold(scaled, 1) },
    alone: { temperature: aloneTemperature, flagThreshold: flagThresholds(alone), reviewBelow: reviewThreshold(alone, aloneTemperature.category) },
  };
}

function rightOnes(unseen: readonly Unseen[], head: HeadName): number {
  return unseen.filter(({ example, columns }) => {
    const p = softmax(columns, COLUMNS[head], HEADS[head].length, 1);
    return p.indexOf(Math.max(...p)) === example.labels[head];
  }).length;
}
