import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { YuqingError } from '../../model/index.ts';
import { COLUMNS, HEADS, HEAD_NAMES, LEARNED_FLAGS } from '../heads.ts';

/** How two models become one: made by `yuqing train --mix` from development rows that neither learned from. */
const calibrationSchema = z.object({
  temperature: z.object({ category: z.number(), type: z.number(), urgency: z.number(), sentiment: z.number() }),
  flagThreshold: z.array(z.number()).length(LEARNED_FLAGS.length),
  reviewBelow: z.number(),
});
const share = z.number().min(0).max(1);
const mixSchema = z.object({
  format: z.literal(1),
  name: z.string().min(1),
  version: z.string().min(1),
  /** Of which weights the figures are: fingerprints (fingerprint.ts). With others they are a guess. */
  madeFor: z.object({ tier1: z.string(), tier2: z.string() }),
  fittedOn: z.record(z.string(), z.number()),
  /** Tier 1's calibrated log odds of its first category over its second; below this tier 2 is asked. */
  doubtBelow: z.number(),
  /** Tier 2's part in each head's scores, 0–1; tier 1's scores, × its temperature, have the rest. Flags are tier 1's. */
  weight: z.object({ category: share, type: share, urgency: share, sentiment: share }),
  /** Of the mixed scores, its `reviewBelow` for the rows that stay with tier 1 too; and of tier 2's scores alone. */
  mixed: calibrationSchema,
  alone: calibrationSchema,
});
export type Mix = z.infer<typeof mixSchema>;

export const MIX_FILE = 'mix.json';
const SHIPPED_MIX = fileURLToPath(new URL(`./${MIX_FILE}`, import.meta.url));

/**
 * The mix that stands beside a model, or the shipped one where none does.
 *
 * @throws YuqingError MODEL_MISSING, MODEL_DAMAGED
 */
export function readMix(dir: string | null): Mix {
  for (const file of dir === null ? [SHIPPED_MIX] : [join(dir, MIX_FILE), SHIPPED_MIX]) {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      throw error;
    }
    try {
      return mixSchema.parse(JSON.parse(text));
    } catch (error) {
      throw new YuqingError('MODEL_DAMAGED', `两级混合的参数读不懂:${file}`, '请重新安装 yuqing,或运行 yuqing train --mix 重新求得', { cause: error });
    }
  }
  throw new YuqingError('MODEL_MISSING', `缺少两级混合的参数:${SHIPPED_MIX}`, '请重新安装 yuqing,或运行 yuqing train --mix 重新求得');
}

/** Tier 1's calibrated log odds of its first category over its second: 0 is a draw. */
export function certainty(columns: Float32Array, temperature: number): number {
  let [first, second] = [-Infinity, -Infinity];
  for (let k = COLUMNS.category; k < COLUMNS.category + HEADS.category.length; k += 1) {
    const score = columns[k]!;
    if (score > first) [first, second] = [score, first];
    else if (score > second) second = score;
  }
  return (first - second) * temperature;
}

/** Scores of both in one: log-linear, (1 − w) · temperature · tier 1 + w · tier 2, head by head; flags stay tier 1's. */
export function blend(tier1: Float32Array, tier2: Float32Array, weight: Mix['weight'], temperature: Mix['mixed']['temperature']): Float32Array {
  const mixed = tier1.slice();
  for (const head of HEAD_NAMES) {
    const w = weight[head];
    for (let c = COLUMNS[head]; c < COLUMNS[head] + HEADS[head].length; c += 1) mixed[c] = (1 - w) * temperature[head] * tier1[c]! + w * tier2[c]!;
  }
  return mixed;
}
