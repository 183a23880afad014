import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyState, groupItem, keysOf, type GroupingState } from '../../../classify/topics/grouper.ts';
import { packMatter, unpackMatter } from '../../../classify/topics/pack.ts';
import { GROUPING } from '../../../classify/topics/params.ts';
import { matterOf } from '../../../classify/topics/trails.ts';
import { vectorOf, type TextVector } from '../../../classify/topics/vector.ts';
import { stories, testModel } from './stories.ts';

const DAY = 86_400_000;
const read = (title: string, body: string) => vectorOf(title, body, testModel());

/** Which items are together, as sorted lists of their places. */
function groups(placed: readonly number[], state: GroupingState): number[][] {
  const by = new Map<number, number[]>();
  placed.forEach((matter, k) => {
    const id = matterOf(state.into, matter);
    by.set(id, [...(by.get(id) ?? []), k]);
  });
  return [...by.values()].sort((a, b) => a[0]! - b[0]!);
}

/** The state after it was put away and read back. */
function restarted(state: GroupingState): GroupingState {
  return {
    nextId: state.nextId, into: new Map(state.into), trails: new Map([...state.trails].map(([f, ids]) => [f, [...ids]])),
    matters: new Map([...state.matters].map(([id, matter]) => [id, unpackMatter(id, packMatter(matter))])),
  };
}

/** Vectors over a few features, so that everything meets everything. */
const vectors = fc.array(fc.record({
  features: fc.uniqueArray(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 6 }),
  placed: fc.boolean(), place: fc.constantFrom(null, '甲园', '乙园'), gap: fc.integer({ min: 0, max: 40 }),
}), { minLength: 1, maxLength: 40 });
type Drawn = { features: number[]; placed: boolean; place: string | null; gap: number };

function drawn(list: readonly Drawn[]): { vector: TextVector; at: number }[] {
  let at = 0;
  return list.map(({ features, placed, place, gap }) => {
    at += gap * DAY;
    const value = 1 / Math.sqrt(features.length);
    const kind = new Float32Array(26);
    kind[features[0]! % 26] = 1;
    return { at, vector: { ids: Int32Array.from(features), values: new Float32Array(features.length).fill(value), inPlace: Uint8Array.from(features, (_, k) => (placed && k === 0 ? 1 : 0)), places: place === null ? [] : [place], kind } };
  });
}

describe('grouping', () => {
  it('finds the four matters, two of them at one place', () => {
    const state = emptyState();
    const all = stories();
    const placed = all.map((s) => groupItem(state, read(s.title, s.body), s.at).matter);
    const told = groups(placed, state).map((group) => [...new Set(group.map((k) => all[k]!.matter))]);
    expect(told).toEqual([['plant'], ['lift'], ['school'], ['bus']]);
  });

  it('opens for what nothing resembles, joins with a likeness, and takes a repeated text for the same', () => {
    const state = emptyState();
    const [a, b] = [read('路灯坏了', '幸福路的路灯坏了三天,晚上一片漆黑。'), read('咨询落户', '请问外地户口如何迁入本市,需要哪些材料。')];
    expect(groupItem(state, a, 0)).toEqual({ kind: 'open', matter: 1, score: 1, suggest: null, merged: [] });
    expect(groupItem(state, b, DAY)).toMatchObject({ kind: 'open', matter: 2 });
    const again = groupItem(state, a, 2 * DAY);
    expect(again).toMatchObject({ kind: 'join', matter: 1 });
    expect(again.score).toBeGreaterThan(0.9);
  });

  it('puts to the analyst what is between the thresholds', () => {
    const [first, second] = stories().filter((s) => s.matter === 'plant');
    const state = emptyState();
    groupItem(state, read(first!.title, first!.body), first!.at);
    const { score } = groupItem(restarted(state), read(second!.title, second!.body), second!.at);
    const decided = groupItem(state, read(second!.title, second!.body), second!.at, { ...GROUPING, join: score + 0.01, suggest: score - 0.01 });
    expect(decided).toMatchObject({ kind: 'open', matter: 2, suggest: { matter: 1 } });
    expect(decided.suggest!.score).toBeCloseTo(score, 9);
  });

  it('leaves a matter alone after the window, and takes a late item to where it belongs', () => {
    const vector = read('幸福路路灯坏了', '幸福路的路灯坏了三天,晚上一片漆黑。');
    const state = emptyState();
    groupItem(state, vector, GROUPING.windowMs * 2);
    expect(groupItem(state, vector, GROUPING.windowMs * 3 + 1).kind).toBe('open');
    expect(groupItem(state, vector, GROUPING.windowMs * 2 - DAY)).toMatchObject({ kind: 'join', matter: 1 });
  });

  it('makes one of two matters that an item shows to be the same', () => {
    const state = emptyState();
    const flat = { ...GROUPING, join: 0.6, merge: 0.4, kindWeight: 0, whatOfLarge: 0 };
    const [one, two] = drawn([{ features: [1, 2, 3, 4], placed: false, place: null, gap: 0 }, { features: [3, 4, 5, 6], placed: false, place: null, gap: 0 }]);
    const [bridge] = drawn([{ features: [2, 3, 4, 5], placed: false, place: null, gap: 1 }]);
    groupItem(state, one!.vector, 0, flat);
    expect(groupItem(state, two!.vector, 0, flat).kind).toBe('open');
    expect(groupItem(state, bridge!.vector, DAY, flat)).toMatchObject({ kind: 'join', matter: 1, merged: [2] });
    expect(state.matters.get(1)!.size).toBe(3);
    expect(matterOf(state.into, 2)).toBe(1);
    expect(groupItem(state, two!.vector, 2 * DAY, flat)).toMatchObject({ kind: 'join', matter: 1 });
  });

  it('puts every item in exactly one matter, whose size is the number of its items', () => {
    fc.assert(fc.property(vectors, (list) => {
      const state = emptyState();
      const placed = drawn(list).map(({ vector, at }) => groupItem(state, vector, at).matter);
      const found = groups(placed, state);
      expect(found.flat().sort((a, b) => a - b)).toEqual(list.map((_, k) => k));
      for (const group of found) expect(state.matters.get(matterOf(state.into, placed[group[0]!]!))!.size).toBe(group.length);
      expect(state.matters.size).toBe(found.length);
    }));
  });

  it('goes on after a restart as if there had been none', () => {
    fc.assert(fc.property(vectors, fc.nat(), (list, cut) => {
      const items = drawn(list);
      const [whole, first] = [emptyState(), emptyState()];
      let state = first;
      const decisions = items.map(({ vector, at }) => groupItem(whole, vector, at));
      const again = items.map(({ vector, at }, k) => {
        if (k === cut % items.length) state = restarted(state);
        return groupItem(state, vector, at);
      });
      expect(again).toEqual(decisions);
    }));
  });

  it('looks at no more matters than it may, however many share a feature', () => {
    const state = emptyState();
    for (let k = 0; k < 500; k += 1) {
      const [item] = drawn([{ features: [1, 1_000 + k, 2_000 + k, 3_000 + k, 4_000 + k, 5_000 + k], placed: false, place: null, gap: 0 }]);
      groupItem(state, item!.vector, k);
    }
    expect(state.matters.size).toBe(500);
    expect(state.trails.get(1)!.length).toBeLessThanOrEqual(60);
  });

  it('is found by its heaviest features only', () => {
    const vector = read('云栖花园旁边搅拌站噪音扰民', stories()[0]!.body);
    expect(keysOf(vector)).toHaveLength(GROUPING.keys);
    expect([...vector.values].every((v, k, all) => k === 0 || v <= all[k - 1]!)).toBe(true);
    expect(vector.places).toContain('云栖花园');
  });
});
