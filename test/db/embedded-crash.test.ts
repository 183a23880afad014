import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPostmaster } from '../../db/embedded/postmaster.ts';
import { startEmbedded } from '../../db/embedded/server.ts';
import { onServer } from '../support/database-url.ts';
import { CHECKOUT, startProcess } from '../support/embedded-process.ts';
import { until } from '../support/wait.ts';

let dataDir: string;
let cluster: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'yuqing-embedded-'));
  chmodSync(dataDir, 0o755);
  cluster = join(dataDir, 'pg');
});
afterEach(async () => {
  const left = readPostmaster(cluster);
  if (left) process.kill(left.pid, 'SIGQUIT');
  await until('the server to be gone', () => readPostmaster(cluster) === undefined);
  await rm(dataDir, { recursive: true, force: true });
});

const write = (url: string) => onServer(url, async (c) => {
  await c.query('create table if not exists kept (n int)');
  await c.query('insert into kept values (1)');
});
const count = (url: string) => onServer(url, async (c) => Number((await c.query('select count(*) as n from kept')).rows[0].n));

describe('kill -9', () => {
  it('of the server loses nothing acknowledged, and the next start does not mind the stale pid file', async () => {
    const server = await startEmbedded({ dataDir });
    for (let i = 0; i < 20; i += 1) await write(server.url);
    process.kill(readPostmaster(cluster)!.pid, 'SIGKILL');
    const again = await startEmbedded({ dataDir });
    expect(again.joined).toBe(false);
    expect(again.url).toBe(server.url); // processes that outlived the server find it again
    expect(await count(again.url)).toBe(20);
    await again.stop();
    await server.stop();
  });

  it('of the server, its number then given to a stranger: the stranger is left alone and the server starts', async () => {
    const server = await startEmbedded({ dataDir });
    await write(server.url);
    const { pid } = readPostmaster(cluster)!;
    process.kill(pid, 'SIGKILL');
    await until('the server to be gone', () => readPostmaster(cluster) === undefined);
    const owner = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...owner });
    const file = join(cluster, 'postmaster.pid');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, [String(stranger.pid), ...lines.slice(1)].join('\n'));

    const again = await startEmbedded({ dataDir });
    expect(await count(again.url)).toBe(1);
    await again.stop();
    await server.stop();
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
    await once(stranger, 'exit');
  });

  it('of every process of ours leaves the server to the next, which joins it and ends it', async () => {
    const killed = await startProcess(dataDir);
    await write(killed.said.url);
    await killed.end('SIGKILL');
    const { pid } = readPostmaster(cluster)!;

    const next = await startProcess(dataDir);
    expect(next.said).toEqual({ url: killed.said.url, joined: true });
    expect(readPostmaster(cluster)?.pid).toBe(pid);
    expect(await count(next.said.url)).toBe(1);
    await next.end('stop');
    expect(readPostmaster(cluster)).toBeUndefined();
  });

  it('in the middle of a start leaves no lock that holds up the next', async () => {
    const slow = spawn(process.execPath, ['--import', 'tsx', join(CHECKOUT, 'test/support/embedded-child.ts'), dataDir], { cwd: CHECKOUT, stdio: 'ignore' });
    await until('initdb to have begun', () => readdirSync(dataDir).some((name) => name.startsWith('pg-init-')));
    slow.kill('SIGKILL');
    await once(slow, 'exit');
    const next = await startEmbedded({ dataDir });
    await write(next.url);
    expect(existsSync(join(cluster, 'PG_VERSION'))).toBe(true);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('pg-init-'))).toEqual([]);
    await next.stop();
  });
});

describe('several processes', () => {
  it('starting at once on an empty directory: one starts, all are served, the last ends it', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => startProcess(dataDir)));
    expect(all.map((p) => p.said.joined).sort()).toEqual([false, true, true, true]);
    expect(new Set(all.map((p) => p.said.url)).size).toBe(1);
    const [a, b, c, d] = all as [typeof all[0], typeof all[0], typeof all[0], typeof all[0]];
    await a.end('stop');
    await b.end('SIGKILL');
    await c.end('exit');
    await write(d.said.url);
    await d.end('stop');
    expect(readPostmaster(cluster)).toBeUndefined();
  });

  it('leaving by process.exit() end the server too', async () => {
    const only = await startProcess(dataDir);
    const server = readPostmaster(cluster);
    expect(server).toBeDefined();
    await only.end('exit');
    await until('the server to be gone', () => readPostmaster(cluster) === undefined);
    expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false); // it went in order, and removed its pid file
  });

  it('end a pipe that follows them, though the server they started lives on', async () => {
    const piped = spawn('sh', ['-c', `"$0" --import tsx test/support/embedded-child.ts "$1" | cat`, process.execPath, dataDir], {
      cwd: CHECKOUT, stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [first] = (await once(piped.stdout, 'data')) as [Buffer];
    expect(JSON.parse(first.toString())).toMatchObject({ joined: false });
    const keeper = await startProcess(dataDir);
    piped.stdin.write('stop\n');
    await once(piped, 'close');
    await write(keeper.said.url);
    await keeper.end('stop');
  });
});
