import { mixSeed, type Found } from './features.ts';

/** Every message is held back once in so many folds. */
export const FOLDS = 5;

/**
 * The fold of a message: decided by the least hash of its features, so that two copies of one message, or a message
 * and its near twin, mostly come to the same fold and do not judge each other (min-hash, Broder 1997).
 */
export function foldOf(found: Found, seed: number): number {
  let least = 0xffffffff;
  for (let k = 0; k < found.n; k += 1) if (found.length[k]! > 1) least = Math.min(least, mixSeed(found.feature[k]!, seed));
  return least % FOLDS;
}
