import { measure, reliability, type Bin, type LabelFigures } from './measure.ts';

/** What people said of a row under one head, what the model said, and how sure it was (null where a head does not tell). */
export interface Answer {
  truth: string;
  said: string;
  confidence: number | null;
}

/** How well one head did. */
export interface HeadReport {
  n: number;
  accuracy: number;
  macroF1: number;
  labels: (Omit<LabelFigures, 'label'> & { label: string })[];
  /** `matrix[i][k]`: rows of label i that were called k. */
  confusion: { labels: string[]; matrix: number[][] };
  /** Null where the head tells no confidence. */
  reliability: { calibrationError: number; bins: Bin[] } | null;
}

/** Measures one head on rows it never learned from; labels stand in the order of the rows' counts. */
export function reportHead(answers: readonly Answer[]): HeadReport {
  const counts = new Map<string, number>();
  for (const { truth } of answers) counts.set(truth, (counts.get(truth) ?? 0) + 1);
  for (const { said } of answers) if (!counts.has(said)) counts.set(said, 0);
  const labels = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  const place = new Map(labels.map((label, k) => [label, k]));
  const rows = answers.map(({ truth, said }) => ({ truth: place.get(truth)!, said: place.get(said)! }));
  const matrix = labels.map(() => labels.map(() => 0));
  for (const { truth, said } of rows) matrix[truth]![said]! += 1;
  const { n, accuracy, macroF1, labels: figures } = measure(rows, labels.length);
  const sure = answers.flatMap(({ truth, said, confidence }) => (confidence === null ? [] : [{ confidence, right: truth === said }]));
  return {
    n, accuracy, macroF1, labels: figures.map((f) => ({ ...f, label: labels[f.label]! })), confusion: { labels, matrix },
    reliability: sure.length === 0 ? null : reliability(sure),
  };
}

export interface Mistake {
  truth: string;
  said: string;
  n: number;
}

/** The pairs that are taken for one another most often. */
export function topMistakes({ labels, matrix }: HeadReport['confusion'], most: number): Mistake[] {
  return matrix.flatMap((line, i) => line.flatMap((n, k) => (i === k || n === 0 ? [] : [{ truth: labels[i]!, said: labels[k]!, n }])))
    .sort((a, b) => b.n - a.n || (a.truth + a.said < b.truth + b.said ? -1 : 1)).slice(0, most);
}
