import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GRAPH, readTier2Labels, SHIPPED_TIER2 } from '../../../classify/tier2/files.ts';
import { CATEGORY_CODES, YuqingError } from '../../../model/index.ts';
import { tinyTier2 } from '../../support/tier2.ts';

function refusal(dir: string): YuqingError {
  try {
    readTier2Labels(dir);
  } catch (error) {
    if (error instanceof YuqingError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('a directory of tier 2', () => {
  it('as shipped holds our categories, and a licence', () => {
    expect(readTier2Labels(SHIPPED_TIER2).toSorted()).toEqual([...CATEGORY_CODES].toSorted());
    expect(readFileSync(join(SHIPPED_TIER2, 'NOTICE'), 'utf8')).toMatch(/multilingual-e5-small[\s\S]*MIT License/);
  });

  it.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', GRAPH])('without %s is told by the path', (name) => {
    const dir = tinyTier2();
    rmSync(join(dir, name));
    expect(refusal(dir)).toMatchObject({ code: 'MODEL_MISSING', message: `缺少第二级模型文件:${join(dir, name)}`, remedy: expect.stringContaining('MODEL_DIR') as string });
  });

  it.each([
    ['no JSON', '{', /config\.json 读不懂/],
    ['no labels', '{"model_type":"bert"}', /没有类别表 id2label/],
    ['other labels', JSON.stringify({ id2label: { 0: 'POSITIVE', 1: 'NEGATIVE' } }), /应是 26 个类别代码,现有 2 个:缺 EPI、.*,多出 POSITIVE、NEGATIVE/],
    ['one label twice', JSON.stringify({ id2label: Object.fromEntries([...CATEGORY_CODES, 'OTH'].map((c, k) => [k, c])) }), /现有 27 个/],
    ['a gap in the numbers', JSON.stringify({ id2label: Object.fromEntries(CATEGORY_CODES.map((c, k) => [k + 1, c])) }), /多出 \(空\)/],
  ])('whose config has %s is told', (_name, config, message) => {
    const dir = tinyTier2();
    writeFileSync(join(dir, 'config.json'), config);
    const error = refusal(dir);
    expect([error.code, error.remedy]).toEqual(['MODEL_DAMAGED', expect.stringContaining('MODEL_DIR')]);
    expect(error.message).toMatch(message);
  });
});
