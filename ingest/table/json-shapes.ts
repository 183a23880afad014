import { parseExactJson } from './exact-json.ts';

/** Wrappings around the records of an export. */
const DEEPEST = 5;
const MOST_LOOKED_AT = 1_000;
const COLUMNS = /^(?:columns?|fields?|headers?|heads?|titles?|names|列名?|表头|字段)$/i;
const ROWS = /^(?:data|rows|values|list|records|items|body|数据|行)$/i;

/**
 * Records of JSON that stand in no list of objects: under their numbers (`{"1001":{…},"1002":{…}}`), or as rows of values
 * under a row of names, with the names beside them (`{"columns":[…],"data":[[…]]}`) or as the first of them.
 *
 * @param known whether these names are those of our records
 * @returns null where there is nothing of the kind
 */
export function recordsOfShape(text: string, known: (names: string[]) => boolean): Record<string, unknown>[] | null {
  let root: unknown;
  try {
    root = parseExactJson(text);
  } catch {
    return null;
  }
  const open: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let at = 0; at < open.length && at < MOST_LOOKED_AT; at += 1) {
    const { value, depth } = open[at]!;
    const found = Array.isArray(value) ? rowsUnderNames(value[0], value.slice(1), known) : isObject(value) ? keyed(value, known) ?? tabular(value, known) : null;
    if (found) return found;
    if (depth >= DEEPEST) continue;
    if (isObject(value)) for (const inner of Object.values(value)) open.push({ value: inner, depth: depth + 1 });
  }
  return null;
}

function keyed(value: Record<string, unknown>, known: (names: string[]) => boolean): Record<string, unknown>[] | null {
  const records = Object.values(value);
  if (records.length < 2 || !records.every(isObject)) return null;
  const names = Object.keys(records[0]!);
  return known(names) && records.slice(0, 5).every((r) => Object.keys(r).some((key) => names.includes(key))) ? records : null;
}

function tabular(value: Record<string, unknown>, known: (names: string[]) => boolean): Record<string, unknown>[] | null {
  const names = Object.entries(value).find(([key, inner]) => COLUMNS.test(key) && Array.isArray(inner))?.[1];
  const rows = Object.entries(value).find(([key, inner]) => ROWS.test(key) && Array.isArray(inner) && inner.every(Array.isArray))?.[1];
  return names === undefined || rows === undefined ? null : rowsUnderNames(names, rows as unknown[], known);
}

function rowsUnderNames(head: unknown, rows: readonly unknown[], known: (names: string[]) => boolean): Record<string, unknown>[] | null {
  if (!Array.isArray(head) || rows.length === 0 || !rows.every(Array.isArray)) return null;
  const names = head.map(nameOf);
  if (names.includes(null) || !known(names as string[])) return null;
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ''])));
}

/** `'诉求内容'`, `{ title: '诉求内容', width: 80 }` → 诉求内容. */
function nameOf(column: unknown): string | null {
  if (typeof column === 'string') return column;
  const named = isObject(column) ? column['title'] ?? column['label'] ?? column['name'] ?? column['field'] : null;
  return typeof named === 'string' ? named : null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
