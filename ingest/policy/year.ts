import { fold } from './fold.ts';

/**
 * The year that a document's dates stand in when they name none: its title's year, or that of its issue when that is later;
 * else the one that its text names most. A span (`2021—2025年`) is no year.
 *
 * @returns null when nothing tells
 */
export function yearOfDocument(title: string | null, issuedAt: string | null, number: string | null, lines: readonly string[]): number | null {
  const named = yearsIn(fold(title ?? ''));
  const issued = Number((issuedAt ?? /〔(\d{4})〕/.exec(number ?? '')?.[1] ?? '').slice(0, 4));
  const known = [...named.slice(0, 1), ...issued > 0 ? [issued] : []];
  if (known.length > 0) return Math.max(...known);
  const counts = new Map<number, number>();
  for (const line of lines) for (const year of yearsIn(fold(line))) counts.set(year, (counts.get(year) ?? 0) + 1);
  const best = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0];
  return best?.[0] ?? null;
}

const yearsIn = (folded: string) => [...folded.replace(/[〔[(]20\d\d[〕\])]/g, '').matchAll(/(?<![\d—–~-])(20\d\d)(?: ?年(?!以来|版|来)|(?=[-./]\d{1,2}[-./]\d))(?!\d{0,2}[—–~-]20)/g)].map((match) => Number(match[1]));
