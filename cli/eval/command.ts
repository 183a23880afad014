import { Command } from 'commander';
import { isSingleModel } from '../../classify/single/file.ts';
import { printResult } from '../output.ts';
import { evaluateShipped, evaluateSingle } from './reports.ts';
import { evaluationTable } from './table.ts';

export function evalCommand(): Command {
  return new Command('eval')
    .description('在带标签的文件上评测一个模型:准确率、宏平均 F1、逐类、误判、把握是否可信')
    .requiredOption('--labels <文件>', '.jsonl;单头模型每行 {label, text} 或 {label, tokens},随包模型每行 {text, category, type…} 或 {text, label}')
    .option('--model <目录>', '用另一个目录里的模型(五头的或 yuqing train --labels 的单头)')
    .option('--json', '输出 JSON,含整张误判表')
    .addHelpText('after', '\n例:yuqing eval --labels 留出.jsonl --model 部门模型')
    .action(async (opts: { labels: string; model?: string; json?: boolean }) => {
      const evaluation = opts.model !== undefined && isSingleModel(opts.model) ? await evaluateSingle(opts.labels, opts.model) : await evaluateShipped(opts.labels, opts.model);
      printResult(opts.json ? JSON.stringify(evaluation) : evaluationTable(evaluation));
    });
}
