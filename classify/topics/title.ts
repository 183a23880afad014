import { occurrences } from '../features.ts';
import type { Matter } from './matter.ts';

/** An item's own words, from which a title may come. */
export interface Titled {
  readonly title: string | null;
  readonly body: string;
}

const LONGEST = 40;
/** More of them say nothing new. */
const MOST_LOOKED_AT = 60;
/** A matter is told by its heaviest features. */
const TELLING = 16;
/** Of the titles that say nearly as much as the best the shortest is taken. */
const NEARLY = 0.8;

/**
 * A title in the items' own words: the shortest of their titles (or first clauses) that names most of what they have in
 * common. `丽景花园旁搅拌站噪音扰民` rather than `求助!` or a list of words.
 */
export function titleOf(matter: Matter, items: readonly Titled[]): string {
  const telling = new Map([...matter.sum].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, TELLING));
  const seen = new Set<string>();
  const said = items.slice(0, MOST_LOOKED_AT).flatMap((item) => {
    const text = headline(item);
    if (text === '' || seen.has(text)) return [];
    seen.add(text);
    return [{ text, covers: covered(text, telling) }];
  });
  const most = Math.max(0, ...said.map((s) => s.covers));
  const best = said.filter((s) => s.covers >= most * NEARLY).reduce<string | null>((a, b) => (a === null || b.text.length < a.length ? b.text : a), null);
  return best ?? '(未命名)';
}

/** The title, or the first clause of the text, on one line and not too long. */
function headline({ title, body }: Titled): string {
  const whole = (title?.trim() || body.trim().slice(0, 400).split(/[\n。!?;！？；]/u, 1)[0]!).replace(/[\s\p{C}]+/gu, ' ').replace(/[ ,\uff0c\u3001:\uff1a]+$/u, '').trim();
  const units = [...whole];
  return units.length <= LONGEST ? whole : `${units.slice(0, LONGEST - 1).join('')}…`;
}

function covered(text: string, telling: ReadonlyMap<number, number>): number {
  const occ = occurrences(text);
  const there = new Set<number>();
  for (let k = 0; k < occ.n; k += 1) if (occ.length[k]! >= 2) there.add(occ.feature[k]!);
  let sum = 0;
  for (const id of there) sum += telling.get(id) ?? 0;
  return sum;
}
