import type { TextVector } from './vector.ts';

/**
 * What is known of one matter: the sum of its items' vectors. Numbers are kept as 32-bit floats, so that a matter read
 * back from where it was kept goes on exactly as the one that was never put away.
 */
export interface Matter {
  readonly id: number;
  size: number;
  firstAt: number;
  lastAt: number;
  readonly sum: Map<number, number>;
  /** Features that are part of the name of a place in one of its items. */
  readonly placed: Set<number>;
  /** How many items name a place. */
  readonly places: Map<string, number>;
  readonly kind: Float32Array;
}

/** A matter of a thousand items needs no more than this to be known by. */
const MOST_FEATURES = 160;
const MOST_PLACES = 64;

export function emptyMatter(id: number, kinds: number): Matter {
  return { id, size: 0, firstAt: Infinity, lastAt: -Infinity, sum: new Map(), placed: new Set(), places: new Map(), kind: new Float32Array(kinds) };
}

/** Adds an item. @param at ms since 1970 */
export function addItem(matter: Matter, vector: TextVector, at: number): void {
  matter.size += 1;
  matter.firstAt = Math.min(matter.firstAt, at);
  matter.lastAt = Math.max(matter.lastAt, at);
  for (let k = 0; k < vector.ids.length; k += 1) {
    const id = vector.ids[k]!;
    matter.sum.set(id, Math.fround((matter.sum.get(id) ?? 0) + vector.values[k]!));
    if (vector.inPlace[k] === 1) matter.placed.add(id);
  }
  for (const place of vector.places) matter.places.set(place, (matter.places.get(place) ?? 0) + 1);
  for (let k = 0; k < matter.kind.length; k += 1) matter.kind[k]! += vector.kind[k]!;
  prune(matter);
}

/** Adds another matter whole, which has turned out to be the same. */
export function absorb(matter: Matter, other: Matter): void {
  matter.size += other.size;
  matter.firstAt = Math.min(matter.firstAt, other.firstAt);
  matter.lastAt = Math.max(matter.lastAt, other.lastAt);
  for (const [id, value] of other.sum) matter.sum.set(id, Math.fround((matter.sum.get(id) ?? 0) + value));
  for (const id of other.placed) matter.placed.add(id);
  for (const [place, n] of other.places) matter.places.set(place, (matter.places.get(place) ?? 0) + n);
  for (let k = 0; k < matter.kind.length; k += 1) matter.kind[k]! += other.kind[k]!;
  prune(matter);
}

/** Keeps the heaviest; half as many again may gather before it is done. */
function prune(matter: Matter): void {
  keepHeaviest(matter.sum, MOST_FEATURES, (a, b) => a - b);
  keepHeaviest(matter.places, MOST_PLACES, (a, b) => (a < b ? -1 : 1));
  for (const id of matter.placed) if (!matter.sum.has(id)) matter.placed.delete(id);
}

function keepHeaviest<K>(map: Map<K, number>, most: number, order: (a: K, b: K) => number): void {
  if (map.size <= most * 1.5) return;
  const kept = [...map].sort((a, b) => b[1] - a[1] || order(a[0], b[0])).slice(0, most);
  map.clear();
  for (const [key, value] of kept) map.set(key, value);
}
