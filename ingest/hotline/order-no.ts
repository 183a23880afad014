import { createHash } from 'node:crypto';
import { startOfDay } from '../../model/index.ts';

/** Longer than any platform's number, in characters. */
export const LONGEST_ORDER_NO = 200;

/** An order number as it should read: `'20180404159024`, `="20180404159024"` and pandas' `20180404159024.0` are one. */
export function cleanOrderNo(cell: string): string {
  const text = cell.normalize('NFKC').replace(/[\s\u200b\ufeff\0]+/g, '').replace(/^="(.*)"$/, '$1').replace(/^['’‘`]+/, '');
  const whole = /^(\d+)\.0+$/.exec(text)?.[1];
  if (whole !== undefined && whole.length <= EXACT_DIGITS) return whole;
  return /^(?:-+|\/+|无|null|none|nan)$/i.test(text) ? '' : text;
}

/** Digits that a number in Excel, pandas or JSON keeps. */
const EXACT_DIGITS = 15;

/** `1.12E+17`: Excel has thrown the last digits away, so two orders may read alike. */
export function isSpoilt(orderNo: string): boolean {
  return /^\d(?:\.\d+)?E\+?\d+$/i.test(orderNo) || /^\d{16,}\.0+$/.test(orderNo);
}

/**
 * The day in an order number that begins with it, as most hotlines number: `'20180404159024'` → 2018-04-04 of Shanghai.
 * Up to four letters may stand before it.
 *
 * @param now no order is of the future
 */
export function dayOfOrderNo(orderNo: string, now: Date): Date | null {
  const digits = /^[A-Za-z]{0,4}-?(20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))[-\d]{2,}/.exec(orderNo)?.[1];
  if (digits === undefined) return null;
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  if (new Date(`${day}T12:00:00Z`).toISOString().slice(0, 10) !== day) return null;
  const at = startOfDay(day);
  return at <= now ? at : null;
}

/** Key of an order without a number: the same words at the same time are the same order when the file comes again. */
export function keyFromWords(words: readonly (string | null)[]): string {
  return `h-${createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 24)}`;
}
