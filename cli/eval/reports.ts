import { reportHead, type HeadReport } from '../../classify/eval/head.ts';
import { loadModel } from '../../classify/model.ts';
import { loadSingle } from '../../classify/single/judge.ts';
import { labelledMessage } from '../../classify/single/row.ts';
import { FLAGS } from '../../model/index.ts';
import { labelledRows } from '../labelled-rows.ts';
import { shippedRow, SHIPPED_HEADS, type ShippedHead, type ShippedRow } from './rows.ts';

/** What came of measuring a model on a file. */
export interface Evaluation {
  model: { name: string; version: string };
  /** Rows measured, put aside as unreadable, and left out because their annotators differ. */
  rows: { used: number; rejected: number; disputed: number };
  /** One per head that the rows are labelled for: `label` of a single-head model. */
  heads: Record<string, HeadReport>;
  /** Flags of the five-head model that the rows are labelled for. */
  flags: FlagReport[];
}

export interface FlagReport {
  flag: string;
  /** Rows that bear it. */
  n: number;
  precision: number;
  recall: number;
  f1: number;
}

/** Sampling a very long file is the same every time. */
const SEED = 1;

export async function evaluateSingle(file: string, dir: string): Promise<Evaluation> {
  const model = loadSingle(dir);
  const { rows, rejected } = await labelledRows(file, labelledMessage, SEED);
  const answers = rows.map(({ label, message }) => {
    const verdict = model.judge(message);
    return { truth: label, said: verdict.label, confidence: verdict.confidence };
  });
  return { model: { name: model.name, version: model.version }, rows: { used: rows.length, rejected, disputed: 0 }, heads: { label: reportHead(answers) }, flags: [] };
}

export async function evaluateShipped(file: string, dir: string | undefined): Promise<Evaluation> {
  const model = loadModel(dir);
  const read = await labelledRows(file, shippedRow, SEED);
  const rows = read.rows.filter((row) => row.agreed);
  const verdicts = rows.map((row) => model.judge(row.text));
  const heads: Evaluation['heads'] = {};
  for (const head of Object.keys(SHIPPED_HEADS) as ShippedHead[]) {
    const answers = rows.flatMap((row, i) => {
      const truth = row.truths[head];
      return truth === undefined ? [] : [{ truth, said: verdicts[i]![head], confidence: head === 'category' ? verdicts[i]!.confidence : null }];
    });
    if (answers.length > 0) heads[head] = reportHead(answers);
  }
  return {
    model: { name: model.name, version: model.version }, rows: { used: rows.length, rejected: read.rejected, disputed: read.rows.length - rows.length },
    heads, flags: flagReports(rows, verdicts.map((v) => v.flags)),
  };
}

function flagReports(rows: readonly ShippedRow[], said: readonly (readonly string[])[]): FlagReport[] {
  const share = (a: number, b: number) => (b === 0 ? 0 : a / b);
  return FLAGS.flatMap((flag) => {
    let [n, told, hit] = [0, 0, 0];
    rows.forEach((row, i) => {
      if (row.flags === null) return;
      const [truth, claim] = [row.flags.includes(flag), said[i]!.includes(flag)];
      n += truth ? 1 : 0;
      told += claim ? 1 : 0;
      hit += truth && claim ? 1 : 0;
    });
    return n + told === 0 ? [] : [{ flag, n, precision: share(hit, told), recall: share(hit, n), f1: share(2 * hit, n + told) }];
  });
}
