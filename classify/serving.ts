import type { Db } from '../db/connect.ts';
import { currentVersion, versionFiles } from '../db/model-versions.ts';
import { errorText } from '../model/index.ts';
import { modelOf, type Model } from './model.ts';
import { weightsOf, type Weights } from './weights-file.ts';

/** The model of tier 1 that serves, with the version of it that was made here; null is the shipped one. */
export interface Serving {
  version: number | null;
  model: Model;
  /** Why the version that should serve does not, and the shipped weights do; null where it does. */
  passedOver: string | null;
}

/** Versions are made of tier 1: the transformer beside it learns elsewhere. */
const NAME = 'tier1';

/**
 * What serves from now on: the current version, kept in the database so that every machine has it, or the shipped
 * weights. A version that cannot be read, as after an upgrade that lays weights out otherwise, is passed over: the line
 * must not stand still for it. `last`, where it still serves, is handed back as it is.
 *
 * @param shipped reads the weights that came with the installation, where they are needed
 */
export async function servingModel(db: Db, shipped: () => Weights, last?: Serving): Promise<Serving> {
  const version = await currentVersion(db, NAME);
  if (last?.version === version) return last;
  if (version === null) return { version, model: modelOf(shipped()), passedOver: null };
  const { card, weights } = await versionFiles(db, version);
  try {
    return { version, model: modelOf(weightsOf(card, weights, `数据库中的版本 ${version}`)), passedOver: null };
  } catch (error) {
    return { version, model: modelOf(shipped()), passedOver: errorText(error) };
  }
}
