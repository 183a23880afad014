import type { PageElement } from '../page/tree.ts';
import { MAX_CELLS, MAX_COLUMNS, MAX_SPAN } from './limits.ts';

/** The rows of a table itself, not of tables in its cells. */
export function ownRows(table: PageElement): PageElement[] {
  const rows: PageElement[] = [];
  for (const child of table.children) {
    if (typeof child === 'string') continue;
    if (child.tag === 'tr') rows.push(child);
    else if (/^t(?:head|body|foot)$/.test(child.tag)) rows.push(...child.children.filter((row): row is PageElement => typeof row !== 'string' && row.tag === 'tr'));
  }
  return rows;
}

/** Rows of cells with every merged cell written out in each place it covers. */
export function gridOf(rows: readonly PageElement[], textOf: (cell: PageElement) => string): string[][] {
  const grid: string[][] = [];
  let cells = 0;
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of row.children) {
      if (typeof cell === 'string' || (cell.tag !== 'td' && cell.tag !== 'th')) continue;
      while (grid[y]?.[x] !== undefined) x++;
      const text = textOf(cell);
      const wide = span(cell.attributes['colspan'], MAX_COLUMNS);
      const high = Math.min(span(cell.attributes['rowspan'], MAX_SPAN), rows.length - y);
      for (let dy = 0; dy < high; dy++) {
        for (let dx = 0; dx < wide && x + dx < MAX_COLUMNS; dx++) {
          if (++cells > MAX_CELLS) return filled(grid);
          (grid[y + dy] ??= [])[x + dx] ??= text;
        }
      }
      x += wide;
    }
    grid[y] ??= [];
  }
  return filled(grid);
}

const filled = (grid: string[][]) => Array.from(grid, (row) => Array.from(row ?? [], (cell) => cell ?? ''));

function span(value: string | undefined, most: number): number {
  const count = Number.parseInt(value ?? '1', 10);
  // 0 means down to the end of the table.
  return count === 0 ? most : count >= 1 ? Math.min(count, most) : 1;
}
