import { cosine, shareNamed, topWords, weighedWords, type IdfOf } from './words.ts';

/** How an answer and a message meet, before it is made one number. */
export interface Meeting {
  /** Cosine of their telling words. */
  cosine: number;
  /** Share of the message's heaviest words that the answer names. */
  named: number;
  /** Runs of four signs that both have, logarithm. */
  runs: number;
  /** Pairs of Han that both have, against the lengths of both, 0–1: words that the segmenter cuts differently meet here. */
  pairs: number;
  /** Words that both have, heaviest first: places, projects, the matter itself. */
  shared: string[];
  /** The message's heaviest words that the answer does not name. */
  missed: string[];
}

const KEYS = 16;
const RUN = 4;
const SHOWN = 5;

/** @param message title and body, @param answer what it says of the matter; both folded */
export function meet(message: string, answer: string, idfOf: IdfOf): Meeting {
  const asked = weighedWords(message, idfOf);
  const said = weighedWords(answer, idfOf);
  const keys = topWords(asked, KEYS);
  const shared = new Map([...asked].filter(([word]) => said.has(word)));
  return {
    cosine: cosine(asked, said), named: shareNamed(keys, answer), runs: Math.log1p(commonRuns(message, answer)),
    pairs: commonPairs(message, answer),
    shared: topWords(shared, SHOWN).map(([word]) => word), missed: keys.filter(([word]) => !answer.includes(word)).slice(0, SHOWN).map(([word]) => word),
  };
}

/** Distinct runs of four Han, letters or digits that stand in both. */
function commonRuns(a: string, b: string): number {
  const there = runsOf(a);
  let n = 0;
  for (const run of runsOf(b)) if (there.has(run)) n += 1;
  return n;
}

function runsOf(text: string): Set<string> {
  const runs = new Set<string>();
  for (const stretch of text.matchAll(/[\p{L}\p{N}]{4,}/gu)) {
    for (let k = 0; k + RUN <= stretch[0].length; k += 1) runs.add(stretch[0].slice(k, k + RUN));
  }
  return runs;
}

/** Pairs with one of these hold sentences together and say nothing. */
const BINDING = /[的了是在我们不有和对这也都您你好请问题为与及等]/;

function commonPairs(a: string, b: string): number {
  const there = pairsOf(a);
  const said = pairsOf(b);
  let n = 0;
  for (const pair of said) if (there.has(pair)) n += 1;
  return n / Math.sqrt(Math.max(1, there.size) * Math.max(1, said.size));
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (const [stretch] of text.matchAll(/\p{Script=Han}{2,}/gu)) {
    for (let k = 0; k + 2 <= stretch.length; k += 1) {
      const pair = stretch.slice(k, k + 2);
      if (!BINDING.test(pair)) pairs.add(pair);
    }
  }
  return pairs;
}
