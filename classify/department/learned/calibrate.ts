import { measure } from '../../eval/measure.ts';
import { best, type HeldBack } from '../../single/choose.ts';
import { softmax } from '../../score.ts';

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

/** The lowest confidence above which proposals are right often enough; null where none is: then nothing is proposed. */
export function trustAbove(unseen: readonly HeldBack[], temperature: number): number | null {
  const rows = unseen.map((u) => judged(u, temperature)).sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let threshold: number | null = null;
  rows.forEach((r, i) => {
    right += r.right;
    if (i + 1 >= LEAST_SURE && r.confidence !== rows[i + 1]?.confidence && right / (i + 1) >= TRUSTED) threshold = r.confidence;
  });
  return threshold === null ? null : Math.floor(threshold * 1e6) / 1e6;
}

export function unitFigures(unseen: readonly HeldBack[], temperature: number, threshold: number | null): UnitFigures {
  const rows = unseen.map((u) => judged(u, temperature));
  const sure = rows.filter((r) => threshold !== null && r.confidence >= threshold);
  const { n, accuracy, macroF1 } = measure(unseen.map(({ label, scores }) => ({ truth: label, said: best(scores) })), unseen[0]?.scores.length ?? 0);
  return { n, accuracy, macroF1, proposed: { share: sure.length / Math.max(n, 1), accuracy: sure.reduce((sum, r) => sum + r.right, 0) / Math.max(sure.length, 1) } };
}

function judged({ scores, label }: HeldBack, temperature: number): { confidence: number; right: number } {
  const p = softmax(scores, 0, scores.length, temperature);
  const unit = best(p);
  return { confidence: p[unit]!, right: unit === label ? 1 : 0 };
}
