import type { IncomingItem } from '../../model/index.ts';
import type { Found } from './found.ts';
import { maskText } from './mask.ts';
import { maskKnownName } from './name.ts';
import { personOf } from './person.ts';

/** Columns of numbers that name something; they may look like a card or a telephone. */
const NUMBER_COLUMN = /(?:id|编号|单号|流水号|编码|工单号)$/i;

/**
 * An item as it may be stored: whatever reader brought it, nothing personal stands in its words in the clear, and what
 * was taken out of the writer's own words is in `contact`, to be sealed. An item that is clean already comes back as it is.
 */
export function deidentify(item: IncomingItem): IncomingItem {
  const found: Found[] = [];
  const name = item.contact?.name ?? null;
  const hide = (text: string, own = false): string => {
    const masked = maskText(text);
    if (own) for (const one of masked.found) found.push(one);
    return maskKnownName(masked.text, name);
  };
  const orNull = (text: string | null, own = false): string | null => (text === null ? null : hide(text, own));
  const out: IncomingItem = {
    ...item,
    title: orNull(item.title, true), body: hide(item.body, true), place: orNull(item.place, true),
    reply: orNull(item.reply), status: orNull(item.status), dueText: orNull(item.dueText),
    mainUnit: orNull(item.mainUnit), coUnits: item.coUnits.map((unit) => hide(unit)), categoryPath: item.categoryPath.map((c) => hide(c)),
    raw: Object.fromEntries(Object.entries(item.raw).map(([column, cell]) => [hide(column), NUMBER_COLUMN.test(column) ? cell : hide(cell)])),
    ...(item.ownWords !== undefined && { ownWords: hide(item.ownWords) }),
    ...(item.thread && { thread: item.thread.map((part) => ({ ...part, text: hide(part.text) })) }),
  };
  const contact = personOf(item.contact, found);
  return contact ? { ...out, contact } : out;
}
