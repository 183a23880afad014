import { SINGLE_SPACE, type Found } from './features.ts';
import type { Vector } from '../features.ts';

/** Distinct features of one message and how often each stands in it. */
export interface Tally {
  ids: Int32Array;
  tf: Uint16Array;
}

const counts = new Uint16Array(SINGLE_SPACE);

export function tally(found: Found): Tally {
  const ids = new Int32Array(found.n);
  let n = 0;
  for (let k = 0; k < found.n; k += 1) {
    const f = found.feature[k]!;
    if (counts[f] === 0) {
      ids[n] = f;
      n += 1;
    }
    counts[f]! += 1;
  }
  const tf = new Uint16Array(n);
  for (let k = 0; k < n; k += 1) {
    tf[k] = counts[ids[k]!]!;
    counts[ids[k]!] = 0;
  }
  return { ids: ids.slice(0, n), tf };
}

/** Which features a model knows, and what they weigh: `slot[hash]` is the row of a feature or -1. */
export interface Dictionary {
  slot: Int32Array;
  idf: Float32Array;
}

/** A feature must stand in so many messages. */
const MIN_DOCUMENTS = 2;

/** The features of these messages that stand in more than one, with their inverse document frequency. */
export function dictionaryOf(tallies: readonly Tally[]): Dictionary & { ids: Uint32Array } {
  const df = new Int32Array(SINGLE_SPACE);
  for (const { ids } of tallies) for (const id of ids) df[id]! += 1;
  const slot = new Int32Array(SINGLE_SPACE).fill(-1);
  const ids: number[] = [];
  for (let f = 0; f < SINGLE_SPACE; f += 1) {
    if (df[f]! < MIN_DOCUMENTS) continue;
    slot[f] = ids.length;
    ids.push(f);
  }
  return { slot, ids: Uint32Array.from(ids), idf: Float32Array.from(ids, (f) => Math.log((1 + tallies.length) / (1 + df[f]!)) + 1) };
}

/** Sublinear tf × idf, unit length, over rows of the dictionary. */
export function weigh({ ids, tf }: Tally, { slot, idf }: Dictionary): Vector {
  const rows = new Int32Array(ids.length);
  const values = new Float32Array(ids.length);
  let n = 0;
  let norm = 0;
  for (let k = 0; k < ids.length; k += 1) {
    const row = slot[ids[k]!]!;
    if (row < 0) continue;
    const value = idf[row]! * (1 + Math.log(tf[k]!));
    rows[n] = row;
    values[n] = value;
    norm += value * value;
    n += 1;
  }
  const unit = norm > 0 ? 1 / Math.sqrt(norm) : 0;
  for (let k = 0; k < n; k += 1) values[k]! *= unit;
  return { ids: rows.slice(0, n), values: values.slice(0, n) };
}
