import { Command, Option } from 'commander';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadModel, SHIPPED_WEIGHTS } from '../classify/model.ts';
import { SAMPLE } from '../classify/nightly.ts';
import { readAgreed, readCorpus } from '../classify/train/corpus.ts';
import { evaluate, type Figures } from '../classify/train/evaluate.ts';
import { writePolicyGate } from '../classify/stances/odds.ts';
import { ownWords } from '../classify/stances/policy.ts';
import { makeModel } from '../classify/train/make.ts';
import { trainPolicyGate } from '../classify/train/policy-gate.ts';
import { readStanceLabels } from '../classify/train/stance-labels.ts';
import { shanghaiDay } from '../model/index.ts';
import { remix } from './mix.ts';
import { printResult, say } from './output.ts';
import { trainDepartments } from './train-departments.ts';

interface TrainOptions {
  departments?: true;
  source?: string[];
  labels?: string;
  labelsDir: string;
  out: string;
  seed: string;
  modelVersion: string;
  withCorrections?: true;
  mix?: true;
  json?: true;
}
/** Labels by file and line: they say nothing without the texts, which are not ours to ship. */
const STANCE_LABELS = fileURLToPath(new URL('../classify/training/stance-labels.json', import.meta.url));

export function trainCommand(): Command {
  return new Command('train')
    .description('从标注数据训练研判模型(线性,数十秒到几分钟)')
    .option('--labels-dir <目录>', '标注目录(train.jsonl、written.jsonl、taught.jsonl)', '../shared/data/labels')
    .option('--departments', '训练部门模型:从本辖区的历史派单学“该谁办”')
    .option('--source <信源>', '部门模型:库里哪个信源的历史派单,可写几次', (name: string, names: string[] | undefined) => [...names ?? [], name])
    .option('--labels <文件>', '部门模型:历史派单文件(.jsonl,每行 text、unit,可有 title、at、path)')
    .option('--out <目录>', '模型写到哪里(部门模型必填)', SHIPPED_WEIGHTS)
    .option('--seed <数>', '随机种子', '1')
    .addOption(new Option('--model-version <版本>', '版本名').default(shanghaiDay(new Date()), '当天日期'))
    .option('--with-corrections', '从人工更正学出新版本,与在用的比较,不差才启用')
    .option('--mix', '不训练:只在 dev.jsonl 上重新求两级混合的参数(第一级重新训练后要做)')
    .option('--json', '评测结果输出 JSON')
    .action(async (opts: TrainOptions, command: Command) => {
      if (opts.departments) {
        const out = command.getOptionValueSource('out') === 'cli' ? { out: opts.out } : {};
        await trainDepartments({ ...(opts.source && { source: opts.source }), ...(opts.labels !== undefined && { labels: opts.labels }), ...out, seed: Number(opts.seed), version: opts.modelVersion, json: opts.json === true });
        return;
      }
      if (opts.withCorrections) {
        const { trainWithCorrections } = await import('./with-corrections.ts');
        return trainWithCorrections({ labelsDir: opts.labelsDir, seed: Number(opts.seed), json: opts.json === true });
      }
      if (opts.mix) {
        const figures = await remix({ ...opts, onProgress: say });
        printResult(opts.json ? JSON.stringify(figures) : table(figures));
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
      const stances = readStanceLabels(STANCE_LABELS, join(opts.labelsDir, '..')).filter((row) => row.half === 'rules');
      if (stances.length > 0) writePolicyGate(opts.out, trainPolicyGate(stances.map((row) => ({ text: ownWords(row.text), speaks: row.stance !== null }))));
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
