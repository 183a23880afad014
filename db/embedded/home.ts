import { chmod, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { accountFor, assertReachable, type Account } from './account.ts';
import { startFailure } from './failure.ts';

/**
 * What lies where below a data directory:
 *
 *   pg/                 the cluster; belongs to the account that runs PostgreSQL; its log is in pg/log
 *   pg-run/password     the database user's password, 0600
 *   pg-run/lock, users  who starts or stops the server, who uses it (see lock.ts, users.ts)
 *   pg-run/start.log    what PostgreSQL said before its own log was open
 */
export interface Home {
  cluster: string;
  run: string;
  password: string;
  lock: string;
  users: string;
  startLog: string;
  account: Account;
}

/** Makes the directories and finds out who runs PostgreSQL there. */
export async function openHome(dataDir: string): Promise<Home> {
  try {
    const made = await mkdir(dataDir, { recursive: true, mode: 0o755 });
    if (made !== undefined) await makeEnterable(dataDir, made);
    const home = await realpath(dataDir);
    const cluster = join(home, 'pg');
    const run = join(home, 'pg-run');
    await mkdir(run, { mode: 0o700, recursive: true });
    const account = await accountFor(cluster);
    await assertReachable(home, account);
    return {
      cluster, run, account,
      password: join(run, 'password'), lock: join(run, 'lock'), users: join(run, 'users'), startLog: join(run, 'start.log'),
    };
  } catch (error) {
    throw startFailure(`数据目录 ${dataDir} 不能使用`, error);
  }
}

/** A strict umask must not shut out the account that runs PostgreSQL; only directories made just now are opened. */
async function makeEnterable(dir: string, firstMade: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const first = resolve(firstMade);
  for (let at = resolve(dir); at.startsWith(first); at = dirname(at)) await chmod(at, (await stat(at)).mode | 0o011);
}
