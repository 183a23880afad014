import { YuqingError, type CategoryCode } from '../../model/index.ts';
import { categoryName, displayGroup, loadProfile } from '../../profiles/load.ts';

/** How a category is called: by the taxonomy, and by the jurisdiction's own document where it has a heading over it. */
export interface CategoryWords {
  name: string;
  group: string | null;
}

/** `categoryWords('yangzhou-2018', 'EDU')` → `{ name: '教育就学', group: '就学就医' }`; a profile since removed has no headings. */
export function categoryWords(profileId: string, code: CategoryCode): CategoryWords {
  return { name: categoryName(code), group: groupOf(profileId, code) };
}

function groupOf(profileId: string, code: CategoryCode): string | null {
  try {
    return displayGroup(loadProfile(profileId), code);
  } catch (error) {
    if (error instanceof YuqingError && error.code === 'PROFILE_UNKNOWN') return null;
    throw error;
  }
}
