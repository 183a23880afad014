import { createHash } from 'node:crypto';

/** Keys that are remembered; beyond, the same words at the same time are one comment. */
const MOST_KEYS = 200_000;

/**
 * Keys of comments without a number: the same words under the same title at the same time are the same comment when the
 * file comes again. Two people who write 支持 in the same minute are two comments: who wrote tells them apart while the
 * file is read, and is not part of the key.
 *
 * @example
 * const keyOf = keysOfWords();
 * keyOf(['停水通知', '2026-11-24', '支持'], '甲'); // 'c-5f0…'
 * keyOf(['停水通知', '2026-11-24', '支持'], '乙'); // 'c-5f0…-2'
 */
export function keysOfWords(): (words: readonly (string | null)[], writer: string) => string {
  const writers = new Map<string, string[]>();
  return (words, writer) => {
    const key = `c-${createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 24)}`;
    const known = writers.get(key);
    if (!known) {
      if (writers.size < MOST_KEYS) writers.set(key, [writer]);
      return key;
    }
    let place = known.indexOf(writer);
    if (place < 0 && known.length < MOST_WRITERS) place = known.push(writer) - 1;
    return place <= 0 ? key : `${key}-${place + 1}`;
  };
}

const MOST_WRITERS = 1_000;
