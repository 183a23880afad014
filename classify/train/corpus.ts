import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CATEGORY_CODES } from '../../model/index.ts';
import { HEADS, HEAD_NAMES, LEARNED_FLAGS, type HeadName } from '../heads.ts';
import type { Example } from './example.ts';
import { labelledSchema, readRows, taughtSchema, type LabelledRow, type TaughtRow } from './labels.ts';
import { readPosts } from './posts.ts';

export type { Example };

/** How much a row counts: real messages fully, our own below them, the teacher's opinions less (docs/models.md). */
const [REAL, UNSURE, OURS, BORDER, TAUGHT] = [1, 0.7, 0.8, 0.4, 0.6];
/** Short sentences of our own where words of two codes meet, beside the sample: `{text, p}` like the teacher's, categories only. */
const BORDER_FILE = 'border.jsonl';
/** Opinions that name less than this share between them say nothing. */
const TAUGHT_FLOOR = 0.3;

function exampleOf(row: LabelledRow, weight: number): Example {
  const labels = Object.fromEntries(HEAD_NAMES.map((head) => [head, (HEADS[head] as readonly string[]).indexOf(row[head])])) as Record<HeadName, number>;
  return { text: row.text, labels, flags: LEARNED_FLAGS.map((f) => (row.flags.includes(f) ? 1 : 0)), weight };
}

function taughtExample(row: TaughtRow, weight: number): Example | null {
  const soft = Float32Array.from(CATEGORY_CODES, (code) => row.p[code] ?? 0);
  const told = soft.reduce((a, b) => a + b, 0);
  if (told < TAUGHT_FLOOR) return null;
  return {
    text: row.text, labels: { category: soft.indexOf(Math.max(...soft)), type: -1, urgency: -1, sentiment: -1 }, flags: null, weight,
    soft: soft.map((p) => p / told),
  };
}

export interface Corpus {
  examples: Example[];
  /** What it was made of, for the model card: `{train: 8600, written: 1200}`. */
  counts: Record<string, number>;
}

/**
 * Reads labelled messages from a folder (`train.jsonl`, `written.jsonl`, `taught.jsonl`, each where present). The
 * shipped sample of our own (written.jsonl) is there for anyone who lacks the rest.
 */
export function readCorpus(dir: string, shippedSample: string): Corpus {
  const examples: Example[] = [];
  const counts: Record<string, number> = {};
  const train = join(dir, 'train.jsonl');
  if (existsSync(train)) {
    const rows = readRows(train, labelledSchema);
    counts['train'] = rows.length;
    for (const row of rows) examples.push(exampleOf(row, row.sure === false ? UNSURE : REAL));
  }
  const written = readRows(existsSync(join(dir, 'written.jsonl')) ? join(dir, 'written.jsonl') : shippedSample, labelledSchema);
  counts['written'] = written.length;
  const weight = examples.length > 0 ? OURS : REAL;
  for (const row of written) examples.push(exampleOf(row, weight));
  const border = join(dirname(shippedSample), BORDER_FILE);
  if (existsSync(border)) {
    const rows = readRows(border, taughtSchema).map((row) => taughtExample(row, BORDER)).filter((e) => e !== null);
    counts['border'] = rows.length;
    examples.push(...rows);
  }
  const taught = join(dir, 'taught.jsonl');
  if (existsSync(taught)) {
    const rows = readRows(taught, taughtSchema).map((row) => taughtExample(row, TAUGHT)).filter((e) => e !== null);
    counts['taught'] = rows.length;
    examples.push(...rows);
  }
  for (const [name, posts] of Object.entries(readPosts(dir))) {
    if (posts.length === 0) continue;
    counts[name] = posts.length;
    examples.push(...posts);
  }
  return { examples, counts };
}

/** Rows of a development file on which both annotators agree, as examples. */
export function readAgreed(file: string): Example[] {
  return readRows(file, labelledSchema).filter((row) => row.agree !== false).map((row) => exampleOf(row, 1));
}
