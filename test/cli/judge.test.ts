import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GRAPH } from '../../classify/tier2/files.ts';
import { examineModels, lazyJudge, type LazyJudge } from '../../cli/judge.ts';
import type { Log } from '../../workers/stage.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { installed, NEEDS_PACKAGE, tinyTier2 } from '../support/tier2.ts';

if (!installed) console.warn(`跳过第二级模型的测试:${NEEDS_PACKAGE}`);

let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

const said: string[] = [];
const log: Log = { debug() {}, info() {}, warn: (_fields, message) => { said.push(message); }, error() {} };
const made: LazyJudge[] = [];
function judgeBy(config: { modelDir?: string; tier?: '1' | 'auto' }): LazyJudge {
  const judge = lazyJudge({ modelDir: config.modelDir, tier: config.tier }, t.db, log);
  made.push(judge);
  return judge;
}
afterEach(async () => {
  said.length = 0;
  for (const judge of made.splice(0)) await judge.close();
});
const damaged = () => {
  const dir = tinyTier2();
  writeFileSync(join(dir, GRAPH), 'not a model');
  return dir;
};

describe('the judge of a process', () => {
  it('is made once and not before it is asked for', async () => {
    const judge = judgeBy({ tier: '1' });
    expect(await judge.get()).toBe(await judge.get());
    expect((await judge.get()).name).toBe('tier1');
  });

  it('a directory without a model is told when the process begins, and by every try after', async () => {
    const judge = judgeBy({ modelDir: '/nowhere' });
    expect(() => { judge.check(); }).toThrow(/缺少研判模型文件/);
    await expect(judge.get()).rejects.toMatchObject({ code: 'MODEL_MISSING' });
    await expect(judge.get()).rejects.toMatchObject({ code: 'MODEL_MISSING' });
  });
});

describe.skipIf(!installed)('with the package', () => {
  it('both tiers run where nobody has chosen', async () => {
    const judge = judgeBy({});
    judge.check();
    const verdicts = await (await judge.get()).judgeAll([{ text: '小区停水两天了' }, { text: '答应的事情一直没有办,请给个说法' }]);
    expect(verdicts.map((v) => v.tier)).toEqual([1, 2]);
    expect((await judge.get()).name).toBe('tier1+2');
  });

  it('a model of the office\'s own that cannot be loaded is a fault, not a silent step down', async () => {
    await expect(judgeBy({ modelDir: damaged() }).get()).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
    expect(said).toEqual([]);
  });
});

describe('the doctor on models', () => {
  it('says in one line that tier 1 alone runs by choice', async () => {
    expect(await examineModels({ modelDir: undefined, tier: '1' })).toEqual({ grade: '正常', found: expect.stringMatching(/^只用第一级\(YUQING_TIER=1\):tier1@\S+,载入并试判 \d+ 毫秒$/) as string });
  });

  it.skipIf(!installed)('or both, and that a mix was made for other weights', async () => {
    expect(await examineModels({ modelDir: undefined, tier: undefined })).toEqual({ grade: '正常', found: expect.stringMatching(/^两级:tier1\+2@\S+,载入并试判 \d+ 毫秒$/) as string });
    expect(await examineModels({ modelDir: tinyTier2(), tier: undefined })).toMatchObject({ grade: '提醒', found: expect.stringContaining('为别的模型求的') as string, remedy: expect.stringContaining('yuqing train --mix') as string });
  });

  it('or what to install', async () => {
    expect(await examineModels({ modelDir: undefined, tier: undefined }, false)).toMatchObject({ grade: '正常', found: expect.stringContaining('第二级(更准,可选)没有安装') as string, remedy: expect.stringContaining('npm install --no-save -O --ignore-scripts @huggingface/transformers') as string });
  });
});
