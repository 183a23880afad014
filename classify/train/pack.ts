import { SPACE } from '../features.ts';
import { WIDTH } from '../heads.ts';
import type { Trained } from './train.ts';

/** How many features are kept: 50,000 lose nothing against all of them (classification-notes, measured again in docs/models.md). */
export const KEEP = 60_000;

export interface Packed {
  ids: Uint32Array;
  idf: Float32Array;
  rows: Int8Array;
  scale: number[];
  bias: number[];
}

/**
 * Keeps the features that weigh most in any column, as int8 with one scale per column.
 */
export function pack(trained: Trained, keep = KEEP): Packed {
  const { idf, rows } = trained;
  const strength: { id: number; s: number }[] = [];
  for (let f = 0; f < SPACE; f += 1) {
    if (idf[f] === 0) continue;
    let s = 0;
    for (let c = 0; c < WIDTH; c += 1) s = Math.max(s, Math.abs(rows[f * WIDTH + c]!));
    if (s > 0) strength.push({ id: f, s: s * idf[f]! });
  }
  strength.sort((a, b) => b.s - a.s || a.id - b.id);
  const ids = Uint32Array.from(strength.slice(0, keep), (x) => x.id).sort();
  const largest = new Float32Array(WIDTH);
  for (const f of ids) for (let c = 0; c < WIDTH; c += 1) largest[c] = Math.max(largest[c]!, Math.abs(rows[f * WIDTH + c]!));
  const scale = Array.from(largest, (x) => (x > 0 ? x / 127 : 1));
  const out = new Int8Array(ids.length * WIDTH);
  ids.forEach((f, k) => {
    for (let c = 0; c < WIDTH; c += 1) out[k * WIDTH + c] = Math.round(rows[f * WIDTH + c]! / scale[c]!);
  });
  return { ids, idf: Float32Array.from(ids, (f) => idf[f]!), rows: out, scale, bias: [...trained.bias] };
}

