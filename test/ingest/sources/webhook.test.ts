import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OFFLINE } from '../../../ingest/fetch/web.ts';
import { webhookKind } from '../../../ingest/sources/webhook.ts';
import type { ReadEvent } from '../../../model/index.ts';

const NOW = new Date('2026-11-24T10:30:00Z');
let dir: string;
beforeAll(async () => { dir = await mkdtemp(join(tmpdir(), 'yuqing-push-')); });
afterAll(() => rm(dir, { recursive: true, force: true }));

async function read(name: string | null, content = '', config: object = {}): Promise<ReadEvent[]> {
  if (name !== null) await writeFile(join(dir, name), content);
  const events: ReadEvent[] = [];
  const reading = webhookKind.read(webhookKind.configSchema.parse(config), { cursor: null, clock: () => NOW, web: OFFLINE, ...(name !== null && { file: join(dir, name) }) });
  for await (const event of reading) events.push(event);
  return events;
}

it('its example is a valid configuration and reads what it says', async () => {
  const { config } = webhookKind.example;
  expect(webhookKind.configSchema.parse(config)).toEqual(config);
  expect(webhookKind.rhythm(config)).toBeNull();
  expect(await read('example.json', '{"lsh":"A-1","wtms":"井盖缺失"}', config)).toMatchObject([{ type: 'item', item: { externalId: 'A-1', body: '井盖缺失', kind: 'message' } }]);
});

it('an empty configuration has every default; limits are kept', () => {
  expect(webhookKind.configSchema.parse({})).toEqual({ map: [], windowSeconds: 300, maxRecords: 500, maxBytes: 1_048_576, asMessages: true });
  for (const wrong of [{ windowSeconds: 0 }, { windowSeconds: 100_000 }, { maxRecords: 501 }, { maxBytes: 1e9 }, { key: 'geheim' }]) expect(webhookKind.configSchema.safeParse(wrong).success).toBe(false);
});

it('a file of more records than a call may have is read, with a byte order mark and as posts', async () => {
  const lines = Array.from({ length: 600 }, (_, k) => `{"id":"N-${k}","body":"第 ${k} 件"}`).join('\n');
  const events = await read('many.ndjson', `\ufeff${lines}`, { asMessages: false });
  expect(events).toHaveLength(600);
  expect(events[599]).toMatchObject({ type: 'item', item: { externalId: 'N-599', kind: 'post' }, at: { row: 600 } });
});

it('without a file it says that it waits', async () => {
  await expect(read(null)).rejects.toMatchObject({ code: 'USAGE', remedy: expect.stringContaining('docs/webhook.md') });
});

it('a file that is none says so', async () => {
  await expect(read('bad.json', '工单,内容\n1,甲')).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
});
