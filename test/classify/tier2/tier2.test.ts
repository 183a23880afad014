import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { COLUMNS, HEADS } from '../../../classify/heads.ts';
import { GRAPH, SHIPPED_TIER2 } from '../../../classify/tier2/files.ts';
import { openTier2, type Tier2 } from '../../../classify/tier2/tier2.ts';
import { installed, NEEDS_PACKAGE, OUTPUTS, tinyTier2 } from '../../support/tier2.ts';

if (!installed) console.warn(`跳过第二级模型的测试:${NEEDS_PACKAGE}`);

const opened: Tier2[] = [];
async function open(dir: string): Promise<Tier2> {
  const tier2 = await openTier2(dir);
  opened.push(tier2);
  return tier2;
}
afterEach(async () => { for (const tier2 of opened.splice(0)) await tier2.close(); });

const categories = (columns: Float32Array) => columns.slice(COLUMNS.category, COLUMNS.category + HEADS.category.length);

describe.skipIf(!installed)('the transformer in its thread', () => {
  it('scores by the graph: each label its own weight times the mean of the ids', async () => {
    const weights = OUTPUTS.logits.map((_, k) => k);
    const columns = await (await open(tinyTier2({ ...OUTPUTS, logits: weights }))).score('小区停水两天了');
    const [first, second] = [columns[0]!, columns[1]!];
    const step = second - first;
    expect(step).toBeGreaterThan(0);
    [...categories(columns)].forEach((score, k) => expect(score).toBeCloseTo(k * step, 1));
  });

  it('answers each text for itself, however many are asked at once, and empty, broken and endless ones too', async () => {
    const tier2 = await open(tinyTier2({ ...OUTPUTS, logits: OUTPUTS.logits.map(() => 1) }));
    const texts = ['停水', '路灯坏了', '', '\ud83d', '\0', '水'.repeat(1_000_000), 'a b c '.repeat(100_000), '😀'.repeat(3_000)];
    const together = await Promise.all(texts.map((t) => tier2.score(t)));
    for (const [k, text] of texts.entries()) expect(together[k]).toEqual(await tier2.score(text));
    expect(new Set(together.map((c) => c[0])).size).toBeGreaterThan(4);
  });

  it.each([
    ['too few of a head', { ...OUTPUTS, type: [0, 0, 0] }, /输出 type 的形状应为 \[1, 7\],实为 \[1, 3\]/],
    ['no flags', { logits: OUTPUTS.logits, type: OUTPUTS.type, urgency: OUTPUTS.urgency, sentiment: OUTPUTS.sentiment }, /模型没有输出 flags/],
  ])('a graph with %s is refused before it judges anything', async (_name, outputs, message) => {
    await expect(open(tinyTier2(outputs))).rejects.toMatchObject({ code: 'MODEL_DAMAGED', message: expect.stringMatching(message) as string });
  });

  it('a damaged graph or tokenizer is refused, and nothing is fetched in its place', async () => {
    const graph = tinyTier2();
    writeFileSync(join(graph, GRAPH), 'not a model');
    await expect(open(graph)).rejects.toMatchObject({ code: 'MODEL_DAMAGED', message: expect.stringMatching(/第二级模型不可用.*模型文件读不懂/) as string });
    const tokenizer = tinyTier2();
    writeFileSync(join(tokenizer, 'tokenizer.json'), '{}');
    await expect(open(tokenizer)).rejects.toMatchObject({ code: 'MODEL_DAMAGED', message: expect.stringMatching(/分词表读不懂/) as string });
    const missing = tinyTier2();
    rmSync(join(missing, GRAPH));
    await expect(open(missing)).rejects.toMatchObject({ code: 'MODEL_MISSING' });
  });

  it('once closed it refuses, what was asked before and what is asked after', async () => {
    const tier2 = await open(SHIPPED_TIER2);
    const waiting = Promise.allSettled([tier2.score('停水'.repeat(200)), tier2.score('停水'.repeat(200))]);
    await tier2.close();
    expect((await waiting).map((w) => w.status)).toContain('rejected');
    await expect(tier2.score('停水')).rejects.toMatchObject({ code: 'MODEL_DAMAGED', message: expect.stringContaining('线程') as string });
  });

  it.each([
    ['小区停水两天了,一直没有人来修', 'UTI'],
    ['包工头拖欠我们十几个人的工资,过年都没给', 'WAG'],
    ['食堂的饭菜里吃出虫子,吃完好几个人拉肚子', 'FDS'],
    ['老人在养老院被护工打骂', 'ELD'],
  ])('as shipped reads %s as %s', async (text, code) => {
    const scores = categories(await (await open(SHIPPED_TIER2)).score(text));
    expect(HEADS.category[scores.indexOf(Math.max(...scores))]).toBe(code);
  });
});
