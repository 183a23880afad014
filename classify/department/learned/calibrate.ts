import { softmax } from '../../score.ts';

/** Scores of an order by a model that did not learn from it, and whose it was. */
export interface UnseenOrder {
  scores: Float32Array;
  unit: number;
}

export interface UnitFigures {
  /** Orders later than those it learned from. */
  n: number;
  accuracy: number;
  macroF1: number;
  /** Share of them above the threshold, and how many of these are right. */
  proposed: { share: number; accuracy: number };
}

/** Of the proposals that are shown, this share must be right. */
const TRUSTED = 0.9;
/** A threshold that fewer orders passed was chance. */
const LEAST_SURE = 30;

/** The temperature under which probabilities mean what they say, by golden-section search (Guo et al. 2017). */
export function unitTemperature(unseen: readonly UnseenOrder[]): number {
  const loss = (t: number) => unseen.reduce((sum, { scores, unit }) => sum - Math.log(softmax(scores, 0, scores.length, t)[unit]! + 1e-12), 0);
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0.2, 30];
  for (let turn = 0; turn < 30; turn += 1) {
    const [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (loss(a) < loss(b)) high = b;
    else low = a;
  }
  return Math.round(((low + high) / 2) * 1e4) / 1e4;
}

/** The lowest confidence above which proposals are right often enough; null where none is: then nothing is proposed. */
export function trustAbove(unseen: readonly UnseenOrder[], temperature: number): number | null {
  const rows = unseen.map((u) => judged(u, temperature)).sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let threshold: number | null = null;
  rows.forEach((r, i) => {
    right += r.right;
    if (i + 1 >= LEAST_SURE && r.confidence !== rows[i + 1]?.confidence && right / (i + 1) >= TRUSTED) threshold = r.confidence;
  });
  return threshold === null ? null : Math.floor(threshold * 1e6) / 1e6;
}

export function unitFigures(unseen: readonly UnseenOrder[], temperature: number, threshold: number | null): UnitFigures {
  const rows = unseen.map((u) => judged(u, temperature));
  const sure = rows.filter((r) => threshold !== null && r.confidence >= threshold);
  const share = (list: readonly { right: number }[]) => list.reduce((n, r) => n + r.right, 0) / Math.max(list.length, 1);
  const present = [...new Set(unseen.map((u) => u.unit))];
  const f1 = present.map((unit) => {
    const hit = rows.filter((r, i) => r.unit === unit && unseen[i]!.unit === unit).length;
    const either = rows.filter((r) => r.unit === unit).length + unseen.filter((u) => u.unit === unit).length;
    return (2 * hit) / either;
  });
  return {
    n: rows.length, accuracy: share(rows), macroF1: f1.reduce((a, b) => a + b, 0) / Math.max(f1.length, 1),
    proposed: { share: sure.length / Math.max(rows.length, 1), accuracy: share(sure) },
  };
}

function judged({ scores, unit }: UnseenOrder, temperature: number): { unit: number; confidence: number; right: number } {
  const p = softmax(scores, 0, scores.length, temperature);
  const best = p.indexOf(Math.max(...p));
  return { unit: best, confidence: p[best]!, right: best === unit ? 1 : 0 };
}
