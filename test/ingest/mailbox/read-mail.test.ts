import { describe, expect, it } from 'vitest';
import { readMail, type MailContext } from '../../../ingest/mailbox/read-mail.ts';
import type { IncomingItem } from '../../../model/index.ts';
import { base64, gb, mail, multipart, quotedPrintable, utf8, word } from './mails.ts';

const now = new Date('2026-11-25T00:00:00Z');
const ctx: MailContext = { now, arrived: null, fallback: now };

function item(bytes: Uint8Array, more: Partial<MailContext> = {}): IncomingItem {
  const read = readMail(bytes, { ...ctx, ...more });
  if ('refused' in read) throw new Error(`refused: ${read.refused.reason}`);
  return read.item;
}
const text = (charset: string, more = '') => ({ 'Content-Type': `text/plain; charset=${charset}${more}` });
const LAMP = '清河小区的路灯坏了一周,请派人修。';

describe('words and subject, whatever they were written in', () => {
  it.each<[string, Record<string, string | null>, string]>([
    ['gb2312 in base64', { ...text('gb2312'), 'Content-Transfer-Encoding': 'base64' }, base64(gb(LAMP))],
    ['utf-8 in quoted-printable with soft breaks', { ...text('utf-8'), 'Content-Transfer-Encoding': 'quoted-printable' }, quotedPrintable(utf8(LAMP))],
    ['gb18030 in eight bits', text('GB18030', '; format=fixed'), gb(LAMP)],
    ['gbk without a word of its charset', {}, gb(LAMP)],
    ['gbk that calls itself utf-8', text('utf-8'), gb(LAMP)],
    ['utf-8 that calls itself gb2312', text('gb2312'), utf8(LAMP)],
    ['gbk that calls itself latin-1', text('iso-8859-1'), gb(LAMP)],
    ['utf-8 of an unknown charset', text('x-unknown'), utf8(LAMP)],
    ['a charset that nobody knows', text('x-qinghe-7'), utf8(LAMP)],
    ['base64 with junk between its lines', { ...text('utf-8'), 'Content-Transfer-Encoding': 'BASE64' }, base64(utf8(LAMP)).replace(/(.{30})/, '$1\r\n!\r\n * \r\n')],
    ['base64 with the footer of a gateway', { ...text('utf-8'), 'Content-Transfer-Encoding': 'base64' }, `${base64(utf8(LAMP))}\r\n\r\nScanned by mail guard, all is well\r\n`],
    ['base64 without padding, and a footer', { ...text('utf-8'), 'Content-Transfer-Encoding': 'base64' }, `${base64(utf8(LAMP)).replace(/=+/, '')}\r\nScanned by mail guard all is well\r\n`],
    ['HTML only', { 'Content-Type': 'text/html; charset=gbk' }, gb(`<html><style>p{}</style><body><div>${LAMP}</div></body></html>`)],
    ['HTML that says it is plain', text('gbk'), gb(`<div style="x">${LAMP}</div>`)],
    ['bare line feeds', text('utf-8'), utf8(LAMP)],
    ['an alternative whose plain text is a stub', { 'Content-Type': 'multipart/alternative; boundary=b' }, multipart('b', ['Content-Type: text/plain; charset=utf-8', utf8('您的邮件客户端不支持HTML')], ['Content-Type: text/html; charset=utf-8', utf8(`<p>${LAMP}</p>`)])],
    ['an alternative without plain text', { 'Content-Type': 'multipart/alternative; boundary=b' }, multipart('b', ['Content-Type: text/plain; charset=utf-8', ''], ['Content-Type: text/html; charset=utf-8', utf8(`<p>${LAMP}</p>`)])],
    ['alternatives within related within mixed', { 'Content-Type': 'multipart/mixed; boundary="a a"' }, multipart('a a', ['Content-Type: multipart/related; boundary=b', multipart('b', ['Content-Type: multipart/alternative; boundary=bc', multipart('bc', ['Content-Type: text/plain; charset=gb2312', gb(LAMP)], ['Content-Type: text/html', '<p>x</p>'])], ['Content-Type: image/png; name=x.png\r\nContent-ID: <i>', 'AAAA'])])],
    ['a boundary that is never closed', { 'Content-Type': 'multipart/mixed; boundary=b' }, `--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${utf8(LAMP)}`],
    ['a boundary that is not the one announced', { 'Content-Type': 'multipart/mixed; boundary=other' }, multipart('real', ['Content-Type: text/plain; charset=utf-8', utf8(LAMP)])],
    ['no boundary at all', { 'Content-Type': 'multipart/mixed' }, utf8(LAMP)],
    ['a part without headers', { 'Content-Type': 'multipart/mixed; boundary=b' }, `preamble\r\n--b\r\n\r\n${gb(LAMP)}\r\n--b--\r\nepilogue`],
    ['signed (S/MIME, detached)', { 'Content-Type': 'multipart/signed; protocol="application/pkcs7-signature"; boundary=b' }, multipart('b', ['Content-Type: text/plain; charset=utf-8', utf8(LAMP)], ['Content-Type: application/pkcs7-signature; name=smime.p7s', 'MIIB'])],
    ['a content type that is no type', { 'Content-Type': 'text' }, utf8(LAMP)],
    ['flowed lines (DelSp)', text('utf-8', '; format=flowed; delsp=yes'), utf8('清河小区的路灯 \r\n坏了一周,请派人修。')],
    ['HZ', text('hz-gb-2312'), `~{${gb(LAMP).replace(/[\x80-\xff]/g, (c) => String.fromCharCode(c.charCodeAt(0) & 0x7f)).replaceAll(',', '~},~{').replace(/~\{~\}/g, '')}~}`],
    ['UTF-7', text('utf-7'), `+${Buffer.from(LAMP, 'utf16le').swap16().toString('base64').replace(/=+$/, '')}-`],
  ])('%s', (_name, headers, body) => {
    expect(item(mail(headers, body)).body.replaceAll('\n', '')).toBe(LAMP);
  });

  const SUBJECT = '关于清河大桥限高杆被撞的投诉';
  const raw = gb(SUBJECT);
  it.each<[string, string]>([
    ['gb18030 word', word('gb18030', raw)],
    ['gb2312 words cut inside a character', `${word('gb2312', raw.slice(0, 7))}\r\n ${word('GB2312', raw.slice(7))}`],
    ['words of both kinds', `${word('utf-8', utf8('关于清河大桥'))} =?utf-8?Q?${utf8('限高杆被撞的投诉').replace(/[^]/g, (c) => `=${c.charCodeAt(0).toString(16)}`)}?=`],
    ['words without a blank between', `${word('utf-8', utf8('关于清河大桥'))}${word('utf-8', utf8('限高杆被撞的投诉'))}`],
    ['raw GBK', raw],
    ['raw UTF-8', utf8(SUBJECT)],
    ['raw and encoded', `${gb('关于清河大桥')}${word('gbk', gb('限高杆被撞的投诉'))}`],
    ['a word whose end is lost', word('gbk', raw).replace(/\?=$/, '')],
    ['a word folded inside', word('gbk', raw).replace(/(.{20})/, '$1\r\n ')],
    ['a word that names the wrong charset', word('iso-8859-1', raw)],
    ['folded with a tab', `${gb('关于清河大桥')}\r\n\t${gb('限高杆被撞的投诉')}`],
  ])('subject: %s', (_name, subject) => {
    expect(item(mail({ Subject: subject }, 'x')).title?.replaceAll(' ', '')).toBe(SUBJECT);
  });

  it('Outlook’s winmail.dat: its text and the names in it', () => {
    const attribute = (id: number, data: Buffer) => { const head = Buffer.alloc(9); head.writeUInt8(id >>> 31 ? 1 : 2, 0); head.writeUInt32LE(id, 1); head.writeUInt32LE(data.length, 5); return Buffer.concat([head, data, Buffer.alloc(2)]); };
    const codepage = Buffer.alloc(8);
    codepage.writeUInt32LE(936, 0);
    const tnef = Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]), attribute(0x00069007, codepage), attribute(0x0002800c, Buffer.from(`${gb(LAMP)}\0`, 'latin1')), attribute(0x00018010, Buffer.from(gb('照片.jpg'), 'latin1')), attribute(0x0006800f, Buffer.alloc(3_000))]);
    const read = item(mail({ 'Content-Type': 'application/ms-tnef; name=winmail.dat', 'Content-Transfer-Encoding': 'base64' }, base64(tnef.toString('latin1'))));
    expect(read.body).toBe(LAMP);
    expect(read.raw).toEqual({ 附件: '照片.jpg(3 KB)' });
  });

  it('signed opaquely (S/MIME): the mail inside; an encrypted one is marked', () => {
    const inner = `Content-Type: text/plain; charset=utf-8\r\n\r\n${utf8(LAMP)}`;
    const der = (tag: number, ...content: Buffer[]) => { const all = Buffer.concat(content); return Buffer.concat([Buffer.from([tag, 0x82, all.length >> 8, all.length & 255]), all]); };
    const data = der(0x30, Buffer.from('06092a864886f70d010701', 'hex'), der(0xa0, der(0x24, der(0x04, Buffer.from(inner.slice(0, 20), 'latin1')), der(0x04, Buffer.from(inner.slice(20), 'latin1')))));
    const signed = der(0x30, Buffer.from('06092a864886f70d010702', 'hex'), der(0xa0, der(0x30, Buffer.from('020101', 'hex'), der(0x31), data)));
    const headers = { 'Content-Type': 'application/pkcs7-mime; smime-type=signed-data; name=smime.p7m', 'Content-Transfer-Encoding': 'base64' };
    expect(item(mail(headers, base64(signed.toString('latin1')))).body).toBe(LAMP);
    const sealed = item(mail({ ...headers, Subject: 'sealed' }, base64('0\x82\x01\x00')));
    expect(sealed).toMatchObject({ body: 'sealed', marks: ['mail-encrypted', 'mail-no-text'] });
  });

  it('a mail saved by Notepad in UTF-16', () => {
    const bytes = Buffer.from(`\ufeff${mail({}, '').toString('latin1')}${LAMP}`, 'utf16le');
    expect(item(bytes)).toMatchObject({ externalId: '<1@qq.com>', body: LAMP });
  });
});

describe('who and when', () => {
  it('name, address and telephone go to the contact and are hidden in the text', () => {
    const read = item(mail({ From: `${word('gb2312', gb('张三丰'))} <Zhang@QQ.com>`, ...text('utf-8') }, utf8('我是张三丰,电话13812345678,邮箱zhang@qq.com。')));
    expect(read.contact).toMatchObject({ name: '张三丰', phone: '13812345678', email: 'zhang@qq.com' });
    expect(JSON.stringify({ ...read, contact: null })).not.toMatch(/张三丰|13812345678|zhang@qq/i);
  });

  it.each<[string, string | null, Date | null, string, string[]]>([
    ['its Date', 'Tue, 24 Nov 2026 10:00:00 +0800', null, '2026-11-24T02:00:00Z', []],
    ['the earlier of Date and arrival', 'Tue, 24 Nov 2026 10:00:00 +0800', new Date('2026-11-24T01:00:00Z'), '2026-11-24T01:00:00Z', []],
    ['arrival, where the Date is of the future', 'Tue, 24 Nov 2037 10:00:00 +0800', new Date('2026-11-24T01:00:00Z'), '2026-11-24T01:00:00Z', ['future-time-clamped']],
    ['arrival, where the Date is of a dead battery', 'Thu, 01 Jan 1970 08:00:00 +0800', new Date('2026-11-24T01:00:00Z'), '2026-11-24T01:00:00Z', ['mail-date-wrong']],
    ['arrival, where there is none', null, new Date('2026-11-24T01:00:00Z'), '2026-11-24T01:00:00Z', []],
    ['a Date in Chinese', utf8('2026年11月24日 10:00'), null, '2026-11-24T02:00:00Z', []],
    ['CST is China’s', 'Tue, 24 Nov 2026 10:00:00 CST', null, '2026-11-24T02:00:00Z', []],
    ['the reading, where nothing tells', 'gibberish', null, '2026-11-25T00:00:00Z', ['time-from-received-at']],
  ])('%s', (_name, date, arrived, at, marks) => {
    expect(item(mail({ Date: date }, 'x'), { arrived })).toMatchObject({ publishedAt: new Date(at), marks });
  });

  it('a clock that stood still for years is found out by the servers on the way', () => {
    const read = item(mail({ Date: 'Wed, 01 Jan 2020 00:00:00 +0800', Received: 'from a by b; Tue, 24 Nov 2026 09:30:00 +0800' }, 'x'));
    expect(read).toMatchObject({ publishedAt: new Date('2026-11-24T01:30:00Z'), marks: ['mail-date-wrong'] });
  });

  it('a letter without a Message-ID has the same key when it is read again', () => {
    const bytes = mail({ 'Message-ID': null }, utf8(LAMP));
    expect(item(bytes).externalId).toMatch(/^m-[0-9a-f]{24}$/);
    expect(item(bytes).externalId).toBe(item(bytes, { arrived: new Date('2026-11-24T01:00:00Z') }).externalId);
    expect(item(mail({ 'Message-ID': null }, utf8(`${LAMP}!`))).externalId).not.toBe(item(bytes).externalId);
  });
});

describe('history under the letter', () => {
  it('is kept as a thread, and the letter is judged by its own words', () => {
    const body = `还是没修好,请再催。\r\n发自我的iPhone\r\n\r\n在 2026年11月20日,10:00,市长信箱 <szxx@qinghe.gov.cn> 写道:\r\n> 您好,已转城管局办理。\r\n> \r\n> 在 2026年11月18日,张三 <zhang@qq.com> 写道:\r\n>> ${LAMP}\r\n`;
    const read = item(mail({ ...text('utf-8'), From: `${utf8('张三')} <zhang@qq.com>`, 'In-Reply-To': '<0@qinghe.gov.cn>', References: '<a@qq.com> <0@qinghe.gov.cn>' }, utf8(body)));
    expect(read.ownWords).toBe('还是没修好,请再催。');
    expect(read.thread).toEqual([
      { who: 'citizen', unit: null, at: new Date('2026-11-17T16:00:00Z'), text: LAMP },
      { who: 'unit', unit: '市长信箱', at: new Date('2026-11-20T02:00:00Z'), text: '您好,已转城管局办理。' },
      { who: 'citizen', unit: null, at: new Date('2026-11-24T02:00:00Z'), text: '还是没修好,请再催。' },
    ]);
    expect(read.body).toContain('已转城管局办理');
  });

  it('of a mail passed on with a word or two, what is passed on is judged', () => {
    const read = item(mail({ ...text('utf-8'), Subject: 'Fwd: x' }, utf8(`请阅处\r\n---------- Forwarded message ---------\r\n发件人: 赵六 <zhao@163.com>\r\nDate: 2026年11月20日周五 15:05\r\nSubject: 噪音\r\nTo: <x@y.cn>\r\n\r\n${LAMP}`)));
    expect(read.ownWords).toBe(LAMP);
  });

  it('a mail attached whole is read with it', () => {
    const inner = mail({ Subject: word('utf-8', utf8('噪音')), From: 'zhao@163.com', ...text('gb2312') }, gb(LAMP)).toString('latin1');
    const read = item(mail({ 'Content-Type': 'multipart/mixed; boundary=b' }, multipart('b', ['Content-Type: text/plain', ''], ['Content-Type: message/rfc822', inner])));
    expect(read.body).toBe(`噪音\n${LAMP}`);
    expect(read).not.toHaveProperty('ownWords');
  });

  it('a mail that is only history says so', () => {
    const read = item(mail(text('utf-8'), utf8('在 2026年11月20日,市长信箱 <szxx@qinghe.gov.cn> 写道:\r\n> 已办。\r\n')));
    expect(read.marks).toEqual(['mail-only-quote']);
    expect(read.ownWords).toBeUndefined();
  });
});

describe('files that came with it', () => {
  it('are named, not opened; names in RFC 2231, encoded words and raw GBK; telephones in names hidden', () => {
    const read = item(mail({ 'Content-Type': 'multipart/mixed; boundary=b' }, multipart('b',
      ['Content-Type: text/plain; charset=utf-8', utf8(LAMP)],
      ["Content-Type: application/msword;\r\n name*0*=gb2312''%CF%D6%B3%A1;\r\n name*1*=%D5%D5%C6%AC.doc\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64", 'QUJD'.repeat(8_000)],
      [`Content-Type: image/jpeg; name="${word('gbk', gb('甲.jpg'))}"\r\nContent-Disposition: attachment`, 'x'],
      [`Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="C:\\\\tmp\\\\${gb('乙13812345678.zip')}"`, 'x'],
      ['Content-Type: image/png\r\nContent-ID: <i>', 'x'])));
    expect(read.raw).toEqual({ 附件: '现场照片.doc(23 KB)、甲.jpg(1 KB)、乙138****5678.zip(1 KB)' });
    expect(read.body).toBe(LAMP);
  });

  it('alone are a letter still', () => {
    const read = item(mail({ Subject: null, 'Content-Type': 'application/pdf; name=a.pdf', 'Content-Disposition': 'attachment' }, 'x'));
    expect(read).toMatchObject({ title: null, body: '(来信没有正文,附件:a.pdf(1 KB))', marks: ['mail-no-text'] });
  });
});

describe('what is no letter', () => {
  it.each<[string, Record<string, string | null>, RegExp]>([
    ['an answer by machine', { 'Auto-Submitted': 'auto-replied' }, /自动回复/],
    ['by its subject alone', { Subject: word('gbk', gb('自动回复:您的来信已收到')) }, /自动回复/],
    ['a bounce', { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' }, /退信/],
    ['from the mailer', { From: 'MAILER-DAEMON@qq.com' }, /退信/],
    ['a receipt', { Subject: utf8('已读: 关于路灯') }, /回执/],
    ['a list', { 'List-Unsubscribe': '<mailto:x@y.cn>' }, /群发/],
    ['junk by the server’s word', { 'X-Spam-Flag': 'YES' }, /垃圾/],
  ])('%s', (_name, headers, reason) => {
    expect(readMail(mail(headers, 'x'), ctx)).toMatchObject({ refused: { code: 'MAIL_AUTOMATIC', reason: expect.stringMatching(reason) as string } });
  });

  it.each([['who complains of machines', { Subject: utf8('自动回复太敷衍,没人管') }], ['sent by the server for a person', { 'Auto-Submitted': 'no' }], ['whose sender wants no answer', { From: 'noreply@qq.com' }]])('but one %s is a letter', (_name, headers) => {
    expect(readMail(mail(headers, 'x'), ctx)).toHaveProperty('item');
  });

  it('the form of the office’s own site sends letters: who wrote is whom to answer', () => {
    const bytes = mail({ 'Auto-Submitted': 'auto-generated', From: 'form@qinghe.gov.cn', 'Reply-To': `${utf8('李四')} <li@163.com>` }, utf8(LAMP));
    expect(item(bytes, { formSenders: ['Form@qinghe.gov.cn'] }).contact).toEqual({ name: '李四', email: 'li@163.com' });
    expect(readMail(bytes, ctx)).toHaveProperty('refused');
  });

  it('nothing at all is put aside', () => {
    expect(readMail(mail({ Subject: null }, ' \r\n'), ctx)).toMatchObject({ refused: { code: 'ROW_NO_CONTENT' } });
    expect(readMail(Buffer.from('just words\r\nand more'), ctx)).toMatchObject({ refused: { code: 'ROW_MALFORMED' } });
  });
});

it('a mail that its subject says is passed on is judged by what was passed on, whatever rule stands above it', () => {
  const forwarded = item(mail({ Subject: word('utf-8', utf8('Fw: 路灯')), ...text('utf-8') }, utf8('请阅处\r\n\r\n-----原始邮件-----\r\n发件人: 李某 <l@example.com>\r\n发送时间: 2026年2月28日 10:00\r\n主题: 路灯\r\n\r\n柳湖路的路灯坏了三天。\r\n')));
  expect(forwarded.ownWords).toBe('柳湖路的路灯坏了三天。');
});
