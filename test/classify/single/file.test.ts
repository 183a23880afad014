import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSingle } from '../../../classify/single/file.ts';
import { trainSingle } from '../../../classify/single/train.ts';
import { written } from './corpus.ts';

const empty = () => mkdtempSync(join(tmpdir(), 'yuqing-single-file-'));
let good: string;
beforeAll(() => {
  good = empty();
  trainSingle(written(10, 1), { out: good, name: 'own', version: '1', seed: 1, rejected: 3 });
});

function spoilt(change: (card: Record<string, unknown>, bytes: Buffer) => Buffer | undefined): string {
  const dir = empty();
  cpSync(good, dir, { recursive: true });
  const card = JSON.parse(readFileSync(join(dir, 'model.json'), 'utf8')) as Record<string, unknown>;
  const bytes = change(card, readFileSync(join(dir, 'weights.bin')));
  writeFileSync(join(dir, 'model.json'), JSON.stringify(card));
  if (bytes) writeFileSync(join(dir, 'weights.bin'), bytes);
  return dir;
}

describe('the file of a single head', () => {
  it('comes back as it was written', () => {
    const { card, rows, idf, vocabulary } = readSingle(good);
    expect(card).toMatchObject({ name: 'own', labels: ['教育', '环境', '道路'], rows: [10, 10, 10], rejected: 3, segmented: false });
    expect([rows.length, idf.length, vocabulary]).toEqual([3 * card.features, card.features, null]);
  });

  it.each<[string, Parameters<typeof spoilt>[0], RegExp]>([
    ['a card that is none', (card) => { card['labels'] = 'x'; return undefined; }, /model\.json 读不懂/],
    ['labels that stand twice', (card) => { card['labels'] = ['教育', '教育', '道路']; return undefined; }, /model\.json 读不懂/],
    ['more labels than columns', (card) => { card['labels'] = ['教育', '环境', '道路', '四']; return undefined; }, /model\.json 读不懂/],
    ['weights cut short', (_card, bytes) => bytes.subarray(0, -1), /应为 \d+ 字节/],
    ['a feature outside the space', (_card, bytes) => { bytes.writeUInt32LE(0xffffffff, 0); return bytes; }, /越界/],
    ['a weight that is no number', (card, bytes) => { bytes.writeFloatLE(NaN, 4 * (card['features'] as number)); return bytes; }, /不是数/],
  ])('is refused with %s', (_name, change, message) => {
    expect(() => readSingle(spoilt(change))).toThrow(message);
  });
});
