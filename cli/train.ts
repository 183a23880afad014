import { Command, Option } from 'commander';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadModel, SHIPPED_WEIGHTS } from '../classify/model.ts';
import { readAgreed, readCorpus } from '../classify/train/corpus.ts';
import { evaluate, type Figures } from '../classify/train/evaluate.ts';
import { makeModel } from '../classify/train/make.ts';
import { shanghaiDay } from '../model/index.ts';
import { remix } from './mix.ts';
import { printResult, say } from './output.ts';

const SAMPLE = fileURLToPath(new URL('../classify/training/written.jsonl', import.meta.url));

export function trainCommand(): Command {
  return new Command('train')
    .description('从标注数据训练研判模型(线性,数十秒到几分钟)')
    .option('--labels-dir <目录>', '标注目录(train.jsonl、written.jsonl、taught.jsonl)', '../shared/data/labels')
    .option('--out <目录>', '模型写到哪里', SHIPPED_WEIGHTS)
    .option('--seed <数>', '随机种子', '1')
    .addOption(new Option('--model-version <版本>', '版本名').default(shanghaiDay(new Date()), '当天日期'))
    .option('--mix', '不训练:只在 dev.jsonl 上重新求两级混合的参数(第一级重新训练后要做)')
    .option('--json', '评测结果输出 JSON')
    .action(async (opts: { labelsDir: string; out: string; seed: string; modelVersion: string; mix?: boolean; json?: boolean }) => {
      if (opts.mix) {
        const figures = await remix({ ...opts, onProgress: say });
        printResult(opts.json ? JSON.stringify(figures) : `全部开发条目\n${table(figures.fitted)}\n两折:每半用另一半求得的参数\n${table(figures.crossed)}`);
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
