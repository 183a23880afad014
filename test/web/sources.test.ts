import { afterAll, beforeAll, expect, it } from 'vitest';
import { replaceFaults } from '../../db/faults.ts';
import { ensureSource } from '../../db/sources.ts';
import type { OpenDesk } from '../../web/api/server.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { findChromium, launch } from './chromium.ts';
import { get, openDesk } from './desk.ts';
import { NOW } from './world.ts';

const MINUTE = 60_000;
let t: TestDb;
let desk: OpenDesk;
beforeAll(async () => {
  t = await createTestDb();
  desk = await openDesk(t);
});
afterAll(async () => {
  await desk.close();
  await t.close();
});

const ago = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE);
async function source(name: string, state: object) {
  const { id } = await ensureSource(t.db, { name, kind: 'feed', channel: '网站', profileId: 'national', config: { url: 'https://www.qinghe.example/rss.xml' } });
  await t.db.updateTable('source').set({ next_poll_at: ago(-15), last_ok_at: ago(5), ...state }).where('id', '=', id).execute();
  return id;
}

it('an empty list says so in the data and on the page', async () => {
  expect((await get(`${desk.url}/api/sources`)).json()).toEqual({ now: NOW.toISOString(), sources: [] });
});

it('the worst first, with the error in words, faults, and personal data masked', async () => {
  await source('清河要闻', {});
  await source('<img src=x onerror=alert(1)>', { failures: 4, last_error: '对方拒绝连接(https://www.qinghe.example/rss.xml)。请联系张工 13800138000' });
  const site = await source('清河政府网', {});
  await t.db.transaction().execute((trx) => replaceFaults(trx, site, ['dead-link'], [
    { kind: 'dead-link', key: 'a', words: '死链:“附件1”打不开:没有这个页面(404)', url: 'javascript:alert(1)' },
  ], ago(60)));
  const { sources } = (await get(`${desk.url}/api/sources`)).json<{ sources: Record<string, unknown>[] }>();
  expect(sources.map((s) => [s['name'], s['state'], s['kindName']])).toEqual([
    ['<img src=x onerror=alert(1)>', '失败', '订阅源'], ['清河要闻', '正常', '订阅源'], ['清河政府网', '正常', '订阅源'],
  ]);
  expect(sources[0]).toMatchObject({ failures: 4, lastError: expect.not.stringContaining('13800138000') as string, usualPerDay: null });
  expect(sources[2]).toMatchObject({ faults: [{ kindName: '死链', url: null, openedAt: ago(60).toISOString() }] });
  expect(JSON.stringify(sources)).not.toContain('"config"');
});

const browser = findChromium();
it.skipIf(browser === null)('the page shows it, and a source’s name is text and nothing else', async () => {
  const chromium = await launch(browser!);
  try {
    const page = await chromium.newPage({ viewport: { width: 1366, height: 768 } });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('dialog', () => errors.push('dialog'));
    await page.goto(`${desk.url}/sources.html`);
    await page.getByRole('row').nth(3).waitFor();
    expect(await page.locator('#sources-note').textContent()).toBe('共 3 个,2 个有问题;有问题的在前');
    expect(await page.getByRole('row').nth(1).textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(await page.getByRole('row').nth(1).textContent()).toMatch(/失败.*连续 4 次失败:对方拒绝连接/s);
    expect(await page.locator('#list img').count()).toBe(0);
    expect(errors).toEqual([]);
    const shot = process.env['SHOT_DIR'];
    if (shot) {
      await page.screenshot({ path: `${shot}/sources-1366.png` });
      await page.setViewportSize({ width: 390, height: 844 });
      await page.screenshot({ path: `${shot}/sources-390.png` });
    }
  } finally {
    await chromium.close();
  }
});
