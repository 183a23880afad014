import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gramOf, KIND, occurrences, wordFeature } from '../../../classify/features.ts';
import { SHIPPED_WEIGHTS } from '../../../classify/model.ts';
import { rowOf } from '../../../classify/row-table.ts';
import { readRows, taughtSchema } from '../../../classify/train/labels.ts';
import { countAll, inverseFrequency } from '../../../classify/train/train.ts';
import { vocabularyOf } from '../../../classify/train/vocabulary.ts';
import { readWeights } from '../../../classify/weights-file.ts';

const TRAINING = new URL('../../../classify/training/', import.meta.url).pathname;
const SHARED = new URL('../../../../shared/data/labels/', import.meta.url).pathname;

describe('vocabularyOf', () => {
  const has = (texts: string[], gram: string, kind: number) => {
    const vocabulary = vocabularyOf(texts);
    const occ = occurrences(texts[0]!);
    return Array.from({ length: occ.n }, (_, k) => k).some((k) => occ.kind[k] === kind && gramOf(occ, k) === gram && vocabulary.numberOf(occ, k) >= 0);
  };

  it('keeps an n-gram of three texts, however often two of them say it', () => {
    expect(has(['饕餮', '饕餮饕餮', '停水'], '饕餮', KIND.word)).toBe(false);
    expect(has(['饕餮', '有饕餮', '饕餮纹', '停水'], '饕餮', KIND.word)).toBe(true);
    expect(has(['王二', '王二', '王三'], '王二', KIND.bigram)).toBe(false);
    expect(has(['王二', '王二', '王二'], '王二', KIND.bigram)).toBe(true);
  });

  it('numbers the hash of each kept n-gram, and rare ones weigh nothing in any text', () => {
    const texts = ['小区停水', '小区停水两天', '小区停水三天', '名叫赵钱孙'];
    const vocabulary = vocabularyOf(texts);
    expect(vocabulary.hashes).toContain(wordFeature('停水'));
    const counted = countAll(texts.map((text) => ({ text })), vocabulary);
    expect(counted[3]!.ids.length).toBe(0);
    expect(inverseFrequency(counted, vocabulary).filter((x) => x > 0).length).toBe(vocabulary.hashes.length);
  });
});

/** Counted here with plain strings, apart from the code under test. */
function documentsOf(texts: Iterable<string>): Map<string, number> {
  const documents = new Map<string, number>();
  for (const text of texts) {
    const occ = occurrences(text);
    const seen = new Set<string>();
    for (let k = 0; k < occ.n; k += 1) if (occ.kind[k]! < KIND.concept) seen.add(`${occ.kind[k]}${gramOf(occ, k)}`);
    for (const gram of seen) documents.set(gram, (documents.get(gram) ?? 0) + 1);
  }
  return documents;
}

const TRAINED_ON = [join(SHARED, 'train.jsonl'), join(SHARED, 'taught.jsonl'), join(TRAINING, 'written.jsonl'), join(TRAINING, 'border.jsonl')];
const missing = TRAINED_ON.filter((file) => !existsSync(file));
if (missing.length > 0) console.warn(`SKIPPED: ${missing.join(', ')} is not here, so the shipped weights cannot be checked for rare n-grams`);

it.skipIf(missing.length > 0)('the shipped weights hold no n-gram that fewer than three texts spell', () => {
  const { table } = readWeights(SHIPPED_WEIGHTS);
  const texts = TRAINED_ON.flatMap((file) => readRows(file, taughtSchema.pick({ text: true })).map((row) => row.text));
  const documents = documentsOf(texts);
  let [known, rare] = [0, 0];
  const rareHits = new Set<string>();
  for (const text of texts) {
    const occ = occurrences(text);
    for (let k = 0; k < occ.n; k += 1) {
      if (occ.kind[k]! >= KIND.concept) continue;
      const gram = `${occ.kind[k]}${gramOf(occ, k)}`;
      const hit = rowOf(table, occ.feature[k]!) >= 0;
      if (documents.get(gram)! >= 3) known += hit ? 1 : 0;
      else {
        rare += 1;
        if (hit) rareHits.add(gram);
      }
    }
  }
  expect(known).toBeGreaterThan(1_000_000);
  expect(rare).toBeGreaterThan(100_000);
  // What is left is chance: a hash of 32 bits that another n-gram's row answers to.
  expect(rareHits.size).toBeLessThan(150);
}, 300_000);
