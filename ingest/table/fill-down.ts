import type { Merge } from './merges.ts';
import type { TableRow } from './types.ts';

/** More open merged columns at a time than any table has; hostile sheets stop here. */
const MOST_OPEN = 512;

/**
 * Hands the value of a merged range down to its further rows. A row that has nothing of its own stays blank: a note
 * merged over ten rows is one row. Ranges over several columns are told with the row, for headers of two rows.
 *
 * @param merges by their first row
 */
export class FillDown {
  private readonly merges: readonly Merge[];
  private next = 0;
  private readonly open = new Map<number, { bottom: number; value: string }>();

  constructor(merges: readonly Merge[]) {
    this.merges = merges;
  }

  /** Call with every row that has a value, in order; fills `row.cells` and tells its wide cells. */
  apply(row: TableRow): void {
    for (const [column, { bottom, value }] of this.open) {
      if (bottom < row.row) this.open.delete(column);
      else if ((row.cells[column] ?? '') === '') setCell(row.cells, column, value);
    }
    for (; this.next < this.merges.length && this.merges[this.next]!.top <= row.row; this.next += 1) {
      const { top, bottom, left, right } = this.merges[this.next]!;
      const value = top === row.row ? row.cells[left] ?? '' : '';
      if (value === '') continue;
      if (bottom > top && this.open.size < MOST_OPEN) this.open.set(left, { bottom, value });
      if (right > left) (row.wide ??= []).push({ from: left, to: right });
    }
  }
}

/** Widens the row where it ends before the column. */
function setCell(cells: string[], column: number, value: string): void {
  while (cells.length < column) cells.push('');
  cells[column] = value;
}
