import { rolesOfHeader } from './columns.ts';
import { fold } from './fold.ts';
import { MAX_COLUMNS } from './limits.ts';
import { markOf } from './marks.ts';
import type { TableBlock } from './types.ts';
import { fixedRows } from './fixed-width.ts';

/** Lines that one cell of a table of bars may go over. */
const MOST_LINES = 30;
const RULE = /^[\s|+\-=:─━┄┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬═]*$/;

/** A table that begins at a line, and the line behind it; null when none begins there. */
export function tableAt(lines: readonly string[], from: number): { table: TableBlock; next: number } | null {
  const line = barred(lines[from]!);
  if (line.includes('|')) return barTable(lines, from);
  if (line.includes('\t')) return tabTable(lines, from);
  return fixedRows(lines, from);
}

const barred = (line: string) => fold(line).replace(/[│┃║¦丨]/g, '|');

/** Cells between bars, cut out of the original; the outermost bars bound nothing. */
function barCells(line: string): string[] {
  const cells: string[] = [];
  const folded = barred(line);
  let start = 0;
  for (let i = 0; i <= folded.length && cells.length <= MAX_COLUMNS; i++) {
    if (i < folded.length && (folded[i] !== '|' || folded[i - 1] === '\\')) continue;
    cells.push(line.slice(start, i).trim());
    start = i + 1;
  }
  if (cells[0] === '' && /^\s*\|/.test(folded)) cells.shift();
  if (cells.at(-1) === '' && /\|\s*$/.test(folded)) cells.pop();
  return cells;
}

const isRule = (line: string) => RULE.test(fold(line)) && /[-─━=═]/.test(fold(line));

function barTable(lines: readonly string[], from: number): { table: TableBlock; next: number } | null {
  const header = barCells(lines[from]!);
  const titled = rolesOfHeader(header) !== null;
  let end = from;
  let barren = 0;
  for (let i = from; i < lines.length; i++) {
    if (barred(lines[i]!).includes('|')) {
      end = i + 1;
      barren = 0;
    } else if (lines[i]!.trim() !== '' && ++barren > (titled ? MOST_LINES : 0)) break;
  }
  const own = lines.slice(from, end);
  const barLines = own.filter((line) => barred(line).includes('|') && !isRule(line));
  if (barLines.length < 2 || (!titled && barLines.length < 3) || header.length < 2) return null;
  // Where nearly each row ends with a bar, a line without one goes on in the next.
  const closed = barLines.filter((line) => /\|\s*$/.test(barred(line))).length;
  const closing = closed * 10 >= barLines.length * 7;
  const leading = barLines.every((line) => /^\s*\|/.test(barred(line)));
  const rows: string[][] = [];
  let open = '';
  let openLines = 0;
  for (const line of own) {
    if (line.trim() === '' || isRule(line)) continue;
    // Between two whole rows, where rows begin with a bar, stands no cell: `(续表)`.
    if (open === '' && closing && leading && !barred(line).includes('|')) continue;
    const bars = barred(line).includes('|');
    if (closing) {
      if (openLines > 0 && bars && markOf(fold(line.trim())) !== null && barred(open).includes('|')) {
        rows.push(barCells(open));
        open = '';
        openLines = 0;
      }
      open = open === '' ? line : `${open}\n${line}`;
      openLines++;
      if (/\|\s*$/.test(barred(line)) || openLines >= MOST_LINES) {
        rows.push(barCells(open));
        open = '';
        openLines = 0;
      }
    } else if (bars && isRest(line, rows, header.length)) {
      const cells = barCells(line);
      const last = rows.at(-1)!;
      last[last.length - 1] += `\n${cells[0]!}`;
      last.push(...cells.slice(1));
    } else if (bars) rows.push(barCells(line));
    else if (rows.length > 0) rows.at(-1)![rows.at(-1)!.length - 1] += `\n${line}`;
  }
  if (open !== '') rows.push(barCells(open));
  let next = end;
  let cut = open !== '';
  // The last row of a closed table may have lost its bars altogether.
  if (closing && next < lines.length && titled) {
    const rest = lines.slice(next).filter((line) => line.trim() !== '');
    if (rest.length === 1 && markOf(fold(rest[0]!.trim())) !== null) {
      rows.push([rest[0]!.trim()]);
      next = lines.length;
      cut = true;
    }
  }
  return { table: { kind: 'table', rows: rows.map((row) => row.map(unescape)), ragged: true, cut }, next };
}

/** A line that begins in the middle of a cell of the row above, which lacks cells. */
function isRest(line: string, rows: readonly string[][], columns: number): boolean {
  const last = rows.at(-1);
  if (!last || rows.length < 2 || /^\s*\|/.test(barred(line)) || (last.length >= columns && !/[,、]$/.test(fold(last.at(-1)!)))) return false;
  const cells = barCells(line);
  return cells[0] !== '' && markOf(fold(cells[0]!)) === null && last.at(-1) !== '' && !/[。;]$/.test(fold(last.at(-1)!)) && last.length + cells.length - 1 <= columns;
}

const unescape = (cell: string) => cell.replaceAll('\\|', '|').replaceAll(/<br\s*\/?>/gi, '\n');

/** Tabs between cells, as a table is pasted out of Word or Excel; a quoted cell may hold line breaks. */
function tabTable(lines: readonly string[], from: number): { table: TableBlock; next: number } | null {
  const header = lines[from]!.split('\t');
  if (rolesOfHeader(header.map((cell) => cell.trim())) === null) return null;
  const rows: string[][] = [header.slice(0, MAX_COLUMNS).map((cell) => cell.trim())];
  let i = from + 1;
  let quoted = false;
  for (; i < lines.length; i++) {
    const line = lines[i]!;
    const last = rows.at(-1)!;
    if (quoted || (!line.includes('\t') && line.trim() !== '' && goesOn(line, last, rows.length))) {
      const [first = '', ...rest] = line.split('\t');
      last[last.length - 1] += `\n${first.trim()}`;
      last.push(...rest.map((cell) => cell.trim()));
      if ((line.match(/"/g) ?? []).length % 2 === 1) quoted = !quoted;
      if (last.length > MAX_COLUMNS) break;
      continue;
    }
    if (line.trim() === '') {
      if (lines.slice(i + 1, i + 3).some((later) => later.includes('\t'))) continue;
      break;
    }
    if (!line.includes('\t')) break;
    rows.push(line.split('\t').slice(0, MAX_COLUMNS).map((cell) => cell.trim()));
    quoted = (line.match(/"/g) ?? []).length % 2 === 1;
  }
  if (rows.length < 2) return null;
  return { table: { kind: 'table', rows: rows.map((row) => row.map(unquote)), ragged: true, cut: false }, next: i };
}

const unquote = (cell: string) => (/^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell);

/** A line without tabs goes on with the cell above when that row lacks cells. */
const goesOn = (line: string, row: readonly string[], count: number) => count > 1 && row.length > 1 && markOf(fold(line.trim())) === null && line.trim().length < 60 && !/[。;]$/.test(row.at(-1) ?? '') && row.length < 3;
