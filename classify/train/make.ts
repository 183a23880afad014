import { writeWeights, type ModelCard } from '../weights-file.ts';
import { SPACE } from '../features.ts';
import { WIDTH } from '../heads.ts';
import { flagThresholds, reviewThreshold, temperatures, type Unseen } from './calibrate.ts';
import type { Corpus } from './corpus.ts';
import { pack } from './pack.ts';
import { countAll, inverseFrequency, scoreWith, trainAll } from './train.ts';

export interface MakeOptions {
  out: string;
  name: string;
  version: string;
  seed: number;
  onProgress?: (note: string) => void;
}

const FOLDS = 4;

/** Trains on everything, calibrates on folds that were held back, packs, writes; returns the card. */
export function makeModel(corpus: Corpus, opts: MakeOptions): ModelCard {
  const tell = opts.onProgress ?? (() => {});
  const { examples } = corpus;
  const counted = countAll(examples);
  const idf = inverseFrequency(counted);

  // Only rows labelled by people calibrate; the teacher's rows stay in every fold's training.
  const labelled = examples.map((e, i) => ({ e, i })).filter(({ e }) => e.flags !== null);
  const unseen: Unseen[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    tell(`校准 ${fold + 1}/${FOLDS}`);
    const held = new Set(labelled.filter((_, k) => k % FOLDS === fold).map(({ i }) => i));
    const kept = examples.map((_, i) => i).filter((i) => !held.has(i));
    const model = trainAll(kept.map((i) => examples[i]!), kept.map((i) => counted[i]!), idf, { seed: opts.seed });
    for (const i of held) unseen.push({ example: examples[i]!, columns: scoreWith(model, counted[i]!) });
  }
  const temperature = temperatures(unseen);
  const trained = trainAll(examples, counted, idf, { seed: opts.seed, onProgress: tell });
  const { ids, idf: keptIdf, rows, scale, bias } = pack(trained);
  const card: ModelCard = {
    format: 1, name: opts.name, version: opts.version, trainedOn: corpus.counts, seed: opts.seed, features: ids.length, width: WIDTH, space: SPACE,
    temperature, flagThreshold: flagThresholds(unseen), reviewBelow: reviewThreshold(unseen, temperature.category), scale, bias,
  };
  writeWeights(opts.out, card, ids, keptIdf, rows);
  return card;
}
