import { Parser } from 'htmlparser2';
import { Grid } from './grid.ts';
import { HEADER_WITHIN, type TableOptions, type TableRow } from './types.ts';

/** A table that is open, and what is known of it. */
interface OpenTable {
  grid: Grid;
  rows: TableRow[];
  /** It has a header that the caller knows: its rows go out as they come. */
  known: boolean;
  /** A table inside it is known: then it only places things on the page. */
  layout: boolean;
  inRow: boolean;
  cell: { text: string; across: number; down: number; number: string | undefined } | null;
}

/** Deeper nesting is no page that somebody made. */
const DEEPEST = 40;
const BREAKS = new Set(['br', 'p', 'div', 'li', 'tr', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const SILENT = new Set(['script', 'style', 'title', 'noscript', 'template', 'xml']);

/**
 * Gathers the rows of a page's tables as the page is written in. A table inside a cell is part of the cell's text,
 * unless it has a header and the table around it has none: then the outer one is only the frame of the page.
 */
export class WebTables {
  private readonly score: TableOptions['score'];
  private readonly rowLimit: number;
  private readonly parser: Parser;
  private readonly open: OpenTable[] = [];
  private out: TableRow[] = [];
  /** Rows of the tables so far, as Excel would count them. */
  private before = 0;
  private anyKnown = false;
  /** The longest table without a known header, to name its columns where there is no better one. */
  private unknown: TableRow[] = [];
  private silent = 0;
  private tooDeep = 0;

  constructor(score: TableOptions['score'], rowLimit: number) {
    this.score = score;
    this.rowLimit = rowLimit;
    this.parser = new Parser({
      onopentag: (name, attributes) => this.start(name, attributes),
      ontext: (text) => this.text(text),
      onclosetag: (name) => this.close(name),
    }, { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true });
  }

  write(text: string): void {
    this.parser.write(text);
  }

  take(): TableRow[] {
    const rows = this.out;
    this.out = [];
    return rows;
  }

  /** The rest; where no table had a known header, the first rows of the longest. */
  end(): TableRow[] {
    this.parser.end();
    while (this.open.length > 0) this.endTable();
    return this.anyKnown ? this.take() : this.unknown;
  }

  private start(name: string, attributes: Record<string, string>): void {
    if (SILENT.has(name)) this.silent += 1;
    const table = this.open.at(-1);
    if (name === 'table') {
      if (this.open.length >= DEEPEST) this.tooDeep += 1;
      else this.open.push({ grid: new Grid(this.rowLimit), rows: [], known: false, layout: false, inRow: false, cell: null });
      return;
    }
    if (!table) return;
    if (name === 'tr') {
      this.endRow(table);
      table.grid.startRow();
      table.inRow = true;
    } else if (name === 'td' || name === 'th') {
      this.endCell(table);
      if (!table.inRow) table.grid.startRow();
      table.inRow = true;
      table.cell = { text: '', across: span(attributes['colspan']), down: span(attributes['rowspan']), number: attributes['x:num'] };
    } else if (BREAKS.has(name)) this.append(table, '\n');
  }

  private text(text: string): void {
    const table = this.open.at(-1);
    if (table && this.silent === 0) this.append(table, text.replace(/[^\S\u00a0]+/g, ' '));
  }

  private append(table: OpenTable, text: string): void {
    // One character more than allowed is enough to know that it is too long.
    if (table.cell && table.cell.text.length <= this.rowLimit) table.cell.text += text;
  }

  private close(name: string): void {
    if (SILENT.has(name)) this.silent = Math.max(0, this.silent - 1);
    const table = this.open.at(-1);
    if (!table) return;
    if (name === 'table') {
      if (this.tooDeep > 0) this.tooDeep -= 1;
      else this.endTable();
    } else if (name === 'tr') this.endRow(table);
    else if (name === 'td' || name === 'th') this.endCell(table);
    else if (name !== 'br' && BREAKS.has(name)) this.append(table, '\n');
  }

  private endCell(table: OpenTable): void {
    const { cell } = table;
    table.cell = null;
    if (!cell) return;
    const shown = cell.text.trim();
    // Excel shows a long number in scientific form and keeps it beside.
    const text = /^\d(?:\.\d+)?E\+\d+$/i.test(shown) && /^\d{5,15}$/.test(cell.number ?? '') ? cell.number! : shown;
    table.grid.add({ text, across: cell.across, down: cell.down });
  }

  private endRow(table: OpenTable): void {
    this.endCell(table);
    if (!table.inRow) return;
    table.inRow = false;
    const row = table.grid.endRow();
    if (!row) return;
    if (!table.known && !table.layout && table.rows.length < HEADER_WITHIN && !this.open.some((t) => t.known) && this.score(row.cells) > 0) this.recognise(table);
    if (table.known) this.out.push(this.numbered(row));
    // A frame has nothing to say, and a table that goes on without a header has its own text in the cell around it.
    else if (table.rows.length < HEADER_WITHIN || (this.anyKnown && this.open.length === 1)) table.rows.push(row);
  }

  private recognise(table: OpenTable): void {
    table.known = true;
    for (const outer of this.open) if (outer !== table) outer.layout = true;
    this.anyKnown = true;
    this.out.push(...table.rows.map((r) => this.numbered(r)));
    table.rows = [];
  }

  private numbered = (row: TableRow): TableRow => ({ ...row, row: this.before + row.row });

  private endTable(): void {
    const table = this.open.at(-1)!;
    this.endRow(table);
    this.open.pop();
    const outer = this.open.at(-1);
    if (outer && !table.known) {
      this.append(outer, `\n${table.rows.map((r) => r.cells.filter((c) => c !== '').join(' ')).join('\n')}\n`);
      return;
    }
    if (!table.known && !table.layout) {
      if (this.anyKnown) this.out.push(...table.rows.map(this.numbered));
      else if (table.rows.length > this.unknown.length) this.unknown = table.rows.map(this.numbered);
    }
    if (!table.layout) this.before += table.grid.row;
  }
}

const span = (attribute: string | undefined): number => Math.min(65_536, Math.max(1, Number.parseInt(attribute ?? '1', 10) || 1));
