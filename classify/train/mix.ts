import { COLUMNS, HEADS, HEAD_NAMES, type HeadName } from '../heads.ts';
import type { Model } from '../model.ts';
import { softmax } from '../score.ts';
import { blend, certainty, type Mix } from '../tier2/mix.ts';
import { flagThresholds, loss, reviewThreshold, temperatures, type Unseen } from './calibrate.ts';
import type { Example } from './corpus.ts';

/** Share of the development rows that tier 2 judges: two points below the 30 % that ordinary rows may not pass. */
const DOUBTED = 0.28;
/** Tier 2's parts that are tried: steps this coarse leave little to fit. */
const PARTS = Array.from({ length: 21 }, (_, k) => k / 20);

/** A development row as both models score it. */
interface Pair {
  example: Example;
  tier1: Float32Array;
  tier2: Float32Array;
}

export interface FitOptions {
  name: string;
  version: string;
  madeFor: Mix['madeFor'];
}

const round = (x: number) => Math.round(x * 1e4) / 1e4;

/**
 * Finds how two models become one, on rows that neither learned from: two figures per head, tier 2's part and a
 * temperature, and the doubt that sends a row to tier 2. A head takes no part of tier 2 where that makes none of the
 * doubted rows better.
 */
export async function fitMix(model: Model, score: (text: string) => Promise<Float32Array>, rows: readonly Example[], opts: FitOptions): Promise<Mix> {
  const pairs: Pair[] = [];
  for (const example of rows) {
    const tier1 = model.scores(example.text);
    if (tier1) pairs.push({ example, tier1, tier2: await score(example.text) });
  }
  const own = model.calibration;
  const doubts = pairs.map((p) => certainty(p.tier1, own.temperature.category));
  const doubtBelow = round([...doubts].sort((a, b) => a - b)[Math.floor(rows.length * DOUBTED)] ?? 0);
  const doubted = pairs.filter((_, i) => doubts[i]! < doubtBelow);

  const none: Mix['weight'] = { category: 0, type: 0, urgency: 0, sentiment: 0 };
  const mixedBy = (weight: Mix['weight'], some: readonly Pair[]): Unseen[] => some.map(({ example, tier1, tier2 }) => ({ example, columns: blend(tier1, tier2, weight, own.temperature) }));
  const weight = { ...none };
  const least = { category: Infinity, type: Infinity, urgency: Infinity, sentiment: Infinity };
  for (const part of PARTS) {
    const unseen = mixedBy({ category: part, type: part, urgency: part, sentiment: part }, pairs);
    const t = temperatures(unseen);
    for (const head of HEAD_NAMES) {
      const l = loss(unseen, head, t[head]);
      if (l < least[head]) [least[head], weight[head]] = [l, part];
    }
  }
  const before = mixedBy(none, doubted);
  const after = mixedBy(weight, doubted);
  for (const head of HEAD_NAMES) if (rightOnes(after, head) <= rightOnes(before, head)) weight[head] = 0;

  const mixed = mixedBy(weight, doubted);
  const temperature = temperatures(mixed);
  const alone = pairs.map(({ example, tier2 }) => ({ example, columns: tier2 }));
  const aloneTemperature = temperatures(alone);
  // What auto is sure of, whichever tier decided: scores that are probabilities already, by their own temperature.
  const scaled = pairs.map((p, i): Unseen => (doubts[i]! < doubtBelow
    ? { example: p.example, columns: blend(p.tier1, p.tier2, weight, own.temperature).map((s) => s * temperature.category) }
    : { example: p.example, columns: p.tier1.map((s) => s * own.temperature.category) }));
  return {
    format: 1, ...opts, fittedOn: { dev: rows.length, doubted: doubted.length }, doubtBelow, weight,
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
