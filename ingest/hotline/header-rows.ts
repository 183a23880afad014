import { HEADER_WITHIN, type TableRow } from '../table/types.ts';
import { cleanLine } from './clean.ts';
import { LONGEST_NAME, scoreHeader, type ColumnMap } from './header.ts';

/** Where the header of a sheet stands, of one row or of two: groups above (诉求人信息), names below (姓名、电话). */
export interface HeaderRows {
  /** Index of its last row. */
  at: number;
  names: string[];
  /** What stands over each name, null where nothing does. */
  groups: (string | null)[];
  /** Its rows as they stand, to know them again when a page break repeats them. */
  rows: string[][];
}

/** A later row must know much more to be the header: what it leaves above itself is lost. */
const ENOUGH = 0.6;

/** The header among the first rows of a sheet; null where none of them can be one. */
export function findHeaderRows(rows: readonly TableRow[], map: ColumnMap): HeaderRows | null {
  const first = rows.slice(0, HEADER_WITHIN);
  const tries = first.map((row, i) => {
    const alone = score(row, map);
    const pair = pairOf(row, rows[i + 1]);
    const both = pair ? Math.max(scoreHeader(pair, map), scoreHeader(fullNames(pair, row), map)) : 0;
    return { i, pair: both > alone ? pair : null, score: Math.max(alone, both) };
  });
  const best = Math.max(0, ...tries.map((t) => t.score));
  const found = best === 0 ? undefined : tries.find((t) => t.score >= best * ENOUGH);
  if (!found) return null;
  const at = found.pair ? found.i + 1 : found.i;
  const names = found.pair ?? first[at]!.cells;
  const above = rows[at - 1];
  return { at, names, groups: above && isGroupRow(above) ? groupsOver(names, above) : names.map(() => null), rows: rows.slice(found.i, at + 1).map((r) => r.cells.map(cleanLine)) };
}

const score = (row: TableRow, map: ColumnMap): number => (row.fault ? 0 : scoreHeader(row.cells, map));

/** The names of two rows, the lower one first; null where the upper row is no row of groups. */
function pairOf(top: TableRow, sub: TableRow | undefined): string[] | null {
  if (!sub || sub.fault || !isGroupRow(top)) return null;
  const width = Math.max(top.cells.length, sub.cells.length);
  const names = Array.from({ length: width }, (_, c) => cleanLine(sub.cells[c] ?? '') || cleanLine(top.cells[c] ?? ''));
  return names.every(isName) ? names : null;
}

/** As `--map` may name them: 诉求人信息·姓名. */
const fullNames = (names: readonly string[], above: TableRow): string[] => groupsOver(names, above).map((group, c) => (group === null ? names[c]! : `${group}·${names[c]}`));

const isName = (cell: string): boolean => cell.length <= LONGEST_NAME && !/\d{4}/.test(cell);

/** Two groups at least: one alone is a title. */
function isGroupRow(row: TableRow): boolean {
  if (row.fault) return false;
  const words = new Set(row.cells.map(cleanLine).filter((c) => c !== ''));
  return words.size >= 2 && [...words].every((w) => isName(w) && !/[:\uff1a]/.test(w));
}

/** A group stands over the columns that its cell covers, or up to the next group where the file does not say. */
function groupsOver(names: readonly string[], above: TableRow): (string | null)[] {
  const over = above.cells.map(cleanLine);
  for (const { from, to } of above.wide ?? []) over.fill(over[from]!, from, Math.min(to + 1, names.length));
  let last = '';
  return names.map((name, c) => {
    const own = over[c] ?? '';
    if (own !== '') last = own;
    return last === '' || own === cleanLine(name) || cleanLine(name) === '' || last === cleanLine(name) ? null : last;
  });
}
