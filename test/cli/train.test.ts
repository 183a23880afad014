import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadReplyWeights } from '../../classify/reply/weights.ts';

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

  it('--replies fits the weights of answers from a table that has the labelled numbers, and only then', () => {
    const labels = Object.entries(JSON.parse(readFileSync(new URL('../../classify/training/reply-labels.json', import.meta.url), 'utf8')) as Record<string, [number, number]>);
    const out = empty();
    const table = join(out, '附件4.csv');
    const good = '经查,人民路12盏路灯因电缆被挖断而不亮。我局已于5月6日更换电缆80米,5月7日晚恢复照明。依据《照明管理规定》第二十条,已责令施工单位赔偿。由于该路段仍在施工,下一步将安排专人巡查,避免再次断电。';
    const row = (id: string | number, reply: string) => `${id},人民路路灯坏了一个星期希望尽快修好,"${reply}"\n`;
    writeFileSync(table, `留言编号,留言详情,答复意见\n${labels.map(([id, [complete]]) => row(id, complete === 1 ? good : '您反映的问题已转交区城管局处理。')).join('')}${[1, 2, 3, 4].map((n) => row(n, good)).join('')}`);
    const { status, stdout } = run('train', '--replies', table, '--out', out, '--model-version', '2026-01-02');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^标注 174 行,十折交叉验证\(5 次平均\):完整 1\.000,可解释 0\.\d{3};配对 8 对\n$/);
    expect(loadReplyWeights(join(out, 'reply.json'))).toMatchObject({ version: '2026-01-02', trainedOn: { rows: 174, pairs: 8 } });
    writeFileSync(table, `留言编号,留言详情,答复意见\n${row(1, good)}`);
    expect(run('train', '--replies', table, '--out', out)).toMatchObject({ status: 1, stderr: expect.stringMatching(/只有 0 行有标注.*附件4/) as string });
  });
});
