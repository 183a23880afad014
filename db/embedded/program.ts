import { spawn, type ChildProcess } from 'node:child_process';
import { parse } from 'node:path';
import type { Account } from './account.ts';

/** PostgreSQL gets none of our environment: no PGDATA of the user's, no translated messages, no secrets. */
const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' };

/** Runs a program to its end and returns what it said; rejects with that when it fails. */
export async function runProgram(file: string, args: string[], account: Account): Promise<string> {
  const child = spawn(file, args, { ...account, env, cwd: parse(file).root, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { said += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said += text; });
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(said.trim().split('\n').slice(-8).join('\n') || `${file}: exit code ${code}`);
  return said;
}

/**
 * Starts a program that outlives us: its own session, none of our pipes (or `yuqing import … | cat`
 * would never end), only the opened file `logFd`.
 */
export function spawnDetached(file: string, args: string[], account: Account, logFd: number): ChildProcess {
  const child = spawn(file, args, { ...account, env, cwd: parse(file).root, detached: true, stdio: ['ignore', logFd, logFd], windowsHide: true });
  child.unref();
  return child;
}
