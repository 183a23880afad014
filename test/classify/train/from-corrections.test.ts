import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { correctVerdict, type Corrected } from '../../../classify/correct.ts';
import { modelOf, SHIPPED_WEIGHTS } from '../../../classify/model.ts';
import { readCorpus } from '../../../classify/train/corpus.ts';
import { LEAST, learn, objection, worthLearning } from '../../../classify/train/from-corrections.ts';
import { packBytes, readWeights, weightsOf } from '../../../classify/weights-file.ts';
import { currentVersion, makeCurrent, modelVersions, versionFiles } from '../../../db/model-versions.ts';
import { receive } from '../../respond/world.ts';
import { createTestDb, type TestDb } from '../../support/database.ts';

const SAMPLE = fileURLToPath(new URL('../../../classify/training/written.jsonl', import.meta.url));
const sample = readCorpus('/nowhere', SAMPLE).examples;
const shipped = readWeights(SHIPPED_WEIGHTS);

let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

const PLACES = ['东关', '西河', '南门', '北岭', '清河', '望江', '城东', '柳巷', '石桥', '新塘'];
/** Messages about a thing the model has never heard of, and what this office calls it. */
const told = (k: number) => `${PLACES[k % 10]}街口的青团驿站${['又关门了', '没人值守', '把东西堆到路上', '半个月没开'][k % 4]},第${k}次反映,请管一管`;

async function teach(from: number, n: number, set: Corrected) {
  const ids = await receive(t.db, Array.from({ length: n }, (_, k) => ({ no: `L${from + k}`, body: told(from + k), category: 'URB' as const })));
  for (const id of ids) await correctVerdict(t.db, id, 'li', set);
}

describe('learning from corrections', { timeout: 120_000 }, () => {
  it('waits until there are enough', async () => {
    await teach(0, LEAST - 1, { category: 'CUL' });
    expect(await learn(t.db, shipped, modelOf(shipped), sample, {})).toBeNull();
    expect(await worthLearning(t.db, 'tier1')).toBe(false);
  });

  it('makes a version that has learned them, forgot nothing, and serves; the same corrections make no other', async () => {
    await teach(LEAST - 1, 60, { category: 'CUL' });
    expect(await worthLearning(t.db, 'tier1')).toBe(true);
    const first = await learn(t.db, shipped, modelOf(shipped), sample, {});
    expect(first).toMatchObject({ outcome: 'switched' });
    const { figures } = first!;
    expect(figures.before).toBeLessThan(0.3);
    expect(figures.after).toBeGreaterThan(0.9);
    expect(figures.heldBack + figures.learned).toBe(LEAST - 1 + 60);
    expect(figures.fixed['自写样本']!.after).toBeGreaterThanOrEqual(figures.fixed['自写样本']!.before - 0.005);

    const id = await currentVersion(t.db, 'tier1');
    const { card, weights } = await versionFiles(t.db, id!);
    const model = modelOf(weightsOf(card, weights, 'db'));
    expect(model.version).toBe(first!.version);
    expect(model.judge('湖滨路的青团驿站没人值守').category).toBe('CUL');
    expect(model.judge('小区停水两天了').category).toBe(modelOf(shipped).judge('小区停水两天了').category);

    expect(await learn(t.db, shipped, model, sample, {})).toMatchObject({ outcome: 'same', version: first!.version });
    expect(await worthLearning(t.db, 'tier1')).toBe(false);
    expect((await modelVersions(t.db, 'tier1')).map((v) => v.state)).toEqual(['current']);
  });

  it('does not let a worse one serve, and says why', async () => {
    const codes = ['EPI', 'MED', 'FIN', 'WAG', 'DIS', 'AGR', 'GRV', 'CIV'] as const;
    const ids = await receive(t.db, sample.slice(0, 160).map((e, k) => ({ no: `X${k}`, body: e.text, category: 'URB' as const })));
    for (const [k, id] of ids.entries()) await correctVerdict(t.db, id, 'careless', { category: codes[k % codes.length]! });
    const current = await currentVersion(t.db, 'tier1');
    const { card, weights } = await versionFiles(t.db, current!);
    const done = await learn(t.db, shipped, modelOf(weightsOf(card, weights, 'db')), sample, {});
    expect(done).toMatchObject({ outcome: 'refused', why: expect.stringContaining('变差') as string });
    expect(await currentVersion(t.db, 'tier1')).toBe(current);
    expect((await modelVersions(t.db, 'tier1')).map((v) => v.state)).toEqual(['refused', 'current']);
  });

  it('any version can be brought back, the shipped one too', async () => {
    const [refused, good] = await modelVersions(t.db, 'tier1');
    const use = (version: string | null) => t.db.transaction().execute((trx) => makeCurrent(trx, 'tier1', version));
    expect(await use(refused!.version)).toBe(true);
    expect(await currentVersion(t.db, 'tier1')).toBe(refused!.id);
    expect(await use(null)).toBe(true);
    expect(await currentVersion(t.db, 'tier1')).toBeNull();
    expect(await use(good!.version)).toBe(true);
    expect(await use('no such')).toBe(false);
    expect(await currentVersion(t.db, 'tier1')).toBe(good!.id);
  });
});

it('a version is not let serve by chance or on too little', () => {
  const fine = { learned: 40, heldBack: 10, before: 0.5, after: 0.6, fixed: { 甲: { n: 100, before: 0.9, after: 0.9 } } };
  expect(objection(fine)).toBeNull();
  expect(objection({ ...fine, heldBack: 2 })).toMatch('只有 2 条');
  expect(objection({ ...fine, after: 0.4 })).toBe('在留作检验的更正上变差:50.0% → 40.0%');
  expect(objection({ ...fine, fixed: { 甲: { n: 100, before: 0.9, after: 0.89 } } })).toBe('在甲上变差:90.0% → 89.0%');
});

it('weights go to bytes and back', () => {
  const { card, bytes } = packBytes(shipped);
  const back = weightsOf(card, bytes, 'test');
  expect(back.card).toEqual(shipped.card);
  expect(Buffer.compare(Buffer.from(back.rows.buffer, back.rows.byteOffset, back.rows.length), Buffer.from(shipped.rows.buffer, shipped.rows.byteOffset, shipped.rows.length))).toBe(0);
  expect(() => weightsOf(card, bytes.subarray(1), 'test')).toThrow(expect.objectContaining({ code: 'MODEL_DAMAGED' }));
});
