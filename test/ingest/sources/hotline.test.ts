import { describe, expect, it } from 'vitest';
import { OFFLINE } from '../../../ingest/fetch/web.ts';
import { hotlineKind } from '../../../ingest/sources/hotline.ts';
import type { ReadContext } from '../../../ingest/sources/kind.ts';
import type { ReadEvent } from '../../../model/index.ts';
import { tempFile } from '../table/files.ts';

const clock = () => new Date('2026-11-24T08:00:00Z');

async function read(config: unknown, ctx: Partial<ReadContext>) {
  const reading = hotlineKind.read(hotlineKind.configSchema.parse(config), { cursor: null, clock, web: OFFLINE, ...ctx });
  const events: ReadEvent[] = [];
  for (;;) {
    const next = await reading.next();
    if (next.done) return { events, cursor: next.value };
    events.push(next.value);
  }
}

describe('the hotline kind', () => {
  it('reads a file by its example', async () => {
    const file = await tempFile('导出.csv', '热线流水,群众所说,受理时间\nX-1,路灯坏了,2025-09-01 08:05\n');
    const { events, cursor } = await read(hotlineKind.example.config, { file });
    expect(events.find((e) => e.type === 'item')).toMatchObject({ at: { row: 2 }, item: { externalId: 'X-1', body: '路灯坏了', kind: 'message' } });
    expect(events.findLast((e) => e.type === 'progress')).toMatchObject({ done: 73, total: 73 });
    expect(cursor).toMatchObject({ cursor: null, columns: [{ name: '热线流水' }, { name: '群众所说' }, { name: '受理时间' }] });
    expect(hotlineKind.rhythm(hotlineKind.example.config)).toBeNull();
  });

  it('puts --map of one import before the mapping of its source, and takes --received-at', async () => {
    const file = await tempFile('导出.csv', '甲,乙\nX-1,路灯坏了\n');
    const receivedAt = new Date('2026-11-20T00:00:00Z');
    const { events } = await read({ map: ['甲=content', '乙=content'] }, { file, map: ['甲=source_no'], receivedAt });
    expect(events.find((e) => e.type === 'item')).toMatchObject({ item: { externalId: 'X-1', body: '路灯坏了', publishedAt: receivedAt } });
  });

  it('asks for a file', async () => {
    await expect(read({}, {})).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('refuses settings that it does not have', () => {
    expect(() => hotlineKind.configSchema.parse({ url: 'http://x' })).toThrow(/url/);
  });

  it('stops when it is told to', async () => {
    const file = await tempFile('导出.csv', '工单编号,诉求内容\n20250901001,路灯坏了\n');
    await expect(read({}, { file, signal: AbortSignal.abort(new Error('停')) })).rejects.toThrow('停');
  });
});
