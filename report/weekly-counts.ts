import type { Volume } from '../db/report-figures.ts';
import type { WeeklyFigures } from './weekly-figures.ts';

/** Sums of figures that more than one section tells. */

export const sum = <T>(rows: readonly T[], value: (row: T) => number): number => rows.reduce((n, row) => n + value(row), 0);

/** 有效件 of both kinds. */
export function effective(volume: readonly Volume[]): number {
  return sum(volume, (v) => v.distinct);
}

export interface OnTime {
  due: number;
  onTime: number;
  late: number;
  undone: number;
}

/** The figures of punctuality over some of the rows. */
export function onTimeOf(rows: readonly OnTime[]): OnTime {
  return {
    due: sum(rows, (r) => r.due), onTime: sum(rows, (r) => r.onTime), late: sum(rows, (r) => r.late), undone: sum(rows, (r) => r.undone),
  };
}

/** The rows that make the rate: what was old when it came, and what was set apart, are told apart. */
export function binding(figures: WeeklyFigures) {
  return figures.punctuality.filter((p) => !p.historical && !p.apart);
}
