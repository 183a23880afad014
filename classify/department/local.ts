import type { Place } from '../../model/index.ts';
import type { ResolvedProfile } from '../../profiles/load.ts';

/** Longest first: 街道办事处 ends with none of the others, 街道办 with 街道. */
const OFFICES: [RegExp, string][] = [
  [/(?:街道办事处|街道办|街道|办事处)$/u, '街道办事处'],
  [/镇(?:人民政府|政府)?$/u, '镇人民政府'],
  [/乡(?:人民政府|政府)?$/u, '乡人民政府'],
];

/**
 * The office of the first town or subdistrict that a text names, null where it names none: `崔寨街道` → 崔寨街道办事处,
 * `垛石镇` → 垛石镇人民政府, else what the jurisdiction's `place_offices` say.
 */
export function officeAt(places: readonly Place[], resolved: ResolvedProfile): { place: string; office: string } | null {
  for (const { kind, name } of places) {
    if (kind !== '镇街') continue;
    for (const { place_offices: own } of resolved.chain) if (own && Object.hasOwn(own, name)) return { place: name, office: own[name]! };
    for (const [ending, office] of OFFICES) if (ending.test(name)) return { place: name, office: name.replace(ending, office) };
  }
  return null;
}
