import { Command, InvalidArgumentError, Option } from 'commander';
import { readConfig } from '../../config.ts';
import { ticketsOf } from '../../db/tickets.ts';
import { decodeBytes } from '../../ingest/decode.ts';
import { ENTRY_CHANNELS, type EntryChannel } from '../../ingest/entry/channels.ts';
import { registerMap } from '../../ingest/entry/columns.ts';
import { ENTRY_SOURCE, enter, entrySource, keyedBy, type Entered } from '../../ingest/entry/enter.ts';
import { readEntry } from '../../ingest/entry/entry.ts';
import { readPasted } from '../../ingest/entry/paste.ts';
import { openFile } from '../../ingest/open-file.ts';
import { REQUEST_TYPES, YuqingError, systemClock, type ProcessRole, type ReadEvent, type RequestType } from '../../model/index.ts';
import { loadProfile } from '../../profiles/load.ts';
import { standIn } from '../../workers/stand-in.ts';
import { waitForLine } from '../../workers/wait.ts';
import { createLog, printResult, say } from '../output.ts';
import { openSystem, type System } from '../system.ts';

interface AddOptions {
  channel?: EntryChannel;
  title?: string;
  body?: string;
  file?: string;
  place?: string;
  name?: string;
  phone?: string;
  type?: RequestType;
  unit?: string;
  ref?: string;
  receivedAt?: string;
  paste?: boolean;
  map: string[];
  source: string;
  profile?: string;
  json?: boolean;
}

const NEEDED: ProcessRole[] = ['classify', 'respond'];
const MOST_BYTES = 1_048_576;

export function addCommand(): Command {
  return new Command('add')
    .description('登记一件来电、来信、来访、建议提案,或从登记簿整段粘贴:入库、研判、立工单')
    .addOption(new Option('--channel <渠道>', '怎么来的;--paste 时用于没有渠道列的行').choices(ENTRY_CHANNELS))
    .option('--body <内容>', '诉求内容;也可用 --file 或标准输入')
    .option('--file <文件>', '内容在这个文本文件里(与 --paste 同用时是登记簿)')
    .option('--title <标题>', '标题')
    .option('--received-at <时间>', '收到的时间,如 "2026-11-24 09:30"(缺省为现在)')
    .option('--place <地点>', '事发地点')
    .option('--name <姓名>', '诉求人姓名(加密另存)')
    .option('--phone <电话>', '联系电话(加密另存)')
    .addOption(new Option('--type <类型>', '诉求类型(缺省由研判决定)').choices(REQUEST_TYPES))
    .option('--unit <单位>', '主办单位(缺省由研判决定)')
    .option('--ref <编号>', '已有的编号:提案号、来文号(缺省自动编号)')
    .option('--paste', '从标准输入读登记簿:连同表头从 Excel 复制的表格,或 CSV')
    .option('--map <列=字段>', '--paste 时指定某列对应的字段,可重复', (v: string, all: string[]) => [...all, v], [])
    .option('--source <名称>', '信源名称', parseName, ENTRY_SOURCE)
    .option('--profile <配置>', '辖区配置(缺省取该信源的,新信源取 YUQING_PROFILE)')
    .option('--json', '输出 JSON')
    .action(async (opts: AddOptions) => { await runAdd(opts); });
}

async function runAdd(opts: AddOptions): Promise<void> {
  const config = readConfig();
  if (opts.profile !== undefined) loadProfile(opts.profile);
  const text = await textOf(opts);
  const read = readingOf(opts, text);
  // What cannot be read fails before a database is started.
  read({ keyed: null });
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel);
  const system = await openSystem(config, log);
  try {
    const { db } = system.database;
    const source = await entrySource(db, opts.source, { profileId: opts.profile, otherwise: config.profile });
    const serving = await standIn(db, NEEDED, system.serve, log);
    try {
      const now = systemClock();
      const horizon = loadProfile(source.profileId).profile.historical_after_days;
      const entered = await enter(db, source, read({ keyed: keyedBy(system.seal) }), { seal: system.seal, now, historicalBefore: new Date(now.getTime() - horizon * 86_400_000) });
      await waitForLine(db);
      await tell(system, entered, opts);
    } finally {
      await serving.stop();
    }
  } finally {
    await system.close();
  }
}

/** Both ways of entering, as something that can be read twice: once to see whether it can be, once to store it. */
function readingOf(opts: AddOptions, text: string): (ctx: Pick<Parameters<typeof readPasted>[1], 'keyed'>) => ReadEvent[] {
  const now = systemClock();
  if (opts.paste) return ({ keyed }) => [...readPasted(text, { map: registerMap(opts.map), now, keyed, channel: opts.channel })];
  const { channel } = opts;
  if (channel === undefined) throw new YuqingError('USAGE', '没有说明是怎么来的', `请加 --channel,可用:${ENTRY_CHANNELS.join('、')}`);
  const { title, receivedAt, place, name, phone, type, unit: mainUnit, ref: refNo } = opts;
  return ({ keyed }) => [{ type: 'item', item: readEntry({ channel, title, body: text, receivedAt, place, name, phone, type, mainUnit, refNo }, now, keyed), at: { row: 1 } }];
}

async function textOf(opts: AddOptions): Promise<string> {
  if (opts.body !== undefined && (opts.file !== undefined || opts.paste)) throw new YuqingError('USAGE', '--body 不能与 --file、--paste 同用', '只给出一种');
  if (opts.body !== undefined) return opts.body;
  if (opts.file === undefined && process.stdin.isTTY) say(opts.paste ? '请粘贴表格(连同表头),完了按 Ctrl-D:' : '请输入内容,完了按 Ctrl-D:');
  const bytes = opts.file === undefined ? await allOf(process.stdin) : await openFile(opts.file, MOST_BYTES);
  return decodeBytes(bytes, { kind: 'text' }).text;
}

async function allOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new YuqingError('REQUEST_TOO_LARGE', `标准输入超过 ${MOST_BYTES} 字节`, '请分几次登记,或存成文件用 yuqing import 导入');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function tell(system: System, { counts, items, rejects }: Entered, opts: AddOptions): Promise<void> {
  const tickets = await system.database.db.transaction().execute((trx) => ticketsOf(trx, items.map((item) => item.itemId)));
  for (const { reason } of rejects) say(reason);
  if (counts.blocked > 0) say(`有 ${counts.blocked} 件疑似涉密,已拦下,未留副本`);
  if (rejects.length > 0 || counts.blocked > 0) process.exitCode = 1;
  const told = items.map(({ row, no, itemId }) => ({ row, no, itemId, ticketId: tickets.get(itemId) ?? null }));
  if (opts.json) {
    const { received, stored, duplicate, updated, rejected, blocked } = counts;
    printResult(JSON.stringify({ received, stored, duplicate, updated, rejected, blocked, items: told }));
    return;
  }
  for (const { no, itemId, ticketId } of told) printResult(`${no}  条目 ${itemId}  ${ticketId === null ? '没有立工单' : `工单 ${ticketId}`}`);
  say(`登记 ${counts.received} 件:新登记 ${counts.stored},已登记过 ${counts.duplicate}(其中改正 ${counts.updated}),未能登记 ${counts.rejected}`);
}

function parseName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > 100 || /\p{Cc}/u.test(name)) throw new InvalidArgumentError('信源名称应有 1–100 个字,不含控制字符');
  return name;
}
