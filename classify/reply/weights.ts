import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { YuqingError } from '../../model/index.ts';
import { MEASURES } from './measures.ts';
import type { Meeting } from './relevance.ts';

/** A logistic judgement over a few named numbers; each is standardised first. */
const headSchema = z.object({
  bias: z.number(),
  terms: z.array(z.object({ name: z.string(), mean: z.number(), scale: z.number().positive(), weight: z.number() })).max(20),
});
export type Head = z.infer<typeof headSchema>;

export const MEETING_NUMBERS = ['cosine', 'named', 'runs', 'pairs'] as const;
export const meetingNumbers = ({ cosine, named, runs, pairs }: Meeting): Record<(typeof MEETING_NUMBERS)[number], number> => ({ cosine, named, runs, pairs });

const overMeasures = headSchema.refine((h) => h.terms.every((t) => (MEASURES as readonly string[]).includes(t.name)));
const weightsSchema = z.object({
  format: z.literal(1), version: z.string().min(1), trainedOn: z.object({ rows: z.number(), pairs: z.number() }),
  complete: overMeasures, explained: overMeasures,
  relevance: headSchema.refine((h) => h.terms.every((t) => (MEETING_NUMBERS as readonly string[]).includes(t.name))),
});
export type ReplyWeights = z.infer<typeof weightsSchema>;

export const REPLY_WEIGHTS = fileURLToPath(new URL('../weights/reply.json', import.meta.url));

let shipped: ReplyWeights | undefined;

/**
 * The shipped weights, read once, or those of another file.
 * @throws MODEL_MISSING, MODEL_DAMAGED
 */
export function loadReplyWeights(file?: string): ReplyWeights {
  return file === undefined ? (shipped ??= read(REPLY_WEIGHTS)) : read(file);
}

function read(file: string): ReplyWeights {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new YuqingError('MODEL_MISSING', `缺少答复质量的权重文件:${file}`, '请重新安装 yuqing', { cause: error });
  }
  try {
    return weightsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new YuqingError('MODEL_DAMAGED', `答复质量的权重读不懂(${file})`, '请重新安装 yuqing,或用 yuqing train --replies 重新拟合', { cause: error });
  }
}

/** Probability of yes, 0–1. */
export function weigh(head: Head, numbers: Readonly<Record<string, number>>): number {
  let sum = head.bias;
  for (const { name, mean, scale, weight } of head.terms) sum += (((numbers[name] ?? 0) - mean) / scale) * weight;
  return 1 / (1 + Math.exp(-sum));
}
