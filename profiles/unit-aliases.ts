import { join } from 'node:path';
import { z } from 'zod';
import { unitAliasSchema, type CategoryCode, type UnitAlias } from '../model/index.ts';
import type { ResolvedProfile } from './jurisdictions.ts';
import { readData, SHIPPED } from './read.ts';

const tableSchema = z.object({
  version: z.string(),
  note: z.string(),
  /** Names that one unit bears at the same time: 住房和城乡建设局, 住建局. */
  same: z.array(z.object({ name: z.string().min(2), short: z.string().min(2), also: z.array(z.string().min(2)).optional() }).strict()),
  renames: z.array(unitAliasSchema),
}).strict();
type AliasTable = z.infer<typeof tableSchema>;

/** What a unit is asked about: some names changed for a part of its duties only (民政局's 救灾). */
export interface Matter {
  category?: CategoryCode;
  text?: string;
}

export interface UnitName {
  /** First the unit that took the duty over, then others that share it; the name itself where nothing changed. */
  names: string[];
  /** Why it is another name: `市卫计委 2019年起为市卫生健康委员会`; null where it is the same. */
  why: string | null;
}

const cache = new Map<string, AliasTable>();

/** The general table of names (handbook §2.3); read once per process. */
export function loadUnitAliases(dir: string = SHIPPED): AliasTable {
  let table = cache.get(dir);
  if (!table) {
    table = readData(join(dir, 'unit-aliases.json'), tableSchema, 'PROFILE_INVALID');
    cache.set(dir, table);
  }
  return table;
}

/**
 * What a unit is called on a day. A jurisdiction's own table (`unit_aliases`, nearest first) wins over the general one;
 * of one table the first line that fits counts, so lines with a condition stand before those without.
 *
 * @param day YYYY-MM-DD in Shanghai; a rename holds from its `from` on and ends the day before its `to`
 *
 * @example
 * unitNameAt('市卫计委', '2018-06-29').names   // ['市卫计委']
 * unitNameAt('市卫计委', '2026-11-24').names   // ['市卫生健康委员会']
 * unitNameAt('市民政局', '2026-11-24', { category: 'DIS' }).names   // ['市应急管理局']
 */
export function unitNameAt(name: string, day: string, matter: Matter = {}, resolved?: ResolvedProfile): UnitName {
  const { bare, remark } = withoutRemark(name);
  const words = `${remark}\n${matter.text ?? ''}`;
  const own = resolved?.chain.flatMap((p) => p.unit_aliases ?? []) ?? [];
  for (const alias of [...own, ...loadUnitAliases().renames]) {
    if (day < alias.from || (alias.to !== undefined && day >= alias.to) || !concerns(alias, matter.category, words)) continue;
    const area = areaBefore(bare, alias.old);
    if (area === null) continue;
    const names = [...new Set(alias.now.map((now) => placed(now, area)))];
    if (names[0] === bare) return { names, why: null };
    return { names, why: `${name} ${alias.about ? `${alias.from.slice(0, 4)}年` : alias.from}起为${names.join('、')}${alias.note ? `(${alias.note})` : ''}` };
  }
  return { names: [name], why: null };
}

/** `fullUnitName('市住建局')` → 市住房和城乡建设局; a name that the table does not know stays. */
export function fullUnitName(name: string): string {
  return sameUnit(name, (unit, area) => area + unit.name);
}

/** `shortUnitName('市住房和城乡建设局')` → 市住建局. */
export function shortUnitName(name: string): string {
  return sameUnit(name, (unit, area) => area + unit.short);
}

function sameUnit(name: string, say: (unit: AliasTable['same'][number], area: string) => string): string {
  for (const unit of loadUnitAliases().same) {
    const area = areaBefore(name, [unit.name, unit.short, ...unit.also ?? []]);
    if (area !== null) return say(unit, area);
  }
  return name;
}

const concerns = ({ when }: UnitAlias, category: CategoryCode | undefined, words: string): boolean => when === undefined
  || (category !== undefined && (when.categories?.includes(category) ?? false)) || (when.words?.some((w) => words.includes(w)) ?? false);

/** `民政局(救灾)` → 民政局 and 救灾. */
function withoutRemark(name: string): { bare: string; remark: string } {
  const parts = /^(.+?)[(\uff08]([^()\uff08\uff09]{1,20})[)\uff09]$/.exec(name.trim());
  return parts ? { bare: parts[1]!, remark: parts[2]! } : { bare: name.trim(), remark: '' };
}

/** Names of areas end so, or are two or three characters; 生态, 社会 and the like begin another unit's name. */
const AREA = /^(?:.{0,20}[省市区县旗州盟乡镇]|[\u4e00-\u9fff]{2,3})$/u;
const NO_AREA = /生态|社会|国家|劳动|城乡|农村|公共|行政|交通|公安|监督|管理|综合|商品|海洋|[局委办厅处所站队院科股室]/;

/** What stands before the longest of the names that ends this one: 市 before 卫计委; null where none does. */
function areaBefore(name: string, endings: readonly string[]): string | null {
  const ending = endings.filter((e) => name.endsWith(e)).sort((a, b) => b.length - a.length)[0];
  if (ending === undefined) return null;
  const area = name.slice(0, name.length - ending.length);
  return area === '' || (AREA.test(area) && !NO_AREA.test(area)) ? area : null;
}

/** `{place}` is the area without its rank (扬州), `{area}` with it (扬州市); without either the area stands in front. */
function placed(now: string, area: string): string {
  if (!now.includes('{')) return area + now;
  const rank = area === '' ? now.replace('{area}委', '') : now;
  return rank.replace('{area}', area).replace('{place}', area.replace(/(?<=..)(?:自治[州县旗]|[省市区县旗盟])$/u, ''));
}
