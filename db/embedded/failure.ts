import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { YuqingError } from '../../model/index.ts';

/** What PostgreSQL or the system says, and what a person can do about it; the first that matches is told. */
const REMEDIES: [RegExp, string][] = [
  [/No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/, '磁盘已满:请清理磁盘后再启动,数据目录没有被改动'],
  [/Read-only file system|EROFS/, '所在的文件系统是只读的:请换一个可写的数据目录(YUQING_DATA_DIR)'],
  [/data directory .* has (?:wrong ownership|invalid permissions)/, '数据目录的属主或权限不对:请让它归运行数据库的用户所有(chown -R),并设为 0700'],
  [/Permission denied|EACCES|EPERM|Operation not permitted/, '没有权限:请检查数据目录与程序目录的属主和权限,或换用上次启动它的用户,或用 YUQING_DATA_DIR 换一个数据目录'],
  [/could not (?:access|open|read|locate).*(?:checkpoint|pg_control|global\/|PG_VERSION)|invalid checkpoint record|invalid magic number|is not a valid data directory|incorrect checksum|corrupt/i,
    '数据目录可能已损坏:本软件不会删除或改写它,请先整体复制留底,再从备份恢复,或换一个新的数据目录'],
  [/could not look up effective user ID/, '系统用户表里没有运行数据库的 uid(容器里常见):请在 /etc/passwd 里为它加一行,或换一个有名字的用户运行'],
  [/database files are incompatible with server|was initialized by PostgreSQL version/, '数据目录由另一个版本的 PostgreSQL 建立,或已损坏:本软件不会改动它。若刚升级过本软件,请换回原来的版本,备份后再升级;否则请先整体复制留底,再从备份恢复'],
  [/Address already in use|could not bind/, '本机端口被占用:请稍后再试'],
  [/Cannot allocate memory|could not (?:map anonymous|create) shared memory|ENOMEM/, '内存不足:请关闭其他程序,或调小 pg/postgresql.conf 里的 shared_buffers'],
  [/pre-existing shared memory block|lock file "postmaster\.pid"/, '上一次运行留下的数据库进程还没有退出:请等它退出后再启动'],
  [/ENOENT|error while loading shared libraries|not found/, '内置数据库的程序不能运行(可能是缺少系统库,或系统用的是 musl):请重新运行 npm install,或设置 DATABASE_URL 使用外部数据库'],
];

/**
 * DB_START_FAILED with the last lines of the log and a remedy chosen by what they say.
 * @param cause whatever was thrown; one of ours passes unchanged
 */
export function startFailure(what: string, cause: unknown, logLines: string[] = []): YuqingError {
  if (cause instanceof YuqingError) return cause;
  const said = cause instanceof Error ? cause.message : String(cause ?? '');
  const evidence = [...logLines, said].join('\n');
  const remedy = REMEDIES.find(([pattern]) => pattern.test(evidence))?.[1] ?? '请按日志处理;也可以设置 DATABASE_URL 使用外部数据库';
  const shown = logLines.length > 0 ? `。日志最后几行:\n${logLines.join('\n')}\n` : '';
  return new YuqingError('DB_START_FAILED', `内置数据库启动失败:${what}${said ? `(${said})` : ''}${shown}`, remedy, { cause });
}

/**
 * Marks where PostgreSQL's logs end now; the function it returns gives the last lines written after that:
 * the first words (`startLog`, begun anew at each start), then what went into the cluster's own log.
 */
export function markLogs(startLog: string, cluster: string): () => string[] {
  const dir = join(cluster, 'log');
  const before = new Map(listLogs(dir).map((file) => [file, sizeOf(file)]));
  return () => [startLog, ...listLogs(dir)].flatMap((file) => linesAfter(file, before.get(file) ?? 0)).slice(-8);
}

function listLogs(dir: string): string[] {
  try {
    return readdirSync(dir).sort().map((name) => join(dir, name));
  } catch {
    return [];
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** A log that is shorter than its mark was begun anew. */
function linesAfter(file: string, mark: number): string[] {
  try {
    const bytes = readFileSync(file);
    return bytes.subarray(bytes.length < mark ? 0 : mark).toString('utf8').split('\n').filter((line) => line.trim() !== '');
  } catch {
    return [];
  }
}
