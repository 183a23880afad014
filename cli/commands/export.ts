import { Command, InvalidArgumentError, Option } from 'commander';
import { readConfig, type Config } from '../../config.ts';
import { countOrders, noteContactExport, type OrderChoice } from '../../db/order-export.ts';
import { findSource } from '../../db/sources.ts';
import { parseColumnMap } from '../../ingest/hotline/header.ts';
import { maskText } from '../../ingest/privacy/mask.ts';
import { createSeal, readOrMakeKey } from '../../ingest/seal.ts';
import { YuqingError, parseInstant, type Contact } from '../../model/index.ts';
import { CSV_ENCODINGS, type CsvEncoding } from '../export/csv-file.ts';
import { orderRows, orderTable, type Exported, type OrderTable } from '../export/orders.ts';
import { createTableFile } from '../export/table-file.ts';
import { openDatabase } from '../open.ts';
import { createProgress, printResult, say } from '../output.ts';

interface OrderOptions {
  source: string;
  out?: string;
  since?: Date;
  only: 'answered' | 'all';
  sheet: string;
  encoding: CsvEncoding;
  map: string[];
  withContacts?: boolean;
  reason?: string;
  json?: boolean;
}

/** `yuqing export`: what goes back to other systems. */
export function exportCommand(): Command {
  const group = new Command('export').description('导出给别的系统:工单的答复与时间按来源自己的列回填');
  group.command('orders')
    .description('回填:一个信源的工单,列名、列序与它自己的文件相同,答复、时间、状态填上本系统的')
    .requiredOption('--source <名称>', '信源名称,见 yuqing source list')
    .option('--out <文件>', '写到哪里,.xlsx 或 .csv(缺省为标准输出,csv)')
    .option('--since <时间>', '只要这以后收到、答复、办结或流转过的', parseTime)
    .addOption(new Option('--only <范围>', '只要已答复或办结的(answered),或全部(all)').choices(['answered', 'all']).default('all'))
    .option('--sheet <名称>', '.xlsx 的工作表名', '工单明细')
    .addOption(new Option('--encoding <编码>', '.csv 的编码:utf8(带 BOM)或 gb18030').choices([...CSV_ENCODINGS]).default('utf8').argParser(parseEncoding))
    .option('--map <列=字段>', '导入时用过的 --map,可重复', (v: string, all: string[]) => [...all, v], [])
    .option('--with-contacts', '连同联系方式(解密;须写 --reason,记入审计)')
    .option('--reason <理由>', '为什么要联系方式')
    .option('--json', '最后一行输出 JSON 计数')
    .action(exportOrders);
  return group;
}

async function exportOrders(opts: OrderOptions): Promise<void> {
  const reason = reasonOf(opts);
  if (opts.json && opts.out === undefined) throw new YuqingError('USAGE', '--json 与表格不能都写到标准输出', '请用 --out 指定文件');
  const config = readConfig();
  const { db, close } = await openDatabase(config);
  const progress = createProgress('导出');
  try {
    const source = await findSource(db, opts.source.trim());
    if (!source) throw new YuqingError('SOURCE_UNKNOWN', `没有名为“${opts.source}”的信源`, '用 yuqing source list 查看已有信源');
    const map = parseColumnMap([...mapOf(source.config), ...opts.map]);
    const choice: OrderChoice = { sourceId: source.id, since: opts.since ?? null, answeredOnly: opts.only === 'answered' };
    const open = reason === null ? null : await openerOf(config);
    const books: Exported = { orders: 0, changed: 0 };
    const result = await db.transaction().setIsolationLevel('repeatable read').execute(async (trx) => {
      const { orders: total, contacts } = await countOrders(trx, choice);
      const table = await orderTable(trx, source.id, map);
      const file = await createTableFile(opts.out, { encoding: opts.encoding, sheet: opts.sheet });
      // Outside of this transaction: it stands in the log before anything is opened, whatever becomes of the file.
      if (reason !== null) await noteContactExport(db, source.id, { count: contacts, reason: maskText(reason).text });
      await file.write(orderRows(trx, table, choice, open, books, () => progress.update(books.orders, total, `${books.orders}/${total}`)));
      return { table, notes: file.notes };
    });
    progress.end();
    tell(books, result.table, result.notes, opts);
  } finally {
    progress.end();
    await close();
  }
}

const LONGEST_REASON = 500;

function reasonOf(opts: OrderOptions): string | null {
  if (!opts.withContacts) return null;
  const reason = (opts.reason ?? '').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  if (reason === '') throw new YuqingError('REQUEST_INVALID', '导出联系方式没有写理由', '请用 --reason 写明理由,例如:回填市平台、逐件回访');
  if (reason.length > LONGEST_REASON) throw new YuqingError('REQUEST_INVALID', `导出联系方式的理由超过 ${LONGEST_REASON} 个字`, '请写得简短些');
  return reason;
}

async function openerOf(config: Config): Promise<(sealed: Buffer) => Contact> {
  const seal = createSeal(config.key ?? (await readOrMakeKey(config.keyFile)));
  return (sealed) => {
    try {
      return seal.open(sealed);
    } catch (error) {
      throw new YuqingError('CONFIG_INVALID', '联系方式解不开:密钥与加密时的不同', '请检查 YUQING_KEY 或 YUQING_KEY_FILE', { cause: error });
    }
  };
}

const mapOf = (config: Record<string, unknown>): string[] => (Array.isArray(config['map']) ? config['map'].filter((m) => typeof m === 'string') : []);

function tell(books: Exported, table: OrderTable, notes: readonly string[], opts: OrderOptions): void {
  if (table.plain) say('这个信源没有自己的表,按通用的列导出');
  else {
    if (table.guessed) say('这个信源导入时没有记下列序,列按名称排列;再导入一次原文件即可按原样导出');
    if (table.layout.added.length > 0) say(`原表没有这些列,已加在最后:${table.layout.added.join('、')}`);
  }
  for (const note of notes) say(note);
  if (opts.withContacts) say('文件里有联系方式,请妥善保管;本次导出已记入审计');
  const summary = `导出 ${books.orders} 件,其中 ${books.changed} 件填上了本系统的答复、时间、状态或单位`;
  if (opts.json) printResult(JSON.stringify({ orders: books.orders, changed: books.changed, added: table.layout.added }));
  else if (opts.out === undefined) say(summary);
  else printResult(`${summary}:${opts.out}`);
}

function parseEncoding(text: string): CsvEncoding {
  const name = text.toLowerCase().replaceAll('-', '');
  const encoding = CSV_ENCODINGS.find((e) => e === name) ?? (name === 'gbk' || name === 'gb2312' ? 'gb18030' : undefined);
  if (!encoding) throw new InvalidArgumentError('可用 utf8 或 gb18030');
  return encoding;
}

function parseTime(text: string): Date {
  const at = parseInstant(text);
  if (!at) throw new InvalidArgumentError('时间请写成 2026-11-24 或 2026-11-24T09:30:00');
  return at;
}
