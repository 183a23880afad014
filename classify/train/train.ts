import { SPACE, occurrences, type Vector } from '../features.ts';
import { WIDTH } from '../heads.ts';
import { blendMargins } from './category.ts';
import type { Example } from './corpus.ts';
import { trainLogistic } from './logistic.ts';
import { trainMargins } from './margins.ts';
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

/** Chosen on rows that were held back (docs/models.md). */
const SETTINGS = { epochs: 6, rate: 0.1, l2: 4e-4, balance: 0.4 };

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

/** Trains the category by its likelihood and its margins (logistic.ts, category.ts), the other heads and the flags by their margins (margins.ts). */
export function trainAll(examples: readonly Example[], counted: readonly Counted[], idf: Float32Array, opts: TrainOptions): Trained {
  const vectors = counted.map((c) => weigh(c, idf));
  const told = [...examples.keys()].filter((i) => examples[i]!.labels.category >= 0);
  const weights = trainLogistic(told.map((i) => examples[i]!), told.map((i) => vectors[i]!), {
    ...SETTINGS, seed: opts.seed, onEpoch: (epoch) => opts.onProgress?.(`第 ${epoch}/${SETTINGS.epochs} 轮`),
  });
  opts.onProgress?.('类别的间隔');
  blendMargins(weights, examples, vectors, opts.seed);
  opts.onProgress?.('诉求类型、紧急度、情感、旗标');
  trainMargins(weights, examples, vectors, opts.seed);
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
