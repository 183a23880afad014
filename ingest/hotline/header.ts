import type { YuqingError } from '../../model/index.ts';
import { maskCell } from '../privacy/cell.ts';
import { cleanLine } from '../table/clean.ts';
import { readColumnMap, refuseUnknownNames, unrecognisedColumns, type ColumnMap as MapOf } from '../table/column-map.ts';
import { columnsByField, knownFields, type Vocabulary } from '../table/header.ts';
import { exactKey, nameKey, uniqueNames } from '../table/names.ts';
import { HEADER_WITHIN } from '../table/types.ts';
import { meaningOf } from './aliases.ts';
import { meaningUnder } from './column-names.ts';
import { fieldList, isField, type Field } from './fields.ts';

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

export type ColumnMap = MapOf<Field>;

/**
 * Reads `--map 列=field`.
 *
 * @throws MAP_INVALID listing the fields
 */
export const parseColumnMap = (entries: readonly string[]): ColumnMap => readColumnMap(entries, (name) => (isField(name) ? name : null), fieldList);

export const LONGEST_NAME = 30;

const WORDS: Vocabulary<Field> = { meaningOf, isSure: (_, { listed, field }) => listed && field === 'content', longestName: LONGEST_NAME };

/**
 * Column names known, 0 where the cells cannot be a header: an order must have words in it. A name of the content by
 * itself is enough, a title needs company.
 */
export function scoreHeader(cells: readonly string[], map: ColumnMap): number {
  const { fields, sure } = knownFields(cells, map, WORDS);
  if (!fields.has('content') && !fields.has('title')) return 0;
  return fields.size >= 2 || sure ? fields.size : 0;
}

/** @param groups what stands over each name in a header of two rows */
export function readHeader(cells: readonly string[], map: ColumnMap, groups: readonly (string | null)[] = []): Header {
  const names = uniqueNames(cells, groups);
  const columns: Header['columns'] = columnsByField(names, (column) => {
    const mapped = map.get(exactKey(names[column]!)) ?? map.get(exactKey(cells[column] ?? ''));
    return mapped ? { field: mapped, rank: -1 } : meaningUnder(groups[column] ?? null, cleanLine(cells[column] ?? '') || names[column]!);
  });
  const ignored = new Set(columns.ignore ?? []);
  const personal = new Set((Object.entries(columns) as [Field, number[]][]).filter(([field]) => field.startsWith('person.')).flatMap(([, of]) => of));
  const kept = [...names.keys()].filter((c) => !ignored.has(c) && !personal.has(c));
  const numbers = new Set([...(columns.source_no ?? []), ...kept.filter((c) => /(?:id|编号|单号|流水号|编码)$/.test(nameKey(names[c]!)))]);
  const refs = kept.filter((c) => OTHER_ORDER.test(nameKey(names[c]!)));
  return { width: names.length, names, columns, ignored, kept, numbers, refs };
}

/** 关联工单编号, 原工单号, 重复工单编号. */
const OTHER_ORDER = /^(?:关联|原|重复|合并|上次|前次|历史|相关).{0,4}(?:编号|单号|工单号|号码)$/;

/** @throws MAP_INVALID where `--map` names columns that none of these headers has */
export const refuseUnknownColumns = (map: ColumnMap, headers: readonly Header[]): void => refuseUnknownNames(map, headers.flatMap((h) => h.names), maskCell);

/** What to tell a person whose file has no column we know. */
export const unrecognised = (file: string, seen: readonly string[]): YuqingError =>
  unrecognisedColumns(`${file} 前 ${HEADER_WITHIN} 行里没有认出表头`, '诉求内容', seen.map((cell) => maskCell(cleanLine(cell))), LONGEST_NAME, fieldList);
