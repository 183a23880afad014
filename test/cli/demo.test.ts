import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { begin, yuqing } from './run.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yuqing-demo-test-'));
  await chmod(dir, 0o755);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** What stands in the temporary folder, but for tsx's own cache. */
const left = async () => (await readdir(dir)).filter((name) => !name.startsWith('tsx-'));

it('yuqing demo --exit: the numbers add up, and nothing is left behind', async () => {
  // What a person has set for the real system must not be touched by a demo.
  const env = { TMPDIR: dir, DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none', REDIS_URL: 'redis://127.0.0.1:1', YUQING_DATA_DIR: join(dir, 'real'), YUQING_KEY_FILE: join(dir, 'real.key') };
  const { code, stdout, stderr } = await yuqing(['demo', '--exit'], env);
  expect([code, stderr.includes('账目核对无误')]).toEqual([0, true]);
  const books = [...stdout.matchAll(/收到 (\d+) = 入库 (\d+) \+ 重复 (\d+)\(其中更新 (\d+)\) \+ 拒收 (\d+)/g)].map((m) => m.slice(1).map(Number) as [number, number, number, number, number]);
  expect(books).toHaveLength(2);
  for (const [received, stored, duplicate, updated, rejected] of books) {
    expect(received).toBe(stored + duplicate + rejected);
    expect(updated).toBeLessThanOrEqual(duplicate);
  }
  expect(stdout).toMatch(/^预警 {2}【[黄橙红]】/m);
  expect(stdout).toMatch(/^工单 {2}\d+ 件,在办 \d+ 件/m);
  expect(stdout).toMatch(/跨调休一例:.*\n.*调休上班/);
  expect(stdout).toMatch(/^周报 {2}【舆情周报】/m);
  expect(stdout).not.toContain('席位页面');
  expect(await left()).toEqual([]);
});

it('yuqing demo stays up with its desk until Ctrl-C, then tidies up', async () => {
  const demo = begin(['demo', '--port', '0'], { TMPDIR: dir });
  await demo.says(/账目核对无误/);
  let url: string | undefined;
  while (url === undefined) {
    await new Promise((resolve) => demo.child.stdout!.once('data', resolve));
    url = /席位页面:(http:\S+)/.exec(demo.stdout())?.[1];
  }
  const alerts = await (await fetch(`${url}/api/alerts`)).text();
  expect(alerts).toContain('"level"');
  demo.child.kill('SIGINT');
  expect((await demo.ended).code).toBe(0);
  expect(await left()).toEqual([]);
});

it('a demo that is interrupted while it works leaves nothing behind either', async () => {
  const demo = begin(['demo', '--exit'], { TMPDIR: dir });
  await demo.says(/正在采集样例/);
  demo.child.kill('SIGTERM');
  await demo.ended;
  expect(await left()).toEqual([]);
});
