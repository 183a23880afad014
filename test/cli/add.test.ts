import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDb, type TestDb } from '../support/database.ts';
import { BIN, yuqing, type Ran } from './run.ts';

let t: TestDb;
let dir: string;
let env: Record<string, string>;
beforeAll(async () => {
  t = await createTestDb();
  dir = await mkdtemp(join(tmpdir(), 'yuqing-add-'));
  env = { DATABASE_URL: t.url, YUQING_DATA_DIR: join(dir, 'data'), YUQING_KEY_FILE: join(dir, 'contact.key'), YUQING_PROFILE: 'yangzhou-2018' };
});
afterAll(async () => {
  await t.close();
  await rm(dir, { recursive: true, force: true });
});

/** `yuqing add` with something on its standard input. */
async function addFrom(input: string | Buffer, args: readonly string[]): Promise<Ran> {
  const child = spawn(process.execPath, [BIN, 'add', ...args], { env: { PATH: process.env['PATH'] ?? '', HOME: dir, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  child.stdin.end(input);
  const [code] = await once(child, 'close') as [number | null];
  return { code, stdout, stderr };
}
const countOf = async (table: 'item' | 'ticket' | 'source') => (await t.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;

interface Told { received: number; stored: number; duplicate: number; rejected: number; items: { row: number; no: string; itemId: number; ticketId: number | null }[] }

describe('yuqing add', () => {
  it('enters one, judged and with its ticket; entered twice it is one', async () => {
    const args = ['add', '--channel', '电话', '--title', '楼道灯', '--body', '三楼楼道灯坏了一个月,请回电13812345678', '--name', '陈明红', '--phone', '13812345678', '--place', '文昌花园'];
    const first = await yuqing(args, env);
    expect({ code: first.code, stdout: first.stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^RG\d{8}-\d{10} {2}条目 \d+ {2}工单 \d+\n$/) });
    expect(first.stderr).toContain('登记 1 件:新登记 1,已登记过 0(其中改正 0),未能登记 0');
    const again = await yuqing(args, env);
    expect({ code: again.code, stdout: again.stdout }).toEqual({ code: 0, stdout: first.stdout });
    expect([await countOf('item'), await countOf('ticket'), await countOf('source')]).toEqual([1, 1, 1]);
    expect(await t.db.selectFrom('item').innerJoin('source', 'source.id', 'item.source_id').select(['name', 'source.kind', 'profile_id', 'item.channel', 'body']).execute()).toEqual([
      { name: '人工录入', kind: 'entry', profile_id: 'yangzhou-2018', channel: '电话', body: '三楼楼道灯坏了一个月,请回电138****5678' },
    ]);
    expect(`${first.stdout}${first.stderr}${again.stderr}`).not.toMatch(/陈明红|13812345678/);
  });

  it('takes the words from a file or from standard input, in GB18030 too', async () => {
    const file = join(dir, '来信.txt');
    await writeFile(file, Buffer.from('c2b7b5c6bbb5c1cb', 'hex'));
    const one = await yuqing(['add', '--channel', '来信', '--file', file, '--ref', '信2026-7', '--json'], env);
    expect(JSON.parse(one.stdout)).toMatchObject({ stored: 1, items: [{ row: 1, no: '信2026-7', itemId: expect.any(Number), ticketId: expect.any(Number) }] });
    expect(await t.db.selectFrom('item').select('body').where('external_id', '=', '信2026-7').execute()).toEqual([{ body: '路灯坏了' }]);
    const two = await addFrom('公交站台被撤了\n老人要多走一站', ['--channel', '来访', '--json']);
    expect(JSON.parse(two.stdout)).toMatchObject({ stored: 1 });
  });

  it('--paste reads a register: rows, rejects in words, no person in them', async () => {
    const { code, stdout, stderr } = await addFrom('提案号\t提案人\t案由\t提案内容\t登记方式\t收到日期\r\n第1号\t王芳\t增设公厕\t建议增设公厕\t政协提案\t2026-11-20\r\n第2号\t陈明红13812345678\t停车\t建议错时停车\t人大建议\t某天\r\n', ['--paste', '--source', '建议提案', '--json']);
    const told = JSON.parse(stdout) as Told;
    expect({ code, ...told }).toMatchObject({ code: 1, received: 2, stored: 1, rejected: 1, items: [{ row: 2, no: '第1号' }] });
    expect(stderr).toContain('第 3 行“收到日期”列的时间认不出或不存在:“某天”');
    expect(stderr).not.toMatch(/陈明红|王芳|1381234/);
    expect(await t.db.selectFrom('item').select(['channel', 'marks']).where('external_id', '=', '第1号').execute()).toEqual([{ channel: '政协提案', marks: ['motion'] }]);
  });

  it.each<[string, string[], RegExp]>([
    ['no channel', ['--body', '甲'], /没有说明是怎么来的。请加 --channel,可用:电话、来信、传真/],
    ['a channel that is none', ['--channel', '微信', '--body', '甲'], /--channel.*微信/s],
    ['no words', ['--channel', '电话', '--body', ' '], /没有登记:没有内容/],
    ['two bodies', ['--channel', '电话', '--body', '甲', '--file', 'x'], /不能与 --file/],
    ['a file that is not there', ['--channel', '电话', '--file', '/nowhere/来信.txt'], /读不到文件/],
    ['tomorrow', ['--channel', '电话', '--body', '甲', '--received-at', '2099-01-01'], /收到时间在将来/],
    ['a jurisdiction that is none', ['--channel', '电话', '--body', '甲', '--profile', 'nowhere'], /nowhere/],
  ])('%s: told before a database is asked', async (_what, args, message) => {
    const { code, stdout, stderr } = await yuqing(['add', ...args], { ...env, DATABASE_URL: 'postgres://u:p@127.0.0.1:1/none' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('a pasted text without a header is told of before a database is asked', async () => {
    const stood = await countOf('source');
    const { code, stderr } = await addFrom('陈明红\t13812345678\n', ['--paste']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/没有认出表头/);
    expect(stderr).not.toMatch(/陈明红|13812345678/);
    expect(await countOf('source')).toBe(stood);
  });

  it('what state-secret rules stop is told, and nothing of it is anywhere', async () => {
    const before = await countOf('item');
    const { code, stdout, stderr } = await yuqing(['add', '--channel', '来信', '--body', '附上机密★10年的文件一份'], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('有 1 件疑似涉密,已拦下,未留副本');
    expect(await countOf('item')).toBe(before);
  });
});
