import { SPACE, type Vector } from '../../features.ts';
import { trainSvm } from '../../train/svm.ts';
import { weighOrder, type CountedOrder } from './vector.ts';

export interface TrainedUnits {
  idf: Float32Array;
  /** One column per unit: weights over the feature space, the bias last. */
  columns: Float32Array[];
}

/** A feature must stand in this many orders: rarer ones could carry a name. */
const MIN_ORDERS = 3;
const SETTINGS = { c: 0.5, epochs: 12 };

/** One linear SVM per unit against the others (svm.ts); seeds make it the same again. */
export function trainUnits(counted: readonly CountedOrder[], unitOf: readonly number[], units: number, seed: number, onUnit?: (done: number) => void): TrainedUnits {
  const idf = inverseFrequency(counted);
  const vectors = counted.map((c) => weighOrder(c, (id) => idf[id]!));
  const cost = new Float32Array(vectors.length).fill(1);
  const columns = Array.from({ length: units }, (_, unit) => {
    const y = Int8Array.from(unitOf, (u) => (u === unit ? 1 : -1));
    const column = trainSvm(vectors, y, cost, SPACE, { ...SETTINGS, seed: seed + unit });
    onUnit?.(unit + 1);
    return column;
  });
  return { idf, columns };
}

function inverseFrequency(counted: readonly CountedOrder[]): Float32Array {
  const df = new Int32Array(SPACE);
  for (const { ids } of counted) for (const id of ids) df[id]! += 1;
  return Float32Array.from(df, (n) => (n >= MIN_ORDERS ? Math.log((1 + counted.length) / (1 + n)) + 1 : 0));
}

/** Scores of one order, one per unit. */
export function unitScores({ idf, columns }: TrainedUnits, counted: CountedOrder): Float32Array {
  const { ids, values }: Vector = weighOrder(counted, (id) => idf[id]!);
  return Float32Array.from(columns, (column) => {
    let score = column[SPACE]!;
    for (let k = 0; k < ids.length; k += 1) score += values[k]! * column[ids[k]!]!;
    return score;
  });
}
