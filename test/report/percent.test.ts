import { array, assert, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrow, change, ratio, shares } from '../../report/percent.ts';

describe('shares', () => {
  it('add up to exactly 100.00 and each is within 0.01 of the truth', () => {
    expect(() => assert(property(array(nat(1_000_000), { minLength: 1, maxLength: 40 }), (counts) => {
      const total = counts.reduce((a, b) => a + b, 0);
      const parts = shares(counts);
      if (total === 0) return parts.every((p) => p === null);
      return parts.map((p) => Math.round(p! * 100)).reduce((a, b) => a + b, 0) === 10_000
        && parts.every((p, i) => Math.abs(p! - (counts[i]! * 100) / total) < 0.01 && (counts[i] !== 0 || p === 0));
    }))).not.toThrow();
  });

  it('give what is left to the largest remainders', () => {
    expect(shares([1, 1, 1])).toEqual([33.34, 33.33, 33.33]);
    expect(shares([2, 1])).toEqual([66.67, 33.33]);
    expect(shares([])).toEqual([]);
  });
});

describe('words for numbers', () => {
  it('show what a rate is made of', () => {
    expect(ratio(31, 214)).toBe('14.49%（31/214）');
    expect(ratio(0, 0)).toBe('—（0/0）');
    expect(ratio(5, 5)).toBe('100.00%（5/5）');
  });

  it('give no percentage over a small or empty week', () => {
    expect(change(214, 190)).toBe('比上周增加24件，升12.63%（24/190）');
    expect(change(5, 10)).toBe('比上周减少5件，降50.00%（5/10）');
    expect(change(12, 9)).toBe('比上周增加3件（上周不足10件，不计百分比）');
    expect(change(3, 0)).toBe('上周为0，无环比');
    expect(change(0, 0)).toBe('与上周同为0');
    expect(change(7, 7)).toBe('与上周持平');
    expect([arrow(3, 1), arrow(1, 3), arrow(2, 2)]).toEqual(['↑2', '↓2', '→']);
  });
});
