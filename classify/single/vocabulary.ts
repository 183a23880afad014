import { SINGLE_SPACE, wordFeature } from './features.ts';
import type { LabelledMessage } from './message.ts';
import type { Known } from './units.ts';

/** One bit per hash of a word that stands in a segmented message; null where no message is segmented. */
export function vocabularyOf(rows: readonly LabelledMessage[]): Uint8Array | null {
  if (!rows.some(({ message }) => 'words' in message)) return null;
  const bits = new Uint8Array(SINGLE_SPACE / 8);
  for (const { message } of rows) {
    if (!('words' in message)) continue;
    for (const word of message.words) {
      const at = wordFeature(word);
      bits[at >> 3]! |= 1 << (at & 7);
    }
  }
  return bits;
}

export function knownBy(bits: Uint8Array | null): Known | null {
  return bits && ((written) => {
    const at = wordFeature(written);
    return (bits[at >> 3]! & (1 << (at & 7))) !== 0;
  });
}
