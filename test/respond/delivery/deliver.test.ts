import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { YuqingError } from '../../../model/index.ts';
import type { Channel } from '../../../respond/delivery/channel.ts';
import { deliver } from '../../../respond/delivery/deliver.ts';
import { mailChannel } from '../../../respond/delivery/mail-channel.ts';
import { createTestDb, type TestDb } from '../../support/database.ts';
import { post, stateOf } from './letters.ts';
import { reply, startSmtp } from './smtp.ts';

const NOW = new Date('2026-11-23T00:00:01.000Z');
const opts = { clock: () => NOW };
let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

async function mail(on: Parameters<typeof startSmtp>[0] = {}) {
  const server = await startSmtp(on);
  const channel = mailChannel({ url: `smtp://127.0.0.1:${server.port}`, from: 'yuqing@example.gov.cn', timeoutMs: 2000 });
  cleanups.push(server.close, () => channel.close?.());
  return { server, channel };
}

describe('deliver', () => {
  it('sends a pending notice once and marks it', async () => {
    const { server, channel } = await mail();
    const id = await post(t.db);
    expect(await deliver(t.db, [channel], id, opts)).toBe('sent');
    expect(await stateOf(t.db, id)).toMatchObject({ state: 'sent', attempts: 1, lastError: null, sentAt: NOW });
    expect(await deliver(t.db, [channel], id, opts)).toBe('done');
    expect(server.arrived).toHaveLength(1);
  });

  it('sends once when eight workers have the same line', async () => {
    const { server, channel } = await mail();
    const id = await post(t.db);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => deliver(t.db, [channel], id, opts)));
    expect(outcomes.filter((o) => o === 'sent')).toHaveLength(1);
    expect(server.arrived).toHaveLength(1);
  });

  it('writes a failure on the notice, throws to be tried again, and succeeds later', async () => {
    let down = true;
    const { server, channel } = await mail({ rcpt: () => { if (down) throw reply(451, '稍后再试'); } });
    const id = await post(t.db);
    for (let i = 1; i <= 2; i += 1) {
      await expect(deliver(t.db, [channel], id, opts)).rejects.toMatchObject({ code: 'DELIVERY_FAILED' });
      expect(await stateOf(t.db, id)).toMatchObject({ state: 'pending', attempts: i, lastError: expect.stringContaining('451') as string });
    }
    down = false;
    expect(await deliver(t.db, [channel], id, opts)).toBe('sent');
    expect(await stateOf(t.db, id)).toMatchObject({ state: 'sent', attempts: 3, lastError: null });
    expect(server.arrived).toHaveLength(1);
  });

  it('gives up on a refused recipient, with the reason on the notice', async () => {
    const { server, channel } = await mail({ rcpt: () => { throw reply(550, 'no such user'); } });
    const id = await post(t.db);
    expect(await deliver(t.db, [channel], id, opts)).toBe('dead');
    expect(await stateOf(t.db, id)).toMatchObject({ state: 'dead', attempts: 1, sentAt: null, lastError: expect.stringContaining('no such user') as string });
    expect(await deliver(t.db, [channel], id, opts)).toBe('done');
    expect(server.arrived).toEqual([]);
  });

  it('waits when its channel is not there, and says what to set', async () => {
    const id = await post(t.db);
    await expect(deliver(t.db, [], id, opts)).rejects.toMatchObject({ code: 'DELIVERY_FAILED', remedy: expect.stringContaining('SMTP_URL') as string });
    expect(await stateOf(t.db, id)).toMatchObject({ state: 'pending', attempts: 1 });
  });

  it('treats a fault of ours as one to be tried again', async () => {
    const broken: Channel = { name: 'mail', send: () => Promise.reject(new TypeError('x is not a function')) };
    const id = await post(t.db);
    await expect(deliver(t.db, [broken], id, opts)).rejects.toThrow(TypeError);
    expect(await stateOf(t.db, id)).toMatchObject({ state: 'pending', attempts: 1, lastError: 'x is not a function' });
  });

  it('says so when there is no such notice', async () => {
    await expect(deliver(t.db, [], 99_999, opts)).rejects.toThrow(YuqingError);
  });

  it('repeats, after a kill between the server’s "taken" and our mark, the same mail', async () => {
    const { server, channel } = await mail();
    const id = await post(t.db);
    const killed: Channel = {
      name: 'mail',
      // What kill -9 leaves: the mail is out, the connection of the transaction is cut before the mark.
      async send(l) {
        await channel.send(l);
        throw new Error('killed');
      },
    };
    await expect(deliver(t.db, [killed], id, opts)).rejects.toThrow('killed');
    expect(await deliver(t.db, [channel], id, opts)).toBe('sent');
    expect(server.arrived).toHaveLength(2);
    expect(server.arrived[1]!.raw).toEqual(server.arrived[0]!.raw);
  });
});
