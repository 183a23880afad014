import { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { outboxCounts } from '../../db/outbox.ts';
import { sourceById, type SourceRow } from '../../db/sources.ts';
import { pollSource } from '../../ingest/poll.ts';
import { YuqingError, type IngestCounts, type ProcessRole } from '../../model/index.ts';
import { standIn } from '../../workers/stand-in.ts';
import { waitForLine } from '../../workers/wait.ts';
import { createLog, printResult, say } from '../output.ts';
import { untilStopped } from '../shutdown.ts';
import { openSystem, type System } from '../system.ts';
import { eachByHost } from './by-host.ts';
import { isPolled, namedSources } from './find.ts';
import { plain } from './words.ts';

interface RunOptions {
  all?: boolean;
  due?: boolean;
  json?: boolean;
}

const NEEDED: ProcessRole[] = ['classify', 'respond'];

export function runCommand(): Command {
  return new Command('run')
    .description('立即抓取一次,并等到研判、立件做完;有失败的则退出码为 1')
    .argument('[名称...]', '信源名称,可几个;点名的,暂停了也抓')
    .option('--all', '全部没有暂停的信源')
    .option('--due', '到了时间的信源')
    .option('--json', '每个信源一行 JSON')
    .action(async (names: string[], opts: RunOptions) => {
      const config = readConfig();
      const stopping = new AbortController();
      void untilStopped().then((signal) => {
        say(`收到 ${signal},正在收尾…`);
        stopping.abort(new YuqingError('INTERRUPTED', '抓取按要求中断', '已入库的都在;再次运行即接着做'));
      });
      const system = await openSystem(config, createLog(config.logLevel === 'info' ? 'warn' : config.logLevel));
      try {
        await runSources(system, names, opts, stopping.signal);
      } finally {
        await system.close();
      }
    });
}

async function runSources(system: System, names: readonly string[], opts: RunOptions, stopping: AbortSignal): Promise<void> {
  const { database: { db }, bench, parts, seal } = system;
  const sources = await chosen(system, names, opts);
  if (sources.length === 0) {
    say(opts.due ? '没有到时间的信源' : '没有可抓取的信源');
    return;
  }
  const { dead: parkedBefore } = await outboxCounts(db);
  const serving = await standIn(db, NEEDED, system.serve, bench.log);
  let failed = 0;
  try {
    await eachByHost(sources, (s) => s.host ?? `#${s.id}`, async (source) => {
      stopping.throwIfAborted();
      const counts = await pollSource(db, source.id, { clock: bench.clock, seal, web: parts.web, stopping });
      const error = counts ? null : (await sourceById(db, source.id)).lastError;
      if (!counts) failed += 1;
      printResult(opts.json ? JSON.stringify({ name: source.name, ...counts, error }) : `${plain(source.name)}:${counts ? booksOf(counts) : `失败:${plain(error ?? '')}`}`);
    });
    let told = 0;
    await waitForLine(db, (open) => {
      stopping.throwIfAborted();
      if (Date.now() - told < 3_000) return;
      told = Date.now();
      say(`已入库,正在研判、立件:还有 ${open} 批`);
    });
  } finally {
    await serving.stop();
  }
  const parked = (await outboxCounts(db)).dead - parkedBefore;
  if (parked > 0) say(`有 ${parked} 项待办多次失败,已停放。原因见上面的日志`);
  say(`抓取 ${sources.length} 个信源,失败 ${failed} 个`);
  if (failed > 0 || parked > 0) process.exitCode = 1;
}

async function chosen(system: System, names: readonly string[], opts: RunOptions): Promise<SourceRow[]> {
  if (opts.all && opts.due) throw new YuqingError('USAGE', '--all 和 --due 不能同时用', '只用其中一种');
  const { database: { db }, bench } = system;
  if (!opts.due) {
    const sources = await namedSources(db, names, opts.all ?? false);
    if (opts.all) return sources.filter((s) => s.enabled && isPolled(s));
    const byHand = sources.find((s) => !isPolled(s) && s.config['file'] === undefined);
    if (byHand?.kind === 'webhook') throw new YuqingError('USAGE', `信源“${plain(byHand.name)}”由对方系统推送,不能抓取`, '接口见 docs/webhook.md');
    if (byHand) throw new YuqingError('USAGE', `信源“${plain(byHand.name)}”由人导入,不能抓取`, '用 yuqing import 文件 --source 名称');
    return sources;
  }
  if (names.length > 0) throw new YuqingError('USAGE', '既给了名称又给了 --due', '只用其中一种');
  const now = bench.clock();
  return (await namedSources(db, [], true)).filter((s) => s.enabled && s.nextPollAt !== null && s.nextPollAt <= now);
}

const booksOf = (c: IngestCounts): string => `收到 ${c.received} = 入库 ${c.stored} + 重复 ${c.duplicate}(其中更新 ${c.updated}) + 拒收 ${c.rejected}`;
