import { YuqingError } from '../../../model/index.ts';
import { trustAbove, unitFigures, unitTemperature, type UnseenOrder } from './calibrate.ts';
import { historyOf, LEAST_ORDERS, type DispatchedOrder } from './history.ts';
import { trainUnits, unitScores } from './train.ts';
import { countOrder } from './vector.ts';
import { writeDepartments, type DepartmentCard } from './weights.ts';

export interface MakeDepartmentsOptions {
  out: string;
  version: string;
  /** YYYY-MM-DD: units are learned under their names of that day. */
  day: string;
  seed: number;
  leastOrders?: number;
  onProgress?: (note: string) => void;
}

/** The latest share of the history is held back once, to calibrate and to measure; what is written learned from all. */
const HELD = 0.2;
const LEAST_HISTORY = 300;

/**
 * Learns whose orders were whose from a jurisdiction's own history, measures on its latest fifth, writes.
 * @throws YuqingError LABELS_TOO_FEW where there is too little to learn from
 */
export function makeDepartments(orders: readonly DispatchedOrder[], opts: MakeDepartmentsOptions): DepartmentCard {
  const tell = opts.onProgress ?? (() => {});
  const history = historyOf(orders, opts.day, opts.leastOrders);
  const { units } = history;
  if (units.length < 2 || history.orders.length < LEAST_HISTORY) {
    throw new YuqingError('LABELS_TOO_FEW', `可学的派单只有 ${history.orders.length} 件、${units.length} 个单位`, `至少要 ${LEAST_HISTORY} 件、两个各有 ${opts.leastOrders ?? LEAST_ORDERS} 件以上的单位`);
  }
  tell(`${history.orders.length} 件,${units.length} 个单位;另有 ${history.leftOut} 件没有文字、没有单位或单位太少见`);
  const counted = history.orders.map((o) => countOrder(o.text, o.categoryPath));
  const unitOf = history.orders.map((o) => o.unit);
  const cut = Math.floor(history.orders.length * (1 - HELD));
  const progress = (what: string) => (done: number) => { if (done % 10 === 0 || done === units.length) tell(`${what}:${done}/${units.length} 个单位`); };

  const earlier = trainUnits(counted.slice(0, cut), unitOf.slice(0, cut), units.length, opts.seed, progress('测量用'));
  const unseen: UnseenOrder[] = counted.slice(cut).map((c, k) => ({ scores: unitScores(earlier, c), unit: unitOf[cut + k]! }));
  // One half sets the threshold, the other says what it is worth.
  const [tuning, measured] = [unseen.filter((_, k) => k % 2 === 0), unseen.filter((_, k) => k % 2 === 1)];
  const temperature = unitTemperature(tuning);
  const threshold = trustAbove(tuning, temperature);
  const figures = { ...unitFigures(unseen, temperature, threshold), proposed: unitFigures(measured, temperature, threshold).proposed };

  const trained = trainUnits(counted, unitOf, units.length, opts.seed, progress('正式'));
  return writeDepartments(opts.out, { version: opts.version, day: opts.day, units, learnedFrom: history.orders.length, temperature, trustAbove: threshold, figures }, trained);
}
