import type { DepartmentProposal, DepartmentQuestion, Departments, Refer } from '../../model/index.ts';
import { categoryName, unitNameAt, type ResolvedProfile } from '../../profiles/load.ts';
import { choose, isBusiness, isDepartment, type Choice } from './choose.ts';
import { documentUnits } from './document.ts';
import { emergencyOf } from './emergency.ts';
import { generalUnits } from './general.ts';
import { lawfulWayOf } from './lawful.ts';

/** More than these are a meeting, not an answer. */
const MOST_ASSIST = 8;
/** What tells whose matter it is stands early; later text names neighbours. */
const READ_CHARS = 2_000;

/**
 * Lead and assisting units of a matter under a jurisdiction, with their names of that day, the reason, and where the
 * person must be pointed first (handbook §2.4).
 *
 * @param day YYYY-MM-DD in Shanghai: the day of dispatch; for historical material the day it was received
 *
 * @example
 * departmentsOf({ category: 'ENV', text: '楼下烧烤油烟太重' }, loadProfile('national'), '2026-11-24')
 * // → lead 城市管理局, assist [生态环境局], generic: “生态环境”类中说到“油烟”的,通用权责表由城市管理局主办
 */
export function departmentsOf(q: DepartmentQuestion, resolved: ResolvedProfile, day: string, learned: DepartmentProposal | null = null): Departments {
  const text = fold(`${q.title ?? ''}\n${q.text}`.slice(0, READ_CHARS));
  const choice = choose(q, text, resolved, learned);
  const others = [...choice.assist, ...alsoConcerned(q, text, resolved, choice)];
  const matter = { category: q.category, text };
  const lead = unitNameAt(choice.lead, day, matter, resolved);
  const assist = others.map((name) => unitNameAt(name, day, matter, resolved).names[0]!);
  const refer = emergencyOf(text, q.urgency) ?? lawfulWayOf(text) ?? outOfScope(q, text, resolved, day);
  return {
    lead: lead.names[0]!, assist: distinct(lead.names[0]!, assist).slice(0, MOST_ASSIST), from: choice.from,
    why: [...(refer?.kind === '紧急热线' ? [`先转${refer.to}`] : []), choice.why, ...(lead.why === null ? [] : [lead.why])].join(';'),
    ...(refer && { refer }),
  };
}

/** Half width and upper case, as the tables are written. */
const fold = (text: string): string => text.normalize('NFKC').toUpperCase();

/** 协办: whoever is competent beside a lead that the document or history names, and the units of the second matters. */
function alsoConcerned(q: DepartmentQuestion, text: string, resolved: ResolvedProfile, choice: Choice): string[] {
  const codes = q.secondary ?? [];
  const named = codes.flatMap((code) => {
    const said = documentUnits(code, resolved, text);
    return said?.named ? [said.units[0]] : isDepartment(resolved) || !isBusiness(code) ? [] : [generalUnits(code, text).lead];
  });
  if (isDepartment(resolved) || choice.from === 'generic' || choice.from === 'drafting') return named;
  // The general list speaks up only where a word of the text calls for somebody.
  const usual = generalUnits(q.category, '');
  const general = generalUnits(q.category, text);
  return [...(general.why === usual.why ? [] : [general.lead]), ...named];
}

/** Each unit once; 市教育局 and 教育局 are one. */
function distinct(lead: string, assist: readonly string[]): string[] {
  const kept = [lead];
  for (const unit of assist) if (!kept.some((k) => k.endsWith(unit) || unit.endsWith(k))) kept.push(unit);
  return kept.slice(1);
}

/** 转报: a department whose document says so reports what is not its business to the government's office. */
function outOfScope(q: DepartmentQuestion, text: string, resolved: ResolvedProfile, day: string): Refer | null {
  const route = resolved.profile.out_of_scope_route;
  if (route === undefined || !isBusiness(q.category) || documentUnits(q.category, resolved, text)?.named !== false) return null;
  const to = unitNameAt(resolved.profile.overlay_city?.[q.category] ?? generalUnits(q.category, text).lead, day, { category: q.category, text }, resolved).names[0]!;
  return { kind: '转报', to, advice: `“${categoryName(q.category)}”不属本部门:${route}` };
}
