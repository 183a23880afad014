import { describe, expect, it } from 'vitest';
import type { Measures } from '../../../classify/reply/measures.ts';
import { weigh } from '../../../classify/reply/weights.ts';
import { seeded } from '../../../classify/train/random.ts';
import { crossValidated, fitHead, fitReplyWeights, shuffled, type JudgedReply } from '../../../classify/train/reply.ts';

const nothing: Measures = { length: 0, asks: 0, alone: 0, figures: 0, found: 0, verdict: 0, cause: 0, basis: 0, limit: 0, evasive: 0, turnedBack: 0 };
const random = seeded(3);
/** Complete where long, explained where causes are given; nothing else means anything. */
const rows: JudgedReply[] = Array.from({ length: 200 }, () => {
  const measures = { ...nothing, length: random() * 8, cause: random() * 2, figures: random() * 3 };
  return { measures, complete: measures.length > 3, explained: measures.cause > 1 };
});

describe('fitting the judgements of an answer', () => {
  it('finds what decides, and gives what does not little weight', () => {
    const { complete, explained } = fitReplyWeights(rows, [], [], 'x');
    const weights = Object.fromEntries(explained.terms.map((t) => [t.name, t.weight]));
    expect(weights['cause']).toBeGreaterThan(10 * Math.abs(weights['figures']!));
    expect(rows.filter((r) => weigh(complete, r.measures) >= 0.5 === r.complete).length).toBeGreaterThan(180);
    expect(rows.filter((r) => weigh(explained, r.measures) >= 0.5 === r.explained).length).toBeGreaterThan(180);
  });

  it('yes and no count alike, however rare one of them is', () => {
    const rare = [...Array.from({ length: 95 }, () => ({ numbers: { a: 0 }, yes: true })), ...Array.from({ length: 5 }, () => ({ numbers: { a: 1 }, yes: false }))];
    const head = fitHead(rare, { names: ['a'], ridge: 0.1 });
    expect(weigh(head, { a: 0 }) + weigh(head, { a: 1 })).toBeCloseTo(1, 1);
  });

  it('a number that never varies has no say and does no harm', () => {
    const head = fitHead([{ numbers: { a: 1 }, yes: true }, { numbers: { a: 1 }, yes: false }], { names: ['a'], ridge: 1 });
    expect(weigh(head, { a: 1 })).toBeCloseTo(0.5, 6);
  });

  it('is measured on rows that it has not seen, the same for the same seed', () => {
    const measured = crossValidated(rows, 1);
    expect(measured).toEqual(crossValidated(rows, 1));
    expect(measured.complete).toBeGreaterThan(0.9);
    const coin = seeded(5);
    const noise = crossValidated(rows.map((r) => ({ ...r, complete: coin() > 0.5 })), 1);
    expect(noise.complete).toBeLessThan(0.65);
  });

  it('shuffled holds every place once', () => {
    expect(shuffled(50, 1).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(shuffled(50, 1)).not.toEqual(shuffled(50, 2));
  });
});
