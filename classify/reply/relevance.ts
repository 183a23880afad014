import { cosine, shareNamed, topWords, weighedWords, type IdfOf } from './words.ts';

/** How an answer and a message meet, before it is made one number. */
export interface Meeting {
  /** Cosine of their telling words. */
  cosine: number;
  /** Share of the message's heaviest words that the answer names. */
  named: number;
  /** Runs of four signs that both have, logarithm. */
  runs: number;
  /** Words that both have, heaviest first: places, projects, the matter itself. */
  shared: string[];
  /** The message's heaviest words that the answer does not name. */
  missed: string[];
}

const KEYS = 16;
const RUN = 4;
const SHOWN = 5;

/** @param message title and body, @param substance the answer without its form; both folded */
export function meet(message: string, substance: string, idfOf: IdfOf): Meeting {
  const asked = weighedWords(message, idfOf);
  const said = weighedWords(substance, idfOf);
  const keys = topWords(asked, KEYS);
  const shared = new Map([...asked].filter(([word]) => said.has(word)));
  return {
    cosine: cosine(asked, said), named: shareNamed(keys, substance), runs: Math.log1p(commonRuns(message, substance)),
    shared: topWords(shared, SHOWN).map(([word]) => word), missed: keys.filter(([word]) => !substance.includes(word)).slice(0, SHOWN).map(([word]) => word),
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
