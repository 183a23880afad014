import { createRequire } from 'node:module';
import { YuqingError } from '../../model/index.ts';
import type { Output } from './layout.ts';

/** The optional peer that runs the model. Named apart, so that neither type check nor bundler needs it to be there. */
const PACKAGE: string = '@huggingface/transformers';

/** How to get it, with network and without (docs/models.md). */
export const HOW_TO_INSTALL = `在 yuqing 的目录运行 npm install --no-save -O --ignore-scripts ${PACKAGE}@4;断网的机器见 docs/models.md“离线安装”`;

/** The part of it that is used. */
export interface Transformers {
  env: { allowRemoteModels: boolean; useFSCache: boolean };
  AutoTokenizer: { from_pretrained(dir: string, options: object): Promise<{ encode(text: string): number[] }> };
  AutoModel: { from_pretrained(dir: string, options: object): Promise<(inputs: object) => Promise<Record<string, Output>>> };
  Tensor: new (type: 'int64', data: BigInt64Array, dims: number[]) => object;
}

export function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve(PACKAGE);
    return true;
  } catch {
    return false;
  }
}

export const notInstalled = (): YuqingError => new YuqingError('MODEL_MISSING', `第二级模型要用的 ${PACKAGE} 没有安装`, HOW_TO_INSTALL);

/** Its code takes a quarter of a second and much memory: call it where the model is needed and not before. */
export async function importTransformers(): Promise<Transformers> {
  const transformers = await import(PACKAGE) as Transformers;
  // Never a download, and nothing written into node_modules.
  transformers.env.allowRemoteModels = false;
  transformers.env.useFSCache = false;
  return transformers;
}
