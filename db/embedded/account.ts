import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { YuqingError } from '../../model/index.ts';

/** Who PostgreSQL runs as; undefined: as ourselves. */
export type Account = { uid: number; gid: number } | undefined;

/** `nobody` on every Linux and macOS we know; it needs no entry in /etc/passwd. */
const NOBODY = { uid: 65534, gid: 65534 };

/** PostgreSQL refuses to run as root: then the cluster's owner runs it, or `nobody` when there is none yet. */
export async function accountFor(clusterDir: string): Promise<Account> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(clusterDir).catch(() => undefined);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
}

/** Throws, naming the first directory on the way to `dir` that the account may not pass through. */
export async function assertReachable(dir: string, account: Account): Promise<void> {
  if (!account) return;
  const shut = await firstShutDirectory(await realpath(dir), account);
  if (shut === undefined) return;
  throw new YuqingError(
    'DB_START_FAILED',
    `内置数据库不能用数据目录 ${dir}:当前以 root 运行,数据库进程改用 uid ${account.uid} 的身份,而它进不了目录 ${shut}`,
    `请把 YUQING_DATA_DIR 设到 root 以外的用户也能进入的地方(例如 /var/lib/yuqing),或执行 chmod o+x ${shut},或改用普通用户运行`,
  );
}

/** Whether everybody may read `file`, every directory above it included. */
export async function readableByAll(file: string): Promise<boolean> {
  const path = await realpath(file);
  const { mode } = await stat(path);
  return (mode & 0o004) !== 0 && (await firstShutDirectory(dirname(path), NOBODY)) === undefined;
}

async function firstShutDirectory(path: string, account: NonNullable<Account>): Promise<string | undefined> {
  const above = dirname(path);
  const shut = above === path ? undefined : await firstShutDirectory(above, account);
  if (shut !== undefined) return shut;
  const { mode, uid, gid } = await stat(path);
  const may = uid === account.uid ? mode & 0o100 : gid === account.gid ? mode & 0o010 : mode & 0o001;
  return may ? undefined : path;
}
