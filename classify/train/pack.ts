import { WIDTH } from '../heads.ts';
import type { Trained } from './train.ts';

/** How many features are kept (docs/models.md). */
const KEEP = 100_000;

export interface Packed {
  ids: Uint32Array;
  idf: Float32Array;
  rows: Int8Array;
  scale: number[];
  bias: number[];
}

/** A weight beyond so many root mean squares of its column is cut there: one outlier must not coarsen all the others. */
const CLIP = 24;

/**
 * Keeps the features that decide most over many texts, in any column, measured by that column's own spread so that no
 * head crowds out another; as int8 with one scale per column.
 */
export function pack(trained: Trained, keep = KEEP): Packed {
  const { idf, rows } = trained;
  const known = [...idf.keys()].filter((f) => idf[f]! > 0);
  const spread = spreads(rows, known);
  const strength = known.map((id) => {
    let s = 0;
    for (let c = 0; c < WIDTH; c += 1) s = Math.max(s, Math.abs(rows[id * WIDTH + c]!) / spread[c]!);
    // What it adds to a score when it stands in a text, times how often it does: √df, from idf = ln(N / df) + 1.
    return { id, s: s * idf[id]! * Math.exp(-idf[id]! / 2) };
  }).filter(({ s }) => s > 0).sort((a, b) => b.s - a.s || a.id - b.id);
  const ids = Uint32Array.from(strength.slice(0, keep), (x) => x.id).sort();
  const largest = new Float32Array(WIDTH);
  for (const f of ids) for (let c = 0; c < WIDTH; c += 1) largest[c] = Math.max(largest[c]!, Math.abs(rows[f * WIDTH + c]!));
  const scale = Array.from(largest, (x, c) => (x > 0 ? Math.min(x, spread[c]! * CLIP) / 127 : 1));
  const out = new Int8Array(ids.length * WIDTH);
  ids.forEach((f, k) => {
    for (let c = 0; c < WIDTH; c += 1) out[k * WIDTH + c] = Math.max(-127, Math.min(127, Math.round(rows[f * WIDTH + c]! / scale[c]!)));
  });
  return { ids, idf: Float32Array.from(ids, (f) => idf[f]!), rows: out, scale, bias: [...trained.bias] };
}

/** Root mean square of each column over the known features. */
function spreads(rows: Float32Array, known: readonly number[]): Float64Array {
  const squares = new Float64Array(WIDTH);
  for (const f of known) for (let c = 0; c < WIDTH; c += 1) squares[c]! += rows[f * WIDTH + c]! ** 2;
  return squares.map((s) => Math.sqrt(s / known.length) || 1);
}
