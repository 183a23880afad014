import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureSource } from '../../../../db/sources.ts';
import { OFFLINE } from '../../../../ingest/fetch/web.ts';
import type { ReadContext } from '../../../../ingest/sources/kind.ts';
import { mailboxKind } from '../../../../ingest/sources/mailbox.ts';
import type { IncomingItem, Reject } from '../../../../model/index.ts';
import { createTestDb, type TestDb } from '../../../support/database.ts';
import { findDovecot, startDovecot, type TestMailServer } from '../../../support/dovecot.ts';
import { cutAt } from './cutting-proxy.ts';
import { base64, gb, mail, multipart, utf8, word } from '../mails.ts';

const CHILD = fileURLToPath(new URL('./read-child.ts', import.meta.url));
const NOW = new Date('2026-11-25T00:00:00Z');
const ARRIVED = new Date('2026-11-24T03:00:00Z');

const letter = (n: number, words = `第${n}封:路灯坏了`) => mail({ 'Message-ID': `<${n}@qq.com>`, 'Content-Type': 'text/plain; charset=utf-8' }, utf8(words));

describe.skipIf(findDovecot() === null)('a real mailbox', () => {
  let server: TestMailServer;
  let folder = '';
  let made = 0;
  beforeAll(async () => { server = (await startDovecot())!; });
  afterAll(async () => { await server.stop(); });
  // Each test has a folder of its own.
  beforeEach(async () => {
    made += 1;
    folder = `box${made}`;
    await server.makeFolder(folder);
  });
  const deliver = (bytes: Uint8Array, at = ARRIVED) => server.deliver(bytes, { at, folder });
  const configOf = (more: object = {}) => ({ host: '127.0.0.1', port: server.port, security: 'plain', user: server.user, folder, allowHosts: ['127.0.0.1'], ...more });

  interface Reading {
    items: IncomingItem[];
    rejects: Reject[];
    cursor: unknown;
  }
  async function read(more: object = {}, ctx: Partial<ReadContext> = {}, onItem?: (n: number) => Promise<void>): Promise<Reading> {
    const events = mailboxKind.read(mailboxKind.configSchema.parse(configOf(more)), { cursor: null, clock: () => NOW, web: OFFLINE, secrets: { password: server.password }, ...ctx });
    const got: Reading = { items: [], rejects: [], cursor: null };
    for (;;) {
      const next = await events.next();
      if (next.done) return { ...got, cursor: next.value.cursor };
      if (next.value.type === 'item') {
        got.items.push(next.value.item);
        await onItem?.(got.items.length);
      }
      if (next.value.type === 'reject') got.rejects.push(next.value.reject);
    }
  }
  const bodies = (reading: Reading) => reading.items.map((i) => i.body);

  it('is read once, in order, each mail as it was written, machines put aside; and nothing there is changed', async () => {
    await deliver(mail({ 'Message-ID': '<a@qq.com>', Subject: word('gb2312', gb('路灯')), 'Content-Type': 'text/plain; charset=gb2312', 'Content-Transfer-Encoding': 'base64' }, base64(gb('路灯坏了'))));
    await deliver(mail({ 'Message-ID': '<b@qq.com>', 'Auto-Submitted': 'auto-replied' }, 'x'));
    await deliver(mail({ 'Message-ID': '<c@qq.com>', Subject: gb('停水'), Date: 'Tue, 24 Nov 2037 10:00:00 +0800', References: '<a@qq.com> <gone@qq.com>' }, gb('还停着水')));
    const first = await read();
    expect(first.items).toMatchObject([
      { externalId: '<a@qq.com>', title: '路灯', body: '路灯坏了', publishedAt: new Date('2026-11-24T02:00:00Z'), marks: [] },
      { externalId: '<c@qq.com>', title: '停水', body: '还停着水', publishedAt: ARRIVED, parentId: '<a@qq.com>', marks: ['future-time-clamped'] },
    ]);
    expect(first.rejects).toMatchObject([{ row: 2, code: 'MAIL_AUTOMATIC' }]);
    expect(first.cursor).toMatchObject({ lastUid: 3, pending: [] });
    expect(await read({}, { cursor: first.cursor })).toMatchObject({ items: [], rejects: [], cursor: first.cursor });
    expect(await server.doveadm('search', '-u', server.user, 'mailbox', folder, 'seen')).toBe('');
  });

  it('what comes later is read later, and a parent read before is found', async () => {
    await deliver(letter(1));
    const first = await read();
    await deliver(mail({ 'Message-ID': '<2@qq.com>', 'In-Reply-To': '<1@qq.com>' }, 'again'));
    expect((await read({}, { cursor: first.cursor })).items).toMatchObject([{ externalId: '<2@qq.com>', parentId: '<1@qq.com>' }]);
  });

  it('a mail that comes while it is read is read the next time; one deleted meanwhile is missed by nobody', async () => {
    for (let n = 1; n <= 120; n += 1) await deliver(letter(n));
    const first = await read({}, {}, async (n) => {
      if (n !== 1) return;
      await deliver(letter(500));
      await server.doveadm('expunge', '-u', server.user, 'mailbox', folder, 'uid', '110');
    });
    expect(first.items).toHaveLength(119);
    const second = await read({}, { cursor: first.cursor });
    expect(second.items.map((i) => i.externalId)).toEqual(['<500@qq.com>']);
    await server.doveadm('expunge', '-u', server.user, 'mailbox', folder, 'all');
    expect((await read({}, { cursor: second.cursor })).items).toEqual([]);
  });

  it('new UIDs (UIDVALIDITY) mean a new beginning, with the same keys as before', async () => {
    for (let n = 1; n <= 3; n += 1) await deliver(letter(n));
    await deliver(mail({ 'Message-ID': null }, 'without a number'));
    const first = await read();
    await server.doveadm('mailbox', 'update', '-u', server.user, '--uid-validity', '4711', folder);
    const again = await read({}, { cursor: first.cursor });
    expect(again.items).toEqual(first.items);
    expect(again.cursor).toMatchObject({ uidValidity: '4711' });
  });

  it('so many at a time, and not the old ones', async () => {
    await deliver(letter(1), new Date('2026-01-05T04:00:00Z'));
    for (let n = 2; n <= 6; n += 1) await deliver(letter(n));
    const first = await read({ since: '2026-11-01', mostPerReading: 3 });
    expect(first.items.map((i) => i.externalId)).toEqual(['<2@qq.com>', '<3@qq.com>', '<4@qq.com>']);
    expect((await read({ since: '2026-11-01' }, { cursor: first.cursor })).items).toHaveLength(2);
  });

  it('of a mail that is too large: headers, first text, names of files, and a mark', async () => {
    const huge = multipart('b', ['Content-Type: multipart/alternative; boundary=c', multipart('c', ['Content-Type: text/plain; charset=gbk', gb('井盖丢了')], ['Content-Type: text/html', '<p>x</p>'])], [`Content-Type: video/mp4; name="${word('gbk', gb('现场.mp4'))}"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64`, base64('x'.repeat(60_000))]);
    await deliver(mail({ 'Message-ID': '<big@qq.com>', Subject: word('gbk', gb('井盖')), 'Content-Type': 'multipart/mixed; boundary=b' }, huge));
    await deliver(mail({ 'Message-ID': '<plain@qq.com>', 'Content-Type': 'text/plain; charset=gbk' }, gb('井盖丢了。'.repeat(3_000))));
    const { items } = await read({ maxBytesPerMail: 20_000 });
    expect(items).toMatchObject([{ title: '井盖', body: '井盖丢了', raw: { 附件: expect.stringMatching(/^现场\.mp4\(\d+ KB\)$/) as string }, marks: ['mail-too-large'] }, { marks: ['mail-too-large'] }]);
    expect(items[1]!.body).toMatch(/^(?:井盖丢了。)+/);
  });

  it('marks what was read as seen where that is asked for', async () => {
    await deliver(letter(1));
    await read({ markSeen: true });
    expect(await server.doveadm('search', '-u', server.user, 'mailbox', folder, 'seen')).not.toBe('');
  });

  it('a folder with a Chinese name; one that is missing is told with those that are there', async () => {
    await server.makeFolder('市长来信');
    await server.deliver(letter(1), { folder: '&XgKVf2dlT+E-' });
    expect(bodies(await read({ folder: '市长来信' }))).toEqual(['第1封:路灯坏了']);
    await expect(read({ folder: '书记来信' })).rejects.toMatchObject({ code: 'MAILBOX_FOLDER', message: expect.stringContaining('书记来信') as string, remedy: expect.stringContaining('市长来信') as string });
  });

  it('a wrong password, none, and a server that is not there are told in words without the password', async () => {
    await expect(read({}, { secrets: { password: 'wrong-secret' } })).rejects.toSatisfy((e: Error & { code: string }) => e.code === 'MAILBOX_LOGIN' && /邮箱不让登录/.test(e.message) && !JSON.stringify([e, e.message]).includes('wrong-secret'));
    await expect(read({}, { secrets: {} })).rejects.toMatchObject({ code: 'MAILBOX_LOGIN' });
    await expect(read({ port: 9, allowHosts: ['127.0.0.1'] })).rejects.toMatchObject({ code: 'FETCH_FAILED', message: expect.stringContaining('拒绝连接') as string });
  }, 60_000);

  it('inside addresses are refused unless listed, by number or by name; the clear only to listed hosts', async () => {
    await expect(read({ security: 'tls', allowHosts: [] })).rejects.toMatchObject({ code: 'FETCH_REFUSED' });
    await expect(read({ security: 'tls', host: 'localhost', allowHosts: [] })).rejects.toMatchObject({ code: 'FETCH_REFUSED' });
    await expect(read({ host: 'imap.example.com', allowHosts: ['127.0.0.1'] })).rejects.toMatchObject({ code: 'FETCH_REFUSED', message: expect.stringContaining('明文') as string });
  });

  it('over TLS, and STARTTLS, with the certificate that the source trusts and with no other', async () => {
    await deliver(letter(1));
    const tls = { host: 'localhost', security: 'tls', port: server.tlsPort, allowHosts: ['localhost'] };
    expect(bodies(await read({ ...tls, certificate: server.certificate }))).toHaveLength(1);
    expect(bodies(await read({ host: 'localhost', allowHosts: ['localhost'], security: 'starttls', certificate: server.certificate }))).toHaveLength(1);
    await expect(read(tls)).rejects.toMatchObject({ code: 'FETCH_FAILED', message: expect.stringContaining('证书') as string });
  }, 60_000);

  it('stops when it is told to', async () => {
    for (let n = 1; n <= 60; n += 1) await deliver(letter(n));
    const stop = new AbortController();
    await expect(read({}, { signal: stop.signal }, async (n) => { if (n === 2) stop.abort(new Error('停')); })).rejects.toThrow('停');
  });

  it('a server that restarts in the middle: all are read, each once', async () => {
    for (let n = 1; n <= 200; n += 1) await deliver(letter(n));
    const { items } = await read({}, {}, async (n) => {
      if (n !== 60) return;
      await server.down();
      await server.up();
    });
    expect(items.map((i) => i.externalId)).toEqual(Array.from({ length: 200 }, (_, i) => `<${i + 1}@qq.com>`));
  }, 60_000);

  it('a server that goes and stays away: what came is kept, the next reading tells the failure, and the one after goes on', async () => {
    for (let n = 1; n <= 200; n += 1) await deliver(letter(n));
    const first = await read({}, {}, async (n) => { if (n === 60) await server.down(); });
    expect(first.items.length).toBeGreaterThanOrEqual(60);
    await expect(read({}, { cursor: first.cursor })).rejects.toMatchObject({ code: 'FETCH_FAILED' });
    await server.up();
    const rest = await read({}, { cursor: first.cursor });
    expect([...first.items, ...rest.items].map((i) => i.externalId)).toEqual(Array.from({ length: 200 }, (_, i) => `<${i + 1}@qq.com>`));
  }, 60_000);

  it('a mail over which the connection breaks each time keeps no other from being read, and is given up after three readings', async () => {
    for (let n = 1; n <= 20; n += 1) await deliver(n === 7 ? letter(7, 'POISON') : letter(n));
    const proxy = await cutAt('POISON', server.port);
    try {
      const others = Array.from({ length: 20 }, (_, i) => `<${i + 1}@qq.com>`).filter((id) => id !== '<7@qq.com>');
      const first = await read({ port: proxy.port });
      expect(first.items.map((i) => i.externalId)).toEqual(others);
      expect(first.cursor).toMatchObject({ lastUid: 20, pending: [{ uid: 7, tries: 1 }] });
      const second = await read({ port: proxy.port }, { cursor: first.cursor });
      expect(second).toMatchObject({ items: [], rejects: [], cursor: { pending: [{ uid: 7, tries: 2 }] } });
      const third = await read({ port: proxy.port }, { cursor: second.cursor });
      expect(third).toMatchObject({ items: [], rejects: [{ row: 7, code: 'ROW_MALFORMED', reason: expect.stringContaining('取不下来') as string }], cursor: { pending: [] } });
      const cuts = proxy.cuts();
      expect(await read({ port: proxy.port }, { cursor: third.cursor })).toMatchObject({ items: [], rejects: [] });
      expect(proxy.cuts()).toBe(cuts);
      // Where the way is free again before that, it is read.
      expect((await read({}, { cursor: second.cursor })).items.map((i) => i.externalId)).toEqual(['<7@qq.com>']);
    } finally {
      await proxy.close();
    }
  }, 60_000);

  it('a server that is none is told in words', async () => {
    const web = createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    try {
      await expect(read({ port: (web.address() as AddressInfo).port })).rejects.toMatchObject({ code: expect.stringMatching(/^FETCH_/) as string, message: expect.stringContaining('读邮箱失败') as string });
    } finally {
      await new Promise((resolve) => web.close(resolve));
    }
  }, 60_000);

  describe('2,000 mails, into a database', () => {
    let t: TestDb;
    beforeAll(async () => { t = await createTestDb(); });
    afterAll(() => t.close());

    it('are stored once each, whatever is killed on the way', async () => {
      for (let n = 1; n <= 2_000; n += 1) await deliver(letter(n));
      const { id } = await ensureSource(t.db, { name: '市长信箱', kind: 'mailbox', channel: '信箱', profileId: 'national', config: {} });
      const start = (more: object = {}) => {
        const child = spawn(process.execPath, ['--import', 'tsx', CHILD, JSON.stringify({ databaseUrl: t.url, sourceId: id, config: configOf(), password: server.password, ...more })], { stdio: ['pipe', 'pipe', 'inherit'] });
        return { child, lines: createInterface({ input: child.stdout }), closed: once(child, 'close') };
      };
      const killed = start({ haltAfter: 1_234 });
      await once(killed.lines, 'line');
      killed.child.kill('SIGKILL');
      await killed.closed;
      const stored = async () => Number((await t.db.selectFrom('item').select(({ fn }) => fn.countAll().as('n')).where('source_id', '=', id).executeTakeFirstOrThrow()).n);
      expect(await stored()).toBe(1_000);
      const whole = start();
      const [code] = await whole.closed as [number];
      expect(code).toBe(0);
      expect(await stored()).toBe(2_000);
      expect(await t.db.selectFrom('item').select('revision').where('source_id', '=', id).where('revision', '>', 1).execute()).toEqual([]);
      expect((await t.db.selectFrom('source').select('cursor').where('id', '=', id).executeTakeFirstOrThrow()).cursor).toMatchObject({ lastUid: 2_000 });
    }, 120_000);
  });
});
