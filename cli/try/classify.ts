import { Command, Option } from 'commander';
import { once } from 'node:events';
import type { Judge, TieredVerdict } from '../../classify/judge.ts';
import { loadJudge, modelDirs, TIER_CHOICES, type TierChoice } from '../../classify/load.ts';
import { readConfig } from '../../config.ts';
import { YuqingError } from '../../model/index.ts';
import { readTexts, type TextRow } from './texts.ts';

/** Rows judged in one go; their lines go out in one block: a write per row would cost more than the judgement. */
const AT_ONCE = 128;

export function tryClassifyCommand(): Command {
  return new Command('classify')
    .description('试研判:每个输入行输出一行 JSON(类别、诉求类型、情感、紧急度、旗标、立场、地点、依据词)')
    .argument('<文件>', '.jsonl、.csv 或每行一条的文本;- 为标准输入')
    .option('--field <列>', '文本所在的列(.jsonl 默认 text;.csv 默认认 text、诉求内容、留言详情 等)')
    .addOption(new Option('--tier <级>', '1 线性模型;2 变换器模型;auto 两级(多一列 tier)').choices([...TIER_CHOICES]).default('1'))
    .option('--model <目录>', '用另一个目录里的模型(缺省 MODEL_DIR,再次随包的)')
    .addHelpText('after', '\n例:echo 小区已停水两天 | yuqing try classify -')
    .action(async (file: string, opts: { field?: string; tier: TierChoice; model?: string }) => {
      const judge = loadJudge(dirsOf(opts), opts.tier);
      try {
        await classifyAll(judge, readTexts(file, opts.field), opts.tier === 'auto');
      } finally {
        await judge.close();
      }
    });
}

/** A directory given for this one run must be of use to it. */
function dirsOf({ tier, model }: { tier: TierChoice; model?: string }) {
  const dirs = modelDirs(model ?? readConfig().modelDir);
  if (model !== undefined && tier === '1' && dirs.tier1 !== model) throw new YuqingError('USAGE', `${model} 里是第二级模型,--tier 1 用不上它`, '请加 --tier auto 或 --tier 2');
  return dirs;
}

async function classifyAll(judge: Judge, rows: AsyncGenerator<TextRow>, tellTier: boolean): Promise<void> {
  let batch: TextRow[] = [];
  const flush = async () => {
    const given = batch;
    batch = [];
    const verdicts = await judge.judgeAll(given.flatMap((row) => ('text' in row ? [row] : [])));
    let k = 0;
    const lines = given.map((row) => `${JSON.stringify('error' in row ? row : told(verdicts[k++]!, tellTier))}\n`).join('');
    if (lines && !process.stdout.write(lines)) await once(process.stdout, 'drain');
  };
  try {
    for await (const row of rows) if (batch.push(row) === AT_ONCE) await flush();
  } finally {
    // A fault in the middle must not swallow what was read before it.
    await flush();
  }
}

function told(v: TieredVerdict, tellTier: boolean): object {
  return {
    category: v.category, confidence: v.confidence, secondary: v.secondary, type: v.type, sentiment: v.sentiment, urgency: v.urgency,
    flags: v.flags, stance: v.stance, places: v.places.map(({ kind, name }) => ({ kind, name })), needsReview: v.needsReview, evidence: v.evidence.map(({ term, weight }) => ({ term, weight })),
    ...(tellTier ? { tier: v.tier } : {}),
  };
}
