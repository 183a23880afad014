import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { YuqingError } from '../model/index.ts';
import { hashesOf, tableOf, type RowTable } from './row-table.ts';
import { WIDTH } from './heads.ts';

/** What stands beside the weights: who they are, what made them, how their scores become probabilities. */
const modelCardSchema = z.object({
  format: z.literal(2),
  name: z.string().min(1),
  version: z.string().min(1),
  trainedOn: z.record(z.string(), z.number()),
  seed: z.number(),
  features: z.number().int().positive(),
  width: z.literal(WIDTH),
  /** Per head: score × temperature → softmax. Flags: [slope, offset] → sigmoid. */
  temperature: z.object({ category: z.number(), type: z.number(), urgency: z.number(), sentiment: z.number() }),
  flagThreshold: z.array(z.number()),
  /** Below this confidence a person should look. */
  reviewBelow: z.number(),
  /** Weights are int8 × scale, per column. */
  scale: z.array(z.number()).length(WIDTH),
  bias: z.array(z.number()).length(WIDTH),
});
export type ModelCard = z.infer<typeof modelCardSchema>;

/** Weights as they are used: `rowOf(table, feature)` says where in `rows` a feature stands. */
export interface Weights {
  card: ModelCard;
  table: RowTable;
  idf: Float32Array;
  rows: Int8Array;
}

const CARD = 'model.json';
const BYTES = 'weights.bin';

/** Layout of weights.bin: features × int32 hash, features × float32 idf, features × WIDTH × int8. */
export function writeWeights(dir: string, card: ModelCard, hashes: Int32Array, idf: Float32Array, rows: Int8Array): void {
  writeFileSync(join(dir, BYTES), bytesOf(hashes, idf, rows));
  writeFileSync(join(dir, CARD), cardText(card));
}

/** The two files of a model that stands, to be kept elsewhere than in a directory. */
export function packBytes(weights: Weights): { card: string; bytes: Buffer } {
  return { card: cardText(weights.card), bytes: bytesOf(hashesOf(weights.table, weights.card.features), weights.idf, weights.rows) };
}

const cardText = (card: ModelCard): string => `${JSON.stringify(card, null, 1)}\n`;
const bytesOf = (...arrays: (Int32Array | Float32Array | Int8Array)[]): Buffer => Buffer.concat(arrays.map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength)));

/**
 * Reads a model's directory.
 * @throws YuqingError MODEL_MISSING, MODEL_DAMAGED
 */
export function readWeights(dir: string): Weights {
  const read = (name: string) => {
    try {
      return readFileSync(join(dir, name));
    } catch (error) {
      throw new YuqingError('MODEL_MISSING', `缺少研判模型文件:${join(dir, name)}`, '请重新安装 yuqing;若设了 MODEL_DIR,请核对该目录', { cause: error });
    }
  };
  return weightsOf(read(CARD).toString('utf8'), read(BYTES), dir);
}

/**
 * Weights from the two files of a model. @param where named in errors
 * @throws YuqingError MODEL_DAMAGED
 */
export function weightsOf(cardJson: string, bytes: Buffer, where: string): Weights {
  const damaged = (why: string, cause?: unknown) => new YuqingError('MODEL_DAMAGED', `研判模型不可用(${where}):${why}`, '请重新安装 yuqing,或运行 yuqing train 重新训练', { cause });
  let card: ModelCard;
  try {
    card = modelCardSchema.parse(JSON.parse(cardJson));
  } catch (error) {
    throw damaged('说明文件 model.json 读不懂,或与本版本不配', error);
  }
  const n = card.features;
  if (bytes.length !== n * (8 + WIDTH)) throw damaged(`weights.bin 应为 ${n * (8 + WIDTH)} 字节,实为 ${bytes.length}`);
  // A copy, because a Buffer from the pool need not be aligned.
  const whole = new Uint8Array(bytes).buffer;
  const table = tableOf(new Int32Array(whole, 0, n));
  if (table === null) throw damaged('weights.bin 里有重复的特征');
  return { card, table, idf: new Float32Array(whole, 4 * n, n), rows: new Int8Array(whole, 8 * n, n * WIDTH) };
}
