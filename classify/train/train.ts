import { SPACE, countFeatures, occurrences, type Vector } from '../features.ts';
import { COLUMNS, HEADS, HEAD_NAMES, LEARNED_FLAGS, WIDTH, type HeadName } from '../heads.ts';
import type { Example } from './corpus.ts';
import { trainSvm } from './svm.ts';

export interface TrainOptions {
  seed: number;
  /** Told now and then: `category 12/26`. */
  onProgress?: (note: string) => void;
}

/** Weights before they are packed: one row of WIDTH per feature, the biases, and the idf the features were weighed with. */
export interface Trained {
  idf: Float32Array;
  rows: Float32Array;
  bias: Float32Array;
}

/** A feature must stand in this many texts: rarer ones could carry a name. */
const MIN_DOCUMENTS = 3;
const C: Record<HeadName | 'flags', number> = { category: 0.5, type: 0.25, urgency: 0.25, sentiment: 0.25, flags: 0.25 };
const EPOCHS = 20;

/** Counts of a text's features, kept compact: the vectors are weighed once the idf is known. */
export type Counted = ReturnType<typeof countFeatures>;

export function countAll(examples: readonly Pick<Example, 'text'>[]): Counted[] {
  return examples.map((e) => countFeatures(occurrences(e.text)));
}

/** Inverse document frequency over the texts; 0 for features too rare to keep. */
export function inverseFrequency(counted: readonly Counted[]): Float32Array {
  const df = new Int32Array(SPACE);
  for (const { ids } of counted) for (const id of ids) df[id]! += 1;
  const idf = new Float32Array(SPACE);
  for (let f = 0; f < SPACE; f += 1) if (df[f]! >= MIN_DOCUMENTS) idf[f] = Math.log((1 + counted.length) / (1 + df[f]!)) + 1;
  return idf;
}

/** Sublinear tf × idf, unit length; features without idf drop out. */
export function weigh({ ids, tf }: Counted, idf: Float32Array): Vector {
  let n = 0;
  let norm = 0;
  const outIds = new Int32Array(ids.length);
  const values = new Float32Array(ids.length);
  for (let k = 0; k < ids.length; k += 1) {
    const id = ids[k]!;
    const weight = idf[id]! * (1 + Math.log(tf[k]!));
    if (weight === 0) continue;
    outIds[n] = id;
    values[n] = weight;
    norm += weight * weight;
    n += 1;
  }
  const scale = norm > 0 ? 1 / Math.sqrt(norm) : 0;
  for (let k = 0; k < n; k += 1) values[k]! *= scale;
  return { ids: outIds.subarray(0, n), values: values.subarray(0, n) };
}

/** Trains every label of every head against the rest, with balanced classes. */
export function trainAll(examples: readonly Example[], counted: readonly Counted[], idf: Float32Array, opts: TrainOptions): Trained {
  const vectors = counted.map((c) => weigh(c, idf));
  const rows = new Float32Array(SPACE * WIDTH);
  const bias = new Float32Array(WIDTH);
  const learn = (column: number, c: number, labelOf: (e: Example) => number, note: string) => {
    const chosen = examples.flatMap((e, i) => (labelOf(e) === 0 ? [] : [i]));
    const y = Int8Array.from(chosen, (i) => labelOf(examples[i]!));
    const sum = (sign: number) => chosen.reduce((s, i, k) => s + (y[k] === sign ? examples[i]!.weight : 0), 0);
    const [positive, negative] = [sum(1), sum(-1)];
    if (positive === 0) {
      bias[column] = -1;
      return;
    }
    // Balanced, but softly: the square root keeps thin classes from shouting.
    const balance = Math.sqrt(negative / positive);
    const cost = Float32Array.from(chosen, (i, k) => examples[i]!.weight * (y[k] === 1 ? balance : 1));
    const w = trainSvm(chosen.map((i) => vectors[i]!), y, cost, SPACE, { c, epochs: EPOCHS, seed: opts.seed + column });
    for (let f = 0; f < SPACE; f += 1) if (w[f] !== 0) rows[f * WIDTH + column] = w[f]!;
    bias[column] = w[SPACE]!;
    opts.onProgress?.(note);
  };
  for (const head of HEAD_NAMES) {
    HEADS[head].forEach((label, k) => {
      learn(COLUMNS[head] + k, C[head], (e) => (e.labels[head] < 0 ? 0 : e.labels[head] === k ? 1 : -1), `${head} ${label}`);
    });
  }
  LEARNED_FLAGS.forEach((flag, k) => {
    learn(COLUMNS.flags + k, C.flags, (e) => (e.flags === null ? 0 : e.flags[k] === 1 ? 1 : -1), `flag ${flag}`);
  });
  return { idf, rows, bias };
}

/** Scores of one text, one per column. */
export function scoreWith(trained: Trained, counted: Counted): Float32Array {
  const scores = Float32Array.from(trained.bias);
  const { ids, values } = weigh(counted, trained.idf);
  for (let k = 0; k < ids.length; k += 1) {
    const at = ids[k]! * WIDTH;
    for (let c = 0; c < WIDTH; c += 1) scores[c]! += values[k]! * trained.rows[at + c]!;
  }
  return scores;
}
