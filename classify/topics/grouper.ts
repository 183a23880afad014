import { likeness, likenessOfMatters, silence } from './likeness.ts';
import { absorb, addItem, emptyMatter, type Matter } from './matter.ts';
import { GROUPING, type GroupingParams } from './params.ts';
import { leaveTrail, matterOf, type Trails } from './trails.ts';
import type { TextVector } from './vector.ts';

/** Everything that the next decision depends on. */
export interface GroupingState {
  readonly matters: Map<number, Matter>;
  /** Which matter another has become part of. */
  readonly into: Map<number, number>;
  readonly trails: Trails;
  nextId: number;
}

export const emptyState = (): GroupingState => ({ matters: new Map(), into: new Map(), trails: new Map(), nextId: 1 });

/** What becomes of an item. */
export interface Decision {
  /** `open`: the first of its matter. */
  readonly kind: 'join' | 'open';
  readonly matter: number;
  /** Likeness to what it joined; 1 where it opened. */
  readonly score: number;
  /** Another matter that an analyst may find to be the same. */
  readonly suggest: { matter: number; score: number } | null;
  /** Matters that became part of `matter` by this item. */
  readonly merged: readonly number[];
}

/** Runners-up that are looked at for a merger. */
const MOST_MERGERS = 3;

/**
 * Online single pass: an item joins the matter it is most like, or opens one. Deterministic for a given state and order;
 * the cost per item does not grow with what was grouped before.
 *
 * @param at ms since 1970; items come in order of time, a late one is taken as it comes
 */
export function groupItem(state: GroupingState, vector: TextVector, at: number, p: GroupingParams = GROUPING): Decision {
  const ranked = candidateIds(state, vector, p)
    .flatMap((id) => state.matters.get(id) ?? [])
    .filter((matter) => silence(at, matter) <= p.windowMs)
    .map((matter) => ({ matter, score: likeness(vector, at, matter, p) }))
    .sort((a, b) => b.score - a.score || a.matter.id - b.matter.id);
  const [best, ...others] = ranked;
  const joins = best !== undefined && best.score >= p.join;
  let matter = joins ? best.matter : open(state, vector);
  addItem(matter, vector, at);
  for (const feature of trailOf(vector, p)) leaveTrail(state.trails, feature, matter.id);

  const merged: number[] = [];
  const rest = joins ? others : ranked;
  if (joins) {
    for (const { matter: other, score } of others.slice(0, MOST_MERGERS)) {
      if (score < p.join - p.mergeSlack || likenessOfMatters(matter, other, p) < p.merge) continue;
      const [kept, gone] = matter.id < other.id ? [matter, other] : [other, matter];
      absorb(kept, gone);
      state.matters.delete(gone.id);
      state.into.set(gone.id, kept.id);
      merged.push(gone.id);
      matter = kept;
    }
  }
  const near = rest.find((r) => r.score >= p.suggest && r.matter.id !== matter.id && !merged.includes(r.matter.id));
  return { kind: joins ? 'join' : 'open', matter: matter.id, score: joins ? best.score : 1, suggest: near ? { matter: near.matter.id, score: near.score } : null, merged };
}

/** Under what an item can be found: the heaviest of its keys. */
export const trailOf = (vector: TextVector, p: GroupingParams = GROUPING): Int32Array => vector.ids.subarray(0, p.trail);

/** By what an item seeks company: its heaviest features. */
export const keysOf = (vector: TextVector, p: GroupingParams = GROUPING): Int32Array => vector.ids.subarray(0, p.keys);

function open(state: GroupingState, vector: TextVector): Matter {
  const matter = emptyMatter(state.nextId, vector.kind.length);
  state.nextId += 1;
  state.matters.set(matter.id, matter);
  return matter;
}

/** Matters that share telling features with the item, those that share the heaviest first: all that `groupItem` looks at. */
export function candidateIds(state: Pick<GroupingState, 'into' | 'trails'>, vector: TextVector, p: GroupingParams = GROUPING): number[] {
  const hits = new Map<number, number>();
  keysOf(vector, p).forEach((feature, k) => {
    const found = new Set((state.trails.get(feature) ?? []).map((id) => matterOf(state.into, id)));
    for (const id of found) hits.set(id, (hits.get(id) ?? 0) + vector.values[k]!);
  });
  return [...hits].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, p.candidates).map(([id]) => id);
}
