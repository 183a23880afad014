import { YuqingError } from '../../model/index.ts';
import { maskCell } from '../privacy/cell.ts';
import { HEADER_WITHIN } from '../table/types.ts';
import { exactKey, meaningOf, nameKey } from './aliases.ts';
import { cleanLine } from './clean.ts';
import { meaningUnder, uniqueNames } from './column-names.ts';
import { fieldList, isField, type Field } from './fields.ts';

export { columnLetter } from './column-names.ts';

/** A recognised header: which columns speak for which field, best first, and what else is kept of a row. */
export interface Header {
  width: number;
  /** Column names as the source writes them, unique; a column without a name is called by its letter. */
  names: string[];
  columns: Partial<Record<Field, number[]>>;
  /** Columns that go into `raw`: everything but personal data and what is ignored. */
  kept: number[];
  /** Columns of which not even a rejected row keeps a copy. */
  ignored: ReadonlySet<number>;
  /** Columns of numbers that name something: never masked, however much they look like a card or a telephone. */
  numbers: ReadonlySet<number>;
  /** Columns that name other orders. */
  refs: number[];
}

/** Column name (as `exactKey` compares it) → field, from `--map`. */
export type ColumnMap = ReadonlyMap<string, Field>;

/**
 * Reads `--map 列=field`.
 *
 * @throws MAP_INVALID listing the fields
 */
export function parseColumnMap(entries: readonly string[]): ColumnMap {
  const map = new Map<string, Field>();
  for (const entry of entries) {
    const at = entry.lastIndexOf('=');
    const column = entry.slice(0, Math.max(0, at)).trim();
    const field = entry.slice(at + 1).trim();
    if (at <= 0 || column === '' || !isField(field)) {
      throw new YuqingError('MAP_INVALID', `--map 写法不对:${entry}`, `应写成 --map 列名=字段,字段可用:${fieldList()}`);
    }
    map.set(exactKey(column), field);
  }
  return map;
}

/**
 * Column names known, 0 where the cells cannot be a header: an order must have words in it. A name of the content by
 * itself is enough, a title needs company.
 */
export function scoreHeader(cells: readonly string[], map: ColumnMap): number {
  const fields = new Set<Field>();
  let sure = false;
  for (const cell of cells) {
    const name = cleanLine(cell);
    // A cell of words is no column name, whatever it ends with.
    if (name === '' || name.length > LONGEST_NAME) continue;
    const mapped = map.get(exactKey(name));
    const meaning = mapped ? { field: mapped, listed: true } : meaningOf(name);
    if (!meaning) continue;
    fields.add(meaning.field);
    sure ||= meaning.listed && meaning.field === 'content';
  }
  if (!fields.has('content') && !fields.has('title')) return 0;
  return fields.size >= 2 || sure ? fields.size : 0;
}

export const LONGEST_NAME = 30;

/**
 * @param groups what stands over each name in a header of two rows
 * @throws MAP_INVALID where `--map` names a column that the header does not have
 */
export function readHeader(cells: readonly string[], map: ColumnMap, groups: readonly (string | null)[] = []): Header {
  const names = uniqueNames(cells, groups);
  const used: { field: Field; rank: number; column: number }[] = [];
  for (const [column, name] of names.entries()) {
    const mapped = map.get(exactKey(name)) ?? map.get(exactKey(cells[column] ?? ''));
    const meaning = mapped ? { field: mapped, rank: -1 } : meaningUnder(groups[column] ?? null, cleanLine(cells[column] ?? '') || name);
    if (meaning) used.push({ field: meaning.field, rank: meaning.rank, column });
  }
  used.sort((a, b) => a.rank - b.rank || a.column - b.column);
  const columns: Header['columns'] = {};
  for (const { field, column } of used) (columns[field] ??= []).push(column);
  const ignored = new Set(columns.ignore ?? []);
  const personal = new Set(used.filter((u) => u.field.startsWith('person.')).map((u) => u.column));
  const kept = [...names.keys()].filter((c) => !ignored.has(c) && !personal.has(c));
  const numbers = new Set([...(columns.source_no ?? []), ...kept.filter((c) => /(?:id|编号|单号|流水号|编码)$/.test(nameKey(names[c]!)))]);
  const refs = kept.filter((c) => OTHER_ORDER.test(nameKey(names[c]!)));
  return { width: names.length, names, columns, ignored, kept, numbers, refs };
}

/** 关联工单编号, 原工单号, 重复工单编号. */
const OTHER_ORDER = /^(?:关联|原|重复|合并|上次|前次|历史|相关).{0,4}(?:编号|单号|工单号|号码)$/;

/** @throws MAP_INVALID where `--map` names columns that none of these headers has */
export function refuseUnknownColumns(map: ColumnMap, headers: readonly Header[]): void {
  const there = new Set(headers.flatMap((h) => h.names.flatMap((n) => [exactKey(n), exactKey(n.slice(n.indexOf('·') + 1))])));
  const missing = [...map.keys()].filter((key) => !there.has(key));
  if (missing.length === 0) return;
  throw new YuqingError('MAP_INVALID', `--map 指的列表里没有:${missing.join('、')}`, `表里有这些列:${[...new Set(headers.flatMap((h) => h.names))].map(maskCell).join('、')}`);
}

/** What to tell a person whose file has no column we know. */
export function unrecognised(file: string, seen: readonly string[]): YuqingError {
  // Without a header the first row is somebody's order: what it says is hidden and cut short.
  const names = seen.map((cell) => maskCell(cleanLine(cell))).filter((n) => n !== '').map((n) => (n.length > LONGEST_NAME ? `${n.slice(0, LONGEST_NAME)}…` : n));
  const example = names[0] ?? '列名';
  return new YuqingError(
    'HEADER_UNRECOGNISED',
    `${file} 前 ${HEADER_WITHIN} 行里没有认出表头,看到的列是:${names.length > 0 ? names.join('、') : '(空)'}`,
    `请指明哪一列是诉求内容、哪一列是编号和时间,例如:--map "${example}=content" --map "${names[1] ?? example}=source_no" --map "${names[2] ?? example}=received_at"。字段可用:${fieldList()}`,
  );
}
