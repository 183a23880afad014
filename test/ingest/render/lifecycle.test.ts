import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorText } from '../../../model/index.ts';
import { createRenderer } from '../../../ingest/render/browser.ts';
import { serveSite } from '../fetch/site.ts';
import { until } from '../../support/wait.ts';
import { browsersOf, leftOf } from './processes.ts';
import { CHROMIUM, makeWorld, pages, type World } from './world.ts';

const CHILD = fileURLToPath(new URL('./render-child.ts', import.meta.url));
const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url));

describe.skipIf(CHROMIUM === null)('the browser comes and goes', { timeout: 90_000 }, () => {
  let dir: string;
  const worlds: World[] = [];
  const make = async (...args: Parameters<typeof makeWorld>) => {
    const world = await makeWorld(args[0], { tmpDir: dir, ...args[1] });
    worlds.push(world);
    return world;
  };
  beforeEach(async () => { dir = await mkdtemp(join(tmpdir(), 'yuqing-test-')); });
  afterEach(async () => {
    await Promise.all(worlds.splice(0).map((world) => world.end()));
    await rm(dir, { recursive: true, force: true });
  });
  const fine = pages({ '/': '<p>一切正常' });

  it('is started by the first page, shared by the next, and leaves nothing behind', async () => {
    const world = await make(fine);
    expect(browsersOf(process.pid)).toEqual([]);
    await world.render('/');
    const [browser] = browsersOf(process.pid);
    await Promise.all([world.render('/'), world.render('/')]);
    expect(browsersOf(process.pid)).toEqual([browser]);
    expect(await readdir(dir)).toHaveLength(1);
    await world.renderer.close();
    await until('its processes to be gone, zombies too', async () => (await leftOf(browser ?? 0)) === 0);
    expect(browsersOf(process.pid)).toEqual([]);
    expect(await readdir(dir)).toEqual([]);
    expect((await world.render('/')).html).toContain('一切正常');
  });

  it('ends when nobody came for a while, and comes again', async () => {
    const world = await make(fine, { idleMs: 50 });
    await world.render('/');
    await until('the browser to end', () => browsersOf(process.pid).length === 0);
    await until('its profile to be removed', async () => (await readdir(dir)).length === 0);
    expect((await world.render('/')).html).toContain('一切正常');
  });

  it('twenty pages at once are three at once, and all come', async () => {
    let most = 0;
    const inside = new Set<string>();
    const world = await make((req, res) => {
      if (req.url?.startsWith('/bye') === true) inside.delete(req.url.slice(4));
      else inside.add(req.url ?? '');
      most = Math.max(most, inside.size);
      res.setHeader('content-type', 'text/html').end(`<p>page ${req.url}<script>setTimeout(() => fetch('/bye' + location.pathname), 100)</script>`);
    }, { maxPages: 3 });
    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => world.render(`/${n}`, { timeoutMs: 60_000 })));
    expect(all.map((rendered) => /page \/(\d+)/.exec(rendered.html)?.[1])).toEqual(Array.from({ length: 20 }, (_, n) => String(n)));
    expect(most).toBeLessThanOrEqual(3);
    expect(most).toBeGreaterThan(1);
  });

  it('close ends the pages that are being made, and those that wait for their turn', async () => {
    const world = await make(() => {}, { maxPages: 1 });
    const both = Promise.allSettled([world.render('/a'), world.render('/b')]);
    await until('the first to ask', () => world.site.asked.length === 1);
    await world.renderer.close();
    expect(await both).toMatchObject([1, 2].map(() => ({ status: 'rejected', reason: { code: 'RENDER_FAILED', message: expect.stringContaining('正在停止') } })));
    expect(world.site.asked).toEqual(['/a']);
    await until('the connection to be closed', () => world.site.open() === 0);
  });

  it('the caller may stop a page too, also one that waits', async () => {
    const world = await make(() => {}, { maxPages: 1 });
    const stops = [new AbortController(), new AbortController()];
    const [first, second] = stops.map((stop, n) => world.render(`/${n}`, { signal: stop.signal }));
    await until('the first to ask', () => world.site.asked.length === 1);
    stops[1]?.abort(new Error('second'));
    await expect(second).rejects.toThrow('second');
    stops[0]?.abort(new Error('first'));
    await expect(first).rejects.toThrow('first');
    await until('the connection to be closed', () => world.site.open() === 0);
    await expect(world.render('/2', { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
    expect(world.site.asked).toEqual(['/0']);
  });

  it('dies with a process that is killed, whose profile the next one removes', async () => {
    const world = await make(() => {});
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD, CHROMIUM ?? '', dir, `${world.site.url}/hang`], { cwd: CHECKOUT, stdio: 'ignore' });
    await until('the page to be asked for', () => world.site.asked.includes('/hang'), 60_000);
    const [browser] = browsersOf(child.pid ?? 0);
    expect(await leftOf(browser ?? 0)).toBeGreaterThan(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await until('the browser to be gone', async () => (await leftOf(browser ?? 0)) === 0);
    expect(await readdir(dir)).toHaveLength(1);
    const next = await make(fine);
    await next.render('/');
    await next.renderer.close();
    expect(await readdir(dir)).toEqual([]);
  });

  it('does not keep a process that has nothing more to do', async () => {
    const site = await serveSite(fine);
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD, CHROMIUM ?? '', dir, site.url], { cwd: CHECKOUT, stdio: ['ignore', 'pipe', 'inherit'] });
    let html = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => { html += text; });
    const [code] = (await once(child, 'close')) as [number];
    expect({ code, html }).toEqual({ code: 0, html: expect.stringContaining('一切正常') });
    expect(await readdir(dir)).toEqual([]);
    await site.close();
  });
});

describe('no browser', () => {
  it.each([['that is named but is not there', '/nowhere/chromium'], ['that cannot be executed', fileURLToPath(import.meta.url)]])('%s', async (_, executablePath) => {
    const error = await createRenderer({ executablePath }).render('http://example.com/').then(() => null, (e: unknown) => e);
    expect(error).toMatchObject({ code: 'RENDER_NO_BROWSER' });
    expect(errorText(error)).toMatch(/不存在或不能执行.*apt install chromium.*YUQING_CHROMIUM/);
  });

  it('that ends at once: its last words are told, and its profile is removed', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'yuqing-test-'));
    const program = join(dir, 'broken');
    await writeFile(program, '#!/bin/sh\necho "error while loading shared libraries: libnss3.so" >&2\nexit 127\n');
    await chmod(program, 0o755);
    const renderer = createRenderer({ executablePath: program, tmpDir: dir });
    const both = await Promise.allSettled([renderer.render('http://example.com/'), renderer.render('http://example.com/')]);
    expect(both).toMatchObject([1, 2].map(() => ({ reason: { code: 'RENDER_NO_BROWSER', message: expect.stringContaining('libnss3.so') } })));
    expect(await readdir(dir)).toEqual(['broken']);
    await rm(dir, { recursive: true });
  });
});
