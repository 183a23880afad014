import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { secretHit } from '../../../ingest/secrecy/rules.ts';

const corpus = readFileSync(new URL('../../fixtures/privacy/secrecy.jsonl', import.meta.url), 'utf8').trim().split('\n')
  .map((line) => JSON.parse(line) as { text: string; rule: string | null });

describe('secretHit', () => {
  it('has a corpus of which half is innocent and near', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(120);
    expect(corpus.filter((c) => c.rule === null).length * 2).toBeGreaterThanOrEqual(corpus.length);
  });

  it.each(corpus.filter((c) => c.rule !== null))('stops $rule: $text', ({ text, rule }) => {
    expect(secretHit(text)).toEqual({ rule });
  });

  it.each(corpus.filter((c) => c.rule === null))('lets pass: $text', ({ text }) => {
    expect(secretHit(text)).toBeNull();
  });

  it('is not deceived by what stands between or around the characters', () => {
    for (const gap of ['', ' ', '\u3000', '.', '-', '\u200b', '\u00b7', '_']) {
      expect(secretHit(['路灯不亮。机', '密', '★', '10年 关于选址的意见'].join(gap)), JSON.stringify(gap)).toEqual({ rule: 'classified-mark' });
    }
  });

  it('never throws and is done with long hostile text', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('绝密', '机 密', '★', '10年', '密级', ':', '内部文件', '不得外传', '坐标', '119.4325', '雷达站', '部队', '\n', '。', '今晚', '开往'), { maxLength: 30 }), (parts) => {
      const hit = secretHit(parts.join(''));
      expect(hit === null || /^[a-z-]+$/.test(hit.rule)).toBe(true);
    }), { numRuns: 2_000 });
    for (const piece of ['密', '机密文件', '内部文件', '坐标', '1', '雷达站', '第7旅', '绝 ', '密级:', '部队今晚', '东经1']) {
      expect(() => secretHit(piece.repeat(20_000))).not.toThrow();
    }
  });
});
