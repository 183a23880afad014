import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLUMNS, WIDTH } from '../../../classify/heads.ts';
import { SHIPPED_WEIGHTS } from '../../../classify/model.ts';
import { SHIPPED_TIER2 } from '../../../classify/tier2/files.ts';
import { fingerprintOfTier1, fingerprintOfTier2 } from '../../../classify/tier2/fingerprint.ts';
import { blend, certainty, MIX_FILE, readMix } from '../../../classify/tier2/mix.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'yuqing-mix-'));
const columns = (values: Record<number, number>) => Object.entries(values).reduce((c, [k, v]) => { c[Number(k)] = v; return c; }, new Float32Array(WIDTH));

describe('the mix', () => {
  it('as shipped was made for the shipped weights: after yuqing train, yuqing train --mix', () => {
    const { madeFor, fittedOn } = readMix(null);
    expect(madeFor).toEqual({ tier1: fingerprintOfTier1(SHIPPED_WEIGHTS), tier2: fingerprintOfTier2(SHIPPED_TIER2) });
    expect(fittedOn['doubted']! / fittedOn['dev']!).toBeLessThanOrEqual(0.3);
  });

  it('beside a model wins; where none stands the shipped one is taken; one that cannot be read is told', () => {
    const dir = folder();
    expect(readMix(dir)).toEqual(readMix(null));
    writeFileSync(join(dir, MIX_FILE), JSON.stringify({ ...readMix(null), name: 'ours' }));
    expect(readMix(dir).name).toBe('ours');
    writeFileSync(join(dir, MIX_FILE), readFileSync(join(SHIPPED_WEIGHTS, 'model.json')));
    expect(() => readMix(dir)).toThrow(expect.objectContaining({ code: 'MODEL_DAMAGED', message: expect.stringContaining(join(dir, MIX_FILE)) as string }) as Error);
  });

  it('certainty is the distance of the first two categories, of no other head', () => {
    expect(certainty(columns({ 0: 3, 1: 5, 2: 4, [COLUMNS.type]: 90 }), 2)).toBe(2);
    expect(certainty(new Float32Array(WIDTH), 2)).toBe(0);
  });

  it('blends head by head and leaves flags to tier 1', () => {
    const [one, two] = [columns({ 0: 4, [COLUMNS.type]: 4, [COLUMNS.flags]: 1 }), columns({ 1: 8, [COLUMNS.type]: 8, [COLUMNS.flags]: 9 })];
    const mixed = blend(one, two, { category: 0.25, type: 0, urgency: 1, sentiment: 1 }, { category: 2, type: 0.5, urgency: 1, sentiment: 1 });
    expect([mixed[0], mixed[1], mixed[COLUMNS.type], mixed[COLUMNS.flags]]).toEqual([6, 2, 2, 1]);
    expect(one[0]).toBe(4);
  });
});
