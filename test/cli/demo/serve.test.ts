import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveWorld, type ServedWorld } from '../../../cli/demo/serve.ts';
import { makeWorld } from '../../../cli/demo/world.ts';

const world = makeWorld({ now: new Date('2026-11-24T02:00:00Z') });
let served: ServedWorld;
beforeAll(async () => {
  served = await serveWorld(world);
});
afterAll(() => served.close());

it('serves the feed byte for byte with its charset, from loopback only', async () => {
  expect(new URL(served.url).hostname).toBe('127.0.0.1');
  const response = await fetch(served.feedUrl);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/rss+xml; charset=GB2312');
  expect(Buffer.from(await response.arrayBuffer()).equals(world.feedXml)).toBe(true);
});

it('answers 304 to whoever has the feed already, and not to somebody with another one', async () => {
  const etag = (await fetch(served.feedUrl)).headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[0-9a-f]{16}"$/);
  const again = await fetch(served.feedUrl, { headers: { 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect((await fetch(served.feedUrl, { headers: { 'if-none-match': '"old"' } })).status).toBe(200);
});

it('serves the workbook as a zip, and nothing else', async () => {
  const response = await fetch(served.workbookUrl);
  expect(response.headers.get('content-type')).toContain('spreadsheetml');
  expect(Buffer.from(await response.arrayBuffer()).subarray(0, 2).toString()).toBe('PK');
  expect((await fetch(`${served.url}/etc/passwd`)).status).toBe(404);
  expect((await fetch(served.feedUrl, { method: 'POST' })).status).toBe(405);
});

it('frees its port when closed', async () => {
  const other = await serveWorld(world);
  expect(other.url).not.toBe(served.url);
  await other.close();
  await expect(fetch(other.feedUrl)).rejects.toThrow('fetch failed');
});
