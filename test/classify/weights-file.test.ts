import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadModel, SHIPPED_WEIGHTS } from '../../classify/model.ts';
import { YuqingError } from '../../model/index.ts';

/** A copy of the shipped model, harmed. */
function harmed(harm: (dir: string) => void): () => void {
  const dir = mkdtempSync(join(tmpdir(), 'yuqing-model-'));
  cpSync(SHIPPED_WEIGHTS, dir, { recursive: true });
  harm(dir);
  return () => {
    try {
      loadModel(dir);
    } finally {
      rmSync(dir, { recursive: true });
    }
  };
}
function failure(act: () => void): YuqingError {
  try {
    act();
  } catch (error) {
    if (error instanceof YuqingError) return error;
    throw error;
  }
  throw new Error('it loaded');
}
const rewrite = (dir: string, change: (card: Record<string, unknown>) => void) => {
  const card = JSON.parse(readFileSync(join(dir, 'model.json'), 'utf8')) as Record<string, unknown>;
  change(card);
  writeFileSync(join(dir, 'model.json'), JSON.stringify(card));
};

describe('a model directory', () => {
  it('loads whole, from anywhere', () => {
    expect(harmed(() => {})).not.toThrow();
  });

  it.each([
    ['without its card', (dir: string) => rmSync(join(dir, 'model.json'))],
    ['without its weights', (dir: string) => rmSync(join(dir, 'weights.bin'))],
    ['that is not there', (dir: string) => rmSync(join(dir, 'model.json'))],
  ])('%s: MODEL_MISSING, names the file and what to do', (_name, harm) => {
    const error = failure(harmed(harm));
    expect(error.code).toBe('MODEL_MISSING');
    expect(error.message).toMatch(/缺少研判模型文件:.*(?:model\.json|weights\.bin)/);
    expect(error.remedy).toMatch(/MODEL_DIR/);
  });

  it.each([
    ['cut short', (dir: string) => truncateSync(join(dir, 'weights.bin'), 1_000), /应为 \d+ 字节,实为 1000/],
    ['empty', (dir: string) => truncateSync(join(dir, 'weights.bin'), 0), /实为 0/],
    ['with a card that is no JSON', (dir: string) => writeFileSync(join(dir, 'model.json'), '{'), /model\.json 读不懂/],
    ['of another format', (dir: string) => rewrite(dir, (card) => { card['format'] = 99; }), /不配/],
    ['with other labels', (dir: string) => rewrite(dir, (card) => { card['width'] = 3; }), /不配/],
    ['with a feature twice', (dir: string) => {
      const bytes = readFileSync(join(dir, 'weights.bin'));
      bytes.copyWithin(4, 0, 4);
      writeFileSync(join(dir, 'weights.bin'), bytes);
    }, /重复/],
  ])('%s: MODEL_DAMAGED', (_name, harm, message) => {
    const error = failure(harmed(harm));
    expect(error.code).toBe('MODEL_DAMAGED');
    expect(error.message).toMatch(message);
    expect(error.remedy).toMatch(/重新安装|train/);
  });
});

it('the shipped model is small and says what it was made of', () => {
  expect(readFileSync(join(SHIPPED_WEIGHTS, 'weights.bin')).length).toBeLessThan(8 * 1024 * 1024);
  const card = JSON.parse(readFileSync(join(SHIPPED_WEIGHTS, 'model.json'), 'utf8')) as { version: string; trainedOn: Record<string, number> };
  expect(card.version).toMatch(/^\d{4}-\d\d-\d\d/);
  expect(Object.keys(card.trainedOn)).toContain('written');
  expect(Object.keys(card.trainedOn)).not.toContain('dev');
});
