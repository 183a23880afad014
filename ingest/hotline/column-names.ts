import { meaningOf, nameKey, type NameMeaning } from './aliases.ts';
import { cleanLine } from './clean.ts';

/** Names that say little by themselves: 时间 under 承办信息 is not when the order came. */
const GENERIC = /^(?:时间|日期|姓名|名称|电话|手机|联系电话|联系方式|地址|单位|部门|内容|状态|结果|情况|意见|编号|类型|类别|方式|备注|标题)$/;

/** Groups about those who work on the order: a name below is not the citizen's. */
const STAFF = /承办|经办|办理|处置|处理|受理|登记|回访|审核|答复|回复|派单|督办/;

/** A name as it is meant under its group: 诉求人信息 over 姓名 is 诉求人姓名. */
export function meaningUnder(group: string | null, name: string): NameMeaning | null {
  if (group === null) return meaningOf(name);
  const whole = meaningOf(group.replace(/(?:基本)?(?:信息|情况|内容|资料|环节|栏|部分)$/, '') + name);
  const meaning = whole && (whole.listed || GENERIC.test(nameKey(name))) ? whole : meaningOf(name);
  return meaning?.field.startsWith('person.') && STAFF.test(group) ? { ...meaning, field: 'keep' } : meaning;
}

/** Names of the columns, each once; a column without a name is called by its letter. */
export function uniqueNames(cells: readonly string[], groups: readonly (string | null)[]): string[] {
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

/** `columnLetter(27)` → `'AB'`. */
export function columnLetter(index: number): string {
  const rest = String.fromCharCode(0x41 + (index % 26));
  return index < 26 ? rest : columnLetter(Math.floor(index / 26) - 1) + rest;
}
