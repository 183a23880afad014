import { basename } from 'node:path';
import { labelledMessage } from '../classify/single/row.ts';
import { trainSingle } from '../classify/single/train.ts';
import { SHIPPED_WEIGHTS } from '../classify/model.ts';
import { YuqingError } from '../model/index.ts';
import { labelledRows } from './labelled-rows.ts';
import { printResult, say } from './output.ts';

export interface SingleTraining {
  labels: string;
  out: string;
  seed: number;
  version: string;
  json: boolean;
}

/** Trains one head from a file of labelled messages, and tells what came of it. */
export async function trainFromFile({ labels: file, out, seed, version, json }: SingleTraining): Promise<void> {
  if (out === SHIPPED_WEIGHTS) throw new YuqingError('USAGE', '单头模型不能盖掉随包的五头模型', '请用 --out 指定一个目录');
  const started = performance.now();
  const { rows, rejected } = await labelledRows(file, labelledMessage, seed);
  say(`采用 ${rows.length} 行${rejected > 0 ? `,${rejected} 行未采用` : ''}`);
  const card = trainSingle(rows, { out, name: basename(file).replace(/\.[a-z]+$/i, '') || 'single', version, seed, rejected, onProgress: (note) => say(`  ${note}`) });
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  const { accuracy, macroF1, n } = card.heldBack;
  printResult(json
    ? JSON.stringify({ out, labels: card.labels.length, rows: rows.length, rejected, features: card.features, recipe: card.recipe, heldBack: card.heldBack })
    : `训练完成,用时 ${seconds} 秒:${card.labels.length} 种标签,${rows.length} 行,${card.features} 个特征,写入 ${out}\n`
      + `留出的 ${n} 行上:准确率 ${accuracy.toFixed(4)},宏平均 F1 ${macroF1.toFixed(4)}(参数由它们选出,略偏乐观)`);
}
