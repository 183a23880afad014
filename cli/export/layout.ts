import { addColumns, type ColumnOfSource } from '../../db/source-columns.ts';
import type { Field } from '../../ingest/hotline/fields.ts';
import { findHeaderRows } from '../../ingest/table/header-rows.ts';
import { readHeader, scoreHeader, type ColumnMap, type Header } from '../../ingest/hotline/header.ts';

/** The table that goes back to a source: what its columns are called, and which of them say what. */
export interface Layout {
  /** Keys of `raw`, in the order of the columns. */
  names: readonly string[];
  /** One row, or two where names stand under groups. */
  heading: readonly string[][];
  header: Header;
  /** Columns that the source's own files do not have. */
  added: readonly string[];
}

/** What is given back, and the column it goes into where the source has none for it. */
const GIVEN_BACK = { reply: '答复内容', reply_at: '答复时间', closed_at: '办结时间', status: '办理状态', main_unit: '主办单位' } as const satisfies Partial<Record<Field, string>>;
export const GIVEN_BACK_FIELDS = Object.keys(GIVEN_BACK) as (keyof typeof GIVEN_BACK)[];

/** Columns of orders whose source has none of its own: letters, orders typed in. */
export const PLAIN_COLUMNS = ['工单编号', '受理时间', '诉求渠道', '诉求类型', '诉求标题', '诉求内容', '事发地址', '主办单位', '协办单位', '办理时限', '办理状态', '答复内容', '答复时间', '办结时间'] as const;

/** @param columns of the source, in their order */
export function layoutFor(columns: readonly ColumnOfSource[], map: ColumnMap): Layout {
  const own = headerOf(columns, map);
  const added = GIVEN_BACK_FIELDS.filter((field) => (own.columns[field] ?? []).length === 0).map((field) => GIVEN_BACK[field]);
  const all = addColumns(columns, added.map((name) => ({ name, group: null })));
  return { names: all.map((c) => c.name), heading: headingOf(all, map), header: headerOf(all, map), added };
}

const headerOf = (columns: readonly ColumnOfSource[], map: ColumnMap): Header => readHeader(bareNames(columns), map, columns.map((c) => c.group));

/** The names as they stood in the file: without the group and the number by which equal ones are told apart. */
function bareNames(columns: readonly ColumnOfSource[]): string[] {
  const stood = columns.map(({ name, group }) => {
    const bare = group !== null && name.startsWith(`${group}·`) ? name.slice(group.length + 1) : name;
    return /^(.+)\(\d{1,3}\)$/s.exec(bare)?.[1] ?? bare;
  });
  const names = readHeader(stood, new Map(), columns.map((c) => c.group)).names;
  return names.length === columns.length && names.every((name, i) => name === columns[i]!.name) ? stood : columns.map((c) => c.name);
}

/** Header rows that are read as these very columns; where two rows would not be, one. */
function headingOf(columns: readonly ColumnOfSource[], map: ColumnMap): string[][] {
  const names = bareNames(columns);
  if (columns.every((c) => c.group === null)) return [names];
  const two = [columns.map((c, i) => c.group ?? names[i]!), names];
  const found = findHeaderRows(two.map((cells, i) => ({ row: i + 1, cells })), (cells) => scoreHeader(cells, map));
  const same = found?.rows.length === 2 && found.groups.every((group, i) => group === columns[i]!.group);
  return same ? two : [columns.map((c) => c.name)];
}
