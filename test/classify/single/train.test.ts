import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jieba } from '../../../classify/features.ts';
import { loadModel } from '../../../classify/model.ts';
import { isSingleModel } from '../../../classify/single/file.ts';
import { loadSingle, type SingleModel } from '../../../classify/single/judge.ts';
import { textOf, type LabelledMessage } from '../../../classify/single/message.ts';
import { trainSingle } from '../../../classify/single/train.ts';
import { isStop, written } from './corpus.ts';

const empty = () => mkdtempSync(join(tmpdir(), 'yuqing-single-'));
const train = (rows: readonly LabelledMessage[], out = empty(), seed = 1) => ({ out, card: trainSingle(rows, { out, name: 'own', version: '1', seed, rejected: 0 }) });
const right = (model: SingleModel, rows: readonly LabelledMessage[]) => rows.filter(({ label, message }) => model.judge(message).label === label).length / rows.length;
const segmented = (rows: readonly LabelledMessage[]): LabelledMessage[] => rows.map(({ label, message }) => ({
  label, message: { words: jieba().cut(textOf(message), true).filter((w) => !isStop(w) && /[\u4e00-\u9fff]/.test(w)) },
}));

describe('a single head', () => {
  let model: SingleModel;
  let dir: string;
  beforeAll(() => {
    dir = train(written(60, 1)).out;
    model = loadSingle(dir);
  });

  it('learns its labels from raw text, and tells new messages apart', () => {
    expect(model.labels).toEqual(['教育', '环境', '道路']);
    expect(right(model, written(40, 9))).toBeGreaterThan(0.95);
  });

  it('shows the terms that spoke for the label, with their places in the text', () => {
    const text = '您好,我们小区门口井盖松动,请有关部门核实';
    const { label, evidence } = model.judge({ text });
    expect(label).toBe('道路');
    expect(evidence.length).toBeGreaterThan(0);
    for (const { term, start, end } of evidence) expect(text.slice(start, end)).toBe(term);
    expect(evidence.map((e) => e.term).join()).toMatch(/井盖|松动/);
    expect(evidence.map((e) => e.weight)).toEqual(evidence.map((e) => e.weight).toSorted((a, b) => b - a));
  });

  it('is surer of what it knows than of what it has never read, and never above 1', () => {
    const known = model.judge({ text: '路灯不亮,路面坑洼' }).confidence;
    expect(known).toBeGreaterThan(0.9);
    expect(known).toBeLessThan(1);
    expect(model.judge({ text: '股市震荡' }).confidence).toBeLessThan(0.6);
    expect(model.judge({ text: '' })).toEqual({ label: '教育', confidence: 0.3333, evidence: [] });
    expect(model.judge({ text: '\ud800\u0000😀 zzzz' }).evidence).toEqual([]);
  });

  it('judges a very long text by its ends, places included', () => {
    const text = `${'无关的话。'.repeat(2_000)}路灯不亮,井盖松动`;
    const { label, evidence } = model.judge({ text });
    expect(label).toBe('道路');
    for (const { term, start, end } of evidence) expect(text.slice(start, end)).toBe(term);
    expect(evidence[0]!.start).toBeGreaterThan(9_000);
  });

  it('comes out the same, byte by byte, from the same rows and seed', () => {
    const again = train(written(60, 1)).out;
    for (const file of ['model.json', 'weights.bin']) expect(readFileSync(join(again, file)).equals(readFileSync(join(dir, file)))).toBe(true);
  });

  it('is no five-head model, and the other way round', () => {
    expect([isSingleModel(dir), isSingleModel('/nowhere')]).toEqual([true, false]);
    expect(() => loadModel(dir)).toThrow(/model\.json 读不懂/);
    expect(() => loadSingle('/nowhere')).toThrow(/缺少模型文件/);
  });
});

it('bridges segmented training and raw texts: what was learned from words without stop words judges sentences', () => {
  const { out, card } = train(segmented(written(60, 2)));
  expect(card.segmented).toBe(true);
  const model = loadSingle(out);
  const raw = written(40, 8);
  expect(right(model, raw)).toBeGreaterThan(0.95);
  expect(right(model, segmented(raw))).toBeGreaterThan(0.95);
  const text = '请问,附近居民都说工地扬尘';
  const { label, evidence } = model.judge({ text });
  expect(label).toBe('环境');
  for (const { term, start, end } of evidence) expect(text.slice(start, end)).toBe(term);
});

it('takes two labels as well as a hundred and more', () => {
  const two = train(written(30, 3, { 1: ['真好', '喜欢', '点赞', '满意'], 0: ['太差', '失望', '气愤', '投诉'] }));
  expect(loadSingle(two.out).judge({ text: '大家都很满意,点赞' }).label).toBe('1');
  const hundred = Object.fromEntries(Array.from({ length: 120 }, (_, k) => [`单位${k}`, [`${String.fromCharCode(0x4e00 + 20 * k)}${String.fromCharCode(0x4e07 + 20 * k)}街道办`]]));
  const many = train(written(4, 4, hundred));
  expect(many.card.labels).toHaveLength(120);
  expect(right(loadSingle(many.out), written(2, 5, hundred))).toBeGreaterThan(0.9);
});

it('a rare label does not vanish beside a common one', () => {
  const rows = written(100, 6).filter(({ label }, i) => label !== '环境' || i % 4 === 0);
  const held = written(30, 7).filter(({ label }) => label === '环境');
  expect(right(loadSingle(train(rows).out), held)).toBeGreaterThan(0.8);
});

it('confidence means what it says on labels that contradict one another', () => {
  // Half of the messages of two labels say the same: no one can be surer than a half of these.
  const same = written(80, 11, { 甲: ['路灯不亮', '井盖松动'], 乙: ['路灯不亮', '井盖松动'], 丙: ['学校乱收费', '校服质量差'] });
  const model = loadSingle(train(same).out);
  expect(model.judge({ text: '路灯不亮,井盖松动' }).confidence).toBeLessThan(0.75);
  expect(model.judge({ text: '学校乱收费,校服质量差' }).confidence).toBeGreaterThan(0.9);
});

it('refuses what cannot be learned', () => {
  expect(() => train([{ label: '甲', message: { text: '路灯' } }])).toThrow(/只有 1 种标签/);
  expect(() => train([{ label: '甲', message: { text: '一' } }, { label: '乙', message: { text: '二' } }])).toThrow(/没有一个共有的字词/);
});
