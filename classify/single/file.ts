import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { YuqingError } from '../../model/index.ts';
import { singleCardSchema, SINGLE_FORMAT, type SingleCard } from './card.ts';
import { SINGLE_SPACE } from './features.ts';
import type { Dictionary } from './vector.ts';

/** A single-head model as it is used. */
export interface SingleWeights extends Dictionary {
  card: SingleCard;
  /** One row per feature, one column per label. */
  rows: Int8Array;
  /** One bit per hash of a word that it was taught, null where raw texts are taken as they are. */
  vocabulary: Uint8Array | null;
}

const CARD = 'model.json';
const BYTES = 'weights.bin';
const VOCABULARY_BYTES = SINGLE_SPACE / 8;

/** Layout of weights.bin: features × uint32 hash, features × float32 idf, features × labels × int8, vocabulary bits where segmented. */
export function writeSingle(dir: string, card: SingleCard, ids: Uint32Array, idf: Float32Array, rows: Int8Array, vocabulary: Uint8Array | null): void {
  try {
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, BYTES), Buffer.concat([ids, idf, rows, vocabulary ?? new Uint8Array()].map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength))));
    writeFileSync(join(dir, CARD), `${JSON.stringify(card, null, 1)}\n`);
  } catch (error) {
    throw new YuqingError('CONFIG_INVALID', `模型写不进 ${dir}(${(error as NodeJS.ErrnoException).code ?? String(error)})`, '请用 --out 指定一个可写、有空间的目录', { cause: error });
  }
}

/** Whether a directory holds a single-head model; false where it holds another one, or none that can be read. */
export function isSingleModel(dir: string): boolean {
  try {
    return (JSON.parse(readFileSync(join(dir, CARD), 'utf8')) as { format?: unknown } | null)?.format === SINGLE_FORMAT;
  } catch {
    return false;
  }
}

/**
 * Reads a single-head model.
 * @throws YuqingError MODEL_MISSING, MODEL_DAMAGED
 */
export function readSingle(dir: string): SingleWeights {
  const damaged = (why: string, cause?: unknown) => new YuqingError('MODEL_DAMAGED', `单头模型不可用(${dir}):${why}`, '请运行 yuqing train --labels 重新训练', { cause });
  const read = (name: string): Buffer => {
    try {
      return readFileSync(join(dir, name));
    } catch (error) {
      throw new YuqingError('MODEL_MISSING', `缺少模型文件:${join(dir, name)}`, '请核对 --model 的目录,或运行 yuqing train --labels 重新训练', { cause: error });
    }
  };
  let card: SingleCard;
  try {
    card = singleCardSchema.parse(JSON.parse(read(CARD).toString('utf8')));
  } catch (error) {
    if (error instanceof YuqingError) throw error;
    throw damaged('说明文件 model.json 读不懂,或与本版本不配', error);
  }
  const bytes = read(BYTES);
  const { features: n, labels, segmented } = card;
  const size = n * (8 + labels.length) + (segmented ? VOCABULARY_BYTES : 0);
  if (bytes.length !== size) throw damaged(`weights.bin 应为 ${size} 字节,实为 ${bytes.length}`);
  // A copy, because a Buffer from the pool need not be aligned.
  const whole = new Uint8Array(bytes).buffer;
  const slot = new Int32Array(SINGLE_SPACE).fill(-1);
  new Uint32Array(whole, 0, n).forEach((id, k) => {
    if (id >= SINGLE_SPACE) throw damaged('weights.bin 里有越界的特征');
    slot[id] = k;
  });
  const idf = new Float32Array(whole, 4 * n, n);
  if (!idf.every((v) => Number.isFinite(v) && v > 0)) throw damaged('weights.bin 里有不是数的权重');
  return { card, slot, idf, rows: new Int8Array(whole, 8 * n, n * labels.length), vocabulary: segmented ? new Uint8Array(whole, n * (8 + labels.length)) : null };
}
