import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readData } from '../../profiles/read.ts';
import { PAIRS, pairsOf } from './bigrams.ts';

/** A logistic model of "speaks of a policy or measure" over pairs of characters; ids hashed, so no words of people stand in it. */
const gateSchema = z.object({ format: z.literal(1), bias: z.number(), scale: z.number().positive(), pairs: z.array(z.number().int().min(0).max(PAIRS - 1)), weights: z.array(z.number().int().min(-127).max(127)) })
  .refine((gate) => gate.pairs.length === gate.weights.length, 'pairs 与 weights 个数不同');
export type PolicyGate = z.infer<typeof gateSchema>;

const GATE_FILE = 'policy.json';
const SHIPPED = fileURLToPath(new URL(`../weights/${GATE_FILE}`, import.meta.url));

/** `odds(text)`: calibrated only by the balance of its classes, 0–1. */
export function gateOf({ bias, scale, pairs, weights }: PolicyGate): (text: string) => number {
  const table = new Float32Array(PAIRS);
  const known = new Uint8Array(PAIRS);
  pairs.forEach((pair, k) => {
    table[pair] = weights[k]! * scale;
    known[pair] = 1;
  });
  return (text) => {
    let sum = 0;
    let n = 0;
    for (const pair of pairsOf(text)) {
      sum += table[pair]!;
      n += known[pair]!;
    }
    return 1 / (1 + Math.exp(-(bias + (n > 0 ? sum / Math.sqrt(n) : 0))));
  };
}

let shipped: ((text: string) => number) | undefined;

/** Probability that a text speaks of a policy or measure, by the shipped weights; read once. @throws YuqingError MODEL_DAMAGED */
export const policyOdds = (text: string): number => (shipped ??= gateOf(readData(SHIPPED, gateSchema, 'MODEL_DAMAGED')))(text);

export const writePolicyGate = (dir: string, gate: PolicyGate): void => writeFileSync(join(dir, GATE_FILE), `${JSON.stringify(gate)}\n`);
