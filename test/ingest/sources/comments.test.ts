import { describe, expect, it } from 'vitest';
import { OFFLINE } from '../../../ingest/fetch/web.ts';
import { commentsKind } from '../../../ingest/sources/comments.ts';
import type { ReadContext } from '../../../ingest/sources/kind.ts';
import type { ReadEvent } from '../../../model/index.ts';
import { tempFile } from '../table/files.ts';

const clock = () => new Date('2026-11-24T08:00:00Z');

async function read(config: unknown, ctx: Partial<ReadContext>) {
  const reading = commentsKind.read(commentsKind.configSchema.parse(config), { cursor: null, clock, web: OFFLINE, ...ctx });
  const events: ReadEvent[] = [];
  for (;;) {
    const next = await reading.next();
    if (next.done) return { events, end: next.value };
    events.push(next.value);
  }
}

describe('the kind of comments', () => {
  it('reads a file by its example', async () => {
    const file = await tempFile('留言.csv', '昵称,说了啥,啥时候\n甲,几点来水,昨天 08:05\n');
    const { events, end } = await read(commentsKind.example.config, { file, exportedAt: new Date('2026-11-20T04:00:00Z') });
    expect(events.find((e) => e.type === 'item')).toMatchObject({
      at: { row: 2 }, item: { body: '几点来水', kind: 'message', channel: '公众号留言', account: '清河发布', author: null, publishedAt: new Date('2026-11-19T00:05:00Z') },
    });
    expect(events.findLast((e) => e.type === 'progress')).toMatchObject({ done: 57, total: 57 });
    expect(end).toEqual({ cursor: null });
    expect(commentsKind.rhythm(commentsKind.configSchema.parse({}))).toBeNull();
  });

  it('puts --map of one import before the mapping of its source, takes --received-at and the file of its settings', async () => {
    const file = await tempFile('留言.csv', '甲,乙\nX-1,路灯坏了\n');
    const receivedAt = new Date('2026-11-20T00:00:00Z');
    const { events } = await read({ file, map: ['甲=content', '乙=content'] }, { map: ['甲=comment_id'], receivedAt });
    expect(events.find((e) => e.type === 'item')).toMatchObject({ item: { externalId: 'X-1', body: '路灯坏了', publishedAt: receivedAt, kind: 'post' } });
  });

  it('asks for a file, and refuses settings that it does not have', async () => {
    await expect(read({}, {})).rejects.toMatchObject({ code: 'USAGE' });
    await expect(read({}, { file: '/nowhere/留言.csv' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect(() => commentsKind.configSchema.parse({ url: 'http://x' })).toThrow(/url/);
    expect(() => commentsKind.configSchema.parse({ platform: 'myspace' })).toThrow(/platform/);
  });

  it('stops when it is told to', async () => {
    const file = await tempFile('留言.csv', '评论id,评论,评论时间\n1,路灯坏了,2026-11-20\n');
    await expect(read({}, { file, signal: AbortSignal.abort(new Error('停')) })).rejects.toThrow('停');
  });
});
