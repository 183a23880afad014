import { describe, expect, it } from 'vitest';
import { OFFLINE } from '../../../ingest/fetch/web.ts';
import type { ReadContext } from '../../../ingest/sources/kind.ts';
import { mailboxKind } from '../../../ingest/sources/mailbox.ts';
import type { ReadEvent } from '../../../model/index.ts';
import { mail } from '../mailbox/mails.ts';
import { tempFile } from '../table/files.ts';

const clock = () => new Date('2026-11-25T00:00:00Z');

async function read(config: unknown, ctx: Partial<ReadContext>) {
  const reading = mailboxKind.read(mailboxKind.configSchema.parse(config), { cursor: null, clock, web: OFFLINE, ...ctx });
  const events: ReadEvent[] = [];
  for (;;) {
    const next = await reading.next();
    if (next.done) return { events, end: next.value };
    events.push(next.value);
  }
}

describe('the mailbox kind', () => {
  it('is polled where it has a server, and imported where it has none', () => {
    expect(mailboxKind.rhythm(mailboxKind.configSchema.parse(mailboxKind.example.config))).toEqual({ everyMs: 600_000 });
    expect(mailboxKind.rhythm(mailboxKind.configSchema.parse({}))).toBeNull();
    expect(mailboxKind.channel).toBe('信箱');
  });

  it('reads a file that is given, and leaves where the server’s folder stood alone', async () => {
    const cursor = { uidValidity: '1', lastUid: 9, pending: [] };
    const { events, end } = await read(mailboxKind.example.config, { file: await tempFile('a.eml', mail({ Date: null }, 'lamp')), cursor, exportedAt: new Date('2026-11-20T00:00:00Z') });
    expect(events[0]).toMatchObject({ type: 'item', item: { body: 'lamp', publishedAt: new Date('2026-11-20T00:00:00Z') } });
    expect(end).toEqual({ cursor });
  });

  it('takes --map for tables', async () => {
    const file = await tempFile('a.csv', '甲,乙\nX-1,路灯坏了\n');
    const { events } = await read({ map: ['乙=content'] }, { file, map: ['甲=source_no'], receivedAt: clock() });
    expect(events.find((e) => e.type === 'item')).toMatchObject({ item: { externalId: 'X-1', body: '路灯坏了' } });
  });

  it('says what is missing without a server and a file', async () => {
    await expect(read({}, {})).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('host') as string });
  });

  it.each([[{ password: 'x' }], [{ host: 'http://imap.example.com' }], [{ host: 'a/b' }], [{ port: 0 }], [{ intervalMinutes: 0.1 }], [{ since: '20260101' }], [{ security: 'none' }]])('refuses the setting %j', (config) => {
    expect(() => mailboxKind.configSchema.parse(config)).toThrow();
  });

  it('stops when it is told to', async () => {
    await expect(read({}, { file: await tempFile('a.eml', mail({}, 'lamp')), signal: AbortSignal.abort(new Error('停')) })).rejects.toThrow('停');
  });
});
