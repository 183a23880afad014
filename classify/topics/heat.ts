/** An item as the heat of its topic sees it. */
export interface HeatItem {
  /** ms since 1970 */
  readonly at: number;
  /** Votes for and against, comments, reposts. */
  readonly interactions: number;
}

export interface HeatWeights {
  /** What each doubling of the interactions is worth, in items. */
  readonly interaction: number;
  /** The share that fades away, and how fast: after so many days half of it is gone. */
  readonly fading: number;
  readonly halfLifeDays: number;
}

export const HEAT: HeatWeights = { interaction: 0.5, fading: 0.5, halfLifeDays: 30 };

const DAY_MS = 86_400_000;

/**
 * Heat 热度 of a topic: each item counts 1 and log2(1 + interactions) × `interaction`; of that a part fades with its age.
 * One item without votes at `now` → 1; the same after one half-life, with half of it fading → 0.75.
 *
 * @param now ms since 1970; the latest item of the file where a file is looked at by itself
 */
export function heatOf(items: readonly HeatItem[], now: number, w: HeatWeights = HEAT): number {
  let heat = 0;
  for (const { at, interactions } of items) {
    const age = Math.max(0, now - at) / DAY_MS;
    const fresh = 1 - w.fading + w.fading * 2 ** (-age / w.halfLifeDays);
    heat += fresh * (1 + w.interaction * Math.log2(1 + Math.max(0, interactions)));
  }
  return Math.round(heat * 1_000) / 1_000;
}
