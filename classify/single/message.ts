/** A message to learn from or to judge: raw text, or words that were segmented elsewhere, mostly without stop words. */
export type Message = { text: string } | { words: readonly string[] };

/** One row to learn from. */
export interface LabelledMessage {
  label: string;
  message: Message;
}

/** Words one behind the other, as they are judged and shown: `['路灯', '坏'] → 路灯坏`. */
export const textOf = (message: Message): string => ('text' in message ? message.text : message.words.join(''));
