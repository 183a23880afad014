import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadModel, SHIPPED_WEIGHTS } from '../classify/model.ts';
import { mixedJudge } from '../classify/tier2/auto.ts';
import { SHIPPED_TIER2 } from '../classify/tier2/files.ts';
import { fingerprintOfTier1, fingerprintOfTier2 } from '../classify/tier2/fingerprint.ts';
import { MIX_FILE } from '../classify/tier2/mix.ts';
import { openTier2 } from '../classify/tier2/tier2.ts';
import { readAgreed } from '../classify/train/corpus.ts';
import { figuresOfVerdicts, type Figures } from '../classify/train/evaluate.ts';
import { fitMix } from '../classify/train/mix.ts';
import { YuqingError } from '../model/index.ts';

/** Where the shipped mix lies; that of another tier 1 lies beside it. */
const SHIPPED = fileURLToPath(new URL(`../classify/tier2/${MIX_FILE}`, import.meta.url));

/**
 * Fits the mix of the tier 1 in `out` with the shipped tier 2 anew, writes it, and measures it on the rows it was
 * fitted on.
 *
 * @throws YuqingError FILE_NOT_FOUND (no dev.jsonl), MODEL_MISSING (the package)
 */
export async function remix(opts: { labelsDir: string; out: string; modelVersion: string; onProgress(note: string): void }): Promise<Figures> {
  const dev = join(opts.labelsDir, 'dev.jsonl');
  if (!existsSync(dev)) throw new YuqingError('FILE_NOT_FOUND', `没有找到 ${dev}`, '混合的参数要在两级都没有学过的标注上求;用 --labels-dir 指定标注目录');
  const rows = readAgreed(dev);
  const model = loadModel(opts.out);
  const tier2 = await openTier2(SHIPPED_TIER2);
  try {
    const mix = await fitMix(model, (text) => tier2.score(text), rows, {
      name: 'tier1+2', version: opts.modelVersion, madeFor: { tier1: fingerprintOfTier1(opts.out), tier2: fingerprintOfTier2(SHIPPED_TIER2) },
    });
    const file = opts.out === SHIPPED_WEIGHTS ? SHIPPED : join(opts.out, MIX_FILE);
    writeFileSync(file, `${JSON.stringify(mix, null, 1)}\n`);
    opts.onProgress(`混合参数写入 ${file}:低于 ${mix.doubtBelow} 的交第二级,共 ${mix.fittedOn['doubted']} / ${mix.fittedOn['dev']} 条`);
    const judge = mixedJudge(model, mix, async () => tier2);
    return figuresOfVerdicts(await judge.judgeAll(rows.map(({ text }) => ({ text }))), rows);
  } finally {
    await tier2.close();
  }
}
