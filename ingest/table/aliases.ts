/** What to do with a column, and how good a name it is for its field (0 is best). */
export interface NameMeaning<Field extends string> {
  field: Field;
  rank: number;
  /** In the table of names, not merely of a family. */
  listed: boolean;
}

/** Names of a whole family, for what no table lists. */
export type Families<Field extends string> = readonly (readonly [RegExp, Field])[];

/** Worse than any name that is listed. */
export const FAMILY_RANK = 1_000;

/**
 * Names by field, best first, as a table to look them up in; a name that two fields have is the first's.
 *
 * @param key how names are compared (`nameKey`, `exactKey`)
 * @example aliasTable({ title: '标题 主题' }, nameKey).get('主题') // → { field: 'title', rank: 1, listed: true }
 */
export function aliasTable<Field extends string>(aliases: Partial<Record<Field, string>>, key: (name: string) => string): ReadonlyMap<string, NameMeaning<Field>> {
  const table = new Map<string, NameMeaning<Field>>();
  for (const [field, names] of Object.entries(aliases) as [Field, string][]) {
    for (const [rank, name] of names.trim().split(/\s+/).entries()) {
      if (!table.has(key(name))) table.set(key(name), { field, rank, listed: true });
    }
  }
  return table;
}

/** The first family that a compared name is of; null where it is of none. */
export function familyOf<Field extends string>(families: Families<Field>, key: string): NameMeaning<Field> | null {
  const family = families.find(([pattern]) => pattern.test(key));
  return family ? { field: family[1], rank: FAMILY_RANK, listed: false } : null;
}
