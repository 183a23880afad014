import { countFigures, countMeasures } from './elements.ts';
import { signs, textOf } from './pieces.ts';
import type { ReplyFacts } from './facts.ts';

/** The numbers by which an answer is weighed, in the order of the weights. */
export const MEASURES = [
  'length', 'sentences', 'figures', 'found', 'measures', 'verdict', 'unit', 'phone', 'answered', 'asks', 'named',
  'cause', 'basis', 'plan', 'limit', 'course', 'evasive', 'turnedBack',
] as const;
export type MeasureName = (typeof MEASURES)[number];
export type Measures = Record<MeasureName, number>;

/** Counts as logarithms: the tenth figure says less than the first. */
export function measuresOf(facts: ReplyFacts): Measures {
  const { answer, substance, asks, elements, reasons, evasions } = facts;
  const evasive = evasions.reduce((n, e) => n + signs(textOf(answer.text, e)), 0);
  const log = Math.log1p;
  return {
    length: log(facts.length), sentences: log(answer.substance.length), figures: log(countFigures(substance)),
    found: Number(elements.found !== null), measures: log(countMeasures(substance)), verdict: Number(elements.verdict !== null),
    unit: Number(elements.unit !== null), phone: Number(elements.phone !== null || answer.contact !== null),
    answered: asks.length === 0 ? 1 : asks.filter((a) => a.answered).length / asks.length, asks: log(asks.length), named: facts.meeting.named,
    cause: log(reasons.成因.length), basis: log(reasons.依据.length), plan: log(reasons.方案.length), limit: log(reasons.制约.length), course: log(reasons.经过.length),
    evasive: facts.length === 0 ? 1 : Math.min(1, evasive / Math.max(1, facts.length)), turnedBack: Number(evasions.some((e) => e.kind === '推给来信人')),
  };
}
