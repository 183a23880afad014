/** What a row is, and what was said of it: places in the list of labels, -1 for one that is not in it. */
export interface Judged {
  truth: number;
  said: number;
}

export interface LabelFigures {
  label: number;
  /** Rows that bear it. */
  n: number;
  precision: number;
  recall: number;
  f1: number;
}

export interface Measured {
  n: number;
  accuracy: number;
  /** Mean F1 over the labels that occur. */
  macroF1: number;
  /** Labels that occur or were said. */
  labels: LabelFigures[];
}

/** Accuracy, and precision, recall and F1 of each label. Nothing said and nothing there counts as 0. */
export function measure(rows: readonly Judged[], labels: number): Measured {
  const [truth, said, hit] = [new Int32Array(labels), new Int32Array(labels), new Int32Array(labels)];
  for (const row of rows) {
    if (row.truth >= 0) truth[row.truth]! += 1;
    if (row.said >= 0) said[row.said]! += 1;
    if (row.truth >= 0 && row.truth === row.said) hit[row.truth]! += 1;
  }
  const share = (a: number, b: number) => (b === 0 ? 0 : a / b);
  const figures = Array.from({ length: labels }, (_, label): LabelFigures => ({
    label, n: truth[label]!, precision: share(hit[label]!, said[label]!), recall: share(hit[label]!, truth[label]!),
    f1: share(2 * hit[label]!, truth[label]! + said[label]!),
  })).filter(({ label }) => truth[label]! > 0 || said[label]! > 0);
  const present = figures.filter(({ n }) => n > 0);
  return {
    n: rows.length, accuracy: share(hit.reduce((a, b) => a + b, 0), rows.length),
    macroF1: share(present.reduce((sum, { f1 }) => sum + f1, 0), present.length), labels: figures,
  };
}

export interface Bin {
  /** From this confidence on, and below the next bin. */
  from: number;
  n: number;
  /** Mean confidence, and how many were right. */
  confidence: number;
  accuracy: number;
}

const BINS = 10;

/** Ten bins of confidence, and the expected calibration error: how far confidence and accuracy lie apart, by rows. */
export function reliability(rows: readonly { confidence: number; right: boolean }[]): { calibrationError: number; bins: Bin[] } {
  const sums = Array.from({ length: BINS }, () => ({ n: 0, confidence: 0, right: 0 }));
  for (const { confidence, right } of rows) {
    const bin = sums[Math.min(BINS - 1, Math.floor(confidence * BINS))]!;
    bin.n += 1;
    bin.confidence += confidence;
    bin.right += right ? 1 : 0;
  }
  const apart = sums.reduce((sum, b) => sum + Math.abs(b.confidence - b.right), 0);
  return {
    calibrationError: rows.length === 0 ? 0 : apart / rows.length,
    bins: sums.map((b, k) => ({ from: k / BINS, n: b.n, confidence: b.n === 0 ? 0 : b.confidence / b.n, accuracy: b.n === 0 ? 0 : b.right / b.n })),
  };
}
