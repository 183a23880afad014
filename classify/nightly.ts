import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Db } from '../db/connect.ts';
import { readCorpus, type Example } from './train/corpus.ts';
import { learn, worthLearning, type Learned } from './train/from-corrections.ts';
import { servingModel } from './serving.ts';
import type { Weights } from './weights-file.ts';

/** Messages of our own that every installation has. */
export const SAMPLE = fileURLToPath(new URL('./training/written.jsonl', import.meta.url));

export const shippedSample = (): Example[] => readCorpus(dirname(SAMPLE), SAMPLE).examples;

/** The night's lesson: a new version where enough corrections have come since the last; null where they have not. */
export async function learnNightly(db: Db, shipped: () => Weights): Promise<Learned | null> {
  const weights = shipped();
  if (!(await worthLearning(db, weights.card.name))) return null;
  const { model } = await servingModel(db, () => weights);
  return learn(db, weights, model, shippedSample(), {});
}
