import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLines, readContents } from '../support/contents.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { makeOrders, toCsv } from '../support/orders.ts';
import { installed, NEEDS_PACKAGE } from '../support/tier2.ts';
import { until } from '../support/wait.ts';
import { startYuqing, yuqing } from '../support/yuqing.ts';
import { KEY } from './line.ts';

if (!installed) console.warn(`跳过两级研判的流水线测试:${NEEDS_PACKAGE}`);

const COUNT = 400;

describe.skipIf(!installed)('the line with both tiers', () => {
  let dir: string;
  let [whole, killed]: (TestDb | undefined)[] = [];
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'yuqing-tiers-'));
    await writeFile(join(dir, '工单.csv'), toCsv(makeOrders(COUNT, { seed: 4, from: new Date(Date.now() - 6 * 3_600_000), spanHours: 5 })));
    [whole, killed] = [await createTestDb(), await createTestDb()];
  });
  afterAll(async () => {
    await whole?.close();
    await killed?.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('names both in every verdict, and makes the same of it when it is killed in the middle and run again', async () => {
    const args = ['import', join(dir, '工单.csv'), '--source', '清河12345热线', '--profile', 'yangzhou-2018', '--json'];
    const envOf = (t: TestDb) => ({ DATABASE_URL: t.url, YUQING_DATA_DIR: join(dir, 'data'), YUQING_KEY: KEY, YUQING_TIER: 'auto' });
    expect(await yuqing(args, envOf(whole!))).toMatchObject({ code: 0, stderr: expect.not.stringContaining('第二级模型载入不了') as string });
    const { rows } = await sql<{ made_by: string; n: number }>`select made_by, count(*) as n from verdict where current group by 1`.execute(whole!.db);
    expect(rows).toEqual([{ made_by: expect.stringMatching(/^model:tier1\+2@.+\+.+$/) as string, n: COUNT }]);

    const { child, ended } = startYuqing(args, envOf(killed!));
    // All is in and nothing is judged yet: the first chunk is in the hands of the two tiers.
    await until('the items', async () => (await sql<{ n: number }>`select count(*) as n from item`.execute(killed!.db)).rows[0]!.n > 0, 60_000);
    child.kill('SIGKILL');
    expect(await ended).toMatchObject({ signal: 'SIGKILL' });
    expect(await yuqing(args, envOf(killed!))).toMatchObject({ code: 0 });
    expect(await openLines(killed!.db)).toEqual([]);
    expect(await readContents(killed!.db)).toEqual(await readContents(whole!.db));
  }, 240_000);
});
