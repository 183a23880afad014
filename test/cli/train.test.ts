import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../../cli/bin.mjs', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../../classify/training/written.jsonl', import.meta.url));
const run = (...args: string[]) => spawnSync(process.execPath, [BIN, ...args], { encoding: 'utf8' });
const empty = () => mkdtempSync(join(tmpdir(), 'yuqing-train-'));

describe('yuqing train', () => {
  it('without labels falls back on our own sample, says so, and the model can be tried at once', () => {
    const out = empty();
    const { status, stdout, stderr } = run('train', '--labels-dir', empty(), '--out', out, '--model-version', '2026-01-02');
    expect([status, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/没有找到 .*train\.jsonl:只用随包的 1,200 条自写样本/);
    expect(JSON.parse(readFileSync(join(out, 'model.json'), 'utf8'))).toMatchObject({ version: '2026-01-02', seed: 1, trainedOn: { written: 1200 } });
    const tried = spawnSync(process.execPath, [BIN, 'try', 'classify', '-', '--model', out], { encoding: 'utf8', input: '养老院收费上涨,护工照顾不周' });
    expect(JSON.parse(tried.stdout)).toMatchObject({ category: 'ELD' });
  });

  it('measures on dev.jsonl beside the labels, as a table or as JSON', () => {
    const labels = empty();
    const rows = readFileSync(SAMPLE, 'utf8').split('\n').filter(Boolean);
    writeFileSync(join(labels, 'train.jsonl'), rows.filter((_, i) => i % 4 > 0).join('\n'));
    writeFileSync(join(labels, 'written.jsonl'), rows.slice(0, 40).join('\n'));
    writeFileSync(join(labels, 'dev.jsonl'), rows.filter((_, i) => i % 4 === 0).join('\n'));
    expect(run('train', '--labels-dir', labels, '--out', empty()).stdout).toMatch(/category\s+准确率 0\.\d{4}[\s\S]*校准误差 0\.\d{4}/);
    const figures = JSON.parse(run('train', '--labels-dir', labels, '--out', empty(), '--json').stdout) as { heads: { category: { n: number; accuracy: number } } };
    expect(figures.heads.category.n).toBe(300);
    expect(figures.heads.category.accuracy).toBeGreaterThan(0.4);
  });

  it('names the file and the row of a label it cannot use', () => {
    const labels = empty();
    writeFileSync(join(labels, 'train.jsonl'), '{"text":"停水","category":"UTI","type":"投诉","urgency":"一般","sentiment":"负面","flags":[]}\n{"text":"停水","category":"水"}\n');
    const { status, stderr } = run('train', '--labels-dir', labels, '--out', empty());
    expect(status).toBe(1);
    expect(stderr).toMatch(/train\.jsonl 第 2 行/);
  });
});
