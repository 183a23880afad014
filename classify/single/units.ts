import { CLASS, cutLong, FOLD, halfWidth, jieba, placeInWhole } from '../features.ts';
import { textOf, type Message } from './message.ts';

/** A message as the features see it: folded units with their places, and words over them. */
export interface Units {
  n: number;
  unit: Uint16Array;
  /** Where each unit stands in the text (textOf). */
  place: Int32Array;
  /** 1 where the unit does not follow the one before it: white space stood between. */
  gap: Uint8Array;
  /** Words over the units, one behind the other. */
  words: Word[];
}

export interface Word {
  from: number;
  length: number;
  /** As it is written. */
  written: string;
}

/** Knows the words that the model was taught; words outside are passed over. */
export type Known = (written: string) => boolean;

/**
 * Cuts a message into units and words.
 *
 * A model that learned from segmented messages never saw stop words, nor what stood between two words. With `known` a
 * raw text is brought to the same form: jieba cuts it, only known words stay, and they close ranks. So 路灯已经坏了 and
 * ["路灯", "坏"] give the same units.
 *
 * @param known null: every unit stays where it is
 */
export function unitsOf(message: Message, known: Known | null): Units {
  const whole = textOf(message);
  const text = cutLong(whole);
  const units: Units = { n: 0, unit: new Uint16Array(text.length), place: new Int32Array(text.length), gap: new Uint8Array(text.length), words: [] };
  // Words of a segmented message that reach beyond the cut are not looked at: such a message is cut as text.
  const words = 'words' in message && text.length === whole.length ? message.words : jieba().cut(halfWidth(text), known !== null);
  let at = 0;
  let apart = true;
  for (const written of words) {
    const end = at + written.length;
    const keep = known === null || known(written);
    const from = units.n;
    if (keep) {
      for (let k = at; k < end; k += 1) {
        const code = text.charCodeAt(k);
        if (CLASS[code] === 0) {
          apart = known === null || apart;
          continue;
        }
        units.unit[units.n] = FOLD[code]!;
        units.place[units.n] = placeInWhole(k, whole.length);
        units.gap[units.n] = apart ? 1 : 0;
        units.n += 1;
        apart = false;
      }
      if (units.n > from) units.words.push({ from, length: units.n - from, written });
    }
    at = end;
  }
  return units;
}
