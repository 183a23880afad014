import { rolesOfHeader } from './columns.ts';
import { fold } from './fold.ts';
import { MAX_COLUMNS } from './limits.ts';
import type { TableBlock } from './types.ts';

/** Blank columns between two cells. */
const GAP = /(?: {2,}|\u3000+ ?| \u3000)/;
/** How far a cell may begin from the place of its label, in columns of a terminal. */
const SLACK = 3;
const MOST_ROWS = 5_000;

/**
 * A table set with blanks under labels: cells belong to the label whose place is nearest. A line whose first columns are
 * empty goes on with the row above.
 */
export function fixedRows(lines: readonly string[], from: number): { table: TableBlock; next: number } | null {
  const header = cellsOf(lines[from]!);
  if (header.length < 3 || rolesOfHeader(header.map(({ text }) => text)) === null) return null;
  const starts = header.map(({ at }) => at);
  const rows: string[][] = [header.map(({ text }) => text)];
  let blank = 0;
  let i = from + 1;
  for (; i < lines.length && rows.length < MOST_ROWS; i++) {
    const line = lines[i]!;
    if (/^[\s\-=─━_+]*$/.test(line)) {
      if (++blank > 2) break;
      continue;
    }
    const cells = cellsOf(line);
    const places = cells.map(({ at }) => columnAt(at, starts));
    // A paragraph at the margin, without a second cell, ends the table.
    if (places[0] === 0 && cells.length === 1 && (blank > 0 || cells[0]!.text.length > 12)) break;
    blank = 0;
    const row = starts.map(() => '');
    for (const [k, { text }] of cells.entries()) row[places[k]!] = row[places[k]!] === '' ? text : `${row[places[k]!]} ${text}`;
    const above = rows.at(-1)!;
    if (row[0] === '' && rows.length > 1 && !beginsRow(row, rows[0]!)) for (const [x, cell] of row.entries()) above[x] += cell;
    else rows.push(row);
  }
  return rows.length < 2 ? null : { table: { kind: 'table', rows, ragged: false, cut: false }, next: i };
}

/** Without a number in front, a row is new when its text begins with one of its own. */
const beginsRow = (row: readonly string[], labels: readonly string[]) => !/^(?:序号|编号)$/.test(labels[0]!.replace(/\s/g, '')) && row.some((cell) => /^\d{1,3}[.、]/.test(fold(cell)));

function cellsOf(line: string): { text: string; at: number }[] {
  const cells: { text: string; at: number }[] = [];
  let at = 0;
  let rest = line.replace(/\t/g, '    ');
  while (rest !== '' && cells.length < MAX_COLUMNS) {
    const blanks = /^[ \u3000]*/.exec(rest)![0];
    at += widthOf(blanks);
    rest = rest.slice(blanks.length);
    if (rest === '') break;
    const gap = GAP.exec(rest);
    const text = gap ? rest.slice(0, gap.index) : rest;
    cells.push({ text: text.trim(), at });
    at += widthOf(text);
    rest = rest.slice(text.length);
  }
  return cells;
}

/** Columns of a terminal: Chinese signs take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const c of text) width += c.codePointAt(0)! > 0x2e7f || /[\u2014\u2018-\u201d\u2026]/.test(c) ? 2 : 1;
  return width;
}

function columnAt(at: number, starts: readonly number[]): number {
  let best = 0;
  for (const [x, start] of starts.entries()) if (start <= at + SLACK) best = x;
  return best;
}
