import { Command, Option } from 'commander';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadModel, SHIPPED_WEIGHTS } from '../classify/model.ts';
import { readAgreed, readCorpus } from '../classify/train/corpus.ts';
import { evaluate, type Figures } from '../classify/train/evaluate.ts';
import { makeModel } from '../classify/train/make.ts';
import { shanghaiDay } from '../model/index.ts';
import { printResult, say } from './output.ts';
import { trainDepartments } from './train-departments.ts';
import { trainFromFile } from './train-single.ts';

const SAMPLE = fileURLToPath(new URL('../classify/training/written.jsonl', import.meta.url));

interface TrainOptions {
  departments?: true;
  source?: string[];
  labels?: string;
  labelsDir: string;
  out: string;
  seed: string;
  modelVersion: string;
  json?: true;
}

export function trainCommand(): Command {
  return new Command('train')
    .description('从标注数据训练研判模型(线性,数十秒到几分钟)')
    .option('--labels <文件>', '只训练一个判断头:.jsonl,每行 {label, text} 或 {label, tokens},标签任意;须同时给 --out。与 --departments 同用时每行 {unit, text},可有 title、at、path')
    .option('--labels-dir <目录>', '标注目录(train.jsonl、written.jsonl、taught.jsonl)', '../shared/data/labels')
    .option('--departments', '训练部门模型:从本辖区的历史派单学“该谁办”')
    .option('--source <信源>', '部门模型:库里哪个信源的历史派单,可写几次', (name: string, names: string[] | undefined) => [...names ?? [], name])
    .option('--out <目录>', '模型写到哪里(部门模型必填)', SHIPPED_WEIGHTS)
    .option('--seed <数>', '随机种子', '1')
    .addOption(new Option('--model-version <版本>', '版本名').default(shanghaiDay(new Date()), '当天日期'))
    .option('--json', '评测结果输出 JSON')
    .addHelpText('after', '\n例:yuqing train --labels 部门.jsonl --out 部门模型')
    .action(async (opts: TrainOptions, command: Command) => {
      if (opts.departments) {
        const out = command.getOptionValueSource('out') === 'cli' ? { out: opts.out } : {};
        await trainDepartments({ ...(opts.source && { source: opts.source }), ...(opts.labels !== undefined && { labels: opts.labels }), ...out, seed: Number(opts.seed), version: opts.modelVersion, json: opts.json === true });
        return;
      }
      if (opts.labels !== undefined) {
        await trainFromFile({ labels: opts.labels, out: opts.out, seed: Number(opts.seed), version: opts.modelVersion, json: opts.json === true });
        return;
      }
      if (!existsSync(join(opts.labelsDir, 'train.jsonl'))) {
        say(`没有找到 ${join(opts.labelsDir, 'train.jsonl')}:只用随包的 1,200 条自写样本训练,准确率会低不少`);
      }
      const started = performance.now();
      const corpus = readCorpus(opts.labelsDir, SAMPLE);
      say(`语料:${Object.entries(corpus.counts).map(([k, n]) => `${k} ${n}`).join('、')}`);
      mkdirSync(opts.out, { recursive: true });
      const card = makeModel(corpus, { out: opts.out, name: 'tier1', version: opts.modelVersion, seed: Number(opts.seed), onProgress: (note) => say(`  ${note}`) });
      say(`训练完成,用时 ${((performance.now() - started) / 1_000).toFixed(0)} 秒;特征 ${card.features} 个,写入 ${opts.out}`);
      const dev = join(opts.labelsDir, 'dev.jsonl');
      if (!existsSync(dev)) return;
      const figures = evaluate(loadModel(opts.out), readAgreed(dev));
      printResult(opts.json ? JSON.stringify(figures) : table(figures));
    });
}

function table(f: Figures): string {
  const rows = Object.entries(f.heads).map(([head, h]) => `${head.padEnd(10)} 准确率 ${h.accuracy.toFixed(4)}  宏平均F1 ${h.macroF1.toFixed(4)}  (n=${h.n})`);
  const flags = Object.entries(f.flags).map(([flag, v]) => `${flag} ${v.toFixed(3)}`);
  return [
    ...rows, `旗标 F1   ${flags.join('  ')}  平均 ${(Object.values(f.flags).reduce((a, b) => a + b, 0) / flags.length).toFixed(3)}`,
    `校准误差 ${f.calibrationError.toFixed(4)};无需复核 ${(100 * f.trusted.share).toFixed(1)}%,其中正确 ${(100 * f.trusted.accuracy).toFixed(1)}%`,
  ].join('\n');
}
