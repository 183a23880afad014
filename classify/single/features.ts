import { CLASS, FOLD } from '../features.ts';
import type { Units } from './units.ts';

/** Size of the hash space: four times that of the five heads, because any labels may come. */
export const SINGLE_SPACE = 1 << 20;

/** Features of one message in the order of the text: hash, and the units it covers. */
export interface Found {
  n: number;
  feature: Int32Array;
  from: Int32Array;
  length: Uint8Array;
}

const [UNIGRAM, BIGRAM, WORD] = [0x1f123bb5, 0x2c1b3c6d, 0x297a2d39];
const PRIME = 0x01000193;
const LONGEST_WORD = 32;

const mix = (h: number): number => {
  let x = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  return (x ^ (x >>> 16)) & (SINGLE_SPACE - 1);
};

/** The hash of a word before mixing: `mix` of it is the feature. */
function wordHash(unit: ArrayLike<number>, from: number, length: number): number {
  let h = WORD;
  for (let k = from; k < from + length; k += 1) h = Math.imul(h ^ unit[k]!, PRIME);
  return h;
}

/** The feature of a word as it is written; white space in it does not count. `wordFeature('路灯')`. */
export function wordFeature(written: string): number {
  let h = WORD;
  for (let k = 0; k < written.length; k += 1) if (CLASS[written.charCodeAt(k)] !== 0) h = Math.imul(h ^ FOLD[written.charCodeAt(k)]!, PRIME);
  return mix(h);
}

/**
 * Characters, pairs of characters, and words of a message. Three-grams and pairs of words were tried and left out
 * (docs/models.md).
 */
export function featuresOf({ n: units, unit, gap, words }: Units): Found {
  const most = units * 2 + words.length;
  const found: Found = { n: 0, feature: new Int32Array(most), from: new Int32Array(most), length: new Uint8Array(most) };
  const add = (feature: number, from: number, length: number) => {
    found.feature[found.n] = feature;
    found.from[found.n] = from;
    found.length[found.n] = length;
    found.n += 1;
  };
  for (let k = 0; k < units; k += 1) {
    const one = Math.imul(unit[k]!, PRIME);
    add(mix(UNIGRAM ^ one), k, 1);
    if (k + 1 >= units || gap[k + 1] === 1) continue;
    add(mix(BIGRAM ^ Math.imul(one ^ unit[k + 1]!, PRIME)), k, 2);
  }
  for (const { from, length } of words) if (length < LONGEST_WORD) add(mix(wordHash(unit, from, length)), from, length);
  return found;
}

/** A second hash of a feature: another one for every seed, 32 bits. */
export function mixSeed(feature: number, seed: number): number {
  let x = Math.imul(feature ^ Math.imul(seed + 1, 0x9e3779b1), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
