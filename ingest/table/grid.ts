import { isBlank, tooLong } from './text.ts';
import type { TableRow } from './types.ts';

/** Cells beyond stand there by accident. */
export const WIDEST = 2_048;
/** Columns that may reach down at a time; what a page claims beyond is not filled in. */
const MOST_OPEN = 512;
const SHOWN = 200;

export interface GridCell {
  text: string;
  /** Columns and rows that it covers, 1 for a plain cell. */
  across: number;
  down: number;
}

/** Puts cells that cover several rows and columns into rows of plain ones, as pages and XML spreadsheets write them. */
export class Grid {
  private readonly rowLimit: number;
  private readonly open = new Map<number, { bottom: number; value: string }>();
  private cells: string[] = [];
  private wide: { from: number; to: number }[] = [];
  private column = 0;
  private chars = 0;
  private own = false;
  row = 0;

  constructor(rowLimit: number) {
    this.rowLimit = rowLimit;
  }

  startRow(row = this.row + 1): void {
    this.row = row;
    this.cells = [];
    this.wide = [];
    this.column = 0;
    this.chars = 0;
    this.own = false;
  }

  /** @param column where the file says it; else the next that no cell from above covers */
  add({ text, across, down }: GridCell, column?: number): void {
    if (column !== undefined) this.column = column;
    else while ((this.open.get(this.column)?.bottom ?? 0) >= this.row) this.column += 1;
    const at = this.column;
    const last = Math.min(at + Math.max(1, across), WIDEST) - 1;
    this.column = Math.max(at + 1, last + 1);
    if (at >= WIDEST) return;
    this.chars += text.length;
    const value = this.chars <= this.rowLimit ? text : text.slice(0, SHOWN);
    this.cells[at] = value;
    if (!isBlank(text)) {
      this.own = true;
      if (last > at) this.wide.push({ from: at, to: last });
    }
    // Reached down by the whole breadth, so that the cells of the next row find their columns.
    if (down > 1) for (let c = at; c <= last && this.open.size < MOST_OPEN; c += 1) this.open.set(c, { bottom: this.row + down - 1, value: c === at ? value : '' });
  }

  /** Null for a row that has nothing of its own. */
  endRow(): TableRow | null {
    if (!this.own) return null;
    const { cells } = this;
    for (const [column, { bottom, value }] of this.open) {
      if (bottom < this.row) this.open.delete(column);
      else if (value !== '') cells[column] ??= value;
    }
    for (let i = 0; i < cells.length; i += 1) cells[i] ??= '';
    const row: TableRow = { row: this.row, cells };
    if (this.wide.length > 0) row.wide = this.wide;
    if (this.chars > this.rowLimit) row.fault = tooLong(this.rowLimit);
    return row;
  }
}
