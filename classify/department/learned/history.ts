import { fullUnitName, unitNameAt } from '../../../profiles/load.ts';

/** An order that somebody had dispatched. */
export interface DispatchedOrder {
  /** Title and the citizen's own words, without the answers below them. */
  text: string;
  categoryPath: readonly string[];
  unit: string;
  at: Date;
}

export interface History {
  /** In the order of time. */
  orders: { text: string; categoryPath: readonly string[]; unit: number }[];
  units: string[];
  /** Orders of units too rare to learn. */
  leftOut: number;
}

/** A unit with fewer orders is not learned. */
export const LEAST_ORDERS = 30;

/**
 * Orders to learn from: units under their full names of `day`, so that what was 工商局 and 质监局 is one; orders
 * without words or unit, and units with fewer than `least` orders, left out.
 */
export function historyOf(orders: readonly DispatchedOrder[], day: string, least = LEAST_ORDERS): History {
  const named = orders.map((o) => ({ ...o, unit: nameOf(o, day) })).filter((o) => o.unit !== '' && o.text.trim() !== '');
  const counts = new Map<string, number>();
  for (const { unit } of named) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  const units = [...counts].filter(([, n]) => n >= least).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([unit]) => unit);
  const place = new Map(units.map((unit, k) => [unit, k]));
  const kept = named.filter((o) => place.has(o.unit)).sort((a, b) => a.at.getTime() - b.at.getTime());
  return { orders: kept.map(({ text, categoryPath, unit }) => ({ text, categoryPath, unit: place.get(unit)! })), units, leftOut: orders.length - kept.length };
}

const nameOf = ({ unit, text }: DispatchedOrder, day: string): string => fullUnitName(unitNameAt(unit.trim(), day, { text }).names[0]!);
