import type { CategoryCode } from '../../model/index.ts';
import type { ResolvedProfile } from '../../profiles/load.ts';

export interface DocumentUnits {
  units: [string, ...string[]];
  profileId: string;
  /** The document names the category itself, not only "the rest" (`*`). */
  named: boolean;
}

/**
 * What the nearest document of the chain says of a category, or of the rest; null where none says anything. Where it
 * splits a category by subtopic the text picks one.
 *
 *     documentUnits('FIN', yangzhou, '')   // 市财政局 and 市金融办、人民银行、银监分局, named
 */
export function documentUnits(category: CategoryCode, resolved: ResolvedProfile, text: string): DocumentUnits | null {
  for (const { id, topics } of resolved.chain) {
    const own = topics?.[category];
    const said = own ?? topics?.['*'];
    const [lead, ...assist] = said === undefined ? [] : Array.isArray(said) ? said : bySubtopic(said, text);
    if (lead !== undefined) return { units: [lead, ...assist], profileId: id, named: own !== undefined };
  }
  return null;
}

/** `公共资源与价格` fits a text that says 价格; where no subtopic fits, the first the document lists. */
function bySubtopic(units: Record<string, string[]>, text: string): string[] {
  const fits = Object.entries(units).find(([subtopic]) => subtopic.split(/[与和、]/).some((word) => word !== '' && text.includes(word)));
  return (fits ?? Object.entries(units)[0])?.[1] ?? [];
}
