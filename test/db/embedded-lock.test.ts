import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, symlinkSync, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isAlive, self } from '../../db/embedded/identity.ts';
import { lock, tryLock } from '../../db/embedded/lock.ts';
import { CHECKOUT } from '../support/embedded-process.ts';
import { until } from '../support/wait.ts';

let dir: string;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'yuqing-lock-')); });
afterEach(() => rm(dir, { recursive: true, force: true }));

it('is one holder’s until it is given back, within a process too', async () => {
  const first = tryLock(join(dir, 'lock'));
  expect(first).toBeDefined();
  expect(tryLock(join(dir, 'lock'))).toBeUndefined();
  expect(await lock(join(dir, 'lock'), { timeoutMs: 100 })).toBeUndefined();
  first?.release();
  expect(tryLock(join(dir, 'lock'))).toBeDefined();
});

it('tells a waiting caller once that it waits', async () => {
  tryLock(join(dir, 'lock'));
  let told = 0;
  await lock(join(dir, 'lock'), { timeoutMs: 2300, onWait: () => { told += 1; } });
  expect(told).toBe(1);
});

it('of a process that ended is free, even when its number lives again', () => {
  const [pid, tick, boot] = self.split('.');
  mkdirSync(join(dir, 'lock'));
  symlinkSync(`${pid}.${Number(tick) - 1}.${boot}`, join(dir, 'lock', '41'));
  expect(isAlive(self)).toBe(true);
  expect(tryLock(join(dir, 'lock'))).toBeDefined();
});

it('lets no two in among processes of which some are killed inside', async () => {
  const file = join(dir, 'inside');
  const start = (times: number) => spawn(process.execPath, ['--import', 'tsx', 'test/support/lock-child.ts', join(dir, 'lock'), file, String(times)], { cwd: CHECKOUT, stdio: 'inherit' });
  const lasting = [start(60), start(60), start(60)];
  const killed = [start(100_000), start(100_000)];
  for (const child of killed) {
    await until('this one to have been inside', () => existsSync(file) && readFileSync(file, 'utf8') === String(child.pid));
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const codes = await Promise.all(lasting.map(async (child) => (child.exitCode ?? ((await once(child, 'exit')) as [number])[0])));
  expect(codes).toEqual([0, 0, 0]);
});
