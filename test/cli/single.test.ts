import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isSingleModel } from '../../classify/single/file.ts';
import { textOf } from '../../classify/single/message.ts';
import { written } from '../classify/single/corpus.ts';
import { yuqing } from './run.ts';

const dir = mkdtempSync(join(tmpdir(), 'yuqing-single-cli-'));
const file = (name: string, lines: readonly (object | string)[]): string => {
  const path = join(dir, name);
  writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
};
const rows = (n: number, seed: number) => written(n, seed).map(({ label, message }) => ({ label, text: textOf(message) }));
const model = join(dir, 'model');

beforeAll(async () => {
  const { code } = await yuqing(['train', '--labels', file('train.jsonl', rows(40, 1)), '--out', model, '--model-version', '1']);
  expect(code).toBe(0);
});

describe('yuqing train --labels', () => {
  it('learns from the good rows, and tells each bad one with its line and reason', async () => {
    const labels = file('bad.jsonl', [
      ...rows(20, 2), '', '{"label":"道路"', '[1]', { label: '道路' }, { text: '路灯不亮' }, { label: '道路', text: ' ' }, { label: '道路', tokens: [1] },
      { label: { a: 1 }, text: '路灯不亮' }, { label: '字'.repeat(201), text: '路灯不亮' },
    ]);
    const out = join(dir, 'bad');
    const { code, stdout, stderr } = await yuqing(['train', '--labels', labels, '--out', out, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ labels: 3, rows: 60, rejected: 8 });
    const told = stderr.split('\n').filter((line) => line.includes('ROW_MALFORMED')).map((line) => /第 (\d+) 行未采用:(.*)\(/.exec(line)!.slice(1, 3).join(' '));
    expect(told).toEqual([
      '62 不是有效的 JSON', '63 不是一个 JSON 对象', '64 缺少“text”或“tokens”', '65 缺少“label”', '66 “text”是空的', '67 “tokens”应是词的数组,或用空格隔开的词',
      '68 “label”不是文字', '69 “label”超过 200 字,不像一个标签',
    ]);
  });

  it('takes words in an array or apart by spaces, and labels that are numbers', async () => {
    const lines = rows(20, 3).map(({ label, text }, i) => ({ label: label === '道路' ? 1 : 0, tokens: i % 2 ? [...text].join(' ') : [...text] }));
    const out = join(dir, 'tokens');
    expect((await yuqing(['train', '--labels', file('tokens.jsonl', lines), '--out', out])).code).toBe(0);
    expect(JSON.parse(readFileSync(join(out, 'model.json'), 'utf8'))).toMatchObject({ labels: ['0', '1'], segmented: true });
  });

  it.each<[string, () => string[], RegExp]>([
    ['a file that is not there', () => ['--labels', '/nowhere.jsonl', '--out', model], /找不到文件.*FILE_NOT_FOUND/],
    ['a folder', () => ['--labels', dir, '--out', model], /不是文件.*FILE_NOT_FOUND/],
    ['an empty file', () => ['--labels', file('empty.jsonl', []), '--out', model], /没有一行.*FILE_DAMAGED/],
    ['no good row', () => ['--labels', file('none.jsonl', ['x']), '--out', model], /没有可用的行\(第 1 行:不是有效的 JSON\).*FILE_DAMAGED/],
    ['one label only', () => ['--labels', file('one.jsonl', [{ label: 'a', text: '路灯' }]), '--out', model], /只有 1 种标签/],
    ['no place of its own', () => ['--labels', file('own.jsonl', rows(2, 1))], /--out/],
    ['a seed that is none', () => ['--labels', file('own.jsonl', rows(2, 1)), '--out', model, '--seed', 'x'], /--seed/],
    ['a place that cannot be written', () => ['--labels', file('own.jsonl', rows(5, 1)), '--out', join(file('plain', ['x']), 'below')], /写不进.*CONFIG_INVALID/],
  ])('refuses %s', async (_name, args, message) => {
    const { code, stderr } = await yuqing(['train', ...args()]);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });
});

it('yuqing try classify judges by a single head: label, confidence and evidence, a line a row', async () => {
  expect(isSingleModel(model)).toBe(true);
  const input = file('input.jsonl', [{ text: '请问,井盖松动' }, { tokens: ['河水', '发臭'] }, { tokens: '幼儿园 入园 难' }, { no: 1 }]);
  const { code, stdout } = await yuqing(['try', 'classify', input, '--model', model]);
  expect(code).toBe(0);
  const lines = stdout.trim().split('\n').map((line) => JSON.parse(line) as { label?: string; confidence: number; evidence: { term: string; start: number; end: number }[]; error?: string });
  expect(lines.map((l) => l.label ?? l.error)).toEqual(['道路', '环境', '教育', '第4行没有文本字段“text”,请用 --field 指定']);
  expect(Object.keys(lines[0]!)).toEqual(['label', 'confidence', 'evidence']);
  for (const { term, start, end } of lines[1]!.evidence) expect('河水发臭'.slice(start, end)).toBe(term);
});

describe('yuqing eval', () => {
  const held = () => file('held.jsonl', [...rows(10, 9), { label: '从未见过', text: '路灯不亮' }, 'x']);

  it('measures a single head: figures of every label, all confusions, reliability; a label the model lacks counts as wrong', async () => {
    const { code, stdout, stderr } = await yuqing(['eval', '--labels', held(), '--model', model, '--json']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/第 32 行未采用/);
    const { rows: counts, heads } = JSON.parse(stdout) as { rows: object; heads: { label: { n: number; accuracy: number; macroF1: number; labels: { label: string; f1: number; n: number }[]; confusion: { labels: string[]; matrix: number[][] }; reliability: { bins: { n: number }[] } } } };
    expect(counts).toEqual({ used: 31, rejected: 1, disputed: 0 });
    const { label } = heads;
    expect(label.labels.find((l) => l.label === '从未见过')).toMatchObject({ n: 1, f1: 0 });
    expect(label.macroF1).toBeLessThanOrEqual(0.75);
    expect(label.accuracy).toBeCloseTo(label.confusion.matrix.reduce((sum, line, i) => sum + line[i]!, 0) / 31, 10);
    expect(label.confusion.labels).toContain('从未见过');
    expect(label.confusion.matrix.flat().reduce((a, b) => a + b, 0)).toBe(31);
    expect(label.reliability.bins.reduce((sum, b) => sum + b.n, 0)).toBe(31);
  });

  it('prints a table in Chinese', async () => {
    const { code, stdout } = await yuqing(['eval', '--labels', held(), '--model', model]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/【标签】准确率 0\.\d{4} {2}宏平均 F1 0\.\d{4} {2}\(n=31\)/);
    expect(stdout).toMatch(/最常见的误判\(应为 → 判为\):\n {2}从未见过 → 道路 {2}1/);
    expect(stdout).toMatch(/把握是否可信:校准误差 0\.\d{4}/);
  });

  it('measures the shipped model: all heads a row is labelled for, or a category code as label', async () => {
    const full = file('full.jsonl', [
      { text: '小区已停水两天,请尽快恢复', category: 'UTI', type: '求助', urgency: '紧急', sentiment: '负面', flags: [] },
      { text: '路灯坏了一个月没人修', category: 'TRA', type: '投诉', flags: ['公信力'] },
      { text: '停水', category: 'UTI', agree: false }, { text: '停水', category: '水' },
    ]);
    const all = JSON.parse((await yuqing(['eval', '--labels', full, '--json'])).stdout) as { rows: object; heads: Record<string, { n: number; reliability: object | null }>; flags: { flag: string }[] };
    expect(all.rows).toEqual({ used: 2, rejected: 1, disputed: 1 });
    expect(Object.entries(all.heads).map(([head, { n, reliability }]) => [head, n, reliability !== null])).toEqual([['category', 2, true], ['type', 2, false], ['urgency', 1, false], ['sentiment', 1, false]]);
    expect(all.flags.map((f) => f.flag)).toContain('公信力');
    const codes = JSON.parse((await yuqing(['eval', '--labels', file('codes.jsonl', [{ text: '小区已停水两天了', label: 'UTI' }]), '--json'])).stdout) as { heads: { category: { accuracy: number } } };
    expect(codes.heads.category.accuracy).toBe(1);
  });

  it('refuses what it cannot read', async () => {
    expect(await yuqing(['eval', '--labels', '/nowhere.jsonl'])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/找不到文件/) as string });
    expect(await yuqing(['eval', '--labels', held(), '--model', '/nowhere'])).toMatchObject({ code: 1, stderr: expect.stringMatching(/MODEL_MISSING/) as string });
    expect(await yuqing(['eval'])).toMatchObject({ code: 1, stderr: expect.stringMatching(/--labels/) as string });
  });
});
