import { Command } from 'commander';
import { mkdtemp, chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoDirPrefix, readConfig, type Config } from '../../config.ts';
import { ensureSource, sourceById } from '../../db/sources.ts';
import { fetchGuarded } from '../../ingest/fetch/guarded.ts';
import { OFFLINE } from '../../ingest/fetch/web.ts';
import { pollSource } from '../../ingest/poll.ts';
import { createRejects } from '../../ingest/rejects.ts';
import { runIngest } from '../../ingest/run.ts';
import { sourceKind } from '../../ingest/sources/index.ts';
import { ROLES_OF_PROCESS, YuqingError, type IngestCounts } from '../../model/index.ts';
import { makeWeekly } from '../../report/make.ts';
import { weekOf } from '../../report/week.ts';
import { startDesk } from '../../web/api/server.ts';
import { waitForDelivery, waitForLine } from '../../workers/wait.ts';
import { serveWorld } from '../demo/serve.ts';
import { checkBooks, summarise } from '../demo/summary.ts';
import { makeWorld } from '../demo/world.ts';
import { createLog, printResult, say } from '../output.ts';
import { untilStopped } from '../shutdown.ts';
import { noticeDir, openSystem, type System } from '../system.ts';
import { parsePort } from './start.ts';

const PROFILE = 'yangzhou-2018';
const DAY_MS = 86_400_000;
/** How long the summary waits for notices to go out: a mail server may be down. */
const DELIVERY_MS = 5_000;

export function demoCommand(): Command {
  return new Command('demo')
    .description('演示:用一座虚构城市的样例数据走完全程,并打开席位页面;数据放在临时目录,退出即删')
    .option('--exit', '打印摘要、核对账目后退出')
    .option('--port <端口>', '席位页面的端口(缺省 8080;被占用时自动另选)', parsePort)
    .action(async (opts: { exit?: boolean; port?: number }) => {
      const dataDir = await mkdtemp(demoDirPrefix);
      await chmod(dataDir, 0o755);
      try {
        await runDemo({ ...readConfig(), dataDir, databaseUrl: undefined, redisUrl: undefined, keyFile: `${dataDir}.key` }, opts);
      } finally {
        await rm(dataDir, { recursive: true, force: true });
        await rm(`${dataDir}.key`, { force: true });
      }
    });
}

async function runDemo(config: Config, opts: { exit?: boolean; port?: number }): Promise<void> {
  const stopping = untilStopped();
  const started = performance.now();
  const elapsed = () => `${((performance.now() - started) / 1_000).toFixed(1)} 秒`;
  say('正在启动内置数据库与队列…');
  const system = await openSystem(config, createLog('error'));
  try {
    const world = makeWorld({ now: system.bench.clock() });
    const server = await serveWorld(world);
    const serving = await system.serve(ROLES_OF_PROCESS.filter((r) => r !== 'web'));
    try {
      say(`数据库就绪(${elapsed()}),正在采集样例:一个 GB2312 编码的 RSS 和一份 12345 工单表…`);
      const workbook = await importWorkbook(system, config, server.workbookUrl);
      const feed = await pollFeed(system, server.feedUrl);
      await waitForLine(system.database.db);
      const report = await makeWeekly(system.database.db, {
        now: system.bench.clock(), calendar: system.parts.calendar, week: weekOf(system.bench.clock()), ...system.parts.report,
      });
      const undelivered = await waitForDelivery(system.database.db, DELIVERY_MS);
      if (undelivered > 0) say(`有 ${undelivered} 份通知尚未送达(邮件服务器没有应答?),会自动再试`);
      const summary = await summarise(system.database.db, { workbook, feed, reportId: report.reportId, elapsed: elapsed(), noticeDir: noticeDir(config), mailedTo: config.smtpUrl ? config.reportTo : [], profileId: PROFILE });
      printResult(summary);
      checkBooks(world.expectations, { workbook, feed });
      say('账目核对无误:收到 = 入库 + 重复 + 拒收');
      if (opts.exit) return;
      const desk = await openDesk(system, opts.port ?? config.port);
      printResult(`席位页面:${desk.url}    (按 Ctrl-C 结束,演示数据随之删除)`);
      await stopping;
      await desk.close();
    } finally {
      await serving.stop();
      await server.close();
    }
  } finally {
    await system.close();
  }
}

/** The desk on its usual port, or on a free one where somebody already sits there. */
async function openDesk(system: System, port: number) {
  const desk = { db: system.database.db, databaseUrl: system.database.url, clock: system.bench.clock, log: system.bench.log };
  try {
    return await startDesk({ ...desk, port });
  } catch (error) {
    if (error instanceof YuqingError && error.code === 'PORT_TAKEN') return startDesk({ ...desk, port: 0 });
    throw error;
  }
}

async function importWorkbook(system: System, config: Config, url: string): Promise<IngestCounts> {
  const file = join(config.dataDir, '12345工单.xlsx');
  const { bytes } = await fetchGuarded(url, { allowHosts: [new URL(url).host] });
  await writeFile(file, bytes);
  const source = await ensureSource(system.database.db, { name: '清河12345热线', kind: 'hotline', channel: '12345', profileId: PROFILE });
  const kind = sourceKind('hotline');
  const rejects = createRejects(`${file}.rejects.csv`);
  const counts = await runIngest(system.database.db, { id: source.id, fileName: '12345工单.xlsx' }, {
    channel: source.channel, seal: system.seal, now: system.bench.clock(), historical: false, historicalBefore: new Date(system.bench.clock().getTime() - 90 * DAY_MS),
  }, kind.read(kind.configSchema.parse({}), { cursor: null, clock: system.bench.clock, web: OFFLINE, file }), { onReject: (reject) => rejects.add(reject) });
  await rejects.close();
  return counts;
}

async function pollFeed(system: System, url: string): Promise<IngestCounts> {
  const source = await ensureSource(system.database.db, {
    name: '清河论坛与新闻', kind: 'feed', channel: '网站', profileId: PROFILE, config: { url, allowHosts: [new URL(url).host] },
  });
  const counts = await pollSource(system.database.db, source.id, { clock: system.bench.clock, seal: system.seal, web: system.parts.web });
  if (!counts) {
    const { lastError } = await sourceById(system.database.db, source.id);
    throw new Error(`演示信源抓取失败:${lastError}`);
  }
  return counts;
}
