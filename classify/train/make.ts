import { writeWeights, type ModelCard } from '../weights-file.ts';
import { applyPrecedence } from '../concepts/precedence.ts';
import { occurrences } from '../features.ts';
import { COLUMNS, WIDTH } from '../heads.ts';
import { flagThresholds, reviewThreshold, temperatures, type Unseen } from './calibrate.ts';
import type { Corpus } from './corpus.ts';
import { pack } from './pack.ts';
import { countAll, inverseFrequency, scoreWith, trainAll } from './train.ts';
import { vocabularyOf } from './vocabulary.ts';

export interface MakeOptions {
  out: string;
  name: string;
  version: string;
  seed: number;
  onProgress?: (note: string) => void;
}

/** Every fifth labelled row is held back once to calibrate; the shipped weights learn from all. */
const HELD = 5;

/** Scores as the model will use them: rules included. */
function withPrecedence(columns: Float32Array, text: string): Float32Array {
  const occ = occurrences(text);
  applyPrecedence(columns, COLUMNS.category, occ.concepts, occ.text.length);
  return columns;
}

/** Trains on everything, calibrates on folds that were held back, packs, writes; returns the card. */
export function makeModel(corpus: Corpus, opts: MakeOptions): ModelCard {
  const tell = opts.onProgress ?? (() => {});
  const { examples } = corpus;
  // Posts that tell a sentiment alone do not say which words are common among messages.
  const messages = examples.filter((e) => e.labels.category >= 0);
  const vocabulary = vocabularyOf(messages.map((e) => e.text));
  const counted = countAll(examples, vocabulary);
  const idf = inverseFrequency(counted.filter((_, i) => examples[i]!.labels.category >= 0), vocabulary);

  // Only rows labelled by people calibrate; the teacher's rows stay in the training.
  let labelled = -1;
  const held = new Set(examples.flatMap((e, i) => (e.flags !== null && (labelled += 1) % HELD === 0 ? [i] : [])));
  const kept = [...examples.keys()].filter((i) => !held.has(i));
  tell('校准用模型');
  const partial = trainAll(kept.map((i) => examples[i]!), kept.map((i) => counted[i]!), idf, { seed: opts.seed, onProgress: tell });
  const unseen: Unseen[] = [...held].map((i) => ({ example: examples[i]!, columns: withPrecedence(scoreWith(partial, counted[i]!), examples[i]!.text) }));
  const temperature = temperatures(unseen);
  tell('正式模型');
  const trained = trainAll(examples, counted, idf, { seed: opts.seed, onProgress: tell });
  const { ids, idf: keptIdf, rows, scale, bias } = pack(trained);
  const card: ModelCard = {
    format: 2, name: opts.name, version: opts.version, trainedOn: corpus.counts, seed: opts.seed, features: ids.length, width: WIDTH,
    temperature, flagThreshold: flagThresholds(unseen), reviewBelow: reviewThreshold(unseen, temperature.category), scale, bias,
  };
  writeWeights(opts.out, card, Int32Array.from(ids, (id) => vocabulary.hashes[id]!), keptIdf, rows);
  return card;
}
