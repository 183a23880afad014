import { sql } from 'kysely';
import { readdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportCommand } from '../../cli/commands/export.ts';
import { readTable } from '../../ingest/table/open.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { makeOrders, toCsv } from '../support/orders.ts';
import { yuqing } from '../support/yuqing.ts';
import { runCommand } from './one-command.ts';

const KEY = 'cd'.repeat(32);
let t: TestDb;
let dir: string;
let env: Record<string, string>;
beforeAll(async () => {
  t = await createTestDb();
  dir = await mkdtemp(join(tmpdir(), 'yuqing-export-'));
  env = { DATABASE_URL: t.url, YUQING_KEY: KEY, YUQING_DATA_DIR: join(dir, 'data') };
});
afterAll(async () => {
  await t.close();
  await rm(dir, { recursive: true, force: true });
});

const at = (name: string) => join(dir, name);
const exported = (...args: string[]) => runCommand(exportCommand(), ['orders', ...args], env);

async function imported(file: string, source: string, ...args: string[]): Promise<Record<string, number>> {
  const ran = await yuqing(['import', file, '--source', source, '--json', '--profile', 'yangzhou-2018', ...args], env);
  if (ran.code !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout) as Record<string, number>;
}

async function rowsOf(file: string): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of readTable(file, { score: (cells) => cells.length })) rows.push(...batch.rows.map((r) => r.cells));
  return rows;
}

const asCsv = (rows: readonly (readonly string[])[]) => rows.map((cells) => `${cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');

/** As platforms write them: a serial number, an order number of 18 digits, day and clock in columns of their own style. */
const COLUMNS = ['序号', '工单编号', '来电时间', '诉求内容', '来电人', '联系电话', '办理备注', '承办单位', '办理状态', '处理意见', '回复日期', '办结时间'];
const AWKWARD: string[][] = [
  ['1', '202611030000000017', '2026/11/3 9:05', '路口信号灯&lt;b&gt;一直&lt;/b&gt;黄闪,\r\n"早高峰"乱成一团', '林某某', '13912345678', '=HYPERLINK("http://x")', '', '待办理', '', '', ''],
  ['2', '202611030000000025', '2026/11/3 14:30', '-1号楼电梯停了三天,@物业没人管', '', '', '+86 开头的来电', '住房和城乡建设局', '办理中', '已派维修 & 两日内修复 < 48 小时', '2026/11/4', ''],
  ['3', '202611040000000039', '2026/11/4 8:00', '河边垃圾没有清_x000D_,味道很重', '周女士', '0514-87654321', "'零三", '城市管理局', '已办结', '已清运', '2026/11/5', '2026/11/5 17:20'],
  ['4', '202611040000000041', '2026/11/4 8:10', '想问灵活就业怎样参保', '匿名', '', '\t待回访\u0007', '', '已办结', '', '', ''],
];

describe('yuqing export orders', () => {
  for (const kind of ['csv', 'xlsx'] as const) {
    it(`gives a source its own columns back in .${kind}; brought again, nothing has changed`, async () => {
      const source = `平台${kind}`;
      await writeFile(at(`awkward-${kind}.csv`), `\ufeff${asCsv([COLUMNS, ...AWKWARD])}`);
      expect(await imported(at(`awkward-${kind}.csv`), source)).toMatchObject({ received: 4, stored: 4 });
      const out = at(`back.${kind}`);
      const { code, stdout, stderr } = await exported('--source', source, '--out', out);
      expect([code, stdout, stderr]).toEqual([0, `导出 4 件,其中 0 件填上了本系统的答复、时间、状态或单位:${out}\n`, '']);
      expect((await stat(out)).mode & 0o777).toBe(0o600);
      const [head, ...rows] = await rowsOf(out);
      expect(head).toEqual(COLUMNS);
      expect(rows.map((r) => [r[1], r[2], r[4] ?? '', r[5] ?? ''])).toEqual(AWKWARD.map((r) => [r[1], r[2], '', '']));
      expect(await imported(out, source)).toEqual({ received: 4, stored: 0, duplicate: 4, updated: 0, rejected: 0 });
      // What came back was a copy without the person's columns: the columns and the contacts are as before.
      await exported('--source', source, '--out', out);
      expect((await rowsOf(out))[0]).toEqual(COLUMNS);
      const { n } = await t.db.selectFrom('contact as c').innerJoin('item as i', 'i.id', 'c.item_id').innerJoin('source as s', 's.id', 'i.source_id')
        .where('s.name', '=', source).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
      expect(n).toBe(2);
    });
  }

  it('runs no formula and keeps every digit', async () => {
    const text = await readFile(at('back.csv'), 'utf8');
    expect(text.startsWith('\ufeff序号,工单编号,')).toBe(true);
    expect(text).toContain(',"\'=HYPERLINK(""http://x"")",');
    expect(text).toContain(`,"'-1号楼电梯停了三天`);
    expect(text).toContain(",'+86 开头的来电,");
    expect(text).toContain(',202611030000000017,');
    const rows = await rowsOf(at('back.xlsx'));
    expect(rows[1]![1]).toBe('202611030000000017');
    expect(rows[1]![6]).toBe('=HYPERLINK("http://x")');
  });

  it('answers given since come back as changes, these and no others, in the style of their columns', async () => {
    const orders = makeOrders(400, { seed: 4, from: new Date(Date.now() - 40 * 3_600_000), spanHours: 30 });
    await writeFile(at('many.csv'), toCsv(orders));
    expect(await imported(at('many.csv'), '热线')).toMatchObject({ stored: 400 });
    await exported('--source', '热线', '--out', at('many-0.csv'));
    expect(await imported(at('many-0.csv'), '热线')).toMatchObject({ duplicate: 400, updated: 0 });

    const answeredAt = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 60_000);
    await sql`
      update item set reply = '已现场核实,' || external_id || ' 号件当日办妥', reply_at = ${answeredAt}, closed_at = ${answeredAt}
      where id in (select i.id from item i join source s on s.id = i.source_id where s.name = '热线' order by i.external_id limit 50)`.execute(t.db);
    const out = at('many-1.xlsx');
    const ran = await exported('--source', '热线', '--out', out, '--json');
    expect(JSON.parse(ran.stdout)).toEqual({ orders: 400, changed: 50, added: [] });
    const only = at('answered.csv');
    expect((await exported('--source', '热线', '--only', 'answered', '--out', only)).stdout).toContain('导出 50 件');
    const [head, first] = await rowsOf(only);
    const cell = (name: string) => first![head!.indexOf(name)];
    const wall = new Date(answeredAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    expect([cell('工单状态'), cell('答复意见'), cell('答复时间'), cell('办结时间')]).toEqual(['已办结', `已现场核实,${cell('工单编号')} 号件当日办妥`, wall, wall]);
    expect(await imported(out, '热线')).toEqual({ received: 400, stored: 0, duplicate: 400, updated: 50, rejected: 0 });
    expect(await imported(out, '热线')).toMatchObject({ updated: 0 });
    await exported('--source', '热线', '--out', at('many-2.csv'));
    expect(await imported(at('many-2.csv'), '热线')).toMatchObject({ updated: 0 });
  });

  it('a ticket that we closed is closed there; one without a unit is told to whom it was handed', async () => {
    const columns = ['编号', '日期', '内容', '部门'];
    await writeFile(at('plain.csv'), asCsv([columns, ['A-1', '2026年11月5日', '路灯不亮', ''], ['A-2', '2026年11月6日', '下水道堵了', ''], ['A-3', '2026年11月6日', '公交站牌旧了', '']]));
    await imported(at('plain.csv'), '信箱');
    const ticket = async (no: string) => (await t.db.selectFrom('ticket as k').innerJoin('item as i', 'i.id', 'k.item_id').where('i.external_id', '=', no).select('k.id').executeTakeFirstOrThrow()).id;
    await sql`update ticket set state = 'S12', closed_at = '2026-11-07T02:00:00Z' where id = ${await ticket('A-1')}`.execute(t.db);
    await sql`insert into dispatch (ticket_id, unit, role, sent_at) values (${await ticket('A-2')}, '水务局', 'lead', now())`.execute(t.db);
    const out = at('plain-back.csv');
    const ran = await exported('--source', '信箱', '--out', out);
    expect(ran.stderr).toBe('原表没有这些列,已加在最后:答复内容、答复时间、办结时间、办理状态\n');
    expect(await rowsOf(out)).toEqual([
      [...columns, '答复内容', '答复时间', '办结时间', '办理状态'],
      ['A-1', '2026年11月5日', '路灯不亮', '', '', '', '2026年11月7日 10:00:00', '已办结'],
      ['A-2', '2026年11月6日', '下水道堵了', '水务局', '', '', '', ''],
      ['A-3', '2026年11月6日', '公交站牌旧了', '', '', '', '', ''],
    ]);
    // The columns that were added say nothing of A-3.
    expect(await imported(out, '信箱')).toMatchObject({ duplicate: 3, updated: 2 });
  });

  it('a header of two rows goes back as two rows', async () => {
    const rows = [
      ['工单编号', '受理时间', '诉求人信息', '诉求人信息', '诉求内容', '承办信息', '承办信息', '承办信息'],
      ['工单编号', '受理时间', '姓名', '电话', '诉求内容', '单位', '姓名', '电话'],
      ['B-1', '2026-11-05 09:00', '陈某某', '13800001111', '路面塌陷', '城市管理局', '值班员甲', '88001234'],
    ];
    await writeFile(at('groups.csv'), asCsv(rows));
    expect(await imported(at('groups.csv'), '两行表头')).toMatchObject({ stored: 1 });
    const out = at('groups-back.csv');
    await exported('--source', '两行表头', '--out', out);
    const back = await rowsOf(out);
    expect(back.slice(0, 2).map((r) => r.slice(0, 8))).toEqual(rows.slice(0, 2));
    expect(await imported(out, '两行表头')).toMatchObject({ duplicate: 1, updated: 0, rejected: 0 });
  });

  it('opens contacts only with a reason, which stands in the audit log', async () => {
    const refused = await exported('--source', '平台csv', '--out', at('no.csv'), '--with-contacts');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/没有写理由.*REQUEST_INVALID/)]);
    const out = at('contacts.xlsx');
    const ran = await exported('--source', '平台csv', '--out', out, '--with-contacts', '--reason', '回访 13912345678');
    expect(ran.code).toBe(0);
    const rows = await rowsOf(out);
    expect(rows.slice(1).map((r) => [r[4] ?? '', r[5] ?? ''])).toEqual([['林某某', '13912345678'], ['', ''], ['周女士', '0514-87654321'], ['', '']]);
    const log = await t.db.selectFrom('audit_log').select(['subject', 'detail', 'actor']).where('action', '=', 'contact.export').execute();
    const { id } = await t.db.selectFrom('source').select('id').where('name', '=', '平台csv').executeTakeFirstOrThrow();
    expect(log).toEqual([{ subject: `source:${id}`, detail: { count: 2, reason: '回访 139****5678' }, actor: 'system' }]);
    expect(await imported(out, '平台csv')).toMatchObject({ duplicate: 4, updated: 0 });
  });

  it('writes GB18030, and to standard output', async () => {
    const out = at('gb.csv');
    await exported('--source', '平台csv', '--out', out, '--encoding', 'gb18030');
    expect(iconv.decode(await readFile(out), 'gb18030').split('\r\n')[0]).toBe(COLUMNS.join(','));
    expect(await imported(out, '平台csv')).toMatchObject({ duplicate: 4, updated: 0 });
    const { stdout } = await exported('--source', '平台csv');
    expect(stdout).toBe(await readFile(at('back.csv'), 'utf8'));
  });

  it('--since leaves out what has been still', async () => {
    const none = await exported('--source', '热线', '--since', '2099-01-01', '--out', at('none.csv'), '--json');
    expect(JSON.parse(none.stdout)).toMatchObject({ orders: 0 });
    expect(await rowsOf(at('none.csv'))).toHaveLength(1);
    const all = await exported('--source', '热线', '--since', '2020-01-01', '--out', at('none.csv'), '--json');
    expect(JSON.parse(all.stdout)).toMatchObject({ orders: 400 });
  });

  it('says what is wrong and leaves nothing behind', async () => {
    expect((await exported('--source', '没有', '--out', at('x.csv'))).stderr).toContain('没有名为“没有”的信源');
    expect((await exported('--source', '热线', '--out', at('x.doc'))).stderr).toContain('请用 .xlsx 或 .csv');
    expect((await exported('--source', '热线', '--out', join(dir, '没有的目录', 'x.csv'))).stderr).toContain('写不进文件');
    await sql`update contact set sealed = '\\x00'`.execute(t.db);
    expect((await exported('--source', '平台csv', '--out', at('x.xlsx'), '--with-contacts', '--reason', '回访')).stderr).toContain('联系方式解不开');
    expect((await readdir(dir)).filter((name) => name.startsWith('x.'))).toEqual([]);
  });
});
