import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDb, type TestDb } from '../support/database.ts';
import { makeOrders, toCsv } from '../support/orders.ts';
import { until } from '../support/wait.ts';
import { begin, yuqing } from './run.ts';

let t: TestDb;
let dir: string;
let env: Record<string, string>;
beforeAll(async () => {
  t = await createTestDb();
  dir = await mkdtemp(join(tmpdir(), 'yuqing-import-'));
  env = { DATABASE_URL: t.url, YUQING_DATA_DIR: join(dir, 'data'), YUQING_KEY_FILE: join(dir, 'contact.key') };
});
afterAll(async () => {
  await t.close();
  await rm(dir, { recursive: true, force: true });
});

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(dir, name), content);
  return join(dir, name);
}
const orders = (count: number, seed = 1) => toCsv(makeOrders(count, { seed, from: new Date(Date.now() - 30 * 3_600_000), spanHours: 24 }));
const countOf = async (table: 'item' | 'ticket' | 'verdict' | 'source') => (await t.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;

describe('yuqing import', () => {
  it('--dry-run reads and counts, needs no database and stores nothing', async () => {
    const csv = await file('dry.csv', `${orders(30)}坏行\r\n`);
    const { code, stdout, stderr } = await yuqing(['import', csv, '--source', '热线', '--dry-run'], { ...env, DATABASE_URL: 'postgres://u:p@127.0.0.1:1/none' });
    expect([code, stdout]).toEqual([0, '试读完成(未入库):收到 31 行,可导入 30 行,将拒收 1 行\n']);
    expect(stderr).toContain(`有 1 行未能导入,原因见:${csv}.rejects.csv`);
    expect(await countOf('source')).toBe(0);
  });

  it('stores, judges and opens tickets in one go; stdout carries the books and nothing else', async () => {
    const csv = await file('first.csv', `${orders(60)}坏行\r\n`);
    const rejects = join(dir, '拒收.csv');
    const first = await yuqing(['import', csv, '--source', '热线', '--profile', 'yangzhou-2018', '--rejects', rejects], env);
    expect([first.code, first.stdout]).toEqual([0, '收到 61 = 入库 60 + 重复 0(其中更新 0) + 拒收 1\n']);
    expect([await countOf('item'), await countOf('verdict'), await countOf('ticket')]).toEqual([60, 60, 60]);
    expect(await readFile(rejects, 'utf8')).toMatch(/\r\n62,,,ROW_MALFORMED,/);

    const again = await yuqing(['import', csv, '--source', '热线', '--json', '--profile', 'yangzhou-2018', '--rejects', rejects], env);
    expect([again.code, again.stdout]).toEqual([0, '{"received":61,"stored":0,"duplicate":60,"updated":0,"rejected":1}\n']);
    expect([await countOf('item'), await countOf('verdict'), await countOf('ticket')]).toEqual([60, 60, 60]);
  });

  it('a source keeps its profile where none is named, and another one is refused', async () => {
    const csv = await file('more.csv', orders(3, 9).replaceAll('QH', 'MO'));
    expect((await yuqing(['import', csv, '--source', '热线', '--json'], env)).stdout).toContain('"stored":3');
    const { code, stdout, stderr } = await yuqing(['import', csv, '--source', '热线', '--profile', 'jiyang-2023'], env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/信源“热线”已登记为 hotline\/yangzhou-2018.*SOURCE_CONFLICT/);
  });

  it('a file that cannot be read to its end says why and leaves no half of a rejects file', async () => {
    const csv = await file('odd.csv', '甲,乙\r\n1,2\r\n');
    const { code, stdout, stderr } = await yuqing(['import', csv, '--source', '热线'], env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/没有认出表头,看到的列是:甲、乙。.*--map/);
    expect((await readdir(dir)).filter((name) => name.startsWith('odd.csv'))).toEqual(['odd.csv']);
  });

  it('reads a registered source by its own kind and settings, also where nothing is stored', async () => {
    const csv = await file('own.csv', '流水,说了啥,啥时候\r\nOW-1,路灯坏了,2026-11-20 10:00\r\n');
    const added = await yuqing(['source', 'add', '本单位留言', '--kind', 'comments', '--profile', 'yangzhou-2018', '--set', 'map=["流水=source_no","说了啥=content","啥时候=received_at"]', '--set', 'asMessages=true', '--set', 'platform=wechat'], env);
    expect([added.code, added.stderr]).toEqual([0, '']);
    const dry = await yuqing(['import', csv, '--source', '本单位留言', '--dry-run'], env);
    expect([dry.code, dry.stdout]).toEqual([0, '试读完成(未入库):收到 1 行,可导入 1 行,将拒收 0 行\n']);
    const { code, stdout } = await yuqing(['import', csv, '--source', '本单位留言', '--json'], env);
    expect([code, stdout]).toEqual([0, '{"received":1,"stored":1,"duplicate":0,"updated":0,"rejected":0}\n']);
    expect(await t.db.selectFrom('item').select(['external_id', 'kind', 'channel']).where('external_id', '=', 'OW-1').execute()).toEqual([{ external_id: 'OW-1', kind: 'message', channel: '公众号留言' }]);
  });

  it('one row’s monstrous cells hold up no other row', async () => {
    const odd = Array.from({ length: 4_000 }, (_, k) => String.fromCodePoint(0x4e00 + ((k * 7919) % 20_000))).join('');
    const csv = await file('monstrous.csv', [
      '工单编号,受理时间,诉求内容,主办单位,协办单位', `${odd},2026-11-20 10:00:00,停水,水务局,`, `M2,2026-11-20 10:00:00,停水了,${odd},"${odd}、水务局"`,
      'M3,2026-11-20 10:00:00,路灯坏了,城管局,"城管局、城管局"', '__proto__,2026-11-20 10:00:00,constructor,toString,', '',
    ].join('\r\n'));
    const before = await countOf('ticket');
    const { code, stdout, stderr } = await yuqing(['import', csv, '--source', '怪表', '--json'], env);
    expect([code, stdout]).toEqual([0, '{"received":4,"stored":3,"duplicate":0,"updated":0,"rejected":1}\n']);
    expect(await countOf('ticket') - before).toBe(3);
    expect(stderr).not.toMatch(/"level":[45]0/);
    expect((await readFile(`${csv}.rejects.csv`, 'utf8')).slice(0, 200)).toContain('ROW_BAD_ORDER_NO,"第 2 行“工单编号”列有 4000 个字,不像工单编号');
  });
});

it('Ctrl-C in the middle of an import: it tidies up, and the same command goes on from there', { timeout: 90_000 }, async () => {
  const rows = 2_000;
  const csv = await file('long.csv', orders(rows, 3).replaceAll('QH', 'LG').replace('\r\n', '\r\n坏行\r\n'));
  const stood = await countOf('item');
  const one = begin(['import', csv, '--source', '长表', '--historical'], env);
  await until('some of the rows to be stored', async () => (await countOf('item')) > stood);
  one.child.kill('SIGINT');
  const { code, stdout, stderr } = await one.ended;
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/收到 SIGINT,正在收尾…\n[\s\S]*出错了:导入按要求中断。已入库的都在;.*\(INTERRUPTED\)\n/);
  expect(await t.db.selectFrom('worker').select('id').execute()).toEqual([]);
  expect((await readdir(dir)).filter((name) => name.startsWith('long.csv'))).toEqual(['long.csv']);

  const kept = (await countOf('item')) - stood;
  const rest = await yuqing(['import', csv, '--source', '长表', '--historical', '--json'], env);
  expect([rest.code, JSON.parse(rest.stdout)]).toEqual([0, { received: rows + 1, stored: rows - kept, duplicate: kept, updated: 0, rejected: 1 }]);
  expect(await countOf('item') - stood).toBe(rows);
  expect(await countOf('ticket')).toBe(await countOf('item'));
  expect(await t.db.selectFrom('outbox').select('id').where('done_at', 'is', null).where('stage', '<>', 'deliver').execute()).toEqual([]);
});
