import { isTelling, occurrences } from './features.ts';
import type { Model } from './model.ts';

const MOST = 12;
/** Words common in what citizens write (市民来电, 核实处理) tell no matter from another. */
const IDF_FLOOR = 4;
/** A word the model has never seen is rare: a place, a firm, a nickname. */
const IDF_UNKNOWN = 9;

/** The distinctive words of a text, heaviest first, unit length together: by what items are grouped into topics. */
export function signature(text: string, model: Pick<Model, 'idfOf'>): { word: string; weight: number }[] {
  const count = new Map<string, number>();
  for (const { word } of occurrences(text).words) if (isTelling(word)) count.set(word, (count.get(word) ?? 0) + 1);
  const weighed = [...count].flatMap(([word, n]) => {
    const idf = model.idfOf(word) ?? IDF_UNKNOWN;
    return idf < IDF_FLOOR ? [] : [{ word, weight: idf * (1 + Math.log(n)) }];
  });
  const top = weighed.sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1)).slice(0, MOST);
  const norm = Math.sqrt(top.reduce((s, t) => s + t.weight * t.weight, 0)) || 1;
  return top.map((t) => ({ ...t, weight: Math.round((t.weight / norm) * 1e5) / 1e5 }));
}
