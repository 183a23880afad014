/**
 * The whole import of the Haikou orders on the embedded stack, killed with `kill -9` at three random points and run
 * again, must make what an uninterrupted run makes; imported again with 100 rows changed it must make 100 revisions and
 * nothing else; and these orders of 2018 must set nothing in motion.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { connect, type Db } from '../../db/connect.ts';
import { escalate } from '../../respond/escalate.ts';
import { countContents, differences, openLines, readContents, type Contents } from '../../test/support/contents.ts';
import { seeded } from '../../test/support/orders.ts';
import { startYuqing } from '../../test/support/yuqing.ts';
import { measureYuqing, megabytes, perSecond } from '../command.ts';
import { openStack, type Stack } from '../stack.ts';
import type { Proof } from './proof.ts';

const ORDERS = fileURLToPath(new URL('../../../shared/data/haikou12345/orders.csv', import.meta.url));
const KILLS = 3;
const CHANGED = 100;
/** Of all that is to be written (items, verdicts, tickets); beyond it a run may be over before it is killed. */
const LAST_POINT = 0.9;

/** The first rows of the file, and the same with some of them changed: another unit, or words added. */
async function makeFiles(dir: string, limit: number, random: () => number): Promise<{ base: string; changed: string; numbers: Set<string>; rows: number }> {
  const [header = [], ...all] = parse(await readFile(ORDERS), { bom: true, relax_column_count: true }) as string[][];
  const rows = all.slice(0, limit);
  const number = header.indexOf('工单编号');
  const unit = header.indexOf('处置单位');
  const words = header.indexOf('诉求内容');
  const chosen = new Set<number>();
  while (chosen.size < Math.min(CHANGED, rows.length)) chosen.add(Math.floor(random() * rows.length));
  const after = rows.map((row, k) => {
    if (!chosen.has(k)) return row;
    const column = k % 2 === 0 ? unit : words;
    return row.map((cell, c) => (c === column ? (column === unit ? '改派后的单位' : `${cell}(补充:至今没有答复)`) : cell));
  });
  const text = (lines: string[][]) => [header, ...lines].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
  const [base, changed] = [join(dir, '海口.csv'), join(dir, '海口-有变更.csv')];
  await writeFile(base, text(rows));
  await writeFile(changed, text(after));
  return { base, changed, numbers: new Set([...chosen].map((k) => rows[k]![number]!)), rows: rows.length };
}

const importing = (file: string) => ['import', file, '--source', '海口12345', '--json'];

async function runWhole({ say }: Proof, stack: Stack, file: string): Promise<string> {
  const result = await measureYuqing(importing(file), stack.env);
  if (result.code !== 0) throw new Error(`yuqing import ended with ${result.code}: ${result.stderr}`);
  const books = result.stdout.trim();
  say(`  ${books} ${perSecond((JSON.parse(books) as { received: number }).received, result.seconds)},内存峰值 ${megabytes(result.peakRss)}`);
  return books;
}

async function written(db: Db): Promise<{ items: number; verdicts: number; tickets: number }> {
  const { rows } = await sql<{ items: number; verdicts: number; tickets: number }>`
    select (select count(*) from item) as items, (select count(*) from verdict) as verdicts, (select count(*) from ticket) as tickets`.execute(db);
  return rows[0]!;
}

async function killAt({ check }: Proof, stack: Stack, db: Db, file: string, point: number, pause: number): Promise<void> {
  const { child, ended } = startYuqing(importing(file), stack.env);
  const sum = async () => Object.values(await written(db)).reduce((a, b) => a + b, 0);
  while ((await sum()) < point && child.exitCode === null) await sleep(10);
  await sleep(pause);
  child.kill('SIGKILL');
  const { signal, stdout } = await ended;
  const { items, verdicts, tickets } = await written(db);
  check('在中途被 kill -9', signal === 'SIGKILL' && stdout === '', `已入库 ${items}、已研判 ${verdicts}、已立件 ${tickets}`);
}

function same({ check }: Proof, what: string, a: Contents, b: Contents): void {
  const unlike = differences(a, b);
  const counts = JSON.stringify(countContents(a)) === JSON.stringify(countContents(b));
  check(what, counts && unlike.length === 0, unlike.length === 0 ? '逐行相同' : `${unlike.length} 行不同,如 ${JSON.stringify(unlike[0]).slice(0, 300)}`);
}

export async function verifyOrders(proof: Proof, limit: number, seed: number): Promise<void> {
  const { check, say } = proof;
  if (!existsSync(ORDERS)) {
    console.warn(`!!! 跳过:没有 ${ORDERS},导入没有验证`);
    return;
  }
  const random = seeded(seed);
  const [whole, killed] = [await openStack(), await openStack()];
  const open: Db[] = [];
  const dbOf = async (stack: Stack) => {
    const db = connect(await stack.url(), { max: 4 });
    open.push(db);
    return db;
  };
  try {
    const { base, changed, numbers, rows } = await makeFiles(whole.dataDir, limit, random);
    say(`海口工单 ${rows} 行,随机种子 ${seed}`);
    say('一、不中断地导入:');
    const db = await dbOf(whole);
    const books = await runWhole(proof, whole, base);
    check('每一行都有去处', books === `{"received":${rows},"stored":${rows},"duplicate":0,"updated":0,"rejected":0}`);
    const reference = await readContents(db);
    say(`  ${JSON.stringify(countContents(reference))}`);
    check('每件都已研判、立件', reference.verdicts.length === rows && reference.tickets.length === rows && (await openLines(db)).length === 0);

    say(`二、同一文件,${KILLS} 次在随机处 kill -9,再导入:`);
    const again = await dbOf(killed);
    await measureYuqing(['migrate'], killed.env);
    const points = Array.from({ length: KILLS }, () => Math.floor(random() * LAST_POINT * 3 * rows)).sort((a, b) => a - b);
    for (const point of points) await killAt(proof, killed, again, base, point, random() * 40);
    await runWhole(proof, killed, base);
    check('没有未完的待办', (await openLines(again)).length === 0);
    same(proof, '与不中断的结果一致(条目、研判、工单、历史、派单、时限、联系方式)', reference, await readContents(again));

    say('三、原样再导一次,再导改动了的文件:');
    await runWhole(proof, killed, base);
    same(proof, '原样再导,什么也不多', reference, await readContents(again));
    await runWhole(proof, killed, changed);
    const after = await readContents(again);
    const touched = (row: string) => numbers.has(row.split(' ')[0]!);
    check(`${numbers.size} 行改动,${numbers.size} 个变更`, after.revisions.length === numbers.size && after.revisions.every(touched));
    const others = (contents: Contents) => Object.fromEntries(Object.entries(contents).map(([kind, list]) => [kind, list.filter((row) => !touched(row))])) as Contents;
    same(proof, '其余各行不变', others(reference), others(after));
    const worded = after.verdicts.length - reference.verdicts.length;
    check('改了文字的重新研判,只改单位的不重判', worded === after.items.filter((row) => touched(row) && /"text_revision": 2/.test(row)).length, `${worded} 条重判`);

    say('四、2018 年的件不惊动任何人:');
    let steps = 0;
    for (const days of [0, 1, 40]) {
      const now = new Date(Date.now() + days * 86_400_000);
      steps += await escalate(again, { clock: () => now, recipients: { desk: { name: '值班', via: [] }, unit: (name) => ({ name, via: [] }) } });
    }
    const { rows: [quiet] } = await sql<Record<'notices' | 'steps' | 'alerts' | 'fresh', number>>`
      select (select count(*) from notice) as notices, (select count(*) from deadline where next_step is not null) as steps,
        (select count(*) from alert) as alerts, (select count(*) from ticket where not historical) as fresh`.execute(again);
    check('没有通知、没有下一步、没有预警,全部标为历史件', steps === 0 && Object.values(quiet!).every((n) => n === 0), JSON.stringify(quiet));
  } finally {
    for (const db of open) await db.destroy();
    await Promise.all([whole.close(), killed.close()]);
  }
}

