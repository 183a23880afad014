import { scoreHeader, type ColumnMap } from '../hotline/header.ts';
import { flatRecord } from './json-flat.ts';

/** Records of a JSON export: column names, and each record's cells in that order. */
export interface Records {
  names: string[];
  rows: string[][];
}

const DEEPEST = 8;
const MOST_LISTS = 10_000;
const WIDEST = 1_000;

/**
 * The letters in parsed JSON, wherever they lie: an array, `{data:{list:[…]}}`, pages of lists, records by number, rows
 * under a row of names, one letter alone. Of several lists the one whose keys look most like letters is taken, with
 * all its like.
 *
 * @returns null where nothing in it looks like letters
 */
export function findRecords(value: unknown, map: ColumnMap): Records | null {
  const lists = listsIn(value).map(({ path, items }) => {
    const records = tableOf(items, map) ?? toRecords(items);
    return { path, ...records, score: scoreHeader(records.names, map) };
  }).filter((l) => l.rows.length > 0 && l.score > 0);
  const best = lists.reduce<(typeof lists)[number] | null>((a, b) => (a === null || b.score > a.score || (b.score === a.score && b.path === a.path) ? a?.score === b.score ? a : b : a), null);
  if (best === null) return null;
  const like = lists.filter((l) => l.path === best.path);
  return like.length === 1 ? best : joined(like);
}

interface List {
  /** Where it lies, without the numbers: lists of one path are pages of one. */
  path: string;
  items: unknown[];
}

/** Every list of objects, outermost first. */
function listsIn(root: unknown): List[] {
  const lists: List[] = [];
  const open: { value: unknown; path: string; depth: number }[] = [{ value: root, path: '', depth: 0 }];
  for (let at = 0; at < open.length && lists.length < MOST_LISTS && at < 10 * MOST_LISTS; at += 1) {
    const { value, path, depth } = open[at]!;
    if (depth > DEEPEST || typeof value !== 'object' || value === null) continue;
    const inner = Array.isArray(value) ? value as unknown[] : Object.values(value);
    if (Array.isArray(value)) {
      if (inner.some(isObject) || inner.every(Array.isArray)) lists.push({ path, items: inner });
      // What lies inside a letter is part of it, but a list may be one of pages.
      for (const item of inner.slice(0, MOST_LISTS)) open.push({ value: item, path: `${path}[]`, depth: depth + 1 });
      continue;
    }
    lists.push({ path: `${path}.*`, items: [value] });
    if (inner.length > 1 && inner.every(isObject) && alike(inner as object[])) lists.push({ path: `${path}{}`, items: inner });
    for (const [key, item] of Object.entries(value)) open.push({ value: item, path: `${path}.${/^\d+$/.test(key) ? '#' : key}`, depth: depth + 1 });
  }
  return lists.sort((a, b) => Number(a.path.endsWith('.*')) - Number(b.path.endsWith('.*')));
}

/** Records under numbers or ids have the same keys. */
const alike = (values: object[]): boolean => {
  const keys = Object.keys(values[0]!).join();
  return values.slice(0, 5).every((v) => Object.keys(v).join() === keys);
};

function toRecords(items: readonly unknown[]): Records {
  const columns = new Map<string, number>();
  const rows: string[][] = [];
  for (const item of items) {
    if (!isObject(item)) continue;
    const cells: string[] = [];
    for (const [name, text] of flatRecord(item)) {
      let column = columns.get(name);
      if (column === undefined) {
        if (columns.size >= WIDEST) continue;
        column = columns.size;
        columns.set(name, column);
      }
      cells[column] = text;
    }
    rows.push(cells);
  }
  return { names: [...columns.keys()], rows: rows.map((cells) => [...columns.values()].map((c) => cells[c] ?? '')) };
}

/** Rows of plain values under a row of names. */
function tableOf(items: readonly unknown[], map: ColumnMap): Records | null {
  const [head, ...rest] = items;
  if (!Array.isArray(head) || !rest.every(Array.isArray) || !head.every((c) => typeof c === 'string') || scoreHeader(head, map) === 0) return null;
  const plain = (v: unknown) => (v === null || v === undefined ? '' : typeof v === 'object' ? JSON.stringify(v) : String(v as string | number | boolean));
  return { names: head, rows: (rest as unknown[][]).map((row) => head.map((_, i) => plain(row[i]))) };
}

function joined(lists: readonly Records[]): Records {
  const names = [...new Set(lists.flatMap((l) => l.names))].slice(0, WIDEST);
  return { names, rows: lists.flatMap((l) => {
    const at = new Map(l.names.map((name, i) => [name, i]));
    return l.rows.map((row) => names.map((name) => row[at.get(name) ?? -1] ?? ''));
  }) };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
