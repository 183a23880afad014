import { RANK_NAMES, type Fields } from './fields.ts';

/** A rank may lie this far beyond the number of entries (a second page); more, and the number is an id. */
const SPARE_RANKS = 1_000;

/**
 * Ranks as the list gives them, where one name gives a different whole number to every entry; lists that count from 0
 * are moved up by one. Entries at the very top without the number that the others have are pinned (微博置顶). Else the order counts.
 *
 * @param given what `rank` in the settings points to, entry by entry
 * @returns one per entry, from 1; null for one that is pinned
 * @param places where each entry stands, from 1, advertisements not counted
 */
export function ranksOf(entries: readonly Fields[], places: readonly number[], given?: readonly unknown[]): (number | null)[] {
  const columns = given ? [given] : RANK_NAMES.map((name) => entries.map((fields) => fields.get(name)));
  for (const column of columns) {
    const numbers = column.map((value) => rankNumber(value, entries.length));
    const first = numbers.findIndex((n) => n !== null);
    const rest = numbers.slice(first).filter((n) => n !== null);
    // Most have it, or it is another thing that a few entries carry.
    if (first < 0 || first * 2 > numbers.length || rest.length < numbers.length - first || new Set(rest).size < rest.length) continue;
    const shift = Math.min(...rest) === 0 ? 1 : 0;
    return numbers.map((n) => (n === null ? null : n + shift));
  }
  return [...places];
}

/** `3`, `"3"`, `No.3`, `第3名`, `TOP 3`. */
function rankNumber(value: unknown, entries: number): number | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.normalize('NFKC').trim() : '';
  const digits = /^(?:no\.?|top|第|#)?\s*(\d{1,6})\s*(?:名|位)?$/i.exec(text)?.[1];
  const rank = Number(digits);
  return digits !== undefined && rank <= entries + SPARE_RANKS ? rank : null;
}
