import { describe, expect, it } from 'vitest';
import { HEAT, heatOf } from '../../../classify/topics/heat.ts';

const DAY = 86_400_000;

describe('heat of a topic', () => {
  it('counts items, votes by doublings, and fades by half-lives', () => {
    expect(heatOf([{ at: 0, interactions: 0 }], 0)).toBe(1);
    expect(heatOf([{ at: 0, interactions: 0 }], HEAT.halfLifeDays * DAY)).toBe(0.75);
    expect(heatOf([{ at: 0, interactions: 3 }], 0)).toBe(2);
    expect(heatOf([{ at: 0, interactions: 0 }, { at: 0, interactions: 1 }], 0)).toBe(2.5);
  });

  it('takes other weights, and neither the future nor votes below nothing for more', () => {
    expect(heatOf([{ at: 0, interactions: 7 }], 0, { ...HEAT, interaction: 0 })).toBe(1);
    expect(heatOf([{ at: 0, interactions: 0 }], 10 * DAY, { ...HEAT, fading: 1, halfLifeDays: 10 })).toBe(0.5);
    expect(heatOf([{ at: DAY, interactions: -5 }], 0)).toBe(1);
    expect(heatOf([], 0)).toBe(0);
  });
});
