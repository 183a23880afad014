/** Finds the row of a feature by its whole hash, so that an n-gram the model never learned hits no row of another. */
export interface RowTable {
  /** Hash and row + 1 of each place side by side, so that one look touches one line of memory; row 0 where it is free. */
  places: Int32Array;
  mask: number;
}

/** Places per feature, so that most look-ups end at the first. */
const ROOM = 2;

/** Open addressing over the hashes, row k for hash k; null when a hash stands there twice. */
export function tableOf(hashes: Int32Array): RowTable | null {
  let size = 16;
  while (size < hashes.length * ROOM) size *= 2;
  const mask = size - 1;
  const places = new Int32Array(size * 2);
  for (let row = 0; row < hashes.length; row += 1) {
    let at = hashes[row]! & mask;
    while (places[at * 2 + 1] !== 0) {
      if (places[at * 2] === hashes[row]) return null;
      at = (at + 1) & mask;
    }
    places[at * 2] = hashes[row]!;
    places[at * 2 + 1] = row + 1;
  }
  return { places, mask };
}

/** The row of a feature, or -1. */
export function rowOf({ places, mask }: RowTable, feature: number): number {
  let at = feature & mask;
  for (;;) {
    const row = places[at * 2 + 1]! - 1;
    if (row < 0 || places[at * 2] === feature) return row;
    at = (at + 1) & mask;
  }
}

/** The hashes that a table of so many rows was made of, in the order of their rows. */
export function hashesOf({ places }: RowTable, n: number): Int32Array {
  const hashes = new Int32Array(n);
  for (let at = 0; at < places.length; at += 2) if (places[at + 1]! > 0) hashes[places[at + 1]! - 1] = places[at]!;
  return hashes;
}
