import type { Verdict } from '../../model/index.ts';
import { HEADS, HEAD_NAMES, LEARNED_FLAGS, type HeadName } from '../heads.ts';
import type { Model } from '../model.ts';
import type { Example } from './corpus.ts';

interface HeadFigures {
  n: number;
  accuracy: number;
  /** Mean F1 over the labels that occur. */
  macroF1: number;
}

export interface Figures {
  heads: Record<HeadName, HeadFigures>;
  flags: Record<string, number>;
  /** Expected calibration error of the category, 10 bins. */
  calibrationError: number;
  /** Share of rows that need no review, and how many of these are right. */
  trusted: { share: number; accuracy: number };
}

/** Measures a model, rules and all, on rows it never learned from. */
export function evaluate(model: Model, rows: readonly Example[]): Figures {
  return figuresOfVerdicts(rows.map((r) => model.judge(r.text)), rows);
}

/** Compares verdicts with the labels of their rows. */
export function figuresOfVerdicts(verdicts: readonly Verdict[], rows: readonly Example[]): Figures {
  const chosen: Record<HeadName, (i: number) => string> = {
    category: (i) => verdicts[i]!.category, type: (i) => verdicts[i]!.type, urgency: (i) => verdicts[i]!.urgency, sentiment: (i) => verdicts[i]!.sentiment,
  };
  const heads = Object.fromEntries(HEAD_NAMES.map((head) => {
    const labels = HEADS[head] as readonly string[];
    const said = rows.map((_, i) => labels.indexOf(chosen[head](i)));
    return [head, figuresOf(rows.map((r) => r.labels[head]), said, labels.length)];
  })) as Record<HeadName, HeadFigures>;
  const flags = Object.fromEntries(LEARNED_FLAGS.map((flag, k) => {
    const truth = rows.map((r) => r.flags?.[k] ?? 0);
    const said = verdicts.map((v) => (v.flags.includes(flag) ? 1 : 0));
    return [flag, f1(truth, said, 1)];
  }));
  const right = verdicts.map((v, i) => (v.category === HEADS.category[rows[i]!.labels.category] ? 1 : 0));
  const sure = [...verdicts.keys()].filter((i) => !verdicts[i]!.needsReview);
  return {
    heads, flags, calibrationError: calibrationError(verdicts.map((v) => v.confidence), right),
    trusted: { share: sure.length / rows.length, accuracy: sure.reduce((n, i) => n + right[i]!, 0) / Math.max(sure.length, 1) },
  };
}

function f1(truth: readonly number[], said: readonly number[], label: number): number {
  let [hit, miss] = [0, 0];
  truth.forEach((t, i) => {
    if (t === label && said[i] === label) hit += 1;
    else if (t === label || said[i] === label) miss += 1;
  });
  return hit === 0 ? 0 : (2 * hit) / (2 * hit + miss);
}

function figuresOf(truth: readonly number[], said: readonly number[], labels: number): HeadFigures {
  const present = Array.from({ length: labels }, (_, k) => k).filter((k) => truth.includes(k));
  return {
    n: truth.length,
    accuracy: truth.filter((t, i) => t === said[i]).length / truth.length,
    macroF1: present.reduce((s, k) => s + f1(truth, said, k), 0) / present.length,
  };
}

function calibrationError(confidence: readonly number[], right: readonly number[]): number {
  const bins = Array.from({ length: 10 }, () => ({ n: 0, p: 0, right: 0 }));
  confidence.forEach((p, i) => {
    const bin = bins[Math.min(9, Math.floor(p * 10))]!;
    bin.n += 1;
    bin.p += p;
    bin.right += right[i]!;
  });
  return bins.reduce((e, b) => e + Math.abs(b.p - b.right), 0) / confidence.length;
}
