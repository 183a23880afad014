import { sql } from 'kysely';
import type { Db, Trx } from './connect.ts';

/** A column of the files of a source. */
export interface ColumnOfSource {
  name: string;
  /** What stands over it in a header of two rows (诉求人信息). */
  group: string | null;
}

/** The columns of one header with those of the next that are new, in order. */
export function addColumns(columns: readonly ColumnOfSource[], more: readonly ColumnOfSource[]): ColumnOfSource[] {
  const there = new Set(columns.map((c) => c.name));
  return [...columns, ...more.filter((c) => !there.has(c.name))];
}

/**
 * What a source's columns are once another file has come: a file that lacks some of them changes nothing; one that has
 * others, or another order, goes first, and what only older rows have stands behind.
 */
export function columnsAfter(before: readonly ColumnOfSource[] | null, file: readonly ColumnOfSource[]): readonly ColumnOfSource[] {
  if (before === null) return file;
  const names = new Set(file.map((c) => c.name));
  const common = before.filter((c) => names.has(c.name));
  const same = common.length === file.length && common.every((c, i) => c.name === file[i]!.name);
  return same ? before : addColumns(file, before);
}

/** The columns in the order of the source's files; null where none of its files has told them. */
export async function sourceColumns(db: Db | Trx, sourceId: number): Promise<ColumnOfSource[] | null> {
  const row = await db.selectFrom('source').select(['columns', 'column_groups as groups']).where('id', '=', sourceId).executeTakeFirst();
  return row?.columns?.map((name, i) => ({ name, group: row.groups?.[i] ?? null })) ?? null;
}

/** Remembers the columns of a file that has been read; the caller holds the source's lock. */
export async function keepColumns(trx: Trx, sourceId: number, file: readonly ColumnOfSource[]): Promise<void> {
  if (file.length === 0) return;
  const before = await sourceColumns(trx, sourceId);
  const columns = columnsAfter(before, file);
  if (columns === before) return;
  const clean = (text: string) => text.toWellFormed().replaceAll('\0', '');
  await sql`
    update source set columns = ${columns.map((c) => clean(c.name))}::text[], column_groups = ${columns.map((c) => (c.group === null ? null : clean(c.group)))}::text[]
    where id = ${sourceId}`.execute(trx);
}
