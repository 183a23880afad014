import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadReplyWeights, weigh } from '../../../classify/reply/weights.ts';

const file = (body: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'yuqing-reply-')), 'reply.json');
  writeFileSync(path, body);
  return path;
};

describe('loadReplyWeights', () => {
  it('brings the shipped ones: few numbers each, so that a judgement can be told in words', () => {
    const shipped = loadReplyWeights();
    for (const head of [shipped.complete, shipped.explained, shipped.relevance]) expect(head.terms.length).toBeLessThanOrEqual(20);
    const signs = (of: 'complete' | 'explained') => Object.fromEntries(shipped[of].terms.map((t) => [t.name, Math.sign(t.weight)]));
    expect(signs('complete')).toEqual({ length: 1, asks: -1, alone: -1 });
    expect(signs('explained')).toMatchObject({ cause: 1, basis: 1, limit: 1, evasive: -1, turnedBack: -1 });
  });

  it('tells a file that is missing from one that is damaged, or speaks of numbers that we do not take', () => {
    expect(() => loadReplyWeights('/nowhere/reply.json')).toThrow(expect.objectContaining({ code: 'MODEL_MISSING' }) as Error);
    expect(() => loadReplyWeights(file('{'))).toThrow(expect.objectContaining({ code: 'MODEL_DAMAGED' }) as Error);
    const strange = { ...loadReplyWeights(), complete: { bias: 0, terms: [{ name: 'colour', mean: 0, scale: 1, weight: 1 }] } };
    expect(() => loadReplyWeights(file(JSON.stringify(strange)))).toThrow(expect.objectContaining({ code: 'MODEL_DAMAGED' }) as Error);
    expect(loadReplyWeights(file(JSON.stringify(loadReplyWeights())))).toEqual(loadReplyWeights());
  });
});

it('weigh standardises each number and gives a probability', () => {
  const head = { bias: 0, terms: [{ name: 'length', mean: 4, scale: 2, weight: 3 }] };
  expect(weigh(head, { length: 4 })).toBe(0.5);
  expect(weigh(head, { length: 6 })).toBeCloseTo(1 / (1 + Math.exp(-3)), 12);
  expect(weigh(head, {})).toBeCloseTo(1 / (1 + Math.exp(6)), 12);
});
