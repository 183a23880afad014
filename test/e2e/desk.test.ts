import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDesk } from '../../web/api/server.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { until } from '../support/wait.ts';
import { findChromium, launch } from '../web/chromium.ts';
import { openDesk } from '../web/desk.ts';
import { alertOn, tell, topicOf } from '../web/world.ts';

const program = findChromium();
const at = (text: string) => new Date(`${text}+08:00`);
const HOSTILE = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';

/** What Chromium says when we stop the server under it. */
const SERVER_AWAY = /net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)/;

/** Time that runs on from a moment we choose. */
let moment = at('2026-11-24T18:30:00').getTime();
let began = Date.now();
const clock = () => new Date(moment + Date.now() - began);
function setClock(text: string): void {
  moment = at(text).getTime();
  began = Date.now();
}

describe.skipIf(program === null)('the desk in a browser', () => {
  let t: TestDb;
  let desk: OpenDesk;
  let browser: Browser;
  const faults: string[] = [];

  async function openPage(width = 1366, height = 768, url = desk.url): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => { if (message.type() === 'error' && !SERVER_AWAY.test(message.text())) faults.push(message.text()); });
    await page.goto(url);
    await page.locator('#link[data-state="open"]').waitFor();
    return page;
  }

  beforeAll(async () => {
    t = await createTestDb();
    desk = await openDesk(t, { clock });
    browser = await launch(program ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
    await t.close();
  });

  it('empty, says what to do first', async () => {
    const page = await openPage();
    for (const panel of ['#feed', '#list']) {
      await page.locator(`${panel} .state`).waitFor();
      expect(await page.locator(panel).innerText()).toMatch(/还没有数据[\s\S]*yuqing import 文件 --source 名称/);
    }
    expect(await page.locator('#warning').innerText()).toContain('yuqing start');
    await page.context().close();
  });

  it('shows an alert that is raised while it is open, tickets that count down, and hostile words as words', async () => {
    const ids = await tell(t.db, [
      { no: 'E-1', title: HOSTILE, body: HOSTILE, category: 'EDU', publishedAt: at('2026-11-24T09:00:00') },
      { no: 'E-2', title: '小区电梯停运', category: 'HOU', publishedAt: at('2026-11-19T09:00:00') },
      { no: 'E-3', title: '供暖咨询', category: 'UTI', type: '咨询', publishedAt: at('2026-12-30T09:00:00') },
    ]);
    const page = await openPage();
    await page.locator('#feed .state').waitFor();
    expect(await page.locator('#feed').innerText()).toContain('没有未处置的预警');

    const raisedAt = performance.now();
    await alertOn(t.db, await topicOf(t.db, HOSTILE, ids.slice(0, 2), clock()), '红', `近24小时 34 条;${HOSTILE}`, clock());
    const card = page.locator('.alert');
    await card.waitFor();
    expect(performance.now() - raisedAt).toBeLessThan(2_000);
    expect(await card.innerText()).toMatch(/红色预警[\s\S]*刚刚[\s\S]*传播 2 条/);
    expect(await card.locator('.title').innerText()).toBe(HOSTILE);
    expect(await page.locator('#said').innerText()).toContain('新的红色预警');
    await until('the count of alerts', async () => (await page.locator('#alerts-open').innerText()) === '1');

    await card.locator('.title').click();
    await card.locator('.items li').first().waitFor();
    expect(await card.locator('.item-title').allInnerTexts()).toContain(HOSTILE);

    const row = (no: string) => page.locator('.ticket', { hasText: no });
    expect(await row('E-1').innerText()).toMatch(/剩余 2天5小时[\s\S]*11-26 24:00 止/);
    expect(await row('E-2').innerText()).toMatch(/已超期 18小时\d+分[\s\S]*11-23 24:00 止/);
    expect(await row('E-1').innerText()).toContain('本级未规定,采用缺省');
    expect(await row('E-3').innerText()).toContain('暂定');
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    await page.context().close();
  });

  it('explains a countdown to the mouse, and to the keyboard', async () => {
    const page = await openPage();
    const row = page.locator('.ticket', { hasText: 'E-1' });
    await row.locator('.due-cell').hover();
    expect(await page.locator('#tip').innerText()).toMatch(/2026-11-24 09:00 收到,次日起算[\s\S]*11-25、11-26[\s\S]*依据:[\s\S]*本级未规定,采用缺省/);
    await page.keyboard.press('Escape');
    expect(await page.locator('#tip').isHidden()).toBe(true);

    const expand = row.locator('.expand');
    await expand.focus();
    await page.keyboard.press('Enter');
    expect(await expand.getAttribute('aria-expanded')).toBe('true');
    const detail = page.locator(`[id="${await expand.getAttribute('aria-controls')}"]`);
    expect(await detail.innerText()).toMatch(/怎样算的[\s\S]*收到,次日起算[\s\S]*依据[\s\S]*效力[\s\S]*本级未规定,采用缺省/);
    await page.keyboard.press('Enter');
    expect(await detail.isHidden()).toBe(true);
    await page.context().close();
  });

  it('ticks', async () => {
    setClock('2026-11-26T23:59:57');
    const page = await openPage();
    const due = page.locator('.ticket', { hasText: 'E-1' }).locator('.due');
    await due.waitFor();
    const first = await due.innerText();
    expect(first).toMatch(/剩余 [1-3]秒|已超期 \d秒/);
    await until('it passes its deadline', async () => /^已超期 \d+秒$/.test(await due.innerText()));
    expect(await due.getAttribute('data-pressure')).toBe('late');
    setClock('2026-11-24T18:40:00');
    await page.context().close();
  });

  it('says that it reconnects when the server goes away, and then shows what was raised meanwhile, once', async () => {
    const page = await openPage();
    await page.locator('.alert').waitFor();
    const port = Number(new URL(desk.url).port);
    await desk.close();
    await page.locator('#link[data-state="lost"]').waitFor();
    expect(await page.locator('#link').innerText()).toBe('重连中…');
    await alertOn(t.db, await topicOf(t.db, '断线时的话题', [], clock()), '橙', '近24小时 16 条', clock());
    desk = await openDesk(t, { clock, port });
    await page.locator('#link[data-state="open"]').waitFor();
    await page.locator('.alert', { hasText: '断线时的话题' }).waitFor();
    expect(await page.locator('.alert').count()).toBe(2);
    expect(await page.locator('.alert').first().innerText()).toContain('断线时的话题');
    await page.context().close();
  });

  it('marks an alert that was dealt with', async () => {
    const page = await openPage();
    const card = page.locator('.alert', { hasText: '断线时的话题' });
    await card.waitFor();
    await t.db.updateTable('alert').set({ state: 'false_alarm' }).where('level', '=', '橙').execute();
    await page.locator('.alert[data-state="false_alarm"]', { hasText: '误报' }).waitFor();
    await page.reload();
    await page.locator('.alert').first().waitFor();
    expect(await card.count()).toBe(0);
    await page.context().close();
  });

  it('says why nothing could be read, and reads again when asked', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    const refusal = { status: 503, json: { error: { code: 'DB_UNREACHABLE', message: '数据库暂时连不上', remedy: '请运行 yuqing doctor' } } };
    await page.route('**/api/tickets*', (route) => route.fulfill(refusal));
    await page.goto(desk.url);
    const error = page.locator('#list .state-error');
    await error.waitFor();
    expect(await error.innerText()).toContain('数据库暂时连不上。请运行 yuqing doctor');
    await page.unroute('**/api/tickets*');
    await error.getByRole('button', { name: '重试' }).click();
    await page.locator('.ticket').first().waitFor();
    expect(await error.count()).toBe(0);
    await context.close();
  });

  it('fits a phone', async () => {
    const page = await openPage(390, 844);
    await page.locator('.ticket').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.locator('.ticket .expand').first().click();
    expect(await page.locator('.detail').first().isVisible()).toBe(true);
    await page.context().close();
  });

  it('keeps to its own content security policy, without an error in the console', () => {
    expect(faults).toEqual([]);
  });
});
