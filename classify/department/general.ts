import type { CategoryCode, Departments } from '../../model/index.ts';
import { category as categoryOf, dutyIn, loadDuties } from '../../profiles/load.ts';

/** Whoever is competent by the general list of duties, else the usual lead of the category; names of today. */
export function generalUnits(category: CategoryCode, text: string): Pick<Departments, 'lead' | 'assist' | 'from' | 'why'> {
  const hit = dutyIn(loadDuties().duties[category], text);
  const { name, lead_generic: usual } = categoryOf(category);
  if (!hit) return { lead: usualLead(usual), assist: [], from: 'generic', why: `“${name}”类的通常主办单位` };
  return {
    lead: hit.duty.lead, assist: [...hit.duty.assist ?? []], from: 'generic',
    why: hit.word === null ? `“${name}”类的通常主办单位` : `“${name}”类中说到“${hit.word}”的,通用权责表由${hit.duty.lead}主办`,
  };
}

/** The first unit of the taxonomy's column, without its notes: `市场监督管理局(药品→市场监管/药监)` → 市场监督管理局. */
function usualLead(generic: string): string {
  return (generic.split(/[;;]/)[0] ?? generic).replaceAll(/[((][^()()]*[))]/g, '').trim();
}
