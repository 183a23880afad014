/** Finds the row of a feature by its whole hash, so that an n-gram the model never learned hits no row of another. */
export interface RowTable {
  keys: Int32Array;
  /** Row per place; -1 where it is free. */
  rows: Int32Array;
  mask: number;
}

/** Places per feature, so that most look-ups end at the first. */
const ROOM = 4;

/** Open addressing over the hashes, row k for hash k; null when a hash stands there twice. */
export function tableOf(hashes: Int32Array): RowTable | null {
  let size = 16;
  while (size < hashes.length * ROOM) size *= 2;
  const table: RowTable = { keys: new Int32Array(size), rows: new Int32Array(size).fill(-1), mask: size - 1 };
  for (let row = 0; row < hashes.length; row += 1) {
    let at = hashes[row]! & table.mask;
    while (table.rows[at]! >= 0) {
      if (table.keys[at] === hashes[row]) return null;
      at = (at + 1) & table.mask;
    }
    table.keys[at] = hashes[row]!;
    table.rows[at] = row;
  }
  return table;
}

/** The row of a feature, or -1. */
export function rowOf({ keys, rows, mask }: RowTable, feature: number): number {
  let at = feature & mask;
  while (rows[at]! >= 0) {
    if (keys[at] === feature) return rows[at]!;
    at = (at + 1) & mask;
  }
  return -1;
}

/** The hashes that a table of so many rows was made of, in the order of their rows. */
export function hashesOf({ keys, rows }: RowTable, n: number): Int32Array {
  const hashes = new Int32Array(n);
  rows.forEach((row, at) => { if (row >= 0) hashes[row] = keys[at]!; });
  return hashes;
}
