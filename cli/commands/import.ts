import { Command, InvalidArgumentError } from 'commander';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { readConfig, type Config } from '../../config.ts';
import { outboxCounts } from '../../db/outbox.ts';
import { ensureSource, findSource, type Source } from '../../db/sources.ts';
import { OFFLINE } from '../../ingest/fetch/web.ts';
import { createRejects, type RejectsFile } from '../../ingest/rejects.ts';
import { runIngest } from '../../ingest/run.ts';
import { stopSecrets } from '../../ingest/secrecy/stop.ts';
import { sourceKind } from '../../ingest/sources/index.ts';
import { YuqingError, parseInstant, systemClock, type IngestCounts, type ProcessRole, type ReadEvent } from '../../model/index.ts';
import { loadProfile } from '../../profiles/load.ts';
import { standIn } from '../../workers/stand-in.ts';
import { waitForLine } from '../../workers/wait.ts';
import { openDatabase } from '../open.ts';
import { createLog, createProgress, printResult, say } from '../output.ts';
import { untilStopped } from '../shutdown.ts';
import { checkedSettings } from '../source/checked.ts';
import { openSystem } from '../system.ts';

interface ImportOptions {
  source: string;
  kind?: string;
  profile?: string;
  channel?: string;
  map: string[];
  historical?: boolean;
  receivedAt?: Date;
  exportedAt?: Date;
  dryRun?: boolean;
  rejects?: string;
  json?: boolean;
}

const NEEDED: ProcessRole[] = ['classify', 'respond'];

export function importCommand(): Command {
  return new Command('import')
    .description('导入一个文件(12345 工单导出等):入库、研判、立工单、计时限')
    .argument('<文件>', '.csv、.xlsx、.jsonl 文件;--kind feed 时是存下来的订阅源文件')
    .requiredOption('--source <名称>', '信源名称,如 海口12345;同一信源请始终用同一名称', parseName)
    .option('--kind <种类>', '信源种类(缺省随登记过的信源,没有登记过的为 hotline)')
    .option('--profile <配置>', '辖区配置(缺省取 YUQING_PROFILE)')
    .option('--channel <渠道>', '渠道(缺省随种类,热线为 12345;文件里有渠道列的以该列为准)')
    .option('--map <列=字段>', '指定某列对应的字段,可重复', (v: string, all: string[]) => [...all, v], [])
    .option('--historical', '这是历史资料:只作统计,不提醒、不催办')
    .option('--received-at <时间>', '文件没有时间列时,以此为收到时间', parseTime)
    .option('--exported-at <时间>', '文件导出的时间,“3小时前”“昨天”由此推算', parseTime)
    .option('--dry-run', '只试读,不入库')
    .option('--rejects <文件>', '被拒的行写到哪里(缺省在原文件旁 .rejects.csv)')
    .option('--json', '最后一行输出 JSON 计数')
    .action(async (file: string, opts: ImportOptions) => { await runImport(file, opts); });
}

async function runImport(file: string, opts: ImportOptions): Promise<void> {
  const config = readConfig();
  if (opts.kind !== undefined) sourceKind(opts.kind);
  const profileId = opts.profile ?? config.profile;
  loadProfile(profileId);
  if (/^https?:\/\//i.test(file)) throw new YuqingError('USAGE', '只能导入文件,不能导入网址', '网址请登记成信源:yuqing source add 名称 --kind feed --url 网址;文件请先下载');
  const stop = new AbortController();
  /** By the settings that the source was registered with; another kind than its own is told later. */
  const reading = (source: Pick<Source, 'kind' | 'config'> | null) => {
    const kind = sourceKind(opts.kind ?? source?.kind ?? 'hotline');
    const settings = checkedSettings(kind, source?.kind === kind.kind ? source.config : {});
    return { kind, events: kind.read(settings, { ...readContext, signal: stop.signal }) };
  };
  const readContext = {
    cursor: null, clock: systemClock, web: OFFLINE, file, map: opts.map, ...(opts.receivedAt ? { receivedAt: opts.receivedAt } : {}), ...(opts.exportedAt ? { exportedAt: opts.exportedAt } : {}),
  };
  if (opts.rejects !== undefined && resolve(opts.rejects) === resolve(file)) {
    throw new YuqingError('USAGE', `--rejects 指向了要导入的文件本身:${file}`, '请换一个文件名,否则原文件会被覆盖');
  }
  const rejects = createRejects(opts.rejects ?? `${file}.rejects.csv`);
  const progress = createProgress('导入');
  const noteOf = (c: IngestCounts) => `收到 ${c.received} 入库 ${c.stored} 重复 ${c.duplicate} 拒收 ${c.rejected}`;

  if (opts.dryRun) {
    try {
      const counts = await readOnly(reading(await registeredSource(config, opts.source)).events, rejects, (done, total, c) => progress.update(done, total, noteOf(c)));
      progress.end();
      tell(counts, await rejects.close(), opts, true);
    } catch (error) {
      progress.end();
      await rejects.discard();
      throw error;
    }
    return;
  }

  void untilStopped().then((signal) => {
    say(`收到 ${signal},正在收尾…`);
    stop.abort(new YuqingError('INTERRUPTED', '导入按要求中断', '已入库的都在;再次导入同一文件即接着做完(已有的计为重复)'));
  });
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel);
  // A file that is not there fails before a database is started.
  if (!(await stat(file).then(() => true, () => false))) await begin(reading(null).events);
  const system = await openSystem(config, log);
  try {
    const known = await findSource(system.database.db, opts.source);
    const { kind, events: unread } = reading(known);
    // One that cannot be read fails before its source is registered.
    const events = await begin(unread);
    const source = await ensureSource(system.database.db, {
      name: opts.source, kind: kind.kind, channel: opts.channel ?? known?.channel ?? kind.channel,
      profileId: opts.profile ?? known?.profileId ?? profileId, config: {},
    });
    const { dead: parkedBefore } = await outboxCounts(system.database.db);
    const serving = await standIn(system.database.db, NEEDED, system.serve, log);
    try {
      const horizon = loadProfile(source.profileId).profile.historical_after_days;
      const counts = await runIngest(system.database.db, { id: source.id, fileName: basename(file) }, {
        channel: source.channel, seal: system.seal, now: new Date(), historical: opts.historical ?? false,
        historicalBefore: new Date(Date.now() - horizon * 86_400_000),
      }, events, {
        onReject: (reject) => rejects.add(reject),
        onProgress: (done, total, c) => progress.update(done, total, noteOf(c)),
      });
      progress.end();
      let told = 0;
      await waitForLine(system.database.db, (open) => {
        stop.signal.throwIfAborted();
        if (Date.now() - told < 3_000) return;
        told = Date.now();
        say(`已入库,正在研判、立件:还有 ${open} 批`);
      });
      tell(counts, await rejects.close(), opts, false);
      const parked = (await outboxCounts(system.database.db)).dead - parkedBefore;
      if (parked > 0) {
        say(`有 ${parked} 项待办多次失败,已停放:那些行已入库,但没有走完研判、立件。原因见上面的日志`);
        process.exitCode = 1;
      }
    } finally {
      await serving.stop();
    }
  } catch (error) {
    progress.end();
    await rejects.discard();
    throw error;
  } finally {
    await system.close();
  }
}

/** Reads up to the first event. */
async function begin<T, R>(events: AsyncGenerator<T, R>): Promise<AsyncGenerator<T, R>> {
  const first = await events.next();
  return (async function* () {
    if (first.done) return first.value;
    yield first.value;
    return yield* events;
  })();
}

/** The source as it is registered, for `--dry-run`: where no database is there, or it does not answer, nobody knows it. */
async function registeredSource(config: Config, name: string): Promise<Source | null> {
  if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, 'pg'))) return null;
  try {
    const database = await openDatabase(config, { migrate: false });
    try {
      return await findSource(database.db, name);
    } finally {
      await database.close();
    }
  } catch {
    say('没有连上数据库,信源登记的设置(map 等)没有用上');
    return null;
  }
}

/** `--dry-run`: reads to the end and stores nothing. */
async function readOnly(events: AsyncGenerator<ReadEvent>, rejects: RejectsFile, onProgress: (done: number, total: number | null, c: IngestCounts) => void): Promise<IngestCounts> {
  const counts: IngestCounts = { received: 0, stored: 0, duplicate: 0, updated: 0, rejected: 0, blocked: 0 };
  for await (const raw of events) {
    const event = stopSecrets(raw);
    if (event.type === 'progress') onProgress(event.done, event.total, counts);
    else counts.received += 1;
    if (event.type === 'item') counts.stored += 1;
    if (event.type === 'blocked') counts.blocked += 1;
    if (event.type === 'reject') {
      counts.rejected += 1;
      await rejects.add(event.reject);
    }
  }
  return counts;
}

function tell(c: IngestCounts, rejectsFile: string | null, opts: ImportOptions, dry: boolean): void {
  if (rejectsFile) say(`有 ${c.rejected} 行未能导入,原因见:${rejectsFile}`);
  if (opts.json) {
    printResult(JSON.stringify({ received: c.received, stored: c.stored, duplicate: c.duplicate, updated: c.updated, rejected: c.rejected, ...(c.blocked > 0 ? { blocked: c.blocked } : {}) }));
    return;
  }
  const blocked = c.blocked > 0 ? ` + 拦下 ${c.blocked}(疑似涉密,未留副本)` : '';
  printResult(dry
    ? `试读完成(未入库):收到 ${c.received} 行,可导入 ${c.stored} 行,将拒收 ${c.rejected} 行${blocked}`
    : `收到 ${c.received} = 入库 ${c.stored} + 重复 ${c.duplicate}(其中更新 ${c.updated}) + 拒收 ${c.rejected}${blocked}`);
}

function parseName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > 100 || /\p{Cc}/u.test(name)) throw new InvalidArgumentError('信源名称应有 1–100 个字,不含控制字符');
  return name;
}

function parseTime(text: string): Date {
  const at = parseInstant(text);
  if (!at) throw new InvalidArgumentError('时间请写成 2026-11-24 或 2026-11-24T09:30:00');
  return at;
}
