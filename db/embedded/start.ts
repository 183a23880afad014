import { closeSync, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { markLogs, startFailure } from './failure.ts';
import type { Home } from './home.ts';
import { disownStalePidFile, portOfPidFile, readPostmaster, type Postmaster } from './postmaster.ts';
import { runProgram, spawnDetached } from './program.ts';

/** Crash recovery after a bulk load can take minutes; a server that still works on it is waited for this long. */
export const RECOVERY_MS = 15 * 60_000;
/** Survivors of a killed server notice within moments; so long we try again before we complain. */
const SURVIVORS_MS = 30_000;

/**
 * Ours to set at every start. Terse errors and no statements: the log may never hold a row,
 * and rows hold what people wrote. A log a weekday, each overwritten after a week.
 */
const FIXED: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  logging_collector: 'on',
  log_destination: 'stderr',
  log_filename: 'postgres-%u.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/** Starts PostgreSQL on a free loopback port and waits until it is ready. */
export async function startPostgres(home: Home, binaries: Binaries, settings: Record<string, string>, onSlow: () => void): Promise<Postmaster> {
  const begun = Date.now();
  for (;;) {
    const newLogLines = markLogs(home.startLog, home.cluster);
    disownStalePidFile(home.cluster);
    try {
      return await startOnce(home, binaries, settings, onSlow);
    } catch (error) {
      const lines = newLogLines();
      const passing = /pre-existing shared memory block|Address already in use/.test(lines.join('\n'));
      if (!passing || Date.now() - begun > SURVIVORS_MS) throw startFailure('PostgreSQL 没有起来', error, lines);
      await sleep(200);
    }
  }
}

async function startOnce(home: Home, binaries: Binaries, settings: Record<string, string>, onSlow: () => void): Promise<Postmaster> {
  const port = await choosePort(home.cluster);
  const flags = Object.entries({ ...FIXED, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const logFd = openSync(home.startLog, 'w', 0o600);
  const child = spawnDetached(binaries.postgres, ['-D', home.cluster, '-p', String(port), ...flags], home.account, logFd);
  closeSync(logFd);
  let ended: Error | undefined;
  child.once('error', (error) => { ended = error; });
  child.once('exit', (code, signal) => { ended ??= new Error(`postgres ended: ${signal ?? `code ${code}`}`); });

  const begun = Date.now();
  for (let told = false; Date.now() - begun < RECOVERY_MS; await sleep(20)) {
    if (ended) throw ended;
    const server = readPostmaster(home.cluster);
    if (server && server.pid === child.pid && server.status === 'ready') return server;
    if (!told && Date.now() - begun > 5000) {
      told = true;
      onSlow();
    }
  }
  throw new Error(`postgres (pid ${child.pid}) is not ready after ${RECOVERY_MS / 60_000} min`);
}

/** Ends the server in an orderly way: clients are cut off, everything acknowledged is on disk. */
export async function stopPostgres(home: Home, binaries: Binaries): Promise<void> {
  await runProgram(binaries.pgCtl, ['stop', '-D', home.cluster, '-m', 'fast', '-w', '-t', '120', '-s'], home.account);
}

/** After a crash the port of before, so that processes which outlived the server find it again; else any free one. */
async function choosePort(cluster: string): Promise<number> {
  const before = portOfPidFile(cluster);
  const port = (before === undefined ? undefined : await bind(before)) ?? (await bind(0));
  if (port === undefined) throw new Error('no free port on 127.0.0.1');
  return port;
}

/** The port (0: any free one) when it can be had, else undefined. */
async function bind(wanted: number): Promise<number | undefined> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(wanted, '127.0.0.1', resolve));
    return (probe.address() as AddressInfo).port;
  } catch {
    return undefined;
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}
