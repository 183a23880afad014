import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readAgreed } from '../classify/train/corpus.ts';
import { LEAST, learn, type FixedSets } from '../classify/train/from-corrections.ts';
import { modelDirs } from '../classify/load.ts';
import { shippedSample } from '../classify/nightly.ts';
import { servingModel } from '../classify/serving.ts';
import { readWeights } from '../classify/weights-file.ts';
import { readConfig } from '../config.ts';
import { figuresText } from './commands/model.ts';
import { openDatabase } from './open.ts';
import { printResult, say } from './output.ts';
import { YuqingError } from '../model/index.ts';

/** `yuqing train --with-corrections`: what the nightly job does, now; examined on dev.jsonl too where that is at hand. */
export async function trainWithCorrections(opts: { labelsDir: string; seed: number; json: boolean }): Promise<void> {
  const config = readConfig();
  const database = await openDatabase(config);
  try {
    const shipped = readWeights(modelDirs(config.modelDir).tier1);
    const { model: serving } = await servingModel(database.db, () => shipped);
    const dev = join(opts.labelsDir, 'dev.jsonl');
    const fixed: FixedSets = existsSync(dev) ? { 'dev.jsonl': readAgreed(dev) } : {};
    const done = await learn(database.db, shipped, serving, shippedSample(), fixed, opts.seed);
    if (done === null) throw new YuqingError('TOO_FEW_CORRECTIONS', `更正还不到 ${LEAST} 条,学不出可靠的改变`, '先用 yuqing correct 更正;够了再训练');
    if (opts.json) return printResult(JSON.stringify(done));
    say(figuresText(done.figures));
    printResult({ switched: `新版本 ${done.version} 不比在用的差,已启用;退回:yuqing model use`, refused: `新版本 ${done.version} 没有启用:${done.why}`, same: `这些更正已经学过:${done.version}` }[done.outcome]);
  } finally {
    await database.close();
  }
}
