/** Chance that can be repeated: the same seed gives the same sequence. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** 0 ≤ n < below, a whole number. */
  int(below: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  shuffle<T>(list: readonly T[]): T[];
}

/** mulberry32. `seeded(1).int(10)` is the same number on every machine. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number) => Math.floor(next() * below);
  return {
    next, int,
    pick: (list) => list[int(list.length)] ?? list[0],
    shuffle: (list) => list.map((value) => ({ value, key: next() })).sort((a, b) => a.key - b.key).map(({ value }) => value),
  };
}
