import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountCommand } from '../../cli/commands/account.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { runCommand } from './one-command.ts';

let t: TestDb;
let dir: string;
beforeAll(async () => {
  t = await createTestDb();
  dir = await mkdtemp(join(tmpdir(), 'yuqing-account-'));
});
afterAll(async () => {
  await t.close();
  await rm(dir, { recursive: true, force: true });
});

const run = (...args: string[]) => runCommand(accountCommand(), args, { DATABASE_URL: t.url });

it('registers, changes, lists and strikes out an account', async () => {
  expect((await run('list')).stderr).toContain('还没有登记账号');
  expect((await run('add', '微博', '@清河发布', '--unit', '市政府新闻办', '--note', '原“清河之声”')).stdout).toBe('已登记:微博 清河发布(市政府新闻办)\n');
  expect((await run('add', '新浪微博', '清河发布', '--unit', '市政府新闻办')).stdout).toContain('此前已登记');
  expect((await run('add', '微博', '清河发布', '--unit', '市融媒体中心')).stdout).toContain('已改为');
  expect(JSON.parse((await run('list', '--json')).stdout)).toEqual([{ platform: '微博', name: '清河发布', ownerUnit: '市融媒体中心', note: '原“清河之声”' }]);
  expect((await run('list')).stdout).toMatch(/^平台 +账号名称 +开设单位 +备注\n微博 +清河发布 +市融媒体中心 +原“清河之声”\n$/);
  expect((await run('remove', '微博', '清河早报'))).toMatchObject({ code: 1, stderr: expect.stringMatching(/没有登记这个账号.*NOT_FOUND/) as string });
  expect((await run('remove', 'weibo', '@清河发布')).stdout).toBe('已撤销登记:weibo 清河发布\n');
  expect((await run('list', '--json')).stdout).toBe('[]\n');
  expect((await run('add', '微博', '清河发布'))).toMatchObject({ code: 1, stderr: expect.stringContaining('缺少必需的选项 --unit') as string });
});

it('takes a list with its bad rows put aside; exported and brought again it is all there', async () => {
  const file = join(dir, '登记表.csv');
  await writeFile(file, [
    '\ufeff清河市政务新媒体账号登记表,,,,', '序号,账号类型,账号名称,主管单位,备注说明',
    '1,微信公众号,清河交警,公安局交警支队,',
    '2,微博,＠清河交警,公安局交警支队,"2025年,迁移"',
    '3,新浪微博,清河 交警,公安局交警支队,',
    '4,抖音,,文化和旅游局,',
    '5,抖音,=清河文旅,,',
    `6,快手,${'长'.repeat(101)},应急管理局,`,
    '7,小红书,=清河文旅,文化和旅游局,',
  ].join('\r\n'));
  const first = await run('import', file, '--json');
  expect(JSON.parse(first.stdout)).toEqual({ received: 7, added: 3, updated: 0, there: 1, rejected: 3 });
  expect(first.stderr).toContain(`有 3 行没有登记,原因见:${file}.rejects.csv`);
  const rejects = (await readFile(`${file}.rejects.csv`, 'utf8')).split('\r\n').map((line) => line.split(',').slice(0, 5).join(','));
  expect(rejects.slice(1, 4)).toEqual(['6,,账号名称,ROW_NO_CONTENT,"第 6 行:没有账号名称"', '7,,开设单位,ROW_NO_CONTENT,"第 7 行:没有开设单位"', expect.stringMatching(/^8,,账号名称,ROW_MALFORMED,/)].map((r) => (typeof r === 'string' ? r.replaceAll('"', '') : r)));
  for (const name of ['登记.xlsx', '登记.csv']) {
    const out = join(dir, name);
    expect((await run('export', out)).stdout).toBe(`导出 3 个账号:${out}\n`);
    expect(JSON.parse((await run('import', out, '--json')).stdout)).toEqual({ received: 3, added: 0, updated: 0, there: 3, rejected: 0 });
  }
  expect(await readFile(join(dir, '登记.csv'), 'utf8')).toContain("小红书,'=清河文旅,文化和旅游局");
});

it('a file that is no such list changes nothing and leaves nothing', async () => {
  const file = join(dir, '别的.csv');
  await writeFile(file, '平台,名称\r\n微博,清河\r\n');
  const { code, stderr } = await run('import', file);
  expect([code, stderr]).toEqual([1, expect.stringMatching(/没有认出平台、账号名称、开设单位三列,看到的列是:平台、名称.*HEADER_UNRECOGNISED/)]);
  expect((await readdir(dir)).filter((name) => name.startsWith('别的'))).toEqual(['别的.csv']);
});
