import { createHash } from 'node:crypto';
import { shanghaiDay, type Contact, type IncomingItem } from '../../model/index.ts';
import { textHash } from '../hash.ts';

/** Digits behind the day: of 500 entries a day two share a number once in two centuries. */
const DIGITS = 10;

/** Hides what would show whose entry it is: a hash that only the house can make (`Seal.key`), or none at all. */
export type Keyed = ((text: string) => string) | null;

/** As the register calls it: `RG20261124-0482139077`. */
export const ENTRY_NUMBER = /^RG\d{8}-\d{10}$/;

/**
 * The number of an entry that has none of its own. The same words by the same way from the same person, entered again on
 * the same day, have the same number: pressing Enter twice enters once. Spaces, punctuation and width do not count.
 *
 * @param keyed without it the person counts for nothing, for a bare hash of a telephone could be found out
 */
export function entryNumber(item: Pick<IncomingItem, 'title' | 'body' | 'channel' | 'place' | 'contact' | 'publishedAt' | 'marks'>, now: Date, keyed: Keyed): string {
  const told = item.marks.includes('time-from-received-at') ? null : item.publishedAt.toISOString();
  const said = JSON.stringify([textHash(item), item.channel, item.place, told, keyed === null ? null : person(item.contact)]);
  const hash = createHash('sha256').update(keyed === null ? said : keyed(sha256(said))).digest();
  const digits = String(hash.readBigUInt64BE() % 10n ** BigInt(DIGITS)).padStart(DIGITS, '0');
  return `RG${shanghaiDay(now).replaceAll('-', '')}-${digits}`;
}

const person = (contact: Contact | null) => [contact?.name ?? null, contact?.phone?.replace(/\D/g, '') ?? null];

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
