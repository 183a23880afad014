import type { CategoryCode } from '../model/index.ts';
import { category as categoryOf, type ResolvedProfile } from '../profiles/load.ts';

/** Who answers: 主办 and 协办, by the jurisdiction's document or by the general table of today's names. */
export interface LeadUnits {
  lead: string;
  assist: string[];
  from: 'document' | 'generic';
}

/**
 * The lead unit for a category: what the nearest document of the chain names for it, or for "the rest" (`*`); else
 * the usual lead. Where the document splits a category by subtopic, `hint` (the subtopic, or the text) picks one.
 *
 *     leadUnits('FIN', yangzhou)   // 市财政局, with 市金融办、人民银行、银监分局
 *     leadUnits('TRA', yangzhou)   // 交通运输局, generic: the document does not name it
 */
export function leadUnits(category: CategoryCode, resolved: ResolvedProfile, hint = ''): LeadUnits {
  for (const { topics } of resolved.chain) {
    const named = topics?.[category] ?? topics?.['*'];
    const [lead, ...assist] = named === undefined ? [] : Array.isArray(named) ? named : bySubtopic(named, hint);
    if (lead !== undefined) return { lead, assist, from: 'document' };
  }
  return { lead: usualLead(categoryOf(category).lead_generic), assist: [], from: 'generic' };
}

/** `公共资源与价格` fits a text that says 价格; where no subtopic fits, the first the document lists. */
function bySubtopic(units: Record<string, string[]>, hint: string): string[] {
  const fits = Object.entries(units).find(([subtopic]) => subtopic.split(/[与和、]/).some((word) => word !== '' && hint.includes(word)));
  return (fits ?? Object.entries(units)[0])?.[1] ?? [];
}

/**
 * The first unit of the general table, without its notes: `市场监督管理局(药品→市场监管/药监)` → `市场监督管理局`. The
 * others it lists are alternatives that a person chooses from, so nobody is made to assist by it.
 */
function usualLead(generic: string): string {
  return (generic.split(/[;;]/)[0] ?? generic).replaceAll(/[((][^()()]*[))]/g, '').trim();
}
