import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { CONCEPT_NAMES, findConcepts, MOST_CONCEPTS_OF_A_WORD, type Found } from './concepts/find.ts';

/** How many n-grams a model may learn at most; training numbers them, the shipped weights know them by their hashes. */
export const SPACE = 1 << 18;
/** A longer text is judged by its head and its tail: the matter is told first, the request last. */
export const HEAD = 1_400;
export const TAIL = 600;

/** What the first units say counts once more, apart: what a person wants stands in front (docs/models.md). */
const OPENING = 16;

/** One UTF-16 unit to one: full width to half, upper case to lower, every digit to 0; so spans fit the original text. */
export const FOLD = new Uint16Array(65_536);
/** What a unit is: 0 space or control, 1 punctuation and symbols, 2 letter or digit, 3 Han. */
export const CLASS = new Uint8Array(65_536);
for (let unit = 0; unit < 65_536; unit += 1) {
  const char = String.fromCharCode(unit);
  const folded = char.normalize('NFKC').toLowerCase();
  const one = folded.length === 1 ? folded.charCodeAt(0) : unit;
  const plain = String.fromCharCode(one);
  FOLD[unit] = /\p{Nd}/u.test(plain) ? 48 : one;
  CLASS[unit] = /\p{Script=Han}/u.test(plain) ? 3 : /[\p{L}\p{N}]/u.test(plain) ? 2 : /[\s\p{C}]/u.test(plain) && !/\p{Cs}/u.test(plain) ? 0 : 1;
}

let segmenter: Jieba | undefined;
/** jieba with its own dictionary; loaded by the first text. */
export const jieba = (): Jieba => (segmenter ??= Jieba.withDict(dict));

/** The features of one text: parallel arrays over occurrences, in the order of the text; reused by the next call. */
export interface Occurrences {
  /** The text they index (cut when long, the same length otherwise). */
  text: string;
  n: number;
  /** 32-bit hashes: two n-grams of a corpus of three million share one with a chance of one in a thousand. */
  feature: Int32Array;
  start: Int32Array;
  length: Uint8Array;
  /** What was hashed: KIND.unigram … */
  kind: Uint8Array;
  /** Words with their places, for evidence and topics. */
  words: { word: string; start: number }[];
  /** What the text speaks of: indices into CONCEPT_NAMES, each once. */
  concepts: number[];
}

/** Kinds of features: 中 as a character is not 中 as a word. */
export const KIND = { unigram: 0, bigram: 1, opening: 2, word: 3, concept: 4, pair: 5, asked: 6 } as const;

/** A text that speaks of more concepts than this says nothing by their pairs. */
const MOST_PAIRED = 14;

const LONGEST = HEAD + TAIL + 1;
/** Per unit at most one unigram, one bigram, one word, and as many concepts as a word may belong to, told or asked for. */
const CAPACITY = LONGEST * (3 + 2 * MOST_CONCEPTS_OF_A_WORD) + OPENING + (MOST_PAIRED * (MOST_PAIRED - 1)) / 2;
const shared: Occurrences = {
  text: '', n: 0, feature: new Int32Array(CAPACITY), start: new Int32Array(CAPACITY), length: new Uint8Array(CAPACITY),
  kind: new Uint8Array(CAPACITY), words: [], concepts: [],
};

const mix = (h: number): number => {
  let x = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  return x ^ (x >>> 16);
};

/** Seeds keep kinds of features apart. */
const [UNIGRAM, BIGRAM, WORD, OPENING_BIGRAM] = [0x1f123bb5, 0x2c1b3c6d, 0x297a2d39, 0x51ed270b];

const hashPair = (seed: number, a: number, b: number): number => mix(Math.imul(Math.imul(seed ^ a, 0x01000193) ^ b, 0x85ebca6b));

function hashWord(text: string, start: number, end: number): number {
  let h = WORD;
  for (let k = start; k < end; k += 1) h = Math.imul(h ^ FOLD[text.charCodeAt(k)]!, 0x01000193);
  return mix(h);
}

const [CONCEPT, CONCEPT_PAIR, ASKED] = [0x6c62272e, 0x7feb352d, 0x1b873593];
/** Words that turn from telling to asking; too common to be paired. */
const WANT = CONCEPT_NAMES.indexOf('x.want');
const CONCEPTS = CONCEPT_NAMES.length;
/** By name, so that a model outlives a concept that is put in between. */
const conceptHash = Int32Array.from(CONCEPT_NAMES, (name) => {
  let h = CONCEPT;
  for (let k = 0; k < name.length; k += 1) h = Math.imul(h ^ name.charCodeAt(k), 0x01000193);
  return mix(h);
});
const askedHash = conceptHash.map((h) => mix(h ^ ASKED));
const pairHash = Int32Array.from({ length: CONCEPTS * CONCEPTS }, (_, k) => {
  const [a, b] = [conceptHash[Math.floor(k / CONCEPTS)]!, conceptHash[k % CONCEPTS]!];
  return hashPair(CONCEPT_PAIR, Math.min(a, b), Math.max(a, b));
});

/** What is judged of a long text: head, a line end, tail. */
export function cutLong(text: string): string {
  return text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}`;
}

/** Where a place of the cut text stands in the whole: `placeInWhole(1_401, 5_000)` → 4_400, the first of the tail. */
export function placeInWhole(at: number, wholeLength: number): number {
  return wholeLength <= HEAD + TAIL || at <= HEAD ? at : at - HEAD - 1 + wholeLength - TAIL;
}

/** Whether there is Chinese in it to judge: the model has read nothing else. */
export function hasHan(text: string): boolean {
  for (let k = 0; k < text.length; k += 1) if (CLASS[text.charCodeAt(k)] === 3) return true;
  return false;
}

/** jieba takes full-width letters one by one: ＷＩＦＩ must be the word wifi is. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

/**
 * Character 1–2-grams, the 2-grams of the opening once more, jieba words of two characters and more, concepts and their
 * pairs, hashed. Reuses its buffers: read the result before the next call.
 */
export function occurrences(original: string): Occurrences {
  const text = cutLong(original);
  const { feature, start, length, kind } = shared;
  const words: Occurrences['words'] = [];
  let n = 0;
  for (let k = 0; k < text.length; k += 1) {
    const unit = text.charCodeAt(k);
    if (CLASS[unit] === 0) continue;
    const a = FOLD[unit]!;
    feature[n] = mix(Math.imul(UNIGRAM ^ a, 0x01000193));
    start[n] = k;
    length[n] = 1;
    kind[n] = KIND.unigram;
    n += 1;
    const next = k + 1 < text.length ? text.charCodeAt(k + 1) : 0;
    if (CLASS[next] === 0) continue;
    const b = FOLD[next]!;
    feature[n] = hashPair(BIGRAM, a, b);
    start[n] = k;
    length[n] = 2;
    kind[n] = KIND.bigram;
    n += 1;
    if (k >= OPENING) continue;
    feature[n] = hashPair(OPENING_BIGRAM, a, b);
    start[n] = k;
    length[n] = 2;
    kind[n] = KIND.opening;
    n += 1;
  }
  let at = 0;
  for (const word of jieba().cut(halfWidth(text), false)) {
    const end = at + word.length;
    if (word.length >= 2 && word.length < 32 && CLASS[word.charCodeAt(0)]! >= 2) {
      feature[n] = hashWord(text, at, end);
      start[n] = at;
      length[n] = word.length;
      kind[n] = KIND.word;
      n += 1;
      words.push({ word, start: at });
    }
    at = end;
  }
  n = addConcepts(text, n);
  shared.text = text;
  shared.n = n;
  shared.words = words;
  return shared;
}

const units = new Uint16Array(LONGEST);
/** Where each concept of the text is found first. */
const firstOf = new Int32Array(CONCEPTS);

/** Where the clause begins in which the last request stands: what comes from there on is asked for, what stands before is told. */
function requestFrom(text: string, found: readonly Found[]): number {
  let at = -1;
  for (const { concept, start } of found) if (concept === WANT) at = start;
  if (at < 0) return text.length;
  while (at > 0 && CLASS[text.charCodeAt(at - 1)]! >= 2) at -= 1;
  return at;
}

/**
 * Adds the concepts that a text speaks of, once more apart those in its request, and each two of them, which stand where
 * the later one does. Returns the new count.
 */
function addConcepts(text: string, from: number): number {
  const { feature, start, length, kind } = shared;
  for (let k = 0; k < text.length; k += 1) units[k] = FOLD[text.charCodeAt(k)]!;
  const found = findConcepts(units, text.length);
  const request = requestFrom(text, found);
  const present: number[] = [];
  let n = from;
  const add = (hash: number, place: Found, what: number) => {
    feature[n] = hash;
    start[n] = place.start;
    length[n] = place.length;
    kind[n] = what;
    n += 1;
  };
  for (let k = 0; k < found.length; k += 1) {
    const place = found[k]!;
    const { concept } = place;
    if (concept !== WANT && !present.includes(concept)) {
      present.push(concept);
      firstOf[concept] = k;
    }
    add(conceptHash[concept]!, place, KIND.concept);
    if (place.start >= request && concept !== WANT) add(askedHash[concept]!, place, KIND.asked);
  }
  shared.concepts = present;
  if (present.length > MOST_PAIRED) return n;
  for (let j = 1; j < present.length; j += 1) {
    for (let i = 0; i < j; i += 1) add(pairHash[present[i]! * CONCEPTS + present[j]!]!, found[firstOf[present[j]!]!]!, KIND.pair);
  }
  return n;
}

/** Distinct features of one text with their weights: sublinear tf × idf, unit length. Reuses nothing. */
export interface Vector {
  ids: Int32Array;
  values: Float32Array;
}

/** The n-gram an occurrence stands for, folded; with its kind it is the feature itself, before any hash. */
export function gramOf({ text, start, length }: Occurrences, k: number): string {
  let gram = '';
  for (let i = start[k]!; i < start[k]! + length[k]!; i += 1) gram += String.fromCharCode(FOLD[text.charCodeAt(i)]!);
  return gram;
}

/** True for a word that can name a matter: Han or letters, no bare number. */
export function isTelling(word: string): boolean {
  const unit = word.charCodeAt(0);
  return CLASS[unit] === 3 || (CLASS[unit] === 2 && !/^\p{N}+$/u.test(word));
}

/** The hash of a word as a feature: `wordFeature('停水')`. */
export const wordFeature = (word: string): number => hashWord(word, 0, word.length);
