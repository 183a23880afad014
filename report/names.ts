import type { CategoryCode } from '../model/index.ts';
import { categoryName, displayGroup, loadProfile } from '../profiles/load.ts';

/** The names a jurisdiction's readers know. */
export interface ReportNames {
  /** `依据：扬州市2018年政务公开工作要点`, or `范围：全部辖区`. */
  scope: string;
  category(code: CategoryCode): string;
  /** Heading of the jurisdiction's own document: EDU → 就学就医; null where it has none. */
  group(code: CategoryCode): string | null;
}

/** @throws YuqingError PROFILE_UNKNOWN, with the ids there are */
export function reportNames(profileId?: string): ReportNames {
  if (profileId === undefined) return { scope: '范围：全部辖区', category: categoryName, group: () => null };
  const resolved = loadProfile(profileId);
  return {
    scope: `依据：${resolved.profile.name ?? profileId}`, category: categoryName, group: (code) => displayGroup(resolved, code),
  };
}

/** The category as it is printed; null is not judged yet. */
export function categoryOf(code: CategoryCode | null, names: ReportNames): string {
  return code === null ? '待研判' : names.category(code);
}
