import type { Place } from '../model/index.ts';
import { countyStart } from './places/county.ts';
import { placeNamed, withOtherRoad } from './places/named.ts';
import { mayEnd, suffixesEnding } from './places/suffixes.ts';

/** More places than a person reads: a list of addresses is no message. */
const MOST = 60;

/**
 * Places that a text names 地点, in its order, each once: `placesIn('滨江区人民路与解放路路口积水')` → 区县 滨江区, 路口 人民路与解放路路口.
 * By the words that names end with and the words that cannot be in one (docs/models.md); house numbers stay outside. Linear in the text.
 */
export function placesIn(text: string): Place[] {
  const found: Place[] = [];
  const seen = new Set<string>();
  let distinct = 0;
  for (let k = 1; k < text.length && distinct < MOST; k += 1) {
    if (!mayEnd(text.charCodeAt(k))) continue;
    const previous = found.at(-1);
    const place = countyAt(text, k + 1, previous?.end ?? 0) ?? suffixAt(text, k, previous);
    if (!place) continue;
    while (found.length > 0 && found.at(-1)!.end > place.start) found.pop();
    const whole = place.kind === '路口' ? withOtherRoad(text, place, found) : place;
    while (found.length > 0 && found.at(-1)!.end > whole.start) found.pop();
    found.push(whole);
    distinct = seen.add(whole.name).size;
  }
  return once(found);
}

function countyAt(text: string, end: number, floor: number): Place | null {
  const start = countyStart(text, end, floor);
  return start < 0 ? null : { kind: '区县', name: text.slice(start, end), start, end };
}

function suffixAt(text: string, last: number, previous: Place | undefined): Place | null {
  for (const suffix of suffixesEnding(text.charCodeAt(last))) {
    const at = last + 1 - suffix.word.length;
    // The longest word that stands there decides: 农贸市场 without a name must not become the name 农贸 with 市场.
    if (at >= 0 && text.startsWith(suffix.word, at)) return placeNamed(text, at, suffix, previous);
  }
  return null;
}

/** 丽景花园 and 丽景花园小区 are one. */
const bare = (name: string): string => (name.length > 4 && name.endsWith('\u5c0f\u533a') ? name.slice(0, -2) : name);

function once(found: readonly Place[]): Place[] {
  const names = new Set<string>();
  return found.filter(({ name }) => {
    const key = bare(name);
    if (names.has(key)) return false;
    names.add(key);
    return true;
  });
}
