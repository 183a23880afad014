import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { YuqingError } from '../../model/index.ts';
import { HEADS } from '../heads.ts';

/** The model that ships with the product, and its licence. */
export const SHIPPED_TIER2 = fileURLToPath(new URL('./model', import.meta.url));

/** What @huggingface/transformers loads from a directory under `dtype: 'q8'`. */
export const GRAPH = join('onnx', 'model_quantized.onnx');
const FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', GRAPH];

const configSchema = z.object({ id2label: z.record(z.string(), z.string()) });

export const wrongModel = (dir: string, why: string, cause?: unknown): YuqingError =>
  new YuqingError('MODEL_DAMAGED', `第二级模型不可用(${dir}):${why}`, '请换成随包模型那样的目录(docs/models.md“第二级”),或去掉 MODEL_DIR 用随包的', { cause });

/**
 * Looks at a directory before anything heavy is loaded from it.
 *
 * @returns the category labels in the order of the graph's output
 * @throws YuqingError MODEL_MISSING (a file is not there), MODEL_DAMAGED (config.json is not one of our categories)
 */
export function readTier2Labels(dir: string): string[] {
  for (const name of FILES) {
    if (!(statSync(join(dir, name), { throwIfNoEntry: false })?.isFile() ?? false)) {
      throw new YuqingError('MODEL_MISSING', `缺少第二级模型文件:${join(dir, name)}`, `该目录里要有 ${FILES.join('、')};请重新安装 yuqing,或核对 MODEL_DIR`);
    }
  }
  let labels: string[];
  try {
    const { id2label } = configSchema.parse(JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8')));
    labels = Object.keys(id2label).map((_, k) => id2label[k] ?? '');
  } catch (error) {
    throw wrongModel(dir, 'config.json 读不懂,或没有类别表 id2label', error);
  }
  const [missing, strange] = [HEADS.category.filter((code) => !labels.includes(code)), labels.filter((l) => !(HEADS.category as readonly string[]).includes(l))];
  if (missing.length > 0 || strange.length > 0 || labels.length !== HEADS.category.length) {
    const told = [missing.length > 0 ? `缺 ${missing.join('、')}` : '', strange.length > 0 ? `多出 ${strange.map((l) => l || '(空)').join('、')}` : ''].filter(Boolean).join(',');
    throw wrongModel(dir, `config.json 的类别表应是 ${HEADS.category.length} 个类别代码,现有 ${labels.length} 个${told ? `:${told}` : ''}`);
  }
  return labels;
}
