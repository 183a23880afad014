import { expect, it } from 'vitest';
import { OFFLINE } from '../../../ingest/fetch/web.ts';
import { entryKind } from '../../../ingest/sources/entry.ts';
import type { ReadEvent } from '../../../model/index.ts';
import { tempFile } from '../table/files.ts';

const NOW = new Date('2026-11-24T10:30:00Z');

async function read(file: string | null, config: object = {}, map: string[] = []): Promise<ReadEvent[]> {
  const events: ReadEvent[] = [];
  for await (const event of entryKind.read(entryKind.configSchema.parse(config), { cursor: null, clock: () => NOW, web: OFFLINE, map, ...(file !== null && { file }) })) events.push(event);
  return events;
}

it('its example is a valid configuration and reads what it says', async () => {
  const { config } = entryKind.example;
  expect(entryKind.configSchema.parse(config)).toEqual(config);
  expect([entryKind.rhythm(config), entryKind.channel]).toEqual([null, '人工录入']);
  expect(await read(await tempFile('登记簿.txt', '登记号\t群众说了什么\nA1\t路灯坏了'), config)).toMatchObject([{ type: 'item', item: { externalId: 'A1', body: '路灯坏了' } }]);
});

it('--map of one import goes before the source’s own', async () => {
  expect(await read(await tempFile('登记簿.csv', '甲,乙\nA1,路灯坏了'), { map: ['甲=content', '乙=content'] }, ['甲=source_no'])).toMatchObject([{ item: { externalId: 'A1', body: '路灯坏了' } }]);
});

it('a register in GB18030 is read', async () => {
  const file = await tempFile('gbk.txt', Buffer.from('c4dac8dd09c7feb5c00ac2b7b5c6bbb5c1cb09b5e7bbb0', 'hex'));
  expect(await read(file)).toMatchObject([{ item: { body: '路灯坏了', channel: '电话' } }]);
});

it('without a file it says how to enter', async () => {
  await expect(read(null)).rejects.toMatchObject({ code: 'USAGE', remedy: expect.stringContaining('yuqing add') });
});
