import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { YuqingError } from '../../model/index.ts';
import { findBinaries, type Binaries } from './binaries.ts';
import { DB_USER, ensureCluster } from './cluster.ts';
import { startFailure } from './failure.ts';
import { openHome, type Home } from './home.ts';
import { lock, tryLock } from './lock.ts';
import { readPostmaster, type Postmaster } from './postmaster.ts';
import { RECOVERY_MS, startPostgres, stopPostgres } from './start.ts';
import { countUsers, register } from './users.ts';

export interface EmbeddedServer {
  /** `postgres://yuqing:…@127.0.0.1:40123/yuqing`; holds the password: not for logs. */
  url: string;
  /** True when another process of ours, or an earlier one that was killed, had started it. */
  joined: boolean;
  /** Takes our use back; the last user's stop ends the server. Close all connections first. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Made when missing. The cluster lies in `<dataDir>/pg`, see home.ts. */
  dataDir: string;
  log?: { info(text: string): void; warn(text: string): void };
  /** More `-c name=value` for PostgreSQL, for tests: `{ fsync: 'off' }`. Ignored when we join. */
  settings?: Record<string, string>;
}

/**
 * Starts the embedded PostgreSQL of a data directory, or joins the one that runs there.
 * The server is no child of ours: it survives `kill -9` of every process of ours, and the next one joins it.
 * @throws YuqingError DB_START_FAILED with the log's last lines and a remedy; the data directory is never wiped
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir, log, settings = {} } = options;
  const home = await openHome(dataDir);
  try {
    const binaries = await findBinaries(home.account);
    return await withLock(home, log, () => enter(home, binaries, settings, log));
  } catch (error) {
    throw startFailure('没有成功', error);
  }
}

type Log = EmbeddedOptions['log'];

async function enter(home: Home, binaries: Binaries, settings: Record<string, string>, log: Log): Promise<EmbeddedServer> {
  const unregister = register(home.users);
  let entering = true;
  const stayAtExit = leaveAtExit(home, unregister, () => entering);
  try {
    const password = await ensureCluster(home, binaries, () => log?.info(`正在建立内置数据库:${home.cluster}`));
    const { server, running } = await reach(home, password, log, () =>
      startPostgres(home, binaries, settings, () => log?.info('数据库正在恢复上次未写完的数据,请稍候')));
    entering = false;
    let stopping: Promise<void> | undefined;
    return {
      url: urlOf(server, password, DB_USER),
      joined: running,
      stop: () => (stopping ??= withLock(home, log, () => {
        stayAtExit();
        return leave(home, binaries, unregister, log);
      })),
    };
  } catch (error) {
    stayAtExit();
    await leave(home, binaries, unregister, log);
    throw error;
  }
}

async function leave(home: Home, binaries: Binaries, unregister: () => void, log: Log): Promise<void> {
  unregister();
  if (countUsers(home.users) > 0 || !readPostmaster(home.cluster)) return;
  await stopPostgres(home, binaries).catch((error: Error) => log?.warn(`内置数据库没有按时停下,它会自行结束:${error.message}`));
}

/** What a server says, or its system for it, that dies in the moment in which we come. */
const DYING = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', '57P01', '57P02', '57P03']);
const DYING_MS = 10_000;

/** The server that runs, or one that is started; a server found dying is waited out and started anew. */
async function reach(home: Home, password: string, log: Log, start: () => Promise<Postmaster>): Promise<{ server: Postmaster; running: boolean }> {
  const begun = Date.now();
  for (;;) {
    const found = await findRunning(home, log);
    const server = found ?? (await start());
    try {
      await ensureDatabase(home, server, password);
      return { server, running: found !== undefined };
    } catch (error) {
      if (!found || Date.now() - begun > DYING_MS || !DYING.has((error as { code?: string }).code ?? '')) throw error;
      await sleep(100);
    }
  }
}

/** A running server, once it is ready. One that is just stopping is waited out. */
async function findRunning(home: Home, log: Log): Promise<Postmaster | undefined> {
  const begun = Date.now();
  for (let told = false; ; await sleep(50)) {
    const server = readPostmaster(home.cluster);
    if (!server || server.status === 'ready') return server;
    const waited = Date.now() - begun;
    if (waited > RECOVERY_MS) throw new Error(`postgres (pid ${server.pid}) has been ${server.status} for ${RECOVERY_MS / 60_000} min`);
    if (!told && waited > 5000) {
      told = true;
      log?.info('内置数据库正在启动或停止,请稍候');
    }
  }
}

/** Proves that it is our server (our password, our cluster) and makes our database in it on the first start. */
async function ensureDatabase(home: Home, server: Postmaster, password: string): Promise<void> {
  const client = new Client({ connectionString: urlOf(server, password, 'postgres'), connectionTimeoutMillis: 30_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ dir: string; there: boolean }>(
      `select current_setting('data_directory') as dir, exists (select from pg_database where datname = $1) as there`, [DB_USER]);
    const answer = rows[0];
    if (answer?.dir !== home.cluster) throw new Error(`127.0.0.1:${server.port} serves ${answer?.dir ?? '?'}, not ${home.cluster}`);
    if (!answer.there) await client.query(`create database ${DB_USER}`);
  } finally {
    await client.end().catch(() => {});
  }
}

function urlOf(server: Postmaster, password: string, database: string): string {
  return `postgres://${DB_USER}:${password}@127.0.0.1:${server.port}/${database}`;
}

async function withLock<T>(home: Home, log: Log, action: () => Promise<T>): Promise<T> {
  const held = await lock(home.lock, {
    timeoutMs: RECOVERY_MS, onWait: () => log?.info('另一个进程正在启动或停止内置数据库,等待中'),
  });
  if (!held) throw new YuqingError('DB_START_FAILED', '另一个进程一直在启动或停止内置数据库', `请查看哪个进程在用 ${home.run},等它结束后再试`);
  try {
    return await action();
  } finally {
    held.release();
  }
}

/**
 * `process.exit()` without `stop()`: nothing can be awaited, so ask the server to end and leave.
 * @param hasLock while we are entering, the lock is ours already
 */
function leaveAtExit(home: Home, unregister: () => void, hasLock: () => boolean): () => void {
  const onExit = () => {
    const held = hasLock() ? undefined : tryLock(home.lock);
    unregister();
    const server = (held || hasLock()) && countUsers(home.users) === 0 ? readPostmaster(home.cluster) : undefined;
    if (server) askToEnd(server.pid);
    held?.release();
  };
  process.on('exit', onExit);
  return () => process.off('exit', onExit);
}

function askToEnd(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // it ended by itself in this moment
  }
}
