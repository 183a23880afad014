import { gramOf, KIND, occurrences, SPACE, type Occurrences } from '../features.ts';

/** A feature must stand in this many texts: rarer ones could carry a name. */
const MIN_DOCUMENTS = 3;

/** Concepts stand in many texts, so their idf is low; measured on held-back rows (docs/models.md). */
const EMPHASIS: Partial<Record<number, number>> = { [KIND.concept]: 1.5, [KIND.pair]: 0.5, [KIND.asked]: 1 };

/** The n-grams a model may learn, numbered: `numberOf(occ, k)` of an occurrence, -1 for one that is too rare. */
export interface Vocabulary {
  /** Hash per number: what the shipped weights keep of an n-gram. */
  hashes: Int32Array;
  /** Per number: how much louder than its idf a kind of feature speaks. */
  emphasis: Float32Array;
  numberOf(occ: Occurrences, k: number): number;
}

/** A feature told exactly: a number for one or two units, a string for a word. */
type Key = number | string;
const PAIR = 2 ** 32;

function keyOf(occ: Occurrences, k: number): Key {
  const kind = occ.kind[k]!;
  // Concepts are ours and copied from no text: their hash is enough.
  if (kind >= KIND.concept) return kind * PAIR + (occ.feature[k]! >>> 0);
  const gram = gramOf(occ, k);
  if (kind === KIND.word) return gram;
  return kind * PAIR + gram.charCodeAt(0) * 65_536 + (kind === KIND.unigram ? 0 : gram.charCodeAt(1));
}

/**
 * Counts the n-grams themselves, not their hashes, and keeps those of three texts and more (the most frequent ones, should
 * there be more than SPACE): what a name spells out in one or two texts teaches nothing and is nowhere in the weights.
 */
export function vocabularyOf(texts: readonly string[]): Vocabulary {
  const seen = new Map<Key, { documents: number; last: number; hash: number; kind: number }>();
  texts.forEach((text, document) => {
    const occ = occurrences(text);
    for (let k = 0; k < occ.n; k += 1) {
      const key = keyOf(occ, k);
      const there = seen.get(key);
      if (!there) seen.set(key, { documents: 1, last: document, hash: occ.feature[k]!, kind: occ.kind[k]! });
      else if (there.last !== document) {
        there.documents += 1;
        there.last = document;
      }
    }
  });
  const kept = [...seen].filter(([, { documents }]) => documents >= MIN_DOCUMENTS);
  // Stable: of equals, the ones met first.
  if (kept.length > SPACE) kept.sort(([, a], [, b]) => b.documents - a.documents).splice(SPACE);
  const numbers = new Map<Key, number>();
  const byHash = new Map<number, number>();
  const emphasis: number[] = [];
  for (const [key, { hash, kind }] of kept) {
    // Two n-grams with one hash cannot be told apart later: they are one feature.
    const number = byHash.get(hash) ?? byHash.size;
    byHash.set(hash, number);
    emphasis[number] = EMPHASIS[kind] ?? 1;
    numbers.set(key, number);
  }
  return { hashes: Int32Array.from(byHash.keys()), emphasis: Float32Array.from(emphasis), numberOf: (occ, k) => numbers.get(keyOf(occ, k)) ?? -1 };
}
