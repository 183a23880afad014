import { Command } from 'commander';
import { sql } from 'kysely';
import { statfs } from 'node:fs/promises';
import { readConfig, type Config } from '../../config.ts';
import { departmentModelDir } from '../../classify/department/assigner.ts';
import { loadDepartmentModel } from '../../classify/department/learned/model.ts';
import type { Db } from '../../db/connect.ts';
import { stepsOverdueSince } from '../../db/deadlines.ts';
import { outboxCounts } from '../../db/outbox.ts';
import { lastBeat } from '../../db/workers.ts';
import { sourcesWithHealth } from '../../ingest/health.ts';
import { ROLES_OF_PROCESS, YuqingError, addDays, errorText, shanghaiDay, shanghaiText } from '../../model/index.ts';
import { listProfiles, loadCalendar, loadProfile } from '../../profiles/load.ts';
import { servedRoles } from '../../workers/living.ts';
import { openQueues } from '../../workers/queue/open.ts';
import { examineModels } from '../judge.ts';
import { openDatabase, type OpenDatabase } from '../open.ts';
import { createLog, printResult } from '../output.ts';

type Grade = '正常' | '提醒' | '故障';
interface Finding { what: string; grade: Grade; found: string; remedy?: string }

const GIB = 1024 ** 3;
const HORIZON_WARNING_DAYS = 60;

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('体检:配置、数据库、队列、磁盘、时钟、日历、模型;每个故障都说怎么办')
    .option('--json', '输出 JSON')
    .action(async (opts: { json?: boolean }) => {
      const findings = await examine();
      printResult(opts.json ? JSON.stringify(findings) : findings.map(line).join('\n'));
      if (findings.some((f) => f.grade === '故障')) process.exitCode = 1;
    });
}

const line = (f: Finding) => `${{ 正常: '✓', 提醒: '!', 故障: '✗' }[f.grade]} ${f.what}:${f.found}${f.remedy ? `\n    → ${f.remedy}` : ''}`;

/** Every examination by itself: one fault must not hide the next. */
async function examine(): Promise<Finding[]> {
  const findings: Finding[] = [];
  const check = async (what: string, examination: () => Promise<Omit<Finding, 'what'>>) => {
    try {
      findings.push({ what, ...(await examination()) });
    } catch (error) {
      const remedy = error instanceof YuqingError ? error.remedy : undefined;
      findings.push({ what, grade: '故障', found: error instanceof YuqingError ? error.message : errorText(error), ...(remedy ? { remedy } : {}) });
    }
  };

  let config: Config | undefined;
  await check('配置', async () => {
    config = readConfig();
    loadProfile(config.profile);
    return { grade: '正常', found: `辖区配置 ${config.profile}(可选:${listProfiles().join('、')});数据目录 ${config.dataDir}` };
  });
  if (!config) return findings;
  const known = config;

  await check('Node', async () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const ok = major > 20 || (major === 20 && minor >= 19);
    return ok ? { grade: '正常', found: process.versions.node } : { grade: '故障', found: `${process.versions.node} 太旧`, remedy: '请安装 Node 20.19 或更新' };
  });
  let database: OpenDatabase | undefined;
  await check('数据库', async () => {
    // Our own database is brought up to date by whoever opens it; a patient of somebody else's is only looked at.
    database = await openDatabase(known, { migrate: known.databaseUrl === undefined });
    const { rows } = await sql<{ v: string }>`select current_setting('server_version') as v`.execute(database.db);
    return { grade: '正常', found: `${database.embedded ? '内置' : '外部'} PostgreSQL ${rows[0]?.v ?? ''},结构已是最新` };
  });
  try {
    await check('队列', () => examineQueue(database, known));
    if (database) await examineRunning(check, database.db);
    await check('磁盘', async () => {
      const { bavail, bsize } = await statfs(known.dataDir).catch(() => statfs('/'));
      const free = (bavail * bsize) / GIB;
      const found = `数据目录所在分区剩余 ${free.toFixed(1)} GB`;
      if (free < 1) return { grade: '故障', found, remedy: '请清理磁盘,或用 YUQING_DATA_DIR 换到更大的分区' };
      return free < 5 ? { grade: '提醒', found, remedy: '建议尽快扩容' } : { grade: '正常', found };
    });
    await check('日历', async () => {
      const calendar = loadCalendar();
      const today = shanghaiDay(new Date());
      const found = `放假安排已知到 ${calendar.horizon}(${calendar.version})`;
      if (calendar.horizon < today) return { grade: '故障', found, remedy: '放假安排已过期:请升级 yuqing,或导入国务院办公厅的新通知' };
      return calendar.horizon < addDays(today, HORIZON_WARNING_DAYS)
        ? { grade: '提醒', found: `${found},不足 ${HORIZON_WARNING_DAYS} 天`, remedy: '其后的时限标为“暂定”;新一年通知公布(通常 11 月)后请升级' }
        : { grade: '正常', found };
    });
    await check('模型', async () => {
      return await examineModels(known);
    });
    const departments = listProfiles().flatMap((id) => departmentModelDir(loadProfile(id)) ?? []);
    if (departments.length > 0) {
      await check('部门模型', async () => {
        const learned = departments.map((dir) => loadDepartmentModel(dir).card.learnedFrom);
        return { grade: '正常', found: `${learned.length} 个,学自 ${learned.join('、')} 件历史派单` };
      });
    }
    await check('邮件', async () => {
      if (!known.smtpUrl) return { grade: '提醒', found: '未设 SMTP_URL:周报与通知只写入文件', remedy: '设 SMTP_URL、MAIL_FROM、REPORT_TO 后重启' };
      const found = `已设 SMTP(${new URL(known.smtpUrl).host}),收件人 ${known.reportTo.length} 个`;
      return known.reportTo.length > 0 ? { grade: '正常', found } : { grade: '提醒', found, remedy: '设 REPORT_TO(多个以逗号分隔)后重启,否则周报只写入文件' };
    });
  } finally {
    await database?.close();
  }
  return findings;
}

type Check = (what: string, examination: () => Promise<Omit<Finding, 'what'>>) => Promise<void>;

async function examineQueue(database: OpenDatabase | undefined, config: Config): Promise<Omit<Finding, 'what'>> {
  if (!database && config.redisUrl === undefined) return { grade: '故障', found: '队列在数据库里,数据库不可用', remedy: '请先排除数据库的故障' };
  const queues = await openQueues({ databaseUrl: database?.url ?? '', redisUrl: config.redisUrl, log: createLog('silent') });
  try {
    await queues.ping();
    const name = `${config.redisUrl ? 'Redis' : 'PostgreSQL'} 队列可用`;
    if (!database) return { grade: '正常', found: name };
    const { open, dead, oldest } = await outboxCounts(database.db);
    const found = `${name};待办 ${open} 项${oldest ? `(最早 ${shanghaiText(oldest)})` : ''},停放 ${dead} 项`;
    return dead > 0 ? { grade: '提醒', found, remedy: '停放的待办多次失败,原因见日志;目前不能用命令再次排入,请连同日志告知开发者' } : { grade: '正常', found };
  } finally {
    await queues.close();
  }
}

async function examineRunning(check: Check, db: Db): Promise<void> {
  await check('时钟', async () => {
    const before = Date.now();
    const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
    const off = Math.abs((rows[0]?.now.getTime() ?? 0) - (before + Date.now()) / 2) / 1_000;
    const found = `本机 ${shanghaiText(new Date())}(北京时间),与数据库相差 ${off.toFixed(1)} 秒`;
    return off > 5 ? { grade: '故障', found, remedy: '请校准两台机器的时间(如 chrony),否则时限会算错' } : { grade: '正常', found };
  });
  await check('工作进程', async () => {
    const living = await servedRoles(db);
    const missing = ROLES_OF_PROCESS.filter((r) => !living.has(r));
    return missing.length === 0
      ? { grade: '正常', found: '各角色都有进程在运行' }
      : { grade: '提醒', found: `没有进程在运行:${missing.join('、')}`, remedy: '运行 yuqing start(或 yuqing start --only=角色)' };
  });
  await check('信源', async () => {
    const sources = await sourcesWithHealth(db, new Date(), loadCalendar());
    if (sources.length === 0) return { grade: '提醒', found: '还没有信源', remedy: '用 yuqing source add 添加,或用 yuqing import 导入文件' };
    const bad = sources.filter((s) => s.state === '失败' || s.state === '沉默' || (s.enabled && s.faults.length > 0));
    if (bad.length === 0) return { grade: '正常', found: `${sources.length} 个,都正常` };
    const names = bad.slice(0, 5).map((s) => `${s.name}(${s.state === '正常' ? s.faults[0]!.words : s.state})`).join('、');
    return { grade: '提醒', found: `${sources.length} 个,其中 ${bad.length} 个有问题:${names}${bad.length > 5 ? '等' : ''}`, remedy: '用 yuqing source list 看最近的错误' };
  });
  await check('督办', async () => {
    const [late, beat] = [await stepsOverdueSince(db, new Date(Date.now() - 10 * 60_000)), await lastBeat(db, 'escalate')];
    const found = `最近一次巡查 ${beat ? shanghaiText(beat) : '尚无'};到点未做的提醒、催办 ${late} 件`;
    return late > 0 ? { grade: '故障', found, remedy: '督办已停:请运行 yuqing start --only=respond' } : { grade: '正常', found };
  });
}
