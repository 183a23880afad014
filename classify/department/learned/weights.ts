import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { YuqingError } from '../../../model/index.ts';
import { SPACE } from '../../features.ts';
import type { TrainedUnits } from './train.ts';
import { featureProbe } from './vector.ts';

const share = z.number().min(0).max(1);
const cardSchema = z.object({
  format: z.literal('departments-1'),
  version: z.string().min(1),
  day: z.iso.date(),
  /** Names of that day, most orders first. */
  units: z.array(z.string().min(1)).min(2).max(2_000),
  learnedFrom: z.number().int().positive(),
  features: z.number().int().positive().max(SPACE),
  /** The recipe of features it learned from. */
  probe: z.string(),
  temperature: z.number().positive(),
  /** Confidence from which it proposes; null where no confidence was worth it. */
  trustAbove: share.nullable(),
  /** What it reached on the latest orders, before it learned from these too. */
  figures: z.object({ n: z.number().int(), accuracy: share, macroF1: share, proposed: z.object({ share, accuracy: share }) }),
  scale: z.array(z.number()),
  bias: z.array(z.number()),
}).refine((c) => c.scale.length === c.units.length && c.bias.length === c.units.length);
export type DepartmentCard = z.infer<typeof cardSchema>;

/** Weights as they are used: `slot[feature]` is its row of one int8 per unit, or -1. */
export interface DepartmentWeights {
  card: DepartmentCard;
  slot: Int32Array;
  idf: Float32Array;
  rows: Int8Array;
}

const CARD = 'departments.json';
const BYTES = 'departments.bin';
const MOST_FEATURES = 60_000;

/** Layout of departments.bin: features × uint32 id, features × float32 idf, features × units × int8. */
export function writeDepartments(dir: string, card: Omit<DepartmentCard, 'format' | 'probe' | 'features' | 'scale' | 'bias'>, { idf, columns }: TrainedUnits): DepartmentCard {
  const known = [...idf.keys()].filter((f) => idf[f]! > 0);
  // What a feature adds to a score when it stands in an order, times how often it does.
  const strength = (f: number) => idf[f]! * Math.exp(-idf[f]! / 2) * columns.reduce((most, c) => Math.max(most, Math.abs(c[f]!)), 0);
  const ids = Uint32Array.from(known.map((f) => ({ f, s: strength(f) })).sort((a, b) => b.s - a.s || a.f - b.f).slice(0, MOST_FEATURES).map(({ f }) => f)).sort();
  const scale = columns.map((c) => ids.reduce((most, f) => Math.max(most, Math.abs(c[f]!)), 0) / 127 || 1);
  const rows = new Int8Array(ids.length * columns.length);
  ids.forEach((f, k) => columns.forEach((c, u) => { rows[k * columns.length + u] = Math.round(c[f]! / scale[u]!); }));
  const whole: DepartmentCard = { format: 'departments-1', ...card, probe: featureProbe(), features: ids.length, scale, bias: columns.map((c) => c[SPACE]!) };
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, BYTES), Buffer.concat([ids, Float32Array.from(ids, (f) => idf[f]!), rows].map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength))));
  writeFileSync(join(dir, CARD), `${JSON.stringify(whole, null, 1)}\n`);
  return whole;
}

/**
 * Reads a department model's directory.
 * @throws YuqingError MODEL_MISSING, MODEL_DAMAGED
 */
export function readDepartments(dir: string): DepartmentWeights {
  const again = '请重新运行 yuqing train --departments,或从辖区配置里去掉 department_model';
  const read = (name: string) => {
    try {
      return readFileSync(join(dir, name));
    } catch (error) {
      throw new YuqingError('MODEL_MISSING', `缺少部门模型文件:${join(dir, name)}`, again, { cause: error });
    }
  };
  const damaged = (why: string, cause?: unknown) => new YuqingError('MODEL_DAMAGED', `部门模型不可用(${dir}):${why}`, again, { cause });
  let card: DepartmentCard;
  const text = read(CARD).toString('utf8');
  try {
    card = cardSchema.parse(JSON.parse(text));
  } catch (error) {
    throw damaged(`说明文件 ${CARD} 读不懂,或与本版本不配`, error);
  }
  if (card.probe !== featureProbe()) throw damaged('它是用另一版的特征训练的');
  const bytes = read(BYTES);
  const [n, width] = [card.features, card.units.length];
  if (bytes.length !== n * (8 + width)) throw damaged(`${BYTES} 应为 ${n * (8 + width)} 字节,实为 ${bytes.length}`);
  // A copy, because a Buffer from the pool need not be aligned.
  const whole = new Uint8Array(bytes).buffer;
  const ids = new Uint32Array(whole, 0, n);
  const slot = new Int32Array(SPACE).fill(-1);
  for (let k = 0; k < n; k += 1) {
    if (ids[k]! >= SPACE) throw damaged(`${BYTES} 里有越界的特征`);
    slot[ids[k]!] = k;
  }
  return { card, slot, idf: new Float32Array(whole, 4 * n, n), rows: new Int8Array(whole, 8 * n, n * width) };
}
