import { countFigures } from './elements.ts';
import { signs, textOf } from './pieces.ts';
import type { ReplyFacts } from './facts.ts';

/** The numbers by which an answer is weighed. */
export const MEASURES = ['length', 'asks', 'alone', 'figures', 'found', 'verdict', 'cause', 'basis', 'limit', 'evasive', 'turnedBack'] as const;
export type MeasureName = (typeof MEASURES)[number];
export type Measures = Record<MeasureName, number>;

/** Counts as logarithms: the tenth figure says less than the first. */
export function measuresOf({ answer, substance, length, asks, elements, reasons, evasions }: ReplyFacts): Measures {
  const log = Math.log1p;
  const evasive = evasions.reduce((n, e) => n + signs(textOf(answer.text, e)), 0);
  return {
    length: log(length), asks: log(asks.length), alone: Number(evasions.some((e) => e.alone)), figures: log(countFigures(substance)),
    found: Number(elements.found !== null), verdict: Number(elements.verdict !== null),
    cause: log(reasons.成因.length), basis: log(reasons.依据.length), limit: log(reasons.制约.length),
    evasive: Math.min(1, evasive / Math.max(1, length)), turnedBack: Number(evasions.some((e) => e.kind === '推给来信人')),
  };
}
