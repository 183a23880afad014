import { Command, InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';
import { readConfig } from '../../config.ts';
import { allAccounts, removeAccount, type KeptAccount } from '../../db/accounts.ts';
import { ACCOUNT_COLUMNS, readAccountList, type ListedAccount } from '../../ingest/account-list.ts';
import { registerAccounts, registeredAccount } from '../../ingest/account-register.ts';
import { createRejects } from '../../ingest/rejects.ts';
import { YuqingError } from '../../model/index.ts';
import { createTableFile } from '../export/table-file.ts';
import { openDatabase, type OpenDatabase } from '../open.ts';
import { printResult, say } from '../output.ts';
import { printTable, screenWidth } from '../source/table.ts';
import { plain } from '../source/words.ts';

/** `yuqing account`: 账号登记, which unit runs which account (谁开设谁管理). */
export function accountCommand(): Command {
  const group = new Command('account').description('账号登记:哪个政务新媒体账号是哪个单位开设的,其评论区由谁负责');
  group.command('add').description('登记一个账号;已登记的改开设单位或备注')
    .argument('<平台>', '如 微博、公众号、抖音', parseWord).argument('<名称>', '账号名称', parseName)
    .requiredOption('--unit <单位>', '开设单位', parseWord).option('--note <备注>', '备注', parseNote)
    .action((platform: string, name: string, { unit, note }: { unit: string; note?: string }) => withDatabase(async ({ db }) => {
      const [done] = await db.transaction().execute((trx) => registerAccounts(trx, [{ platform, name, ownerUnit: unit, note: note ?? null }]));
      printResult(`${{ added: '已登记', updated: '已改为', there: '此前已登记,没有改动' }[done!]}:${platform} ${name}(${unit})`);
    }));
  group.command('list').description('列出已登记的账号').option('--json', '输出 JSON').action((opts: { json?: boolean }) => withDatabase(async ({ db }) => {
    const all = await allAccounts(db);
    if (opts.json) printResult(JSON.stringify(all.map(({ id: _ours, ...account }) => account)));
    else if (all.length === 0) say('还没有登记账号。登记一个:yuqing account add 平台 名称 --unit 单位;登记许多:yuqing account import 文件');
    else printResult(tableOf(all));
  }));
  group.command('remove').description('撤销登记;已入库的条目不变').argument('<平台>', '平台', parseWord).argument('<名称>', '账号名称', parseName)
    .action((platform: string, name: string) => withDatabase(async ({ db }) => {
      await db.transaction().execute(async (trx) => {
        const account = await registeredAccount(trx, platform, name);
        if (!account) throw new YuqingError('NOT_FOUND', `没有登记这个账号:${platform} ${name}`, '用 yuqing account list 查看');
        await removeAccount(trx, account.id);
      });
      printResult(`已撤销登记:${platform} ${name}`);
    }));
  group.command('import').description('从表登记许多账号:平台、账号名称、开设单位、备注').argument('<文件>', '.csv 或 .xlsx')
    .option('--rejects <文件>', '被拒的行写到哪里(缺省在原文件旁 .rejects.csv)').option('--json', '输出 JSON 计数').action(importAccounts);
  group.command('export').description('导出登记表,account import 可原样读回').argument('<文件>', '.csv 或 .xlsx')
    .action((file: string) => withDatabase(async ({ db }) => {
      const all = await allAccounts(db);
      const out = await createTableFile(file, { encoding: 'utf8', sheet: '账号登记' });
      await out.write(rowsOf(all));
      printResult(`导出 ${all.length} 个账号:${file}`);
    }));
  return group;
}

function* rowsOf(all: readonly KeptAccount[]): Generator<string[]> {
  yield Object.values(ACCOUNT_COLUMNS);
  for (const a of all) yield [a.platform, a.name, a.ownerUnit, a.note ?? ''];
}

const tableOf = (all: readonly KeptAccount[]): string => printTable(all, [
  { title: '平台', cell: (a) => plain(a.platform), most: 16 },
  { title: '账号名称', cell: (a) => plain(a.name), most: 40 },
  { title: '开设单位', cell: (a) => plain(a.ownerUnit), most: 40 },
], { title: '备注', cell: (a) => plain(a.note ?? '') }, screenWidth());

async function importAccounts(file: string, opts: { rejects?: string; json?: boolean }): Promise<void> {
  if (opts.rejects !== undefined && resolve(opts.rejects) === resolve(file)) {
    throw new YuqingError('USAGE', `--rejects 指向了要导入的文件本身:${file}`, '请换一个文件名,否则原文件会被覆盖');
  }
  const config = readConfig();
  const rejects = createRejects(opts.rejects ?? `${file}.rejects.csv`);
  const accounts: ListedAccount[] = [];
  const books = { received: 0, added: 0, updated: 0, there: 0, rejected: 0 };
  let rejectsFile: string | null;
  try {
    // Read whole before anything is saved: a list that turns out broken half-way leaves nothing behind.
    for await (const event of readAccountList(file)) {
      books.received += 1;
      if (event.type === 'account') accounts.push(event.account);
      else {
        books.rejected += 1;
        await rejects.add(event.reject);
      }
    }
    await withDatabase(async ({ db }) => {
      for (const done of await db.transaction().execute((trx) => registerAccounts(trx, accounts))) books[done] += 1;
    }, config);
    rejectsFile = await rejects.close();
  } catch (error) {
    await rejects.discard();
    throw error;
  }
  if (rejectsFile) say(`有 ${books.rejected} 行没有登记,原因见:${rejectsFile}`);
  printResult(opts.json ? JSON.stringify(books) : `收到 ${books.received} = 新增 ${books.added} + 更新 ${books.updated} + 已有 ${books.there} + 拒收 ${books.rejected}`);
}

async function withDatabase(work: (database: OpenDatabase) => Promise<void>, config = readConfig()): Promise<void> {
  const database = await openDatabase(config);
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

const LONGEST = 100;

function parseWord(text: string): string {
  const word = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  if (word === '' || word.length > LONGEST) throw new InvalidArgumentError(`应有 1–${LONGEST} 个字`);
  return word;
}

const parseName = (text: string): string => parseWord(text.replace(/^\s*[@\uff20]+/, ''));
const parseNote = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, 500).toWellFormed();
