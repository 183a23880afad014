import { countFeatures, occurrences, wordFeature, type Vector } from '../../features.ts';

/** The features of one order, counted. */
export type CountedOrder = ReturnType<typeof countFeatures>;

/** Features of its words, and of the categories that the source system had given it, where it had. */
export function countOrder(text: string, categoryPath: readonly string[]): CountedOrder {
  const words = countFeatures(occurrences(text));
  if (categoryPath.length === 0) return words;
  const levels = categoryPath.map((name, level) => wordFeature(`\u0001${level}${name}`));
  return { ids: Int32Array.from([...words.ids, ...levels]), tf: Uint16Array.from([...words.tf, ...levels.map(() => 1)]) };
}

/** Sublinear tf × idf, unit length; features that `idfOf` does not know (0) drop out. */
export function weighOrder({ ids, tf }: CountedOrder, idfOf: (id: number) => number): Vector {
  const kept: number[] = [];
  const values: number[] = [];
  let norm = 0;
  ids.forEach((id, k) => {
    const value = idfOf(id) * (1 + Math.log(tf[k]!));
    if (value === 0) return;
    kept.push(id);
    values.push(value);
    norm += value * value;
  });
  const scale = norm > 0 ? 1 / Math.sqrt(norm) : 0;
  return { ids: Int32Array.from(kept), values: Float32Array.from(values, (v) => v * scale) };
}

/** Names a recipe of features: a model that learned from others than these must not judge by these. */
export function featureProbe(): string {
  const { ids } = countOrder('市民来电反映:青年路23号路灯坏了,请核实处理ABC', ['部件', '路灯']);
  return [...ids].sort((a, b) => a - b).reduce((h, id) => Math.imul(h ^ id, 0x01000193) >>> 0, 0x811c9dc5).toString(16);
}
