import { SPACE, occurrences, type Vector } from '../features.ts';
import { COLUMNS, LEARNED_FLAGS, WIDTH } from '../heads.ts';
import type { Example } from './corpus.ts';
import { trainLogistic } from './logistic.ts';
import { trainSvm } from './svm.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface TrainOptions {
  seed: number;
  /** Told now and then: `第 3/8 轮`. */
  onProgress?: (note: string) => void;
}

/** Weights before they are packed: one row of WIDTH per feature, the biases, and the idf the features were weighed with. */
export interface Trained {
  idf: Float32Array;
  rows: Float32Array;
  bias: Float32Array;
}

/** Chosen on the development rows (docs/models.md). */
const SETTINGS = { epochs: 12, rate: 0.1, l2: 4e-4, balance: 0.4 };
const FLAG_C = 0.25;
const FLAG_EPOCHS = 20;

/** How often each n-gram of the vocabulary stands in a text: the vectors are weighed once the idf is known. */
export interface Counted {
  ids: Int32Array;
  tf: Uint16Array;
}

export function countAll(examples: readonly Pick<Example, 'text'>[], vocabulary: Vocabulary): Counted[] {
  const counts = new Uint16Array(SPACE);
  return examples.map(({ text }) => {
    const occ = occurrences(text);
    const ids: number[] = [];
    for (let k = 0; k < occ.n; k += 1) {
      const id = vocabulary.numberOf(occ, k);
      if (id >= 0 && (counts[id]! += 1) === 1) ids.push(id);
    }
    const tf = Uint16Array.from(ids, (id) => counts[id]!);
    for (const id of ids) counts[id] = 0;
    return { ids: Int32Array.from(ids), tf };
  });
}

/** Inverse document frequency over the texts × the emphasis of the feature's kind; 0 for features that stand in none. */
export function inverseFrequency(counted: readonly Counted[], { emphasis }: Pick<Vocabulary, 'emphasis'>): Float32Array {
  const df = new Int32Array(SPACE);
  for (const { ids } of counted) for (const id of ids) df[id]! += 1;
  return Float32Array.from(df, (n, f) => (n > 0 ? (Math.log((1 + counted.length) / (1 + n)) + 1) * emphasis[f]! : 0));
}

/** Sublinear tf × idf, unit length; features without idf drop out. */
function weigh({ ids, tf }: Counted, idf: Float32Array): Vector {
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

/**
 * Trains the heads that choose a label together (logistic.ts), and each flag by itself (svm.ts): flags are rare, and
 * there the margin did better than the likelihood (docs/models.md).
 */
export function trainAll(examples: readonly Example[], counted: readonly Counted[], idf: Float32Array, opts: TrainOptions): Trained {
  const vectors = counted.map((c) => weigh(c, idf));
  const weights = trainLogistic(examples, vectors, {
    ...SETTINGS, seed: opts.seed, onEpoch: (epoch) => opts.onProgress?.(`第 ${epoch}/${SETTINGS.epochs} 轮`),
  });
  const labelled = [...examples.keys()].filter((i) => examples[i]!.flags !== null);
  LEARNED_FLAGS.forEach((_flag, k) => {
    const y = Int8Array.from(labelled, (i) => (examples[i]!.flags![k] === 1 ? 1 : -1));
    const positive = y.reduce((n, v) => n + (v > 0 ? 1 : 0), 0);
    // Balanced, but softly: the square root keeps a rare flag from shouting.
    const balance = Math.sqrt((y.length - positive) / Math.max(positive, 1));
    const cost = Float32Array.from(labelled, (i, n) => examples[i]!.weight * (y[n] === 1 ? balance : 1));
    const w = trainSvm(labelled.map((i) => vectors[i]!), y, cost, SPACE, { c: FLAG_C, epochs: FLAG_EPOCHS, seed: opts.seed + k });
    for (let f = 0; f <= SPACE; f += 1) weights[f * WIDTH + COLUMNS.flags + k] = w[f]!;
  });
  return { idf, rows: weights.subarray(0, SPACE * WIDTH), bias: weights.subarray(SPACE * WIDTH) };
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
