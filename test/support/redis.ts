import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { findProgram, freePort } from './loopback.ts';

export interface TestRedis {
  /** `redis://127.0.0.1:40124` */
  url: string;
  stop(): Promise<void>;
}

/** Where redis-server is; null when this machine has none. */
export const findRedis = (): string | null => findProgram('redis-server', 'nothing is tested against Redis');

/** Starts a real redis-server on a free loopback port; null when there is none (see findRedis). */
export async function startRedis(flags: string[] = []): Promise<TestRedis | null> {
  const program = findRedis();
  if (program === null) return null;
  const dir = await mkdtemp(join(tmpdir(), 'yuqing-redis-'));
  const port = await freePort();
  const child = spawn(program, [
    '--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'no',
    '--maxmemory-policy', 'noeviction', ...flags,
  ], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(dir, { recursive: true, force: true });
  };
  try {
    await untilItAnswers(port);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `redis://127.0.0.1:${port}`, stop };
}

async function untilItAnswers(port: number): Promise<void> {
  const client = new Redis({ host: '127.0.0.1', port, lazyConnect: true, maxRetriesPerRequest: null, retryStrategy: () => 20 });
  client.on('error', () => {});
  try {
    // A server that wants a password answers too.
    const ping = client.ping().catch((error: Error) => (error.message.startsWith('NOAUTH') ? 'PONG' : error.message));
    const answer = await Promise.race([ping, sleep(10_000, 'nothing')]);
    if (answer !== 'PONG') throw new Error(`redis-server on port ${port} answered ${answer}`);
  } finally {
    client.disconnect();
  }
}
