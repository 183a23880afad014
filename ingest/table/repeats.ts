import { cleanLine } from './clean.ts';
import type { Score } from './header-rows.ts';

/** Knows again what a page break repeats in the middle of a sheet: the header, and the title above it. */
export class Repeats {
  private readonly header: readonly string[][];
  private readonly titles: ReadonlySet<string>;
  private readonly firsts: ReadonlySet<string>;

  /** @param header its rows, cleaned; `above` rows above it, as they stand */
  constructor(header: readonly string[][], above: readonly (readonly string[])[]) {
    this.header = header;
    const titles = above.map((row) => row.map(cleanLine));
    this.titles = new Set(titles.map((row) => row.join('\u001f').trim()));
    this.firsts = new Set([...header, ...titles].map((row) => row.find((c) => c !== '') ?? ''));
  }

  kindOf(cells: readonly string[]): 'header' | 'title' | null {
    const first = cells.find((c) => c !== '');
    // Most rows are told by their first cell; the others are worth a second look.
    if (first === undefined || first.length > 200 || !this.firsts.has(cleanLine(first))) return null;
    const row = cells.map(cleanLine);
    const filled = [...row.entries()].filter(([, c]) => c !== '');
    if (filled.every(([i, c]) => this.header.some((h) => h[i] === c))) return filled.length > 1 || this.header.every((h) => h.filter((c) => c !== '').length === 1) ? 'header' : null;
    return this.titles.has(row.join('\u001f').trim()) ? 'title' : null;
  }
}

const LEAST_NAMES = 3;
const KNOWN_SHARE = 0.6;
const LONGEST_NAME = 30;

/**
 * Whether another table begins here, in the same sheet and with columns of its own.
 *
 * @param isListed whether a name is known for what it is, not only by its ending
 */
export function isNewHeader(cells: readonly string[], scoreOf: Score, isListed: (name: string) => boolean): boolean {
  let filled = 0;
  for (const cell of cells) {
    if (cell === '') continue;
    // Rows of messages have numbers, times or long words: this ends at once for nearly all of them.
    if (cell.length > LONGEST_NAME || /\d{2}/.test(cell)) return false;
    filled += 1;
  }
  if (filled < LEAST_NAMES || scoreOf(cells) < LEAST_NAMES) return false;
  return cells.filter((c) => c !== '' && isListed(cleanLine(c))).length >= filled * KNOWN_SHARE;
}
