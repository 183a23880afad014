import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadModel } from '../../../classify/model.ts';
import { readAgreed, readCorpus } from '../../../classify/train/corpus.ts';
import { evaluate } from '../../../classify/train/evaluate.ts';
import { makeModel } from '../../../classify/train/make.ts';

const SAMPLE = fileURLToPath(new URL('../../../classify/training/written.jsonl', import.meta.url));
const empty = mkdtempSync(join(tmpdir(), 'yuqing-labels-'));
const dir = () => mkdtempSync(join(tmpdir(), 'yuqing-trained-'));
const rows = readFileSync(SAMPLE, 'utf8').split('\n').filter(Boolean);

const row = (text: string, more = {}) => JSON.stringify({ text, category: 'UTI', secondary: [], type: '投诉', flags: ['群体性'], urgency: '紧急', sentiment: '负面', ...more });

/** A tiny set: every eighth row of our own sample. */
function tiny(): string {
  const labels = mkdtempSync(join(tmpdir(), 'yuqing-labels-'));
  writeFileSync(join(labels, 'written.jsonl'), rows.filter((_, i) => i % 8 === 0).join('\n'));
  return labels;
}

describe('training', () => {
  it('is the same to the byte for the same seed, and another for another', () => {
    const labels = tiny();
    const bytes = (seed: number) => {
      const out = dir();
      makeModel(readCorpus(labels, SAMPLE), { out, name: 'tiny', version: '2026-01-01', seed });
      return [readFileSync(join(out, 'weights.bin')), readFileSync(join(out, 'model.json'))] as const;
    };
    const [weights, card] = bytes(7);
    const [again, cardAgain] = bytes(7);
    expect([weights.equals(again), card.equals(cardAgain)]).toEqual([true, true]);
    expect(bytes(8)[0].equals(weights)).toBe(false);
  }, 180_000);

  describe('on our own sample alone', () => {
    const out = dir();
    const labels = mkdtempSync(join(tmpdir(), 'yuqing-labels-'));
    const held = join(labels, 'held.jsonl');
    beforeAll(() => {
      writeFileSync(join(labels, 'written.jsonl'), rows.filter((_, i) => i % 5 !== 0).join('\n'));
      writeFileSync(held, rows.filter((_, i) => i % 5 === 0).join('\n'));
      makeModel(readCorpus(labels, SAMPLE), { out, name: 'sample', version: '2026-01-01', seed: 1 });
    }, 120_000);

    it('learns what it can: far better than the most frequent code (12 %), and knows how sure it is', () => {
      const figures = evaluate(loadModel(out), readAgreed(held));
      expect(figures.heads.category.accuracy).toBeGreaterThan(0.5);
      expect(figures.heads.sentiment.accuracy).toBeGreaterThan(0.6);
      expect(figures.calibrationError).toBeLessThan(0.15);
    });
  });
});

describe('readCorpus', () => {
  it('falls back on the shipped sample', () => {
    const { counts, examples } = readCorpus(empty, SAMPLE);
    expect(counts).toEqual({ written: 1200, border: 366 });
    expect(examples.filter((e) => e.flags !== null).every((e) => e.weight === 1)).toBe(true);
  });

  it('weighs real rows above unsure ones, ours and the teacher\'s, and never reads the development rows', () => {
    const labels = mkdtempSync(join(tmpdir(), 'yuqing-labels-'));
    writeFileSync(join(labels, 'train.jsonl'), [row('真', { sure: true }), row('疑', { sure: false })].join('\n'));
    writeFileSync(join(labels, 'written.jsonl'), row('写'));
    writeFileSync(join(labels, 'taught.jsonl'), [{ text: '教', p: { UTI: 0.6, DIS: 0.2 } }, { text: '无', p: { UTI: 0.06 } }].map((r) => JSON.stringify(r)).join('\n'));
    writeFileSync(join(labels, 'dev.jsonl'), row('考'));
    const { examples } = readCorpus(labels, SAMPLE);
    const weight = Object.fromEntries(examples.map((e) => [e.text, e.weight]));
    expect(Object.keys(weight)).not.toContain('考');
    expect(weight['真']).toBe(1);
    for (const less of ['疑', '写']) expect(weight[less]).toBeLessThan(1);
    const taught = examples.find((e) => e.text === '教');
    expect(taught?.flags).toBeNull();
    expect(taught?.labels.type).toBe(-1);
    expect([...(taught?.soft ?? [])].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
  });
});
