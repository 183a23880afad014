import type { Meeting } from '../reply/relevance.ts';
import type { Measures } from '../reply/measures.ts';
import { MEETING_NUMBERS, meetingNumbers, weigh, type Head, type ReplyWeights } from '../reply/weights.ts';
import { seeded } from './random.ts';

/** An answer that a person has judged. */
export interface JudgedReply {
  measures: Measures;
  complete: boolean;
  explained: boolean;
}

/** Which numbers each judgement rests on, and how hard it is held to zero: chosen by cross-validation (docs/models.md). */
const COMPLETE = { names: ['length', 'asks', 'alone'], ridge: 1 } as const;
const EXPLAINED = { names: ['length', 'figures', 'found', 'verdict', 'cause', 'basis', 'limit', 'evasive', 'turnedBack'], ridge: 10 } as const;
const RELEVANCE = { names: MEETING_NUMBERS, ridge: 1 } as const;

interface Row {
  numbers: Readonly<Record<string, number>>;
  yes: boolean;
}

/**
 * Fits the three judgements of an answer.
 *
 * @param own how messages meet their own answers; @param foreign how they meet answers to others
 */
export function fitReplyWeights(rows: readonly JudgedReply[], own: readonly Meeting[], foreign: readonly Meeting[], version: string): ReplyWeights {
  const meetings = [...own.map((m): Row => ({ numbers: meetingNumbers(m), yes: true })), ...foreign.map((m): Row => ({ numbers: meetingNumbers(m), yes: false }))];
  return {
    format: 1, version, trainedOn: { rows: rows.length, pairs: meetings.length },
    complete: fitHead(rows.map((r) => ({ numbers: r.measures, yes: r.complete })), COMPLETE),
    explained: fitHead(rows.map((r) => ({ numbers: r.measures, yes: r.explained })), EXPLAINED),
    relevance: fitHead(meetings, RELEVANCE),
  };
}

const STEPS = 1_500;
const RATE = 1;

/** Ridge logistic regression by gradient descent, both answers counting alike: which of the two is commoner differs from office to office. */
export function fitHead(rows: readonly Row[], { names, ridge }: { names: readonly string[]; ridge: number }): Head {
  const spreads = names.map((name) => spread(rows.map((r) => r.numbers[name] ?? 0)));
  const inputs = rows.map((r) => Float64Array.from(names, (name, k) => ((r.numbers[name] ?? 0) - spreads[k]!.mean) / spreads[k]!.scale));
  const yes = rows.filter((r) => r.yes).length;
  const importance = rows.map((r) => rows.length / 2 / Math.max(1, r.yes ? yes : rows.length - yes));
  const weights = new Float64Array(names.length);
  const slopes = new Float64Array(names.length);
  let bias = 0;
  for (let step = 0; step < STEPS; step += 1) {
    for (let k = 0; k < weights.length; k += 1) slopes[k] = ridge * weights[k]!;
    let slope = 0;
    for (let i = 0; i < inputs.length; i += 1) {
      const x = inputs[i]!;
      let sum = bias;
      for (let k = 0; k < x.length; k += 1) sum += weights[k]! * x[k]!;
      const miss = (1 / (1 + Math.exp(-sum)) - Number(rows[i]!.yes)) * importance[i]!;
      slope += miss;
      for (let k = 0; k < x.length; k += 1) slopes[k]! += miss * x[k]!;
    }
    bias -= (RATE * slope) / rows.length;
    for (let k = 0; k < weights.length; k += 1) weights[k]! -= (RATE * slopes[k]!) / rows.length;
  }
  const round = (x: number) => Math.round(x * 1e4) / 1e4;
  return { bias: round(bias), terms: names.map((name, k) => ({ name, mean: round(spreads[k]!.mean), scale: Math.max(1e-4, round(spreads[k]!.scale)), weight: round(weights[k]!) })) };
}

function spread(values: readonly number[]): { mean: number; scale: number } {
  const mean = values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  const variance = values.reduce((s, v) => s + (v - mean) ** 2, 0) / Math.max(1, values.length);
  return { mean, scale: Math.sqrt(variance) || 1 };
}

/** Share of rows judged right when each tenth is judged by weights fitted on the others: `[complete, explained]`. */
export function crossValidated(rows: readonly JudgedReply[], seed: number): { complete: number; explained: number } {
  const order = shuffled(rows.length, seed);
  const right = { complete: 0, explained: 0 };
  for (let fold = 0; fold < 10; fold += 1) {
    const held = new Set(order.filter((_, i) => i % 10 === fold));
    const kept = rows.filter((_, i) => !held.has(i));
    const complete = fitHead(kept.map((r) => ({ numbers: r.measures, yes: r.complete })), COMPLETE);
    const explained = fitHead(kept.map((r) => ({ numbers: r.measures, yes: r.explained })), EXPLAINED);
    for (const i of held) {
      const row = rows[i]!;
      right.complete += Number(weigh(complete, row.measures) >= 0.5 === row.complete);
      right.explained += Number(weigh(explained, row.measures) >= 0.5 === row.explained);
    }
  }
  return { complete: right.complete / rows.length, explained: right.explained / rows.length };
}

/** Places 0…n-1 in a seeded order. */
export function shuffled(n: number, seed: number): number[] {
  const random = seeded(seed);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
