import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDepartmentModel } from '../../classify/department/learned/model.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { at, receive, type Told } from '../respond/world.ts';
import { yuqing } from './run.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'yuqing-train-'));
const TELLINGS: Record<string, string[]> = {
  市城管局: ['烧烤摊占了人行道', '垃圾三天没有清运', '楼下搭了违建'],
  市卫计委: ['医院挂不上号', '卫生院没有医生', '护士态度很差'],
};
const ORDERS = Array.from({ length: 180 }, (_, k) => Object.entries(TELLINGS).map(([unit, tellings]) => ({
  unit, text: `青年路${k}号的居民反映${tellings[k % 3]},请核实`, at: new Date(Date.UTC(2018, 0, 1, k)).toISOString(),
}))).flat();
const labels = () => {
  const file = join(folder(), 'orders.jsonl');
  writeFileSync(file, ORDERS.map((o) => JSON.stringify(o)).join('\n'));
  return file;
};

describe('yuqing train --departments', () => {
  it('learns from a file, tells what it is worth and how to use it', async () => {
    const out = folder();
    const { code, stdout } = await yuqing(['train', '--departments', '--labels', labels(), '--out', out]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/学自 360 件历史派单,2 个单位\n用较早的 80% 学、在最近的 20%\(72 件\)上测:准确率 \d+\.\d%/);
    expect(stdout).toContain(`"department_model": "${out}"`);
    expect(loadDepartmentModel(out).propose('望江路烧烤摊占了人行道,请核实')).toMatchObject({ unit: '市城市管理局', learnedFrom: 360 });
  });

  it('tells the same as JSON', async () => {
    const { stdout } = await yuqing(['train', '--departments', '--labels', labels(), '--out', folder(), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ units: 2, learnedFrom: 360, n: 72, accuracy: expect.any(Number), proposed: { share: expect.any(Number) } });
  });

  it.each<[string, string[], RegExp]>([
    ['no place to write to', ['--labels', 'x.jsonl'], /没有说部门模型写到哪里.*USAGE/],
    ['no history', ['--out', 'x'], /部门模型要从一处历史学.*USAGE/],
    ['two histories', ['--out', 'x', '--labels', 'x.jsonl', '--source', 'S'], /只用其中一种.*USAGE/],
  ])('refuses %s', async (_what, args, told) => {
    const { code, stderr } = await yuqing(['train', '--departments', ...args]);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(told);
  });

  it('names the line of a file that does not fit, and refuses too few', async () => {
    const file = join(folder(), 'x.jsonl');
    writeFileSync(file, '{"text":"路灯","unit":"市城管局"}\n{"text":"路灯"}\n');
    expect((await yuqing(['train', '--departments', '--labels', file, '--out', folder()])).stderr).toMatch(/x\.jsonl 第 2 行的“unit”/);
    writeFileSync(file, '{"text":"路灯","unit":"市城管局"}\n');
    expect((await yuqing(['train', '--departments', '--labels', file, '--out', folder()])).stderr).toMatch(/LABELS_TOO_FEW/);
  });
});

describe('from the history in the database', () => {
  let t: TestDb;
  beforeAll(async () => {
    t = await createTestDb();
    const told = ORDERS.map(({ unit, text, at: when }, k): Told => ({ no: `H${k}`, title: null, body: `${text} ${unit}答复:已处理`, ownWords: text, mainUnit: unit, publishedAt: new Date(when) }));
    await receive(t.db, [...told, { no: 'X1', body: '没有派过的', mainUnit: null, publishedAt: at('2018-02-01 10:00') }], { historical: true });
  });
  afterAll(() => t.close());

  it('learns from the citizens’ own words, not from the answers that name the unit', async () => {
    const out = folder();
    const { code, stdout } = await yuqing(['train', '--departments', '--source', 'national 12345', '--out', out], { DATABASE_URL: t.url });
    expect([code, stdout.split('\n')[0]]).toEqual([0, '学自 360 件历史派单,2 个单位']);
    const model = loadDepartmentModel(out);
    expect(model.propose('市卫计委答复:已处理,市卫计委答复')?.unit).not.toBe('市卫生健康委员会');
    expect(model.propose('望江路3号的居民反映医院挂不上号,请核实')).toMatchObject({ unit: '市卫生健康委员会' });
  });

  it('a source that is not there is named', async () => {
    expect((await yuqing(['train', '--departments', '--source', '没有', '--out', folder()], { DATABASE_URL: t.url })).stderr).toMatch(/没有名为“没有”的信源.*SOURCE_UNKNOWN/);
  });
});
