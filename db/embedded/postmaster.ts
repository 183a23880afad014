import { chownSync, readFileSync, readlinkSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pidExists } from './identity.ts';

/** What postmaster.pid says: `{ pid: 4711, port: 40123, status: 'ready' }`. */
export interface Postmaster {
  pid: number;
  port: number;
  status: 'starting' | 'ready' | 'stopping' | 'unknown';
}

/** A number no kernel gives to a process. */
const NOBODYS_PID = 2_147_483_647;

/** The server that runs on this cluster now; undefined when there is none (a stale pid file included). */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const lines = readPidFile(cluster);
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isServerOf(pid, cluster)) return undefined;
  const said = (lines[7] ?? '').trim();
  return { pid, port: Number(lines[3] ?? 0), status: said === 'ready' || said === 'starting' || said === 'stopping' ? said : 'unknown' };
}

/** The port that postmaster.pid names, whether its server lives or not; an orderly stop leaves no such file. */
export function portOfPidFile(cluster: string): number | undefined {
  const port = Number(readPidFile(cluster)[3]);
  return Number.isSafeInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

/**
 * After a crash the number in postmaster.pid may belong to a stranger, and PostgreSQL would refuse to start.
 * Only the number is replaced: PostgreSQL still checks the shared memory named there for survivors of the old server.
 */
export function disownStalePidFile(cluster: string): void {
  const lines = readPidFile(cluster);
  const pid = Number(lines[0]);
  if (!pidExists(pid) || isServerOf(pid, cluster)) return;
  const file = join(cluster, 'postmaster.pid');
  const { uid, gid } = statSync(file);
  writeFileSync(`${file}.new`, [String(NOBODYS_PID), ...lines.slice(1)].join('\n'), { mode: 0o600 });
  chownSync(`${file}.new`, uid, gid);
  renameSync(`${file}.new`, file);
}

function readPidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** A server works inside its cluster, so its working directory tells; without /proc a living pid must do, and the connection decides. */
function isServerOf(pid: number, cluster: string): boolean {
  if (!pidExists(pid)) return false;
  const argv = readProc(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  if (argv === undefined) return process.platform !== 'linux';
  if (!basename(argv.split('\0')[0] ?? '').startsWith('postgres')) return false;
  const cwd = readProc(() => readlinkSync(`/proc/${pid}/cwd`));
  return cwd === undefined ? argv.includes(cluster) : cwd === realpathSync(cluster);
}

function readProc<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
