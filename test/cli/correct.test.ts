import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receive } from '../respond/world.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { yuqing } from './run.ts';

let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

const run = (...args: string[]) => yuqing(args, { DATABASE_URL: t.url, USER: 'li' });

describe('yuqing correct', { timeout: 90_000 }, () => {
  it('sets, suggests, lists, accepts and declines', async () => {
    await receive(t.db, ['20261120001', '20261120002', '20261120003'].map((no) => ({ no, body: '养老院收了押金人跑了', category: 'FIN' as const })));
    const set = await run('correct', 'set', '20261120001', '--category', '养老服务', '--flags', '群体性,公信力', '--by', '李敏');
    expect([set.code, set.stdout]).toEqual([0, '已更正:类别、旗标\n']);
    expect(set.stderr).toContain('另有 2 个相同或相近的条目');
    const { stdout } = await run('correct', 'list');
    expect(stdout).toMatch(/编号 +条目 +现为 +建议 +相似 +依据 +内容/);
    const ids = [...stdout.matchAll(/^(\d+) .*2026112000[23] +金融风险 +养老服务 +100% +20261120001 李敏/gm)].map((m) => m[1]!);
    expect(ids.length).toBe(2);
    expect((await run('correct', 'accept', ids[0]!)).stdout).toBe('已采纳 1 条建议\n');
    expect((await run('correct', 'decline', ids[1]!)).stdout).toBe('已不采纳 1 条建议\n');
    expect((await run('correct', 'list')).stderr).toContain('没有待决定的更正建议');
    expect(await run('correct', 'accept', ids[0]!)).toMatchObject({ code: 1, stderr: expect.stringContaining('可能已被处理') as string });
  });

  it('refuses what it cannot read, and says what it can', async () => {
    expect((await run('correct', 'set', '20261120001', '--category', '环境')).stderr).toContain('没有这个类别:环境。可写:EPI 疫情防控与公共卫生');
    expect((await run('correct', 'set', '20261120001')).stderr).toContain('没有写要更正什么');
    expect((await run('correct', 'set', 'nothing', '--category', 'ENV')).stderr).toContain('没有找到“nothing”');
    expect((await run('correct', 'set', '20261120001', '--flags', '着急')).stderr).toContain('没有这个旗标:着急');
  });
});

describe('yuqing model, train --with-corrections', { timeout: 90_000 }, () => {
  it('asks for more corrections, lists what serves, and knows no version that is not there', async () => {
    expect(await run('train', '--with-corrections')).toMatchObject({ code: 1, stderr: expect.stringContaining('更正还不到 25 条') as string });
    expect((await run('model', 'list')).stdout).toMatch(/\(shipped\) +在用/);
    expect((await run('model', 'use', '2020')).stderr).toContain('没有这个版本:2020');
    expect((await run('model', 'use', 'shipped')).stdout).toContain('自下一批起用 随安装包的模型');
  });
});
