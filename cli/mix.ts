import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadModel, SHIPPED_WEIGHTS } from '../classify/model.ts';
import { mixedJudge } from '../classify/tier2/auto.ts';
import { SHIPPED_TIER2 } from '../classify/tier2/files.ts';
import { fingerprintOfTier1, fingerprintOfTier2 } from '../classify/tier2/fingerprint.ts';
import { MIX_FILE, type Mix } from '../classify/tier2/mix.ts';
import { openTier2 } from '../classify/tier2/tier2.ts';
import { readAgreed, type Example } from '../classify/train/corpus.ts';
import { figuresOfVerdicts, type Figures } from '../classify/train/evaluate.ts';
import { fitMix, scorePairs } from '../classify/train/mix.ts';
import { YuqingError } from '../model/index.ts';

/** Where the shipped mix lies; that of another tier 1 lies beside it. */
const SHIPPED = fileURLToPath(new URL(`../classify/tier2/${MIX_FILE}`, import.meta.url));

/**
 * Fits the mix of the tier 1 in `out` with the shipped tier 2 anew, writes it, and measures it: on the rows
 * it was fitted on, and on each half of them by a mix that was fitted on the other.
 *
 * @throws YuqingError FILE_NOT_FOUND (no dev.jsonl), MODEL_MISSING (the package)
 */
export async function remix(opts: { labelsDir: string; out: string; modelVersion: string; onProgress(note: string): void }): Promise<{ fitted: Figures; crossed: Figures }> {
  const dev = join(opts.labelsDir, 'dev.jsonl');
  if (!existsSync(dev)) throw new YuqingError('FILE_NOT_FOUND', `没有找到 ${dev}`, '混合的参数要在两级都没有学过的标注上求;用 --labels-dir 指定标注目录');
  const rows = readAgreed(dev);
  const model = loadModel(opts.out);
  const tier2 = await openTier2(SHIPPED_TIER2);
  try {
    const identity = { name: 'tier1+2', version: opts.modelVersion, madeFor: { tier1: fingerprintOfTier1(opts.out), tier2: fingerprintOfTier2(SHIPPED_TIER2) } };
    const pairs = await scorePairs(model, (text) => tier2.score(text), rows);
    const mix = fitMix(model.calibration, pairs, identity);
    const file = opts.out === SHIPPED_WEIGHTS ? SHIPPED : join(opts.out, MIX_FILE);
    writeFileSync(file, `${JSON.stringify(mix, null, 1)}\n`);
    opts.onProgress(`混合参数写入 ${file}:低于 ${mix.doubtBelow} 的交第二级,共 ${mix.fittedOn['doubted']} / ${mix.fittedOn['dev']} 条`);
    const measure = async (by: Mix, some: readonly Example[]) => mixedJudge(model, by, async () => tier2).judgeAll(some.map(({ text }) => ({ text })));
    // The figures of rows that the mix was not fitted on: each half by the other's.
    const halves = [0, 1].map((half) => pairs.filter((_, i) => i % 2 === half));
    const crossed = await Promise.all([0, 1].map(async (half) => {
      const some = halves[half]!.map((p) => p.example);
      return { some, verdicts: await measure(fitMix(model.calibration, halves[1 - half]!, identity), some) };
    }));
    return {
      fitted: figuresOfVerdicts(await measure(mix, rows), rows),
      crossed: figuresOfVerdicts(crossed.flatMap((c) => c.verdicts), crossed.flatMap((c) => c.some)),
    };
  } finally {
    await tier2.close();
  }
}
