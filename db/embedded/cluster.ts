import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { YuqingError } from '../../model/index.ts';
import type { Binaries } from './binaries.ts';
import { startFailure } from './failure.ts';
import type { Home } from './home.ts';
import { runProgram } from './program.ts';

/** The database's only user, and the database itself. */
export const DB_USER = 'yuqing';

/** Written into pg/postgresql.conf once, where whoever runs the machine may change them. */
const SETTINGS: Record<string, string> = {
  shared_buffers: '128MB',
  max_connections: '200',
  effective_cache_size: '512MB',
  maintenance_work_mem: '64MB',
  work_mem: '16MB',
  random_page_cost: '1.1',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_level: 'minimal',
  max_wal_senders: '0',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  default_text_search_config: 'pg_catalog.simple',
};

/** pg_trgm takes characters for letters only when lc_ctype knows Unicode; every system has one of these. */
const CTYPES = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'zh_CN.UTF-8', 'UTF-8'];

/** Makes the cluster unless it is there; returns the password. Never changes or removes what it finds. */
export async function ensureCluster(home: Home, binaries: Binaries, onCreate: () => void): Promise<string> {
  if (await exists(join(home.cluster, 'PG_VERSION'))) return readPassword(home);
  const found = await readdir(home.cluster).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw startFailure(`读不了 ${home.cluster}`, error);
  });
  if (found.length > 0) {
    throw new YuqingError('DB_START_FAILED', `目录 ${home.cluster} 里有文件,但不是数据库(缺少 PG_VERSION)`,
      '本软件不会删除它:请确认里面是什么,移走后再启动,或从备份恢复,或换一个数据目录');
  }
  onCreate();
  try {
    return await createCluster(home, binaries);
  } catch (error) {
    throw startFailure('初始化没有成功', error);
  }
}

/** initdb works beside the final place and is moved there when whole: a kill in between leaves no half cluster. */
async function createCluster(home: Home, binaries: Binaries): Promise<string> {
  await removeUnfinished(dirname(home.cluster));
  const holder = join(dirname(home.cluster), `pg-init-${randomBytes(4).toString('hex')}`);
  const fresh = join(holder, 'pg');
  const passwordFile = join(holder, 'password');
  await mkdir(holder, { mode: 0o700 });
  try {
    const password = await ensurePassword(home);
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (home.account) {
      await chown(passwordFile, home.account.uid, home.account.gid);
      await chown(holder, home.account.uid, home.account.gid);
    }
    await initdb(home, binaries, fresh, passwordFile);
    await rename(fresh, home.cluster);
    return password;
  } finally {
    await rm(holder, { recursive: true, force: true });
  }
}

/** What an initdb left whose parent was killed: never a database, so it may go; if it cannot, it does no harm. */
async function removeUnfinished(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (name.startsWith('pg-init-')) await rm(join(dataDir, name), { recursive: true, force: true }).catch(() => {});
  }
}

async function initdb(home: Home, binaries: Binaries, dir: string, passwordFile: string): Promise<void> {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  let refused: unknown;
  for (const ctype of CTYPES) {
    try {
      await runProgram(binaries.initdb, [
        '-D', dir, '-U', DB_USER, '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8',
        '--locale-provider=libc', '--locale=C', `--lc-ctype=${ctype}`, '--no-instructions', ...settings,
      ], home.account);
      return;
    } catch (error) {
      if (!/invalid locale name|locale .* (?:requires unsupported|not found)/.test((error as Error).message)) throw error;
      refused = error;
    }
  }
  throw refused;
}

async function ensurePassword(home: Home): Promise<string> {
  const kept = await readFile(home.password, 'utf8').catch(() => '');
  if (kept.trim() !== '') return kept.trim();
  const password = randomBytes(24).toString('base64url');
  const file = await open(`${home.password}.new`, 'w', 0o600);
  await file.writeFile(`${password}\n`);
  await file.sync();
  await file.close();
  await rename(`${home.password}.new`, home.password);
  return password;
}

async function readPassword(home: Home): Promise<string> {
  try {
    const password = (await readFile(home.password, 'utf8')).trim();
    if (password !== '') return password;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw startFailure(`读不了密码文件 ${home.password}`, error);
  }
  throw new YuqingError('DB_START_FAILED', `数据库还在,但密码文件丢失:${home.password}`, '请从备份恢复该文件(恢复数据目录时要连同 pg-run 一起恢复)');
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw startFailure(`读不了 ${file}`, error);
  }
}
