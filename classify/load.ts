import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { YuqingError } from '../model/index.ts';
import { tier1Judge, type Judge } from './judge.ts';
import { loadModel, SHIPPED_WEIGHTS, type Model } from './model.ts';
import { mixedJudge } from './tier2/auto.ts';
import { readTier2Labels, SHIPPED_TIER2 } from './tier2/files.ts';
import { readMix } from './tier2/mix.ts';
import { isInstalled, notInstalled } from './tier2/package.ts';
import { openTier2 } from './tier2/tier2.ts';

/** 1: the linear model; 2: the transformer alone; auto: the transformer for what the linear model doubts. */
export type TierChoice = '1' | '2' | 'auto';
export const TIER_CHOICES: readonly TierChoice[] = ['1', '2', 'auto'];

/** Where each tier's files are; `mix` where a mix.json of their own may stand. */
export interface ModelDirs {
  readonly tier1: string;
  readonly tier2: string;
  readonly mix: string | null;
  /** The directory that was asked for holds a model of tier 2. */
  readonly ownTier2: boolean;
}

/**
 * What MODEL_DIR, or `--model`, replaces: tier 1 where model.json lies in it, tier 2 where config.json or onnx/ does,
 * both where all do. What it does not replace is the shipped model.
 *
 * @throws YuqingError MODEL_MISSING where it holds neither
 */
export function modelDirs(dir: string | undefined): ModelDirs {
  if (dir === undefined) return { tier1: SHIPPED_WEIGHTS, tier2: SHIPPED_TIER2, mix: null, ownTier2: false };
  const has = (...names: string[]) => names.some((name) => existsSync(join(dir, name)));
  const [one, two] = [has('model.json', 'weights.bin'), has('config.json', 'onnx')];
  if (!one && !two) {
    throw new YuqingError('MODEL_MISSING', `缺少研判模型文件:${dir} 里既没有 model.json,也没有 config.json 与 onnx`, '第一级模型是 model.json 与 weights.bin,第二级是 config.json、tokenizer.json 与 onnx/;请核对 MODEL_DIR 或 --model');
  }
  return { tier1: one ? dir : SHIPPED_WEIGHTS, tier2: two ? dir : SHIPPED_TIER2, mix: dir, ownTier2: two };
}

/**
 * Which tier runs where nobody has chosen: both where the package is there. A directory of tier 2 is a choice, so that
 * the missing package is told and not passed over.
 */
export function defaultTier(dirs: ModelDirs, installed = isInstalled()): 'auto' | '1' {
  return installed || dirs.ownTier2 ? 'auto' : '1';
}

/**
 * Looks for what a choice needs, without loading it.
 *
 * @throws YuqingError MODEL_MISSING (a file, the package), MODEL_DAMAGED (the labels of tier 2 are not ours)
 */
export function checkModels(dirs: ModelDirs, tier: TierChoice, installed = isInstalled()): void {
  if (tier === '1') return;
  readTier2Labels(dirs.tier2);
  if (!installed) throw notInstalled();
}

/**
 * A judge by the models of these directories; the transformer is loaded by the first text that needs it.
 *
 * @param model a version of tier 1 that stands in the place of the one in its directory
 * @throws YuqingError MODEL_MISSING, MODEL_DAMAGED
 */
export function loadJudge(dirs: ModelDirs, tier: TierChoice, model: Model = loadModel(dirs.tier1)): Judge {
  checkModels(dirs, tier);
  if (tier === '1') return tier1Judge(model);
  return mixedJudge(model, readMix(dirs.mix), () => openTier2(dirs.tier2), tier === '2');
}
