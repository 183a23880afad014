import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { YuqingError, profileSchema, type CategoryCode, type Profile, type Rule } from '../model/index.ts';
import { readData, SHIPPED } from './read.ts';

/** What a profile without its own takes from the nearest one above that has it. */
const INHERITED = ['historical_after_days', 'alert', 'report', 'display_groups'] as const;
type Inherited = (typeof INHERITED)[number];

/** A profile with its inherited settings filled in. Its `rules` and `topics` are its own only: see `chain`. */
type SettledProfile = Profile & { [K in Inherited]: NonNullable<Profile[K]> };

/** A profile and those it extends, nearest first; `chain[0]` is the profile itself. */
export interface ResolvedProfile {
  profile: SettledProfile;
  chain: readonly SettledProfile[];
}

/** What the schema cannot say: rules that lack what their clock counts with, and the same id twice. */
const checkedSchema = profileSchema.superRefine((profile, ctx) => {
  const seen = new Set<string>();
  profile.rules.forEach((rule, i) => {
    const fault = (path: PropertyKey[], message: string) => ctx.addIssue({ code: 'custom', path: ['rules', i, ...path], message });
    if (seen.has(rule.id)) fault(['id'], `规则编号 ${rule.id} 重复`);
    seen.add(rule.id);
    if (rule.clock.mode === 'fixed_date') {
      const shape = rule.clock.yearly ? /^\d\d-\d\d$/ : /^\d{4}-\d\d-\d\d$/;
      if (!shape.test(rule.clock.date ?? '')) fault(['clock', 'date'], `固定日期应写成 ${rule.clock.yearly ? '01-31' : '2026-01-31'}`);
    } else if (rule.clock.n === undefined) {
      fault(['clock', 'n'], '缺少天数或小时数(n)');
    }
    const byItself = rule.authority !== 'optional' && ['message', 'dispatch', 'topic'].includes(rule.applies.kind ?? '');
    for (const key of ['deadline', 'starts', 'stops'] as const) if (byItself && rule[key] === null) fault([key], '自动适用的规则不能为空');
  });
  const levels = (['蓝', '黄', '橙', '红'] as const).map((level) => profile.alert?.levels[level]);
  if (levels.some((n, i) => i > 0 && n! <= levels[i - 1]!)) {
    ctx.addIssue({ code: 'custom', path: ['alert', 'levels'], message: '蓝、黄、橙、红的条数应逐级增大' });
  }
});

const cache = new Map<string, ResolvedProfile>();

/** Data beside the profiles, for all of them. */
const NO_PROFILES = new Set(['taxonomy.json', 'unit-aliases.json', 'duties.json']);

/** Ids of the profiles in a folder: `['beijing-draft-pack', …, 'zhejiang-mzt-2020']`. */
export function listProfiles(dir: string = SHIPPED): string[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.json') && !NO_PROFILES.has(name))
    .map((name) => name.slice(0, -'.json'.length)).sort();
}

/**
 * Reads a profile and those it extends; read once per process.
 * @throws YuqingError PROFILE_UNKNOWN, with the ids there are; PROFILE_INVALID, with file and field
 */
export function loadProfile(id: string, dir: string = SHIPPED): ResolvedProfile {
  const key = join(dir, id);
  let resolved = cache.get(key);
  if (!resolved) {
    resolved = resolve(id, dir, []);
    cache.set(key, resolved);
  }
  return resolved;
}

function resolve(id: string, dir: string, children: string[]): ResolvedProfile {
  const child = children.at(-1);
  const known = listProfiles(dir);
  if (!known.includes(id)) {
    if (child === undefined) throw new YuqingError('PROFILE_UNKNOWN', `没有名为“${id}”的辖区配置`, `可用的有:${known.join('、')}`);
    throw new YuqingError('PROFILE_INVALID', `${join(dir, `${child}.json`)} 的 extends 指向不存在的配置“${id}”`, `可用的有:${known.join('、')}`);
  }
  if (children.includes(id)) {
    throw new YuqingError('PROFILE_INVALID', `${join(dir, `${child}.json`)} 的 extends 绕成了圈:${[...children, id].join(' → ')}`, '请让最上级配置的 extends 为 null');
  }
  const file = join(dir, `${id}.json`);
  const own = readData(file, checkedSchema, 'PROFILE_INVALID');
  if (own.id !== id) throw new YuqingError('PROFILE_INVALID', `${file} 的 id 是“${own.id}”,与文件名不符`, '请让 id 与文件名一致');
  const above = own.extends === null ? null : resolve(own.extends, dir, [...children, id]);
  const profile = { display_groups: {}, ...(above && pick(above.profile, INHERITED)), ...own };
  const lacking = INHERITED.filter((key) => profile[key] === undefined);
  if (lacking.length > 0) {
    throw new YuqingError('PROFILE_INVALID', `${file} 缺少 ${lacking.join('、')},也没有上级配置可继承`, '请补上,或用 extends 指向 national');
  }
  const settled = profile as SettledProfile;
  return { profile: settled, chain: [settled, ...(above?.chain ?? [])] };
}

const pick = <T, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> =>
  Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;

/**
 * The rule with this id, in the profile or one it extends, nearest first.
 * @throws YuqingError RULE_UNKNOWN, with the ids there are
 */
export function findRule(resolved: ResolvedProfile, id: string): { rule: Rule; profile: Profile } {
  for (const profile of resolved.chain) {
    const rule = profile.rules.find((r) => r.id === id);
    if (rule) return { rule, profile };
  }
  const known = resolved.chain.flatMap((p) => p.rules.map((r) => r.id));
  throw new YuqingError('RULE_UNKNOWN', `辖区配置 ${resolved.profile.id} 里没有时限规则“${id}”`, `可用的有:${known.join('、')}`);
}

/** The document's own heading over a category: under yangzhou-2018 EDU → `就学就医`; null where it has none. */
export function displayGroup(resolved: ResolvedProfile, category: CategoryCode): string | null {
  for (const [group, codes] of Object.entries(resolved.profile.display_groups)) if (codes.includes(category)) return group;
  return null;
}
