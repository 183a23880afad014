import { isTelling, occurrences } from '../features.ts';

/** How rare a word is; null for one the model does not know. */
export type IdfOf = (word: string) => number | null;

/** Words that stand in every letter (市民, 反映) tell no matter from another. */
const FLOOR = 3.6;
/** A word that the model has never seen is rare: a place, a firm. */
const UNKNOWN = 9;
/** The segmenter looks at this much at a time. */
const CHUNK = 1_800;

/** The telling words of a text with their weight, tf sublinear × idf. */
export function weighedWords(text: string, idfOf: IdfOf): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at < text.length; at += CHUNK) {
    for (const { word } of occurrences(text.slice(at, at + CHUNK)).words) if (isTelling(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const weighed = new Map<string, number>();
  for (const [word, n] of counts) {
    const idf = idfOf(word) ?? UNKNOWN;
    if (idf >= FLOOR) weighed.set(word, idf * (1 + Math.log(n)));
  }
  return weighed;
}

/** The heaviest words, heaviest first. */
export function topWords(words: ReadonlyMap<string, number>, n: number): [string, number][] {
  return [...words].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, n);
}

/** Share of the weight of these words that another text also names, 0–1; 0 where there are none. */
export function shareNamed(words: Iterable<[string, number]>, text: string): number {
  let all = 0;
  let named = 0;
  for (const [word, weight] of words) {
    all += weight;
    if (text.includes(word)) named += weight;
  }
  return all === 0 ? 0 : named / all;
}

/** Cosine of two weighed texts, 0–1. */
export function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let dot = 0;
  for (const [word, weight] of a) dot += weight * (b.get(word) ?? 0);
  const norm = (m: ReadonlyMap<string, number>) => Math.sqrt([...m.values()].reduce((s, w) => s + w * w, 0));
  const length = norm(a) * norm(b);
  return length === 0 ? 0 : dot / length;
}
