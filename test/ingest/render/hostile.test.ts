import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FetchError } from '../../../ingest/fetch/errors.ts';
import { treeOf } from '../../../ingest/render/tree.ts';
import { makeGate, until } from '../../support/wait.ts';
import { browsersOf, renderersOf } from './processes.ts';
import { CHROMIUM, makeWorld, pages, type World } from './world.ts';

const page = (code: string) => `<!doctype html><p>开头<script>${code}</script>`;
const MB = 1_048_576;

describe.skipIf(CHROMIUM === null)('a page that means harm, or is only badly made', { timeout: 90_000 }, () => {
  let world: World;
  beforeAll(async () => {
    const fixed = pages({
      '/loop': page('for (;;);'),
      '/loop-later': page('setTimeout(() => { for (;;); }, 50)'),
      '/alerts': page('for (;;) alert("中奖了")'),
      '/dialogs': page('alert("x".repeat(1e6)); document.body.append(String([confirm("a"), prompt("b")])); print(); onbeforeunload = (e) => { e.preventDefault(); return "留步" }'),
      '/heap': page('const all = []; setInterval(() => { for (let i = 0; i < 1e5; i++) all.push({ i, x: [i] }) }, 0)'),
      '/buffers': page('const all = []; setInterval(() => all.push(new Uint8Array(5e7).fill(1)), 20)'),
      '/database': page('const r = indexedDB.open("x", 1); r.onupgradeneeded = () => r.result.createObjectStore("s"); r.onsuccess = () => { let i = 0; setInterval(() => r.result.transaction("s", "readwrite").objectStore("s").put(new Uint8Array(2e7).fill(i), i++), 20) }'),
      '/console': page('setInterval(() => console.log("x".repeat(5e7) + Math.random()), 10); setTimeout(() => { document.body.id = "done" }, 1500)'),
      '/huge': page('document.body.append("舆".repeat(2e6))'),
      '/posts': page('for (let i = 0; i < 4; i++) fetch("/x", { method: "POST", body: "x".repeat(8e7) })'),
      '/reload': page('location.reload()'),
      '/asks': page('(async () => { for (let i = 0; i < 900; i++) fetch("/x?" + i).catch(() => {}) })()'),
      '/lies': page('Object.defineProperty(Element.prototype, "outerHTML", { get: () => "谎" }); document.querySelector = () => document.body; Document.prototype.querySelector = () => document.body; XMLSerializer.prototype.serializeToString = () => "谎"'),
      '/windows': page('window.open("/opened?1"); const a = document.createElement("a"); a.href = "/opened?2"; a.target = "_blank"; document.body.append(a); a.click(); document.body.insertAdjacentHTML("beforeend", "<form id=f target=_blank action=/opened>"); f.submit()'),
      '/saves': page('const a = document.createElement("a"); a.href = URL.createObjectURL(new Blob(["x"])); a.download = "病毒.exe"; document.body.append(a); a.click()'),
      '/permissions': page('navigator.permissions.query({ name: "geolocation" }).then((p) => navigator.geolocation.getCurrentPosition(() => document.body.append(p.state + " 给了"), (e) => document.body.append(p.state + " 不给" + e.code)))'),
      '/fine': page('document.body.append("好好的")'),
    });
    world = await makeWorld((req, res) => {
      if (req.url === '/file.pdf') return res.setHeader('content-type', 'application/pdf').end('%PDF-1.7');
      if (req.url === '/attachment') return res.setHeader('content-type', 'text/html').setHeader('content-disposition', 'attachment; filename="a.html"').end('<p>附件');
      if (req.url === '/empty') return res.writeHead(204).end();
      return fixed(req, res);
    }, { maxRssBytes: 700 * MB });
  });
  afterAll(() => world.end());

  it.each(['/loop', '/loop-later', '/alerts'])('scripts that never stop are stopped: %s', async (path) => {
    await expect(world.render(path, { timeoutMs: 2_500 })).rejects.toMatchObject({ code: 'FETCH_TIMEOUT', message: expect.stringContaining('超过 2.5 秒') });
    const [browser] = browsersOf(process.pid);
    await until('their process to be gone', async () => (await renderersOf(browser ?? 0)).length <= 1);
    expect((await world.render('/fine')).html).toContain('好好的');
  });

  it.each([
    ['/buffers', /^FETCH_TOO_LARGE$/], ['/heap', /^RENDER_FAILED$/],
    // In the page's process or in the browser's own, wherever it is found first.
    ['/database', /^RENDER_FAILED$|^FETCH_TOO_LARGE$/],
  ])('memory without end is not given: %s', async (path, code) => {
    await expect(world.render(path, { waitFor: '#never', timeoutMs: 80_000 })).rejects.toMatchObject({ code: expect.stringMatching(code) });
    expect((await world.render('/fine')).html).toContain('好好的');
  });

  it('what it shouts and posts does not fill our own memory', async () => {
    let most = 0;
    const watch = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 20);
    const before = process.memoryUsage().rss;
    // Whether the browser's own memory holds out depends on how soon it collects; both ends are well.
    const shouting = await world.render('/console', { waitFor: '#done' }).then(({ html }) => html, (error: FetchError) => error.code);
    expect(shouting).toMatch(/开头|^FETCH_TOO_LARGE$/);
    await world.render('/posts', { timeoutMs: 6_000 }).catch(() => {});
    clearInterval(watch);
    expect(most - before).toBeLessThan(400 * MB);
    expect((await world.render('/fine')).html).toContain('好好的');
  });

  it('HTML beyond the limit is not taken over', async () => {
    await expect(world.render('/huge')).rejects.toMatchObject({ code: 'FETCH_TOO_LARGE', message: expect.stringContaining('5 MB') });
    expect((await world.render('/huge', { maxBytes: 7 * MB })).html.length).toBeGreaterThan(2e6);
    await expect(world.render('/fine', { maxBytes: 50 })).rejects.toMatchObject({ code: 'FETCH_TOO_LARGE' });
  });

  it('dialogs are dismissed', async () => {
    expect(await world.render('/dialogs')).toMatchObject({ html: expect.stringContaining('false,'), blocked: { dialog: 3 } });
  });

  it('a page that reloads itself for ever is stopped where it stands', async () => {
    const before = world.site.asked.length;
    expect(await world.render('/reload')).toMatchObject({ html: expect.stringContaining('开头'), blocked: { limit: 1 } });
    expect(world.site.asked.slice(before).filter((path) => path === '/reload')).toHaveLength(20);
  });

  it('a page that asks without end is refused the rest', async () => {
    const before = world.site.asked.length;
    const { blocked } = await world.render('/asks');
    expect(blocked['limit']).toBeGreaterThanOrEqual(500);
    expect(world.site.asked.length - before).toBeLessThanOrEqual(400);
  });

  it('what it has changed in the language does not change what we read', async () => {
    expect((await world.render('/lies')).html).toMatch(/^<!DOCTYPE html>.*开头/s);
    await expect(world.render('/lies', { waitFor: '.no-such', timeoutMs: 2_500 })).rejects.toMatchObject({ code: 'FETCH_TIMEOUT' });
  });

  it('opens no windows, saves nothing, and has no permissions', async () => {
    const before = world.site.asked.length;
    await world.render('/windows');
    await world.render('/saves');
    expect(world.site.asked.slice(before)).toEqual(['/windows', '/saves']);
    expect((await world.render('/permissions')).html).toContain('不给1');
  });

  it.each([['/file.pdf', '是文件,不是网页'], ['/attachment', '是文件,不是网页'], ['/empty', '没有给出内容']])('what is no page is said: %s', async (path, says) => {
    await expect(world.render(path)).rejects.toMatchObject({ code: 'RENDER_FAILED', message: expect.stringContaining(says) });
  });
});

/** Pages that wait for a gate; one of them holds 80 MB, by which its process is known. */
async function makeGated(): Promise<{ world: World; gate: ReturnType<typeof makeGate> }> {
  const gate = makeGate();
  const world = await makeWorld((req, res) => {
    if (req.url === '/gate') return void gate.passed.then(() => res.end('过了'));
    const hold = req.url === '/large' ? 'self.held = new Uint8Array(8e7).fill(1);' : '';
    res.setHeader('content-type', 'text/html; charset=utf-8').end(page(`${hold} fetch("/gate").then((r) => r.text()).then((t) => document.body.append(t))`));
  });
  return { world, gate };
}
const waitingAt = (world: World) => world.site.asked.filter((path) => path === '/gate').length;

describe.skipIf(CHROMIUM === null)('a process that dies', { timeout: 90_000 }, () => {
  it('of a page: that page fails, its neighbour does not notice', async () => {
    const { world, gate } = await makeGated();
    const both = Promise.allSettled([world.render('/small'), world.render('/large')]);
    await until('both pages to wait', () => waitingAt(world) === 2);
    const [browser] = browsersOf(process.pid);
    const largest = (await treeOf(browser ?? 0, 'linux')).filter((member) => member.renderer).sort((a, b) => b.bytes - a.bytes)[0];
    process.kill(largest?.pid ?? 0, 'SIGKILL');
    gate.open();
    expect(await both).toMatchObject([
      { status: 'fulfilled', value: { html: expect.stringContaining('过了') } },
      { status: 'rejected', reason: { code: 'RENDER_FAILED', message: expect.stringContaining('崩溃') } },
    ]);
    expect(browsersOf(process.pid)).toEqual([browser]);
    await world.end();
  });

  it('the whole browser: a new one takes the pages over', async () => {
    const { world, gate } = await makeGated();
    const both = Promise.all([world.render('/small'), world.render('/large')]);
    await until('both pages to wait', () => waitingAt(world) === 2);
    const [browser] = browsersOf(process.pid);
    process.kill(browser ?? 0, 'SIGKILL');
    await until('both pages to wait again', () => waitingAt(world) === 4);
    gate.open();
    expect((await both).map((rendered) => rendered.html)).toMatchObject([expect.stringContaining('过了'), expect.stringContaining('过了')]);
    expect(browsersOf(process.pid)).not.toContain(browser);
    await world.end();
  });

  it('a browser that dies each time is not tried for ever', async () => {
    const world = await makeWorld((_, res) => {
      for (const browser of browsersOf(process.pid)) process.kill(browser, 'SIGKILL');
      res.end();
    });
    await expect(world.render('/')).rejects.toMatchObject({ code: 'RENDER_FAILED', message: expect.stringContaining('浏览器中途退出') });
    expect(world.site.asked).toEqual(['/', '/']);
    await world.end();
  });
});
