import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import iconv from 'iconv-lite';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureSource } from '../../db/sources.ts';
import { makeWorkbook } from '../ingest/table/workbook.ts';
import { readContents } from '../support/contents.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { CHECKOUT, startProcess } from '../support/embedded-process.ts';
import { makeOrders, toCsv } from '../support/orders.ts';
import { until } from '../support/wait.ts';
import { yuqing } from '../support/yuqing.ts';

const KEY = 'cd'.repeat(32);
let t: TestDb;
let dir: string;
let env: Record<string, string>;
beforeAll(async () => {
  t = await createTestDb();
  dir = await mkdtemp(join(tmpdir(), 'yuqing-import-'));
  await chmod(dir, 0o755);
  await ensureSource(t.db, { name: '扬州热线', kind: 'hotline', channel: '12345', profileId: 'yangzhou-2018' });
  await writeFile(join(dir, 'x.csv'), toCsv(orders.slice(0, 1)));
  env = { DATABASE_URL: t.url, YUQING_DATA_DIR: join(dir, 'data'), YUQING_KEY: KEY, YUQING_PROFILE: 'yangzhou-2018' };
});
afterAll(async () => {
  await t.close();
  await rm(dir, { recursive: true, force: true });
});

let files = 0;
/** A file of this test's own. */
async function file(name: string, content: string | Buffer): Promise<string> {
  const at = join(dir, String(files += 1));
  await mkdir(at);
  await writeFile(join(at, name), content);
  return join(at, name);
}
const run = (path: string, ...args: string[]) => yuqing(['import', path, '--source', '清河12345', ...args], env);
const orders = makeOrders(60, { seed: 11, from: new Date(Date.now() - 30 * 3_600_000), spanHours: 20 });
const stored = async () => (await sql<{ n: number }>`select count(*) as n from item`.execute(t.db)).rows[0]!.n;

describe('yuqing import', () => {
  it('says in one line what has become of every row, keeps the refused ones with their reasons, and returns when all is done', async () => {
    const broken = [{ ...orders[0]!, 工单编号: 'X1', 诉求内容: '' }, { ...orders[1]!, 工单编号: '1.12E+17' }, { ...orders[2]!, 工单编号: 'X3', 受理时间: '2026-02-30 10:00' }];
    const path = await file('工单.csv', toCsv([...orders, ...broken, orders[5]!]));
    const { code, stdout, stderr } = await run(path);
    expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: '收到 64 = 入库 60 + 重复 1(其中更新 0) + 拒收 3\n' });
    expect(stderr).toContain(`有 3 行未能导入,原因见:${path}.rejects.csv`);
    const rejects = await readFile(`${path}.rejects.csv`, 'utf8');
    expect(rejects.split('\r\n').slice(1).map((line) => line.split(',').slice(0, 4)).filter((c) => c.length > 1)).toEqual([
      ['62', '', '诉求内容', 'ROW_NO_CONTENT'], ['63', '', '工单编号', 'ROW_BAD_ORDER_NO'], ['64', '', '受理时间', 'ROW_BAD_TIME']]);
    const { rows: [done] } = await sql<object>`
      select (select count(*) from item) as items, (select count(*) from verdict where current) as verdicts, (select count(*) from ticket) as tickets,
        (select count(*) from outbox where stage <> 'deliver' and done_at is null) as open, (select count(*) from worker) as workers`.execute(t.db);
    expect(done).toEqual({ items: 60, verdicts: 60, tickets: 60, open: 0, workers: 0 });
  });

  it('--json prints one line for a machine, and nothing else on stdout', async () => {
    const path = await file('工单.csv', toCsv(orders.map((o, k) => (k < 2 ? { ...o, 工单状态: '办理中' } : o))));
    const { code, stdout } = await run(path, '--json');
    expect(code).toBe(0);
    expect(stdout).toBe('{"received":60,"stored":0,"duplicate":60,"updated":2,"rejected":0}\n');
    expect(existsSync(`${path}.rejects.csv`)).toBe(false);
  });

  it('--dry-run reads, counts and stores nothing', async () => {
    const before = await readContents(t.db);
    const path = await file('新.csv', toCsv([...makeOrders(5, { seed: 12, from: new Date('2026-11-01T00:00:00Z'), spanHours: 5 }), { ...orders[0]!, 诉求内容: '' }]));
    const dry = await yuqing(['import', path, '--source', '没有过的信源', '--dry-run', '--rejects', join(dir, 'dry.csv')], { ...env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect({ code: dry.code, stdout: dry.stdout }, dry.stderr).toEqual({ code: 0, stdout: '试读完成(未入库):收到 6 行,可导入 5 行,将拒收 1 行\n' });
    expect(await readFile(join(dir, 'dry.csv'), 'utf8')).toContain('ROW_NO_CONTENT');
    expect(await readContents(t.db)).toEqual(before);
  });

  it('--map, --received-at and --historical do what they say', async () => {
    const path = await file('表.csv', '流水,群众所说\n甲1,井盖松动有响声\n甲2,路灯不亮\n');
    const { code, stdout, stderr } = await yuqing(['import', path, '--source', '无表头信源', '--map', '流水=source_no', '--map', '群众所说=content',
      '--received-at', '2026-11-20T08:30:00', '--historical', '--json'], env);
    expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: '{"received":2,"stored":2,"duplicate":0,"updated":0,"rejected":0}\n' });
    const { rows } = await sql<object>`select external_id as no, published_at as at, historical from item where external_id like '甲%' order by 1`.execute(t.db);
    const at = new Date('2026-11-20T08:30:00+08:00');
    expect(rows).toEqual([{ no: '甲1', at, historical: true }, { no: '甲2', at, historical: true }]);
  });

  it.each<[string, string[], RegExp]>([
    ['no source', ['import', 'x.csv'], /缺少必需的选项 --source/],
    ['no file', ['import', '--source', 'x'], /缺少参数/],
    ['a file that is not there', ['import', '没有.csv', '--source', 'x'], /找不到文件:没有\.csv.*请检查路径和文件名.*FILE_NOT_FOUND/],
    ['an unknown profile', ['import', 'x.csv', '--source', 'x', '--profile', '火星'], /没有名为“火星”的辖区配置.*可用的有:.*yangzhou-2018/],
    ['an unknown kind', ['import', 'x.csv', '--source', 'x', '--kind', '电报'], /没有“电报”这种信源.*hotline/],
    ['an impossible time', ['import', 'x.csv', '--source', 'x', '--received-at', '昨天'], /取值“昨天”不对.*时间请写成 2026-11-24/],
    ['another profile than the source has', ['import', 'x.csv', '--source', '扬州热线', '--profile', 'national'], /信源“扬州热线”已登记为 hotline\/yangzhou-2018.*换一个信源名/],
  ])('refuses %s in Chinese, with what to do', async (_, args, says) => {
    const { code, stdout, stderr } = await yuqing(args, env, dir);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('says which --map is wrong, and which fields there are', async () => {
    const path = await file('工单.csv', toCsv(orders.slice(0, 1)));
    const wrong = await run(path, '--map', '流水=订单号');
    expect({ code: wrong.code, stdout: wrong.stdout }).toEqual({ code: 1, stdout: '' });
    expect(wrong.stderr).toMatch(/--map 写法不对:流水=订单号.*source_no\(工单编号\)/);
    const missing = await run(path, '--map', '流水=source_no');
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/--map 指的列表里没有:流水.*表里有这些列:工单编号、受理时间/);
  });

  it('prints help in Chinese', async () => {
    const { code, stdout } = await yuqing(['import', '--help'], env);
    expect(code).toBe(0);
    for (const option of ['--source', '--kind', '--map', '--historical', '--received-at', '--dry-run', '--json']) expect(stdout).toContain(option);
    expect(stdout).toMatch(/导入一个文件/);
  });
});

describe('a bad file', () => {
  const HEADER = '工单编号,受理时间,诉求内容';
  const BODY = '路灯连着几晚不亮';
  /** A workbook whose download broke off. */
  const cutWorkbook = () => {
    const whole = makeWorkbook({ sheets: [{ name: '工单', rows: [HEADER.split(','), ...Array.from({ length: 200 }, (_, k) => [`T${k}`, '2026-11-20 08:00', BODY])] }] });
    return whole.subarray(0, Math.floor(whole.length * 0.6));
  };

  it.each<[string, string, string | Buffer | (() => Buffer), RegExp]>([
    ['an empty file', '空.csv', '', /文件是空的:空\.csv.*请重新导出.*FILE_EMPTY/],
    ['a file of blank lines', '空行.csv', '\ufeff\r\n , ,\r\n\r\n', /空行\.csv.*请重新导出.*FILE_EMPTY/],
    ['a delimiter nobody can read', '错分隔.csv', `${HEADER.replaceAll(',', '^')}\nA1^2026-11-20^${BODY}\n`, /错分隔\.csv 的各列用“\^”分隔.*英文逗号、制表符.*DELIMITER_WRONG/],
    ['no header that we know', '无表头.csv', '甲,乙,丙\n1,2,3\n', /前 30 行里没有认出表头,看到的列是:甲、乙、丙.*--map "甲=content".*source_no\(工单编号\).*HEADER_UNRECOGNISED/],
    ['a truncated workbook', '断.xlsx', cutWorkbook, /断\.xlsx.*FILE_DAMAGED/],
    ['an old workbook', '旧.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), /旧\.xls.*另存为.*FILE_OLD_XLS/],
    ['a picture', '图.csv', Buffer.from('89504e470d0a1a0a', 'hex'), /图\.csv.*FILE_KIND_UNKNOWN/],
  ])('%s ends in a clear message, and harms nothing', async (_, name, content, says) => {
    const before = await readContents(t.db);
    const { code, stdout, stderr } = await run(await file(name, typeof content === 'function' ? content() : content), '--json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(await readContents(t.db)).toEqual(before);
    expect((await sql`select 1 from worker`.execute(t.db)).rows).toEqual([]);
  });

  /** Imports, and checks that the books add up and that the database agrees with them. */
  async function books(path: string, ...args: string[]): Promise<{ stored: number; rejected: number; rejects: string[]; marks(no: string): Promise<string[]> }> {
    const before = await stored();
    const { code, stdout, stderr } = await run(path, '--json', ...args);
    expect(code, stderr).toBe(0);
    const c = JSON.parse(stdout) as Record<'received' | 'stored' | 'duplicate' | 'updated' | 'rejected', number>;
    expect(c.received).toBe(c.stored + c.duplicate + c.rejected);
    expect(await stored()).toBe(before + c.stored);
    const rejects = c.rejected === 0 ? '' : await readFile(`${path}.rejects.csv`, 'utf8');
    return {
      stored: c.stored, rejected: c.rejected,
      rejects: rejects.split('\r\n').slice(1).filter((line) => line !== '').map((line) => `${line.split(',')[0]} ${line.split(',')[3]}`),
      marks: async (no) => (await t.db.selectFrom('item').select('marks').where('external_id', '=', no).executeTakeFirstOrThrow()).marks,
    };
  }
  const item = (no: string) => t.db.selectFrom('item').selectAll().where('external_id', '=', no).executeTakeFirstOrThrow();

  it('with a header and no row is told apart from an empty one: nothing came, nothing is wrong', async () => {
    expect(await books(await file('只有表头.csv', `${HEADER}\n`))).toMatchObject({ stored: 0, rejected: 0 });
  });

  it('with NUL bytes is read without them', async () => {
    expect(await books(await file('空字节.csv', `${HEADER}\nN1,2026-11-20 08:00,路灯\0不亮\0\n\0N2,2026-11-20 08:00,${BODY}\n`))).toMatchObject({ stored: 2, rejected: 0 });
    expect(await item('N1')).toMatchObject({ body: '路灯不亮' });
    expect(await item('N2')).toMatchObject({ body: BODY });
  });

  it('of two encodings is read row by row, and what is neither is put aside', async () => {
    const utf8 = (text: string) => Buffer.from(text);
    const gb = (text: string) => iconv.encode(text, 'gb18030');
    const broken = Buffer.concat([utf8('E4,2026-11-20 08:00,小区里面已经连续三天没有自来水').subarray(0, -1), utf8('\n')]);
    const path = await file('混.csv', Buffer.concat([
      utf8(`${HEADER}\nE1,2026-11-20 08:00,${BODY}\n`), gb('E2,2026-11-20 08:00,自来水发黄有铁锈味\n'), utf8('E3,2026-11-20 08:00,楼下烧烤摊油烟很重\n'), broken]));
    const read = await books(path);
    expect(read).toMatchObject({ stored: 3, rejected: 1, rejects: ['5 ROW_MALFORMED'] });
    expect((await item('E2')).body).toBe('自来水发黄有铁锈味');
    expect(await read.marks('E2')).toContain('reencoded');
  });

  it('with dates in three styles and Excel serials in one column has them all right', async () => {
    const read = await books(await file('日期.csv', `${HEADER}\nD1,2026-11-20 08:05,${BODY}\nD2,2026年11月20日,${BODY}\nD3,2026/11/20 8:05:07,${BODY}\nD4,46346.5,${BODY}\nD5,20261120080507,${BODY}\nD6,去年冬天,${BODY}\n`));
    expect(read).toMatchObject({ stored: 5, rejected: 1, rejects: ['7 ROW_BAD_TIME'] });
    const times = await Promise.all(['D1', 'D2', 'D3', 'D4', 'D5'].map(async (no) => {
      const { published_at, precision } = await item(no);
      return [new Date(published_at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19), precision];
    }));
    expect(times).toEqual([
      ['2026-11-20T08:05:00', 'minute'], ['2026-11-20T00:00:00', 'day'], ['2026-11-20T08:05:07', 'second'], ['2026-11-20T12:00:00', 'second'], ['2026-11-20T08:05:07', 'second']]);
  });

  it('with order numbers that Excel has spoilt puts those aside, for two may read alike', async () => {
    const read = await books(await file('编号.csv', `${HEADER}\n1.12E+17,2026-11-20 08:00,${BODY}\n1.12e17,2026-11-20 08:00,停水\n'20261120000001,2026-11-20 08:00,停电\n`));
    expect(read).toMatchObject({ stored: 1, rejected: 2, rejects: ['2 ROW_BAD_ORDER_NO', '3 ROW_BAD_ORDER_NO'] });
    expect(await item('20261120000001')).toMatchObject({ body: '停电' });
  });

  it('with a quote that is never closed, too many columns and a line without end puts those rows aside', async () => {
    const endless = `L3,2026-11-20 08:00,${'水'.repeat(500_000)}`;
    const read = await books(await file('乱.csv', `${HEADER}\nL1,2026-11-20 08:00,${BODY}\nL2,2026-11-20 08:00,路灯,不亮\n${endless}\nL4,2026-11-20 08:00,停电\nL5,2026-11-20 08:00,"停水\nL6,2026-11-20 08:00,断网\n`));
    expect(read).toMatchObject({ stored: 3, rejected: 3, rejects: ['3 ROW_MALFORMED', '4 ROW_TOO_LONG', '6 ROW_MALFORMED'] });
  });
});

describe('the embedded server', () => {
  it('does not hold the pipe of the command that started it', async () => {
    const dataDir = join(dir, 'embedded');
    const path = await file('工单.csv', toCsv(makeOrders(400, { seed: 13, from: new Date('2026-11-20T00:00:00Z'), spanHours: 20 })));
    const command = `'${process.execPath}' '${join(CHECKOUT, 'cli/bin.mjs')}' import '${path}' --source 清河12345 --json 2>&1 | cat`;
    const { PATH = '', HOME = '' } = process.env;
    const piped = promisify(execFile)('/bin/sh', ['-c', command], { env: { PATH, HOME, YUQING_DATA_DIR: dataDir, YUQING_KEY: KEY }, timeout: 90_000 });
    // Another process joins meanwhile, so that the server outlives the command that started it.
    await until('the server to be up', () => existsSync(join(dataDir, 'pg', 'postmaster.pid')), 60_000);
    const other = await startProcess(dataDir);
    expect(other.said.joined).toBe(true);
    const { stdout } = await piped;
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('{"received":400,"stored":400,"duplicate":0,"updated":0,"rejected":0}');
    expect(existsSync(join(dataDir, 'pg', 'postmaster.pid'))).toBe(true);
    await other.end('stop');
  }, 120_000);
});
