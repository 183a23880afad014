import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeWorkbook } from '../../../cli/demo/workbook.ts';
import { makeWorld } from '../../../cli/demo/world.ts';
import { readFeed } from '../../../ingest/feed/read.ts';
import { readOrders } from '../../../ingest/hotline/read.ts';
import type { IncomingItem, Reject } from '../../../model/index.ts';
import { feedOf } from './told.ts';

const now = new Date('2026-11-24T02:00:00Z');
const world = makeWorld({ now });
const items: IncomingItem[] = [];
const rejects: Reject[] = [];

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yuqing-reading-'));
  const file = join(dir, 'orders.xlsx');
  await writeFile(file, await writeWorkbook(world.sheet));
  for await (const event of readOrders(file, { map: new Map(), receivedAt: null, now })) {
    if (event.type === 'item') items.push(event.item);
    if (event.type === 'reject') rejects.push(event.reject);
  }
});
afterAll(() => rm(dir, { recursive: true, force: true }));

it('our own reader of work orders finds in the sheet what the world promises', () => {
  const { sameText, workbook: { received, rejected, duplicate } } = world.expectations;
  expect(items.length + rejects.length).toBe(received);
  expect(rejects.map((r) => r.code).sort()).toEqual(['ROW_BAD_TIME', 'ROW_NO_CONTENT', 'ROW_NO_CONTENT', 'ROW_NO_CONTENT']);
  expect(rejects).toHaveLength(rejected);
  expect(items.length - new Set(items.map((i) => i.externalId)).size).toBe(duplicate);
  const [mine, copy] = sameText.map((no) => items.find((i) => i.externalId === no)?.body.replace(/\s/g, ''));
  expect(copy).toBe(mine);
});

it('no time is guessed, and none is in the future', () => {
  expect(items.filter((i) => i.precision === 'day' || i.marks.some((m) => m.includes('time')))).toEqual([]);
  expect(items.filter((i) => i.publishedAt > now || (i.closedAt !== null && i.closedAt > now))).toEqual([]);
});

it('the complaint across the make-up day is read to the second and stands open', () => {
  const { orderNo, receivedAt } = world.expectations.makeUp;
  const item = items.find((i) => i.externalId === orderNo);
  expect(item).toMatchObject({ publishedAt: receivedAt, requestType: '投诉', status: '办理中', closedAt: null, place: '翠湖天地' });
});

it('names and telephones go into the contact and nowhere else', () => {
  expect(items.filter((i) => /^1380000\d{4}$/.test(i.contact?.phone ?? '')).length).toBeGreaterThan(200);
  expect(items.filter((i) => JSON.stringify({ ...i, contact: null }).includes('1380000'))).toEqual([]);
});

it('our own reader of feeds finds every entry of the feed, in its words and at its minute', async () => {
  const read = await readFeed(world.feedXml, { contentType: 'application/rss+xml; charset=GB2312' });
  expect(read).toMatchObject({ ok: true, malformed: false, feed: { title: '清河身边事·新闻与论坛' } });
  const written = feedOf(world).items;
  expect(read.feed.items).toHaveLength(world.expectations.feed.received);
  expect(read.feed.items.map((i) => [i.title, i.body, i.publishedAt?.toISOString()])).toEqual(written.map((w) => [w.title, w.body, w.at.toISOString()]));
});
