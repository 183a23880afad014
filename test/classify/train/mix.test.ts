import { describe, expect, it } from 'vitest';
import { COLUMNS, HEADS, LEARNED_FLAGS, WIDTH } from '../../../classify/heads.ts';
import { loadModel } from '../../../classify/model.ts';
import { certainty } from '../../../classify/tier2/mix.ts';
import { seeded } from '../../../classify/train/random.ts';
import { fitMix, scorePairs, type Pair } from '../../../classify/train/mix.ts';

const own = { temperature: { category: 1, type: 1, urgency: 1, sentiment: 1 }, flagThreshold: LEARNED_FLAGS.map(() => 0), reviewBelow: 0.9 };
const identity = { name: 'test', version: '1', madeFor: { tier1: 'a', tier2: 'b' } };

/** Rows whose models are right with a given strength: scores are noise, and the label's stands out by so much. */
function rows(n: number, strength1: number, strength2: number): Pair[] {
  const random = seeded(7);
  const scores = (labels: Record<string, number>, strength: number) => {
    const columns = Float32Array.from({ length: WIDTH }, () => random() * 2);
    for (const head of ['category', 'type', 'urgency', 'sentiment'] as const) columns[COLUMNS[head] + labels[head]!]! += strength * random();
    return columns;
  };
  return Array.from({ length: n }, () => {
    const labels = { category: Math.floor(random() * 26), type: Math.floor(random() * 7), urgency: Math.floor(random() * 3), sentiment: Math.floor(random() * 3) };
    return { example: { text: '', labels, flags: LEARNED_FLAGS.map(() => (random() < 0.2 ? 1 : 0)), weight: 1 }, tier1: scores(labels, strength1), tier2: scores(labels, strength2) };
  });
}

describe('fitting the mix', () => {
  it('gives the better model the greater part, and sends no more than 30 % of the rows to tier 2', () => {
    const pairs = rows(150, 3, 6);
    const mix = fitMix(own, pairs, identity);
    expect(mix.weight.category).toBeGreaterThan(fitMix(own, rows(150, 6, 0), identity).weight.category + 0.1);
    const sent = pairs.filter((p) => certainty(p.tier1, 1) < mix.doubtBelow).length;
    expect(mix.fittedOn).toEqual({ dev: 150, doubted: sent });
    expect(sent).toBeGreaterThan(35);
    expect(sent).toBeLessThanOrEqual(45);
  });

  it('leaves a head alone that tier 2 does not better', () => {
    const pairs = rows(150, 4, 4).map((p) => ({ ...p, tier1: p.tier1.map((s, c) => (c === COLUMNS.urgency + p.example.labels.urgency ? 50 : s)) }));
    expect(fitMix(own, pairs, identity).weight.urgency).toBe(0);
  });

  it('says how sure it is in probabilities that hold: scores too bold are cooled', () => {
    const bold = rows(150, 3, 6).map((p) => ({ ...p, tier2: p.tier2.map((s) => s * 10) }));
    expect(fitMix(own, bold, identity).alone.temperature.category).toBeLessThan(fitMix(own, rows(150, 3, 6), identity).alone.temperature.category / 5);
  });

  it('is the same for the same rows', () => {
    expect(fitMix(own, rows(60, 3, 5), identity)).toEqual(fitMix(own, rows(60, 3, 5), identity));
  });

  it('pairs rows by what both models say of them; a text that nobody can judge is left out', async () => {
    const [readable] = rows(1, 1, 1);
    const score = async (text: string) => new Float32Array(WIDTH).fill(text.length);
    const pairs = await scorePairs(loadModel(), score, [{ ...readable!.example, text: '小区停水两天了' }, { ...readable!.example, text: '12345' }]);
    expect(pairs.map((p) => [p.example.text, p.tier2[0]])).toEqual([['小区停水两天了', 7]]);
    expect(pairs[0]!.tier1).toHaveLength(WIDTH);
    expect(HEADS.category).toHaveLength(26);
  });
});
