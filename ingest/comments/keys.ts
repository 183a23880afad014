import { createHash } from 'node:crypto';

/** Keys that are counted; beyond, the same words at the same time are one comment. */
const MOST_KEYS = 200_000;
const MOST_TIMES = 1_000;

/** What tells a comment from others with the same words. */
export interface Place {
  /** Who wrote it: a nickname, a user number; null where the row does not say. */
  writer: string | null;
  /** Its time as far as the row tells it, also where that is counted from the export and can be no part of a key. */
  at: Date;
}

/**
 * Keys of comments without a number, the same when the file comes again: a hash of the words, of what they stand under,
 * of the time where it is told, and of who wrote them, in one, so that nobody can be found by it who is not known with
 * his words. What the same person writes twice at one time is one comment. Rows that do not say who wrote are told apart
 * by their place among those like them: 支持 from three nameless people is three comments in every export.
 *
 * @example
 * const keyOf = keysOfWords();
 * keyOf(['停水通知', null, '支持'], { writer: null, at }); // 'c-5f0…'
 * keyOf(['停水通知', null, '支持'], { writer: null, at }); // 'c-5f0…-2'
 */
export function keysOfWords(): (words: readonly (string | null)[], place: Place) => string {
  const times = new Map<string, number[]>();
  return (words, { writer, at }) => {
    const key = `c-${createHash('sha256').update(JSON.stringify([...words, writer])).digest('hex').slice(0, 24)}`;
    const known = times.get(key);
    if (!known) {
      if (times.size < MOST_KEYS) times.set(key, [at.getTime()]);
      return key;
    }
    let place = writer === null ? -1 : known.indexOf(at.getTime());
    if (place < 0 && known.length < MOST_TIMES) place = known.push(at.getTime()) - 1;
    return place <= 0 ? key : `${key}-${place + 1}`;
  };
}
