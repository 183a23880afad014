import type { Matter } from './matter.ts';
import type { GroupingParams } from './params.ts';
import type { TextVector } from './vector.ts';

/**
 * How like a matter an item is, about 0 to 1.2: cosine of the whole and of what is wanted (all but names of places),
 * places in common or in contradiction, the kind of matter, less what the silence since then takes off. 0 where what is
 * wanted is another thing, however much the place is the same.
 *
 * @param at ms since 1970
 */
export function likeness(item: TextVector, at: number, matter: Matter, p: GroupingParams): number {
  const { whole, what } = cosines(item, matter);
  if (what < p.whatOfLarge * (1 - 1 / Math.sqrt(matter.size))) return 0;
  return (1 - p.whatShare) * whole + p.whatShare * what + placeTerm(item.places, matter.places, p)
    + p.kindWeight * (cosineOfKinds(item.kind, matter.kind) - p.kindMiddle) - decay(at, matter, p);
}

/** How like two matters are, by the same measure without time. */
export function likenessOfMatters(a: Matter, b: Matter, p: GroupingParams): number {
  const [small, large] = a.sum.size <= b.sum.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [id, value] of small.sum) dot += value * (large.sum.get(id) ?? 0);
  return dot / Math.sqrt((squares(a.sum) * squares(b.sum)) || 1) + placeTerm([...a.places.keys()], b.places, p);
}

function cosines(item: TextVector, matter: Matter): { whole: number; what: number } {
  const [dot, square] = [{ whole: 0, what: 0 }, { whole: 0, item: 0, matter: 0 }];
  for (const [id, value] of matter.sum) {
    square.whole += value * value;
    if (!matter.placed.has(id)) square.matter += value * value;
  }
  for (let k = 0; k < item.ids.length; k += 1) {
    const id = item.ids[k]!;
    const [mine, theirs] = [item.values[k]!, matter.sum.get(id) ?? 0];
    dot.whole += mine * theirs;
    // Once somebody called it a place, it is one for all who write of the same matter: names are cut short.
    if (matter.placed.has(id)) continue;
    if (item.inPlace[k] === 1) {
      square.matter -= theirs * theirs;
      continue;
    }
    dot.what += mine * theirs;
    square.item += mine * mine;
  }
  const whats = square.item * square.matter;
  return { whole: square.whole > 0 ? dot.whole / Math.sqrt(square.whole) : 0, what: whats > 1e-9 ? dot.what / Math.sqrt(whats) : 0 };
}

function placeTerm(mine: readonly string[], theirs: ReadonlyMap<string, number>, p: GroupingParams): number {
  if (mine.length === 0 || theirs.size === 0) return 0;
  for (const place of mine) {
    if (theirs.has(place)) return p.samePlace;
    for (const other of theirs.keys()) if (other.includes(place) || place.includes(other)) return p.samePlace;
  }
  return -p.otherPlace;
}

function cosineOfKinds(item: Float32Array, matter: Float32Array): number {
  let [dot, square] = [0, 0];
  for (let k = 0; k < item.length; k += 1) {
    dot += item[k]! * matter[k]!;
    square += matter[k]! * matter[k]!;
  }
  return square > 0 ? dot / Math.sqrt(square) : 0;
}

/** Silence before an item, or after it where it comes late, in days × decay. */
function decay(at: number, matter: Matter, p: GroupingParams): number {
  return Math.min(p.decayMost, (silence(at, matter) / 86_400_000) * p.decayPerDay);
}

/** How far outside the matter's time an item stands, ms. */
export const silence = (at: number, matter: Matter): number => Math.max(0, at - matter.lastAt, matter.firstAt - at);

const squares = (sum: ReadonlyMap<number, number>): number => {
  let total = 0;
  for (const value of sum.values()) total += value * value;
  return total;
};
