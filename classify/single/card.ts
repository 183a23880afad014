import { z } from 'zod';
import { SINGLE_SPACE } from './features.ts';

/** What tells a single-head model from one of five heads. */
export const SINGLE_FORMAT = 'single-1';

/** What stands beside the weights: the labels, what made them, how the scores become probabilities. */
export const singleCardSchema = z.object({
  format: z.literal(SINGLE_FORMAT),
  name: z.string().min(1),
  version: z.string().min(1),
  labels: z.array(z.string().min(1)).min(2),
  /** Rows learned from, per label, and rows put aside. */
  rows: z.array(z.number().int().nonnegative()),
  rejected: z.number().int().nonnegative(),
  seed: z.number().int(),
  space: z.literal(SINGLE_SPACE),
  features: z.number().int().positive(),
  /** Raw texts are brought to the form of segmented ones: only words of the vocabulary count (units.ts). */
  segmented: z.boolean(),
  recipe: z.object({ kind: z.enum(['margin', 'ratio']), c: z.number(), balance: z.number() }),
  /** On rows held back while the recipe was chosen; a little too good, because the recipe was chosen by them. */
  heldBack: z.object({ n: z.number(), accuracy: z.number(), macroF1: z.number() }),
  temperature: z.number().positive(),
  scale: z.array(z.number()),
  bias: z.array(z.number()),
}).refine((card) => [card.rows, card.scale, card.bias].every((list) => list.length === card.labels.length), 'one entry per label')
  .refine((card) => new Set(card.labels).size === card.labels.length, 'labels stand once');
export type SingleCard = z.infer<typeof singleCardSchema>;
