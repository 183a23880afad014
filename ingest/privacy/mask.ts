import { maskAccounts } from './accounts.ts';
import { maskDoors } from './doors.ts';
import type { Found, Hide } from './found.ts';
import { maskNumbers } from './digits.ts';
import { maskPapers } from './papers.ts';
import { maskPeople } from './people.ts';
import { maskPlates } from './plates.ts';
import { maskPupils } from './pupils.ts';
import { HAS, signsOf } from './signs.ts';
import { maskSpoken } from './spoken.ts';

export type { Found } from './found.ts';

export interface Masked {
  text: string;
  found: readonly Found[];
}

const NONE: readonly Found[] = [];

/** Digits and letters as wide as a character, and the wide @. */
const ALL_WIDE = /[\uff10-\uff19\uff20\uff21-\uff3a\uff41-\uff5a]/g;

/** Two are the rule; a text made to need more is left after so many. */
const MOST_PASSES = 8;

const FIGURES = HAS.digit | HAS.wordDigit | HAS.ringDigit;

/**
 * Each with the signs of which one must stand in the text. Accounts go before numbers, for a number may be one; people
 * go last, for a telephone shows who stands beside it.
 */
const MASKS: readonly [signs: number, mask: (text: string, hide: Hide) => string][] = [
  [HAS.at | HAS.letter | HAS.chat, maskAccounts],
  [HAS.paper, maskPapers],
  [HAS.digit, maskNumbers],
  [FIGURES, maskSpoken],
  [HAS.plate, maskPlates],
  [HAS.door | HAS.home, maskDoors],
  [HAS.pupil, maskPupils],
  [HAS.name | HAS.title | HAS.star, maskPeople],
];

/**
 * Hides what identifies a person (handbook §7.4): 138****1234, ID numbers but the first 3 and last 2, 苏K*****, 张*,
 * doors down to the estate; bank cards, papers, mail addresses and accounts wholly, of pupils class and name. Order
 * numbers, amounts and service numbers (12345, 400-…) stay. Masking what is masked changes nothing.
 *
 * @example maskText('请回电13812345678,工单:20180404159024') // → text '请回电138****5678,工单:20180404159024'
 */
export function maskText(text: string): Masked {
  let found: Found[] | null = null;
  const hide: Hide = (kind, value, masked) => {
    (found ??= []).push({ kind, value });
    return masked;
  };
  const signs = signsOf(text);
  if (signs === 0) return { text, found: NONE };
  let out = (signs & HAS.wide) === 0 ? text : text.replace(ALL_WIDE, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  // What one mask has hidden can free what stood beside it (苏K12345一三八…): on until nothing is found.
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const before = out;
    out = maskOnce(before, hide, () => found !== null);
    if (out === before) break;
  }
  return { text: out, found: found ?? NONE };
}

function maskOnce(text: string, hide: Hide, anyFound: () => boolean): string {
  let out = text;
  const signs = signsOf(text);
  for (const [needs, mask] of MASKS) {
    // What was hidden stands beside what is to be hidden: people are looked for wherever a telephone was.
    if ((signs & needs) !== 0 || (anyFound() && mask === maskPeople)) out = mask(out, hide);
  }
  return out;
}
