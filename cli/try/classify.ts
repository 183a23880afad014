import { Command } from 'commander';
import { once } from 'node:events';
import { loadModel, type Model } from '../../classify/model.ts';
import { isSingleModel } from '../../classify/single/file.ts';
import { classifySingle } from './classify-single.ts';
import { readTexts, type TextRow } from './texts.ts';

/** Lines go out in blocks: a write per row would cost more than the judgement. */
const BLOCK = 64 * 1024;

export function tryClassifyCommand(): Command {
  return new Command('classify')
    .description('试研判:每个输入行输出一行 JSON(类别、诉求类型、情感、紧急度、旗标、依据词)')
    .argument('<文件>', '.jsonl、.csv 或每行一条的文本;- 为标准输入')
    .option('--field <列>', '文本所在的列(.jsonl 默认 text;.csv 默认认 text、诉求内容、留言详情 等)')
    .option('--model <目录>', '用另一个目录里的模型;单头模型(yuqing train --labels)每行输出 label、confidence、evidence')
    .addHelpText('after', '\n例:echo 小区已停水两天 | yuqing try classify -')
    .action(async (file: string, opts: { field?: string; model?: string }) => {
      if (opts.model !== undefined && isSingleModel(opts.model)) {
        await classifySingle(opts.model, readTexts(file, opts.field));
        return;
      }
      await classifyAll(loadModel(opts.model), readTexts(file, opts.field));
    });
}

async function classifyAll(model: Model, rows: AsyncGenerator<TextRow>): Promise<void> {
  let block = '';
  const flush = async () => {
    const text = block;
    block = '';
    if (text && !process.stdout.write(text)) await once(process.stdout, 'drain');
  };
  try {
    for await (const row of rows) {
      block += `${JSON.stringify('error' in row ? row : judged(model, row.text))}\n`;
      if (block.length >= BLOCK) await flush();
    }
  } finally {
    // A fault in the middle must not swallow what was judged before it.
    await flush();
  }
}

function judged(model: Model, text: string): object {
  const v = model.judge(text);
  return {
    category: v.category, confidence: v.confidence, secondary: v.secondary, type: v.type, sentiment: v.sentiment, urgency: v.urgency,
    flags: v.flags, stance: v.stance, places: v.places.map(({ kind, name }) => ({ kind, name })), needsReview: v.needsReview, evidence: v.evidence.map(({ term, weight }) => ({ term, weight })),
  };
}
