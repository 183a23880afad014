import type { Judge } from '../classify/judge.ts';
import { checkModels, defaultTier, loadJudge, modelDirs, type ModelDirs } from '../classify/load.ts';
import { fingerprintOfTier1, fingerprintOfTier2 } from '../classify/tier2/fingerprint.ts';
import { readMix } from '../classify/tier2/mix.ts';
import { HOW_TO_INSTALL, isInstalled } from '../classify/tier2/package.ts';
import type { Model } from '../classify/model.ts';
import { servingModel, type Serving } from '../classify/serving.ts';
import { readWeights } from '../classify/weights-file.ts';
import type { Config } from '../config.ts';
import type { Db } from '../db/connect.ts';
import { errorText } from '../model/index.ts';
import type { Log } from '../workers/stage.ts';

type Settings = Pick<Config, 'modelDir' | 'tier'>;

/** The judge of one process, made by the first call of `get`. */
export interface LazyJudge {
  /** Looks for what can be missing, without loading it. @throws YuqingError MODEL_MISSING, MODEL_DAMAGED */
  check(): void;
  /** The one that serves now: a version learned here takes the place of the one before it, from the next chunk on. */
  get(): Promise<Judge>;
  close(): Promise<void>;
}

/** @param db where versions learned from corrections are kept */
export function lazyJudge(config: Settings, db: Db, log: Log): LazyJudge {
  let judge: { serving: Serving; judge: Judge } | undefined;
  let retired: Judge | undefined;
  // One after the other: two chunks that find a new version must not load it twice.
  let turn: Promise<unknown> = Promise.resolve();
  const look = async (): Promise<Judge> => {
    const dirs = modelDirs(config.modelDir);
    const serving = await servingModel(db, () => readWeights(dirs.tier1), judge?.serving);
    if (judge !== undefined && serving === judge.serving) return judge.judge;
    if (serving.passedOver !== null) log.warn({ error: serving.passedOver }, '在用的模型版本读不了,改用随安装包的;可用 yuqing model use 另选一个');
    const before = judge?.judge;
    judge = { serving, judge: await makeJudge(config, dirs, serving.model, log) };
    if (before !== undefined) log.info({ model: `${judge.judge.name}@${judge.judge.version}` }, '研判改用另一个版本');
    // A chunk in hand may still be asking the one before; the one before that nobody asks.
    await retired?.close();
    retired = before;
    return judge.judge;
  };
  return {
    check() {
      const dirs = modelDirs(config.modelDir);
      checkModels(dirs, config.tier ?? defaultTier(dirs));
    },
    get() {
      const mine = turn.then(look);
      turn = mine.catch(() => undefined); // what is put right meanwhile is found by the next try
      return mine;
    },
    async close() {
      await turn;
      await retired?.close();
      await judge?.judge.close();
    },
  };
}

/** Both tiers where nobody has chosen and the second one cannot be loaded: the line must not stand still for it. */
async function makeJudge(config: Settings, dirs: ModelDirs, model: Model, log: Log): Promise<Judge> {
  const judge = loadJudge(dirs, config.tier ?? defaultTier(dirs), model);
  try {
    await judge.warm();
    return judge;
  } catch (error) {
    if (config.tier !== undefined || dirs.ownTier2) throw error;
    log.warn({ error: errorText(error) }, '第二级模型载入不了,只用第一级');
    return loadJudge(dirs, '1', model);
  }
}

const TRIAL = '小区停水两天了,没有人来修';

/** For the doctor, in one line: which tier runs, how long it takes to be ready, and what would add the second. */
export async function examineModels(config: Settings, installed = isInstalled()): Promise<{ grade: '正常' | '提醒'; found: string; remedy?: string }> {
  const dirs = modelDirs(config.modelDir);
  const tier = config.tier ?? defaultTier(dirs, installed);
  const started = performance.now();
  const judge = loadJudge(dirs, tier);
  try {
    await judge.warm();
    await judge.judgeAll([{ text: TRIAL }]);
    const found = `${judge.name}@${judge.version},载入并试判 ${Math.round(performance.now() - started)} 毫秒`;
    if (tier === 'auto') return isMixedForThese(dirs)
      ? { grade: '正常', found: `两级:${found}` }
      : { grade: '提醒', found: `两级:${found};混合的参数是为别的模型求的,把握不作数`, remedy: '有标注时运行 yuqing train --mix 重新求得' };
    return config.tier === '1'
      ? { grade: '正常', found: `只用第一级(YUQING_TIER=1):${found}` }
      : { grade: '正常', found: `只用第一级:${found};第二级(更准,可选)没有安装`, remedy: HOW_TO_INSTALL };
  } finally {
    await judge.close();
  }
}

function isMixedForThese(dirs: ModelDirs): boolean {
  const { madeFor } = readMix(dirs.mix);
  return madeFor.tier1 === fingerprintOfTier1(dirs.tier1) && madeFor.tier2 === fingerprintOfTier2(dirs.tier2);
}
