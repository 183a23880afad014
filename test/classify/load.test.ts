import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkModels, defaultTier, loadJudge, modelDirs } from '../../classify/load.ts';
import { loadModel, SHIPPED_WEIGHTS } from '../../classify/model.ts';
import { SHIPPED_TIER2 } from '../../classify/tier2/files.ts';
import { tinyTier2 } from '../support/tier2.ts';

const empty = () => mkdtempSync(join(tmpdir(), 'yuqing-models-'));
function withTier1(dir = empty()): string {
  cpSync(SHIPPED_WEIGHTS, dir, { recursive: true });
  return dir;
}

describe('a directory of models', () => {
  it('replaces what lies in it, tier 1 or tier 2 or both; the rest is as shipped', () => {
    expect(modelDirs(undefined)).toEqual({ tier1: SHIPPED_WEIGHTS, tier2: SHIPPED_TIER2, mix: null, ownTier2: false });
    const [one, two] = [withTier1(), tinyTier2()];
    expect(modelDirs(one)).toEqual({ tier1: one, tier2: SHIPPED_TIER2, mix: one, ownTier2: false });
    expect(modelDirs(two)).toEqual({ tier1: SHIPPED_WEIGHTS, tier2: two, mix: two, ownTier2: true });
    const both = withTier1(tinyTier2());
    expect(modelDirs(both)).toEqual({ tier1: both, tier2: both, mix: both, ownTier2: true });
  });

  it.each([empty(), '/nowhere'])('that holds neither is told, with what either needs (%s)', (dir) => {
    expect(() => modelDirs(dir)).toThrow(expect.objectContaining({
      code: 'MODEL_MISSING', message: expect.stringContaining(dir) as string, remedy: expect.stringMatching(/model\.json 与 weights\.bin.*config\.json.*onnx/) as string,
    }) as Error);
  });
});

describe('the tier', () => {
  it('is auto where the package is, else 1; a directory of tier 2 is a wish that is not passed over', () => {
    const [shipped, own] = [modelDirs(undefined), modelDirs(tinyTier2())];
    expect([defaultTier(shipped, true), defaultTier(shipped, false), defaultTier(own, false)]).toEqual(['auto', '1', 'auto']);
    expect(() => { checkModels(own, 'auto', false); }).toThrow(expect.objectContaining({
      code: 'MODEL_MISSING', message: '第二级模型要用的 @huggingface/transformers 没有安装', remedy: expect.stringContaining('npm install --no-save -O --ignore-scripts @huggingface/transformers') as string,
    }) as Error);
    expect(() => { checkModels(shipped, '1', false); }).not.toThrow();
  });

  it('1 is the linear model, word for word', async () => {
    const judge = loadJudge(modelDirs(undefined), '1');
    const model = loadModel();
    expect([judge.name, judge.version]).toEqual([model.name, model.version]);
    expect(await judge.judgeAll([{ text: '小区停水两天了', title: '停水' }, { text: '' }])).toEqual([
      { ...model.judge('小区停水两天了', { title: '停水' }), tier: 1 }, { ...model.judge(''), tier: 1 },
    ]);
    await judge.close();
  });
});
