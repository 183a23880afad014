import type { IncomingItem, RowRef } from '../../model/index.ts';
import { keyFromWords } from './order-no.ts';

/** `1`, `27`: a place in a list more often than the number of an order. */
const SHORT = /^\d{1,4}$/;

/** Knows short numbers again that begin anew on every sheet (1月, 2月 …): they name a place on it and no order. */
export class PlacesOfNumbers {
  private readonly sheets = new Map<string, string | undefined>();

  isTaken(number: string, { sheet }: RowRef): boolean {
    if (!SHORT.test(number)) return false;
    if (!this.sheets.has(number)) this.sheets.set(number, sheet);
    return this.sheets.get(number) !== sheet;
  }
}

/** The order under a key of its words. */
export const unnumbered = (item: IncomingItem): IncomingItem => ({
  ...item, externalId: keyFromWords([item.title, item.body, item.place, item.publishedAt.toISOString()]), marks: [...item.marks, 'no-order-number'],
});
