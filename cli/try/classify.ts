import { Command } from 'commander';
import { loadModel, type Model } from '../../classify/model.ts';
import { writeLines } from '../write-lines.ts';
import { readTexts, type TextRow } from './texts.ts';

export function tryClassifyCommand(): Command {
  return new Command('classify')
    .description('试研判:每个输入行输出一行 JSON(类别、诉求类型、情感、紧急度、旗标、依据词)')
    .argument('<文件>', '.jsonl、.csv 或每行一条的文本;- 为标准输入')
    .option('--field <列>', '文本所在的列(.jsonl 默认 text;.csv 默认认 text、诉求内容、留言详情 等)')
    .option('--model <目录>', '用另一个目录里的模型')
    .addHelpText('after', '\n例:echo 小区已停水两天 | yuqing try classify -')
    .action(async (file: string, opts: { field?: string; model?: string }) => {
      await writeLines(judgements(loadModel(opts.model), readTexts(file, opts.field)));
    });
}

async function* judgements(model: Model, rows: AsyncIterable<TextRow>): AsyncGenerator<object> {
  for await (const row of rows) yield 'error' in row ? row : judged(model, row.text);
}

function judged(model: Model, text: string): object {
  const v = model.judge(text);
  return {
    category: v.category, confidence: v.confidence, secondary: v.secondary, type: v.type, sentiment: v.sentiment, urgency: v.urgency,
    flags: v.flags, stance: v.stance, places: v.places.map(({ kind, name }) => ({ kind, name })), needsReview: v.needsReview, evidence: v.evidence.map(({ term, weight }) => ({ term, weight })),
  };
}
