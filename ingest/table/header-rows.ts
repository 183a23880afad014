import { cleanLine } from './clean.ts';
import { HEADER_WITHIN, type TableRow } from './types.ts';

/** Where the header of a sheet stands, of one row or of several: groups above (诉求人信息), names below (姓名、电话). */
export interface HeaderRows {
  /** Index of its last row. */
  at: number;
  names: string[];
  /** What stands over each name, null where nothing does. */
  groups: (string | null)[];
  /** Its rows as they stand, to know them again when a page break repeats them. */
  rows: string[][];
}

/** How many of these cells are column names that the caller knows; 0 where they cannot be a header. */
export type Score = (cells: readonly string[]) => number;

/** A later row must know much more to be the header: what it leaves above itself is lost. */
const ENOUGH = 0.6;
/** Rows of one header. */
const DEEPEST = 3;

/** The header among the first rows of a sheet; null where none of them can be one. */
export function findHeaderRows(rows: readonly TableRow[], scoreOf: Score): HeaderRows | null {
  const tries = rows.slice(0, HEADER_WITHIN).map((row, i) => {
    let best = { i, depth: 1, score: row.fault ? 0 : scoreOf(row.cells) };
    for (let depth = 2; depth <= DEEPEST; depth += 1) {
      const names = namesOf(rows.slice(i, i + depth), depth);
      if (!names) break;
      const score = Math.max(scoreOf(names), scoreOf(fullNames(names, rows.slice(i, i + depth - 1))));
      // Names that reach down by merged cells make the lowest row a header of its own.
      const isFull = score === best.score && scoreOf(rows[i + depth - 1]!.cells) >= score * ENOUGH && !isSame(rows[i + depth - 2]!, rows[i + depth - 1]!);
      if (score > best.score || (score > 0 && isFull)) best = { i, depth, score };
    }
    return best;
  });
  const best = Math.max(0, ...tries.map((t) => t.score));
  const found = best === 0 ? undefined : tries.find((t) => t.score >= best * ENOUGH);
  if (!found) return null;
  const at = found.i + found.depth - 1;
  const names = found.depth > 1 ? namesOf(rows.slice(found.i, at + 1), found.depth)! : rows[at]!.cells;
  const above = found.depth > 1 ? rows.slice(found.i, at) : rows.slice(Math.max(0, at - 1), at).filter(isGroupRow);
  return { at, names, groups: groupsOver(names, above), rows: rows.slice(found.i, at + 1).map((r) => r.cells.map(cleanLine)) };
}

const isSame = (a: TableRow, b: TableRow): boolean => a.cells.join('\u001f') === b.cells.join('\u001f');

/** The names of so many rows, the lowest one first; null where the upper rows are no rows of groups. */
function namesOf(rows: readonly TableRow[], depth: number): string[] | null {
  if (rows.length < depth || rows.some((row) => row.fault) || !rows.slice(0, -1).every(isGroupRow)) return null;
  const width = Math.max(...rows.map((row) => row.cells.length));
  const names = Array.from({ length: width }, (_, c) => rows.findLast((row) => cleanLine(row.cells[c] ?? '') !== '')?.cells[c] ?? '').map(cleanLine);
  return names.every(isName) ? names : null;
}

/** As `--map` may name them: 诉求人信息·姓名. */
const fullNames = (names: readonly string[], above: readonly TableRow[]): string[] => groupsOver(names, above).map((group, c) => (group === null ? names[c]! : `${group}·${names[c]}`));

/** Longer is words. */
const LONGEST_NAME = 30;
const isName = (cell: string): boolean => cell.length <= LONGEST_NAME && !/\d{4}/.test(cell);

/** Two groups at least: one alone is a title. */
function isGroupRow(row: TableRow): boolean {
  if (row.fault) return false;
  const words = new Set(row.cells.map(cleanLine).filter((c) => c !== ''));
  return words.size >= 2 && [...words].every((w) => isName(w) && !/[:\uff1a]/.test(w));
}

/** What stands nearest over each name; a name that reaches up by a merged cell has the group above that. */
function groupsOver(names: readonly string[], above: readonly TableRow[]): (string | null)[] {
  const rows = above.map((row) => groupsIn(names, row)).toReversed();
  return names.map((_, c) => rows.find((row) => row[c] !== null)?.[c] ?? null);
}

/** A group stands over the columns that its cell covers, or up to the next group where the file does not say. */
function groupsIn(names: readonly string[], above: TableRow): (string | null)[] {
  const over = above.cells.map(cleanLine);
  for (const { from, to } of above.wide ?? []) over.fill(over[from]!, from, Math.min(to + 1, names.length));
  let last = '';
  return names.map((name, c) => {
    const own = over[c] ?? '';
    if (own !== '') last = own;
    return last === '' || own === cleanLine(name) || cleanLine(name) === '' || last === cleanLine(name) ? null : last;
  });
}
