import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import { afterEach, describe, expect, it } from 'vitest';
import { errorText, YuqingError } from '../../../model/index.ts';
import type { Channel } from '../../../respond/delivery/channel.ts';
import { mailChannel, type MailOptions } from '../../../respond/delivery/mail-channel.ts';
import { HOSTILE_SUBJECT, letter } from './letters.ts';
import { reply, startSmtp } from './smtp.ts';

const FROM = '政务舆情系统 <yuqing@example.gov.cn>';
const SECRET = 'p@ss/密:w0rd';
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

async function smtp(...args: Parameters<typeof startSmtp>) {
  const server = await startSmtp(...args);
  cleanups.push(server.close);
  return server;
}

function channelTo(port: number, over: Partial<MailOptions> & { login?: boolean; scheme?: string } = {}): Channel {
  const login = over.login ? `${encodeURIComponent('desk@x')}:${encodeURIComponent(SECRET)}@` : '';
  const channel = mailChannel({ url: `${over.scheme ?? 'smtp'}://${login}127.0.0.1:${port}`, from: FROM, timeoutMs: 2000, ...(over.ca ? { ca: over.ca } : {}) });
  cleanups.push(() => channel.close?.());
  return channel;
}

const failure = async (sending: Promise<void>): Promise<YuqingError> => {
  const error = await sending.then(() => undefined, (e: unknown) => e);
  expect(error).toBeInstanceOf(YuqingError);
  return error as YuqingError;
};

describe('a mail that arrives', () => {
  it('has both parts in UTF-8, one recipient, and headers that name the system', async () => {
    const server = await smtp();
    await channelTo(server.port).send(letter());
    expect(server.arrived).toHaveLength(1);
    const { raw, to, from } = server.arrived[0]!;
    const mail = await simpleParser(raw);
    expect([from, to]).toEqual(['yuqing@example.gov.cn', ['mayor@example.gov.cn']]);
    expect(mail.subject).toBe(letter().subject);
    expect(mail.from?.value).toEqual([{ name: '政务舆情系统', address: 'yuqing@example.gov.cn' }]);
    expect(mail.to).toMatchObject({ value: [{ name: '张市长', address: 'mayor@example.gov.cn' }] });
    expect(mail.text).toBe(letter().text);
    expect(mail.html).toBe(letter().html);
    expect(mail.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' });
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(raw.toString('latin1')).toMatch(/Content-Type: text\/plain; charset=utf-8[\s\S]*Content-Type: text\/html; charset=utf-8/i);
    expect(raw.every((byte) => byte < 0x80)).toBe(true);
    expect(raw.toString('latin1').split('\r\n').every((line) => line.length <= 998)).toBe(true);
  });

  it('goes to each recipient separately: nobody sees the others', async () => {
    const server = await smtp();
    const channel = channelTo(server.port);
    const addresses = ['a@example.gov.cn', 'b@example.gov.cn', 'c@example.gov.cn', 'd@example.gov.cn', 'e@example.gov.cn'];
    await Promise.all(addresses.map((address) => channel.send(letter({ address, onceKey: address }))));
    expect(server.arrived.map((a) => a.to[0]).toSorted()).toEqual(addresses);
    for (const { to, raw } of server.arrived) {
      expect(to).toHaveLength(1);
      for (const other of addresses.filter((a) => a !== to[0])) expect(raw.includes(other)).toBe(false);
    }
    expect(server.connections.count).toBeLessThanOrEqual(3);
  });

  it('is the same mail when it must go out again: a mail program folds it', async () => {
    const server = await smtp();
    const channel = channelTo(server.port);
    await channel.send(letter());
    await channel.send(letter());
    await channel.send(letter({ onceKey: 'another' }));
    const ids = (await Promise.all(server.arrived.map((a) => simpleParser(a.raw)))).map((m) => m.messageId);
    expect(ids[0]).toMatch(/^<[0-9a-f]{32}@/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
    expect(server.arrived[1]!.raw).toEqual(server.arrived[0]!.raw);
  });

  it('lets nobody’s words add a header or a recipient', async () => {
    const server = await smtp();
    const channel = channelTo(server.port);
    await channel.send(letter({ subject: HOSTILE_SUBJECT, recipient: '甲" <x@evil.example>,\r\nBcc: b@evil.example', kind: 'weekly\r\nX-Evil: 1', text: '.\r\nMAIL FROM:<x@evil.example>\r\n.\r\n' }));
    const { raw, to } = server.arrived[0]!;
    const mail = await simpleParser(raw);
    expect(to).toEqual(['mayor@example.gov.cn']);
    expect(mail.to).toMatchObject({ value: [{ address: 'mayor@example.gov.cn' }] });
    expect([...mail.headers.keys()].filter((k) => /bcc|evil/.test(k))).toEqual([]);
    expect(mail.subject).toBe('停水 Bcc: all@evil.example <script>alert(1)</script> [2J');
    expect(mail.text).toContain('MAIL FROM:<x@evil.example>');
    for (const address of ['a@x.cn, b@evil.example', 'a@x.cn\r\nRCPT TO:<b@evil.example>', '<a@x.cn>', 'mayor', '', 'a b@x.cn', '甲 <a@x.cn>']) {
      expect(await failure(channel.send(letter({ address })))).toMatchObject({ code: 'DELIVERY_REFUSED', nextStep: 'skip' });
    }
    expect(server.arrived).toHaveLength(1);
  });
});

describe('a mail that does not', () => {
  it('waits when nobody listens', async () => {
    const server = await startSmtp();
    await server.close();
    const error = await failure(channelTo(server.port, { login: true }).send(letter()));
    expect(error).toMatchObject({ code: 'DELIVERY_FAILED', nextStep: 'retry' });
    expect(errorText(error)).toContain(`127.0.0.1:${server.port}`);
  });

  it('waits when the server is silent', async () => {
    const sockets: Socket[] = [];
    const mute = createServer((s) => sockets.push(s));
    await new Promise<void>((resolve) => { mute.listen(0, '127.0.0.1', resolve); });
    cleanups.push(() => { for (const s of sockets) s.destroy(); mute.close(); });
    const channel = mailChannel({ url: `smtp://127.0.0.1:${(mute.address() as AddressInfo).port}`, from: FROM, timeoutMs: 200 });
    cleanups.push(() => channel.close?.());
    expect(await failure(channel.send(letter()))).toMatchObject({ code: 'DELIVERY_FAILED' });
  });

  it.each([[421, 'try later'], [450, 'mailbox busy'], [452, 'disk full']])('waits on %d for the recipient', async (code, text) => {
    const server = await smtp({ rcpt: () => { throw reply(code, text); } });
    expect(await failure(channelTo(server.port).send(letter()))).toMatchObject({ code: 'DELIVERY_FAILED' });
  });

  it('is refused for good on 550 for the recipient, and the next one still goes out', async () => {
    const server = await smtp({ rcpt: (address) => { if (address.startsWith('gone')) throw reply(550, 'No such user\u001B[31m'); } });
    const channel = channelTo(server.port);
    const error = await failure(channel.send(letter({ address: 'gone@example.gov.cn' })));
    expect(error).toMatchObject({ code: 'DELIVERY_REFUSED', nextStep: 'skip' });
    expect(error.message).toMatch(/^给“张市长”的邮件被邮件服务器拒收:.*550 No such user/);
    expect(error.message).not.toContain('\u001B');
    await channel.send(letter());
    expect(server.arrived).toHaveLength(1);
  });

  it('is refused for good on 554 for its content', async () => {
    const server = await smtp({ data: () => { throw reply(554, 'content rejected'); } });
    expect(await failure(channelTo(server.port).send(letter()))).toMatchObject({ code: 'DELIVERY_REFUSED' });
  });

  it('waits when our own sender address or password is wrong: that is ours to mend', async () => {
    const sender = await smtp({ mailFrom: () => { throw reply(553, 'sender not allowed'); } });
    expect(await failure(channelTo(sender.port).send(letter()))).toMatchObject({ code: 'DELIVERY_FAILED' });
    const login = await smtp({ auth: () => { throw reply(535, 'bad'); } });
    expect(await failure(channelTo(login.port, { login: true }).send(letter()))).toMatchObject({ code: 'DELIVERY_FAILED', message: expect.stringContaining('不接受账号或密码') as string });
  });
});

describe('the password', () => {
  const forms = [SECRET, encodeURIComponent(SECRET), Buffer.from(SECRET).toString('base64'), Buffer.from(`\0desk@x\0${SECRET}`).toString('base64')];

  it('arrives at the server, and stands in no error even when the server echoes it', async () => {
    let seen = '';
    const good = await smtp({ auth: (user, pass) => { seen = `${user} ${pass}`; } });
    await channelTo(good.port, { login: true }).send(letter());
    expect(seen).toBe(`desk@x ${SECRET}`);
    const echo = await smtp({ auth: () => {}, rcpt: () => { throw reply(550, `you are ${forms.join(' ')}`); } });
    const error = await failure(channelTo(echo.port, { login: true }).send(letter()));
    const told = JSON.stringify([error.message, error.remedy, error.stack, error.cause, Object.entries(error)]);
    for (const form of forms) expect(told).not.toContain(form);
  });

  it('is not given in the clear to another machine', async () => {
    // 0.0.0.0 leads here, and is not among the names of this machine that need no TLS.
    let asked = false;
    const server = await smtp({ auth: () => { asked = true; } }, { disabledCommands: ['STARTTLS'] });
    const channel = mailChannel({ url: `smtp://u:${encodeURIComponent(SECRET)}@0.0.0.0:${server.port}`, from: FROM, timeoutMs: 2000 });
    cleanups.push(() => channel.close?.());
    const error = await failure(channel.send(letter()));
    expect(error).toMatchObject({ code: 'DELIVERY_FAILED' });
    expect(error.message).toContain('不能建立加密连接');
    expect([asked, server.arrived.length]).toEqual([false, 0]);
  });
});

describe('TLS', () => {
  const pem = readFileSync(new URL('localhost-test-only.pem', import.meta.url), 'utf8');
  const block = (name: string) => new RegExp(`-----BEGIN ${name}-----[^]+?-----END ${name}-----`).exec(pem)![0];
  const identity = { cert: block('CERTIFICATE'), key: block('PRIVATE KEY') };
  const certificateFault = /certificate|证书/;

  it('is spoken from the start with smtps, to a server whose certificate we know', async () => {
    const server = await smtp({}, { secure: true, ...identity });
    await channelTo(server.port, { scheme: 'smtps', ca: identity.cert }).send(letter());
    expect(server.arrived.map((a) => a.secure)).toEqual([true]);
  });

  it('is taken up by STARTTLS before the password is given', async () => {
    let seen = '';
    const server = await smtp({ auth: (_user, pass) => { seen = pass; } }, { hideSTARTTLS: false, ...identity });
    await channelTo(server.port, { login: true, ca: identity.cert }).send(letter());
    expect(server.arrived.map((a) => a.secure)).toEqual([true]);
    expect(seen).toBe(SECRET);
  });

  it.each([['smtps', { secure: true }], ['smtp', { hideSTARTTLS: false }]])('over %s refuses a certificate that nobody vouches for', async (scheme, options) => {
    let asked = false;
    const server = await smtp({ auth: () => { asked = true; } }, { ...options, ...identity });
    const error = await failure(channelTo(server.port, { scheme, login: true }).send(letter()));
    expect(error).toMatchObject({ code: 'DELIVERY_FAILED' });
    expect(errorText(error)).toMatch(certificateFault);
    expect([asked, server.arrived.length]).toEqual([false, 0]);
  });
});
