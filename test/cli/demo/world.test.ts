import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { EVENT_CALLS } from '../../../cli/demo/world-event.ts';
import { MESSAGES } from '../../../cli/demo/world-messages.ts';
import { NEWS } from '../../../cli/demo/world-news.ts';
import { makeWorld } from '../../../cli/demo/world.ts';
import { addDays, CATEGORY_CODES, REQUEST_TYPES, shanghaiDay } from '../../../model/index.ts';
import { loadCalendar } from '../../../profiles/load.ts';
import { feedOf, moment, ordersOf } from './told.ts';

const HOUR = 3_600_000;
const EVENT_PLACE = '清河市第三小学';

/** Moments of day and year at which somebody may start the demo, with the make-up day last before each, from the notices. */
const MOMENTS = [
  { now: '2026-11-24T10:00:00+08:00', received: '2026-10-09', makeUpDay: '2026-10-10', dueDay: '2026-10-15' },
  { now: '2026-10-12T08:05:00+08:00', received: '2026-10-09', makeUpDay: '2026-10-10', dueDay: '2026-10-15' },
  { now: '2026-03-05T00:20:00+08:00', received: '2026-02-27', makeUpDay: '2026-02-28', dueDay: '2026-03-05' },
  { now: '2025-10-20T23:50:00+08:00', received: '2025-10-10', makeUpDay: '2025-10-11', dueDay: '2025-10-16' },
] as const;

describe.each(MOMENTS)('the sample world at $now', ({ now: at, received, makeUpDay, dueDay }) => {
  const now = new Date(at);
  const world = makeWorld({ now });
  const orders = ordersOf(world);
  const feed = feedOf(world);
  const { expectations } = world;

  it('adds up', () => {
    const { workbook, feed: posts } = expectations;
    for (const books of [workbook, posts]) expect(books.received).toBe(books.stored + books.duplicate + books.rejected + books.blocked);
    const closing = world.sheet.filter((row) => /^(合计|制表人)/.test(String(row[0])));
    expect(orders.length + closing.length).toBe(workbook.received);
    expect(feed.items).toHaveLength(posts.received);
    const numbers = orders.map((row) => row[0]);
    expect(numbers.length - new Set(numbers).size).toBe(workbook.duplicate);
    expect(new Set(feed.items.map((i) => /<guid.*<\/guid>/.exec(i.text)?.[0])).size).toBe(posts.stored);
    expect(orders.filter((row) => moment(row[1]) === null || String(row[3]).trim() === '')).toHaveLength(workbook.rejected - closing.length);
    expect(workbook.received + posts.received).toBeGreaterThan(270);
    expect(workbook.received + posts.received).toBeLessThan(330);
  });

  it('says nothing of the future', () => {
    const cells = orders.flatMap((row) => [moment(row[1]), moment(row[10])]).filter((m) => m !== null);
    expect(cells.length).toBeGreaterThan(orders.length);
    for (const m of [...cells, ...feed.items.map((i) => i.at)]) expect(m.getTime()).toBeLessThanOrEqual(now.getTime());
  });

  it('is closed only after it was received', () => {
    for (const row of orders.filter((r) => r[8] === '已办结')) expect(moment(row[10])!.getTime()).toBeGreaterThan(moment(row[1])!.getTime());
  });

  it('lies mostly in the last fortnight, with some weeks before it', () => {
    const ages = orders.flatMap((row) => moment(row[1]) ?? []).map((m) => (now.getTime() - m.getTime()) / (24 * HOUR));
    expect(ages.filter((a) => a <= 15).length / ages.length).toBeGreaterThan(0.65);
    expect(ages.filter((a) => a > 15 && a < 37).length).toBeGreaterThan(30);
  });

  it('has one matter that rises over the last 20 hours in both sources', () => {
    const times = [
      ...orders.filter((row) => row[6] === EVENT_PLACE).flatMap((row) => moment(row[1]) ?? []),
      ...feed.items.filter((i) => /第三小学/.test(i.text)).map((i) => i.at),
    ].map((m) => (now.getTime() - m.getTime()) / HOUR);
    expect(times).toHaveLength(expectations.risingItems);
    expect(times.length).toBeGreaterThanOrEqual(25);
    expect(Math.max(...times)).toBeLessThanOrEqual(20);
    expect(times.filter((h) => h <= 10).length).toBeGreaterThan(2 * times.filter((h) => h > 10).length);
    expect(feed.items.filter((i) => /【转/.test(i.text)).length).toBeGreaterThanOrEqual(5);
  });

  it('has an open complaint whose five working days run across a real make-up day', () => {
    const { makeUp } = expectations;
    const rows = orders.filter((row) => row[0] === makeUp.orderNo);
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expect(shanghaiDay(moment(row![1])!)).toBe(received);
    expect([row![2] || '投诉', row![8], row![10]]).toEqual(['投诉', '办理中', '']);
    expect([makeUp.makeUpDay, makeUp.dueDay]).toEqual([makeUpDay, dueDay]);
    const counted = loadCalendar().workdaysBetween(addDays(received, 1), dueDay);
    expect(counted).toHaveLength(5);
    expect(counted).toContain(makeUpDay);
    expect([0, 6]).toContain(new Date(`${makeUpDay}T00:00:00Z`).getUTCDay());
  });

  it('is a feed in GB2312 that UTF-8 cannot read', () => {
    expect(feed.text.startsWith('<?xml version="1.0" encoding="GB2312"?>\n<rss version="2.0">')).toBe(true);
    expect(isUtf8(world.feedXml)).toBe(false);
    expect(iconv.encode(feed.text, 'gb18030').equals(world.feedXml)).toBe(true);
    for (const { title, body } of NEWS) {
      expect(feed.text).toContain(`<title>${title}</title>`);
      expect(feed.text).toContain(body);
    }
    expect(feed.items.filter((i) => /<pubDate>\d{4}-/.test(i.text)).length).toBeGreaterThan(10);
  });

  it('carries its dirt', () => {
    expect(world.sheet[0]?.filter((cell) => cell !== null)).toEqual(['清河市12345政务服务便民热线工单明细表']);
    expect(world.sheet[1]?.[0]).toBe('工单编号');
    const styles = [/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, /^\d{4}\/\d{1,2}\/\d{1,2} \d{1,2}:\d\d$/, /^\d{5}(\.\d+)?$/];
    for (const style of styles) expect(orders.filter((row) => style.test(String(row[1]))).length).toBeGreaterThan(60);
    expect(orders.filter((row) => typeof row[1] === 'number').length).toBeGreaterThan(60);
    expect(orders.filter((row) => row[2] === '').length).toBeGreaterThan(15);
    expect(orders.filter((row) => row[7] === '').length).toBeGreaterThan(10);
    for (const dirt of ['\n', '\u3000\u3000', '_x000D_']) expect(orders.filter((row) => String(row[3]).includes(dirt)).length).toBeGreaterThan(5);
    expect(world.sheet.slice(-3).map((row) => row[0])).toEqual([null, '合计', '制表人：热线运行股']);

    const of = (no: string) => orders.filter((row) => row[0] === no);
    const [once, twice] = of(expectations.repeatedOrder);
    expect(twice).toEqual(once);
    const [before, after] = of(expectations.revisedOrder);
    expect(before?.slice(0, 8)).toEqual(after?.slice(0, 8));
    expect([before?.[8], after?.[8]]).toEqual(['办理中', '已办结']);
    const [mine, copy] = expectations.sameText.map((no) => of(no)[0]);
    expect(String(copy?.[3]).replace(/\s|_x000D_/g, '')).toBe(String(mine?.[3]).replace(/\s|_x000D_/g, ''));
  });

  it('names nobody: every telephone number is a fictitious one', () => {
    for (const row of orders) expect(row[5]).toMatch(/^(1380000\d{4}|不愿透露)$/);
    expect(feed.text).not.toMatch(/1[3-9]\d{9}/);
  });
});

it('is the same for the same moment and seed, and another for another seed', () => {
  const now = new Date('2026-11-24T02:00:00Z');
  expect(makeWorld({ now, seed: 7 })).toEqual(makeWorld({ now, seed: 7 }));
  expect(makeWorld({ now, seed: 8 }).feedXml.equals(makeWorld({ now, seed: 7 }).feedXml)).toBe(false);
});

it('lets people speak differently about nearly everything', () => {
  const said = CATEGORY_CODES.flatMap((code) => MESSAGES[code].map(([type, , text]) => ({ code, type, text })));
  const texts = [...said.map((s) => s.text), ...EVENT_CALLS, ...NEWS.map((n) => n.title)];
  expect(new Set(texts).size).toBe(texts.length);
  expect(said.length).toBeGreaterThanOrEqual(120);
  expect(new Set(said.map((s) => s.code)).size).toBe(CATEGORY_CODES.length);
  expect(new Set(said.map((s) => s.type))).toEqual(new Set(REQUEST_TYPES));
  const openings = new Set(said.map((s) => s.text.slice(0, 6)));
  expect(openings.size).toBeGreaterThan(0.9 * said.length);
});
