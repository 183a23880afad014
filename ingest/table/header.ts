import type { NameMeaning } from './aliases.ts';
import { cleanLine } from './clean.ts';
import type { ColumnMap } from './column-map.ts';
import { exactKey } from './names.ts';

/** What the names of columns mean to one kind of table. */
export interface Vocabulary<Field extends string> {
  meaningOf(name: string): NameMeaning<Field> | null;
  /** Whether a name says by itself that the file is one of ours, without another beside it. */
  isSure(name: string, meaning: NameMeaning<Field>): boolean;
  /** A cell that is longer is words, whatever it ends with. */
  longestName: number;
}

/** Fields that the cells name, and whether one of them is enough to know the table by. */
export function knownFields<Field extends string>(cells: readonly string[], map: ColumnMap<Field>, words: Vocabulary<Field>): { fields: ReadonlySet<Field>; sure: boolean } {
  const fields = new Set<Field>();
  let sure = false;
  for (const cell of cells) {
    const name = cleanLine(cell);
    if (name === '' || name.length > words.longestName) continue;
    const mapped = map.get(exactKey(name));
    const meaning = mapped === undefined ? words.meaningOf(name) : null;
    if (mapped === undefined && !meaning) continue;
    fields.add(mapped ?? meaning!.field);
    sure ||= mapped === undefined ? words.isSure(name, meaning!) : mapped === 'content';
  }
  return { fields, sure };
}

/** Columns by field, the best name of each first; of two as good, the one further left. */
export function columnsByField<Field extends string>(names: readonly string[], meaningAt: (column: number) => Pick<NameMeaning<Field>, 'field' | 'rank'> | null): Partial<Record<Field, number[]>> {
  const used = names.flatMap((_, column) => {
    const meaning = meaningAt(column);
    return meaning ? [{ field: meaning.field, rank: meaning.rank, column }] : [];
  }).sort((a, b) => a.rank - b.rank || a.column - b.column);
  const columns: Partial<Record<Field, number[]>> = {};
  for (const { field, column } of used) (columns[field] ??= []).push(column);
  return columns;
}
