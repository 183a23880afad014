import type { Db } from '../db/connect.ts';
import type { Example } from './train/corpus.ts';
import { learn, worthLearning, type Learned } from './train/from-corrections.ts';
import { servingModel } from './serving.ts';
import type { Weights } from './weights-file.ts';

/** The night's lesson: a new version where enough corrections have come since the last; null where they have not. */
export async function learnNightly(db: Db, shipped: Weights, sample: readonly Example[]): Promise<Learned | null> {
  if (!(await worthLearning(db, shipped.card.name))) return null;
  const { model } = await servingModel(db, shipped);
  return learn(db, shipped, model, sample, {});
}
