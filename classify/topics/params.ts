/** How messages become matters; docs/topics.md says how the figures were found. */
export interface GroupingParams {
  /** From this likeness on an item joins; from the other on it is put to the analyst. */
  readonly join: number;
  readonly suggest: number;
  /** Two matters that one item is like become one from this likeness on. */
  readonly merge: number;
  /** A runner-up this far below `join` is still looked at for a merger. */
  readonly mergeSlack: number;
  /** Weight of what is wanted (all but names of places) against the whole text, 0–1. */
  readonly whatShare: number;
  /** What is wanted must be this alike in a large matter: it has been told often enough to be known. */
  readonly whatOfLarge: number;
  /** Added where both name a place in common, taken off where both name places and none in common. */
  readonly samePlace: number;
  readonly otherPlace: number;
  /** Weight of the kind of matter (the model's categories), and what cosine of it counts for nothing. */
  readonly kindWeight: number;
  readonly kindMiddle: number;
  /** Taken off per day of silence, and at most. */
  readonly decayPerDay: number;
  readonly decayMost: number;
  /** After so long a silence a matter is closed to new items. */
  readonly windowMs: number;
  /** Features of an item by which company is sought, and the first of them, under which it can be found. */
  readonly keys: number;
  readonly trail: number;
  /** Matters compared with an item. */
  readonly candidates: number;
}

const DAY_MS = 86_400_000;

export const GROUPING: GroupingParams = {
  join: 0.31, suggest: 0.25, merge: 0.5, mergeSlack: 0.05,
  whatShare: 0.6, whatOfLarge: 0.1, samePlace: 0.2, otherPlace: 0.2, kindWeight: 0.2, kindMiddle: 0.7,
  decayPerDay: 0.000_2, decayMost: 0.05, windowMs: 365 * DAY_MS,
  keys: 16, trail: 12, candidates: 12,
};
