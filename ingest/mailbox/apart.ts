import type { IncomingItem } from '../../model/index.ts';
import { textHash } from '../hash.ts';

const MOST = 500_000;

/** Keeps letters apart to which a program has given one Message-ID: the second and later get a key of their own. */
export class LettersApart {
  private readonly seen = new Map<string, string>();

  /** The letter, under another key where its key already names other words. */
  take(item: IncomingItem): IncomingItem {
    const words = textHash(item);
    const before = this.seen.get(item.externalId);
    if (before === undefined && this.seen.size < MOST) this.seen.set(item.externalId, words);
    return before === undefined || before === words ? item : { ...item, externalId: `${item.externalId}#${words.slice(0, 8)}` };
  }
}
