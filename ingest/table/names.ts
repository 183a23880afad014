import { cleanLine } from './clean.ts';

/**
 * A column name as it is compared: width, case, spaces, underscores and remarks in brackets do not count.
 * `nameKey(' 留言时间(必填)*')` → `'留言时间'`; `nameKey('Create_Time')` → `'createtime'`.
 */
export function nameKey(name: string): string {
  const flat = name.normalize('NFKC');
  const bare = flat.replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '');
  return exactKey(bare.trim() === '' ? flat : bare);
}

/** The same, but what stands in brackets counts: for `--map`, which names a column as it is printed. */
export const exactKey = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/[\s_\-*:.·、/\\"'“”‘’()[\]【】\0\p{Cf}]+/gu, '');

/** `columnLetter(27)` → `'AB'`. */
export function columnLetter(index: number): string {
  const rest = String.fromCharCode(0x41 + (index % 26));
  return index < 26 ? rest : columnLetter(Math.floor(index / 26) - 1) + rest;
}

/**
 * Names of the columns, each once; a column without a name is called by its letter.
 *
 * @param groups what stands over each name: it tells equal names apart
 */
export function uniqueNames(cells: readonly string[], groups: readonly (string | null)[] = []): string[] {
  const seen = new Map<string, number>();
  const bare = cells.map((cell, i) => cleanLine(cell) || `${columnLetter(i)}列`);
  // Unnamed columns at the end are formatting, not columns.
  while (bare.length > 0 && cleanLine(cells[bare.length - 1] ?? '') === '') bare.pop();
  const count = new Map<string, number>();
  for (const name of bare) count.set(name, (count.get(name) ?? 0) + 1);
  const names = bare.map((name, i) => (groups[i] && count.get(name)! > 1 ? `${groups[i]}·${name}` : name));
  return names.map((name) => {
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return n === 1 ? name : `${name}(${n})`;
  });
}
