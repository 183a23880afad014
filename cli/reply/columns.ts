import { meaningOf } from '../../ingest/hotline/aliases.ts';
import { cleanLine } from '../../ingest/table/clean.ts';
import { nameKey } from '../../ingest/table/names.ts';

/** What a row of questions and answers holds. */
export type PairField = 'message' | 'reply' | 'askedAt' | 'repliedAt' | 'title' | 'id';

const OWN: Readonly<Record<string, PairField>> = { message: 'message', question: 'message', reply: 'reply', answer: 'reply', askedat: 'askedAt', repliedat: 'repliedAt', title: 'title', id: 'id' };
const FROM_ORDERS: Readonly<Record<string, PairField>> = { content: 'message', reply: 'reply', received_at: 'askedAt', reply_at: 'repliedAt', title: 'title', source_no: 'id' };
const LONGEST_NAME = 30;

/** Where each field stands among these column names; of several columns for one field the best named one. */
export function pairColumns(names: readonly string[]): Partial<Record<PairField, number>> {
  const found: Partial<Record<PairField, { at: number; rank: number }>> = {};
  for (const [at, name] of names.entries()) {
    const line = cleanLine(name);
    if (line === '' || line.length > LONGEST_NAME) continue;
    const meaning = OWN[nameKey(line)] ? null : meaningOf(line);
    const field = OWN[nameKey(line)] ?? (meaning ? FROM_ORDERS[meaning.field] : undefined);
    const rank = meaning?.rank ?? -1;
    if (field && (found[field] === undefined || rank < found[field].rank)) found[field] = { at, rank };
  }
  return Object.fromEntries(Object.entries(found).map(([field, { at }]) => [field, at]));
}

/** Columns known, 0 where messages and answers are not both among them. */
export function scorePairs(names: readonly string[]): number {
  const columns = pairColumns(names);
  return columns.message === undefined || columns.reply === undefined ? 0 : Object.keys(columns).length;
}
