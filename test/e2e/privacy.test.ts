import { mkdir, mkdtemp, chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasIdCheck, hasLuhn } from '../../ingest/privacy/numbers.ts';
import { makeWorkbook } from '../ingest/table/workbook.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { wall } from '../support/orders.ts';
import { yuqing, type Ended } from '../support/yuqing.ts';

/** Plants identifiers of nobody wherever a row has room for them, brings them in by every way, and looks for them everywhere. */

const planted = new Set<string>();
const plant = <T extends string>(value: T): T => {
  planted.add(value);
  return value;
};
let serial = 0;
const next = () => (serial += 1);
const phone = () => plant(`1${['38', '59', '77', '86', '91'][next() % 5]}${String(10_000_000 + serial * 7_919).slice(-8)}`);
const idNumber = () => {
  const first = `3210${String(10 + (next() % 80))}19${String(60 + (serial % 40))}0${1 + (serial % 9)}1${serial % 9}${String(100 + serial % 900)}`;
  return plant([...'0123456789X'].map((c) => first + c).find(hasIdCheck)!);
};
const card = () => {
  const first = `621700${String(1_000_000_000 + next() * 104_729).padStart(12, '0')}`;
  return plant([...'0123456789'].map((c) => first + c).find(hasLuhn)!);
};
const plate = () => plant(`苏${'KAEB'[next() % 4]}${String(10_000 + serial * 13).slice(-5)}`);
const mail = () => plant(`qing.he${next()}@example.com`);
const chat = () => plant(`qinghe_${1_000 + next()}`);
const GIVEN = '建国秀英丽华志强海燕桂芳文博明辉晓红玉兰'.match(/../g)!;
const name = () => plant(`${'王李张刘陈杨赵黄周吴'[next() % 10]}${GIVEN[Math.floor(serial / 10) % GIVEN.length]![0]}${GIVEN[(serial * 7) % GIVEN.length]![1]}`);
const door = () => plant(`${1 + (next() % 30)}栋${1 + (serial % 4)}单元${100 + (serial * 37) % 900}室`);
const passport = () => plant(`E${String(10_000_000 + next() * 997)}`);

const COLUMNS = ['工单编号', '受理时间', '诉求标题', '诉求内容', '事发地址', '来电人', '联系电话', '身份证号', '家庭住址', '电子邮箱', '银行卡号', '车牌号', '主办单位', '答复意见', '备注'];

/** One order; each cell but number, time and unit carries something personal. */
function order(k: number, prefix: string): string[] {
  const who = name();
  const at = wall(new Date(Date.now() - k * 600_000));
  const spoken = phone();
  return [
    `${prefix}${String(k).padStart(4, '0')}`, at, `路灯不亮请回电${phone()}`,
    `我叫${who},住清河小区${door()},身份证号${idNumber()},电话${spoken.slice(0, 3)}-${spoken.slice(3, 7)}-${spoken.slice(7)},${who}的车${plate()}被划,护照号${passport()},退款请打到${card()},微信${chat()},邮箱${mail()}。第${k}次反映。`,
    `清河小区${door()}`, who, phone(), idNumber(), `清河市清河小区${door()}`, mail(), card(), plate(), '城市管理局', `已电话${phone()}联系${who},同意退款`, `回访${who}${phone()}`,
  ];
}

/** Rows that are put aside: no content, a time that is none, a number that Excel has spoilt, cells too many. */
const badRows = (prefix: string): string[][] => [
  order(901, prefix).with(3, '').with(2, ''), order(902, prefix).with(1, phone()), order(903, prefix).with(0, '1.12E+17'), [...order(904, prefix), phone(), name()],
];

const csvOf = (rows: readonly (readonly string[])[]) => rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\r\n');

let t: TestDb;
let dir: string;
let dataDir: string;
const ended: { said: Ended; file: string }[] = [];
/** What somebody may find of us: rows of every table, what was printed, files. */
const traces: { where: string; text: string }[] = [];
const rejectFiles: string[] = [];

beforeAll(async () => {
  t = await createTestDb();
  dir = await mkdtemp(join(tmpdir(), 'yuqing-privacy-'));
  await chmod(dir, 0o755);
  dataDir = join(dir, 'data');
  await mkdir(join(dir, 'in'));
  const env = { DATABASE_URL: t.url, YUQING_DATA_DIR: dataDir, YUQING_KEY: 'ab'.repeat(32), YUQING_PROFILE: 'yangzhou-2018', LOG_LEVEL: 'debug' };
  const bring = async (file: string, content: string | Buffer, ...args: string[]) => {
    const path = join(dir, 'in', file);
    await writeFile(path, content);
    const said = await yuqing(['import', path, '--source', `清河${ended.length}`, ...args], env);
    ended.push({ said, file });
  };
  const header = COLUMNS.with(14, `备注(问${name()}${phone()})`);
  const rows = Array.from({ length: 16 }, (_, k) => order(k, 'C'));
  await bring(`清河工单${phone()}.csv`, csvOf([header, ...rows, ...badRows('C')]));
  await bring('清河.xlsx', makeWorkbook({ sheets: [{ name: '工单', rows: [COLUMNS, ...Array.from({ length: 16 }, (_, k) => order(k, 'X')), ...badRows('X').map((r) => r.slice(0, 15))] }] }));
  await bring('清河.jsonl', Array.from({ length: 16 }, (_, k) => JSON.stringify(Object.fromEntries(order(k, 'J').map((v, i) => [COLUMNS[i]!, v])))).join('\n'));
  await bring('不认得.csv', csvOf([[name(), phone(), idNumber()], [phone(), mail(), card()]]));
  await bring('清河.xml', `<?xml version="1.0"?><rss version="2.0"><channel><title>清河论坛</title><link>https://example.com/</link>${
    Array.from({ length: 12 }, (_, k) => `<item><guid>F${k}</guid><title>路灯坏了找${phone()}</title><link>https://example.com/${k}</link><pubDate>Tue, 24 Nov 2026 0${k % 10}:00:00 +0800</pubDate><description>我叫${name()},电话${phone()},家住清河小区${door()},身份证${idNumber()},邮箱${mail()},车牌${plate()}</description></item>`).join('')
  }</channel></rss>`, '--kind', 'feed');
  // The same orders again with another answer: what stood there before is kept as a revision.
  await bring('清河二次.csv', csvOf([header, ...rows.map((r) => r.with(13, `再次回访${phone()}`))]), '--source', '清河0');
  const trace = await yuqing(['trace', 'C0003'], env);
  const report = await yuqing(['report', 'weekly', '--preview', join(dir, 'report')], env);
  const doctor = await yuqing(['doctor'], env);

  for (const [what, said] of [['trace', trace], ['report', report], ['doctor', doctor]] as const) traces.push({ where: what, text: said.stdout + said.stderr });
  // The file name as it was typed comes back to the terminal of whoever typed it, with where its rejects lie; nothing else.
  for (const { said, file } of ended) traces.push({ where: `import ${ended.indexOf(ended.find((e) => e.file === file)!)}`, text: (said.stdout + said.stderr).replaceAll(file, 'FILE') });
  traces.push(...await everyRow());
  for (const file of await filesUnder(dir)) {
    if (file.startsWith(join(dir, 'in'))) {
      if (file.includes('.rejects.')) rejectFiles.push(file);
      continue;
    }
    traces.push({ where: file.slice(dir.length), text: await readFile(file, 'utf8') });
  }
}, 240_000);
afterAll(async () => {
  await t.close();
  await rm(dir, { recursive: true, force: true });
});

/** Every row of every table as text, whatever the types of its columns; bytes are told in hexadecimal. */
async function everyRow(): Promise<{ where: string; text: string }[]> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(t.db);
  return Promise.all(tables.map(async ({ schema, name: table }) => {
    const { rows } = await sql<{ line: string }>`select r::text as line from ${sql.id(schema, table)} r`.execute(t.db);
    return { where: `${schema}.${table}`, text: rows.map((r) => r.line).join('\n') };
  }));
}

async function filesUnder(top: string): Promise<string[]> {
  const entries = await readdir(top, { recursive: true, withFileTypes: true });
  return entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name));
}

/** Where a planted value stands, in the clear or as bytes. */
function leaks(): string[] {
  const hex = (s: string) => Buffer.from(s).toString('hex');
  return [...planted].flatMap((value) => traces.filter(({ text }) => text.includes(value) || text.includes(hex(value))).map(({ where }) => `${value} in ${where}`));
}

describe('what people wrote', () => {
  it('has been brought in by every way', async () => {
    expect(planted.size).toBeGreaterThan(500);
    expect(ended.map(({ said }) => said.code), ended.map(({ said }) => said.stderr).join('\n')).toEqual([0, 0, 0, 1, 0, 0]);
    const { rows: [n] } = await sql<object>`select (select count(*) from item) as items, (select count(*) from contact) as contacts, (select count(*) from ticket) as tickets,
      (select sum(rejected) from run) as rejected, (select count(*) from item_revision) as revisions`.execute(t.db);
    expect(n).toEqual({ items: 61, contacts: 61, tickets: 49, rejected: 7, revisions: 16 });
    expect(traces.find((trace) => trace.where === 'public.item')?.text).toContain('我叫');
    expect(traces.length).toBeGreaterThan(40);
  });

  it('stands nowhere in the clear: no table, no print, no log, no file', () => {
    expect(leaks()).toEqual([]);
  });

  it('stands in the rejects files, which only their owner may read', async () => {
    expect(rejectFiles).toHaveLength(2);
    for (const file of rejectFiles) {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      const text = await readFile(file, 'utf8');
      expect([...planted].some((value) => text.includes(value))).toBe(true);
    }
  });

  it('can be found where it is looked for: the search itself sees what is planted', () => {
    traces.push({ where: 'planted on purpose', text: `\\x${Buffer.from([...planted][7]!).toString('hex')}` });
    expect(leaks()).toEqual([`${[...planted][7]} in planted on purpose`]);
    traces.pop();
  });
});
