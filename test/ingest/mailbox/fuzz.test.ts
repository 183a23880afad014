import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMail } from '../../../ingest/mailbox/read-mail.ts';
import { takeApart } from '../../../ingest/mailbox/quotes.ts';
import { withoutSignature } from '../../../ingest/mailbox/signature.ts';
import { findRecords } from '../../../ingest/mailbox/json-records.ts';

const now = new Date('2026-11-25T00:00:00Z');
const ctx = { now, arrived: null, fallback: now };

/** What mails are made of, whole and in pieces. */
const PIECES = [
  'Subject: =?gb2312?B?wrc', '?=', '=?utf-8?Q?=E4=', 'From: "a\\', '<a@b.cn>', 'Message-ID: <x@y>', 'Date: Tue, 24 Nov 2026 10:00:00 +0800', 'Content-Type: multipart/mixed; boundary=b',
  'Content-Type: multipart/alternative; boundary="b', 'Content-Type: message/rfc822', 'Content-Type: text/html; charset=gbk', 'Content-Type: application/ms-tnef', 'Content-Type: application/pkcs7-mime',
  'Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding: quoted-printable', 'Content-Transfer-Encoding: x-uuencode', "Content-Disposition: attachment; filename*0*=gb2312''%CF", '\r\n', '\r\n\r\n', '\n', '\r', '--b', '--b--', '=', '=3D', '>', '> ', 'begin 644 a', 'end',
  '\x78\x9f\x3e\x22\x01\x00', '\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02', '\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x80\x24\x80\x04', '\xc2\xb7\xb5\xc6', '\xff\xfe', '\0', '<blockquote type="cite">', '</blockquote>', '<p>', 'From ', ' ', '\t', ';', ':', '~{', '~}',
];
const hostile = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((c) => String.fromCharCode(c)), maxLength: 20 })), { maxLength: 80 }).map((p) => Buffer.from(p.join(''), 'latin1'));

describe('hostile mails', () => {
  it('whatever comes, is a letter with words, or is refused with a reason', () => {
    fc.assert(fc.property(hostile, fc.boolean(), (body, headed) => {
      const read = readMail(headed ? Buffer.concat([Buffer.from('From: a@b.cn\r\n'), body]) : body, ctx);
      if ('refused' in read) {
        expect(read.refused.reason).not.toBe('');
        return;
      }
      const { item } = read;
      expect(item.body).not.toBe('');
      expect(item.externalId.length).toBeLessThanOrEqual(700);
      expect(JSON.stringify(item)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      expect(item.publishedAt.getTime()).toBeLessThanOrEqual(now.getTime());
    }), { numRuns: 3_000 });
  });

  const MB = 1_048_576;
  const deep = (n: number): string => Array.from({ length: n }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join('');
  it.each<[string, () => string]>([
    ['parts within parts without end', () => deep(20_000)],
    ['the same boundary within itself', () => 'Content-Type: multipart/mixed; boundary=b\r\n\r\n'.padEnd(60, ' ') + '--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'.repeat(20_000)],
    ['a hundred thousand parts', () => `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(100_000)}`],
    ['mails within mails', () => 'Content-Type: message/rfc822\r\n\r\n'.repeat(50_000)],
    ['a header of megabytes', () => `Subject: ${'a'.repeat(8 * MB)}\r\n\r\nx`],
    ['a header folded without end', () => `Subject: a\r\n${' b\r\n'.repeat(MB)}\r\nx`],
    ['headers without end', () => 'X-A: b\r\n'.repeat(MB)],
    ['encoded words without end', () => `Subject: ${'=?gbk?B?wrc=?= '.repeat(200_000)}\r\n\r\nx`],
    ['encoded words that never close', () => `Subject: ${'=?a?b?'.repeat(10_000)}\r\n\r\nx`],
    ['parameters without end', () => `Content-Type: text/plain${';a="'.repeat(15_000)}\r\n\r\nx`],
    ['pieces of a name without end', () => `Content-Type: a/b${Array.from({ length: 6_000 }, (_, i) => `; n*${i % 1000}*=%41`).join('')}\r\n\r\nx`],
    ['one line of megabytes', () => `A: b\r\n\r\n${'x'.repeat(8 * MB)}`],
    ['carriage returns alone', () => `A: b\r${'\r'.repeat(4 * MB)}`],
    ['quotes within quotes', () => `A: b\r\n\r\n${`${'>'.repeat(1_000)}x\r\n`.repeat(2_000)}`],
    ['marks of history without end', () => `A: b\r\n\r\n${'-----Original Message-----\r\nFrom: a\r\nSent: b\r\nTo: c\r\n'.repeat(20_000)}`],
    ['blockquotes without end', () => `Content-Type: text/html\r\n\r\n${'<blockquote type=cite>'.repeat(100_000)}x`],
    ['tags that never close', () => `Content-Type: text/html\r\n\r\n${'<blockquote '.repeat(100_000)}`],
    ['equals signs', () => `Content-Transfer-Encoding: quoted-printable\r\n\r\n${'= '.repeat(MB)}`],
    ['uuencoded without end', () => `A: b\r\n\r\n${'begin 644 a\r\n'.repeat(100_000)}`],
    ['addresses without end', () => `From: ${'"a\\" <b@c.cn>, '.repeat(4_000)}\r\n\r\nx`],
    ['spaces', () => `From: ${' '.repeat(60_000)}x\r\nDate:${' '.repeat(60_000)}1\r\n\r\n${' '.repeat(4 * MB)}x`],
  ])('%s', (_name, make) => {
    const source = `From: a@b.cn\r\n${make()}`;
    const read = readMail(Buffer.from(source, 'latin1'), ctx);
    expect('item' in read ? read.item.body.length : read.refused.reason.length).toBeLessThanOrEqual(500_000);
  }, 20_000);
});

it('any lines are taken apart without loss of all', () => {
  const line = fc.oneof(fc.constantFrom('-----原始邮件-----', '发件人: a <a@b.cn>', '发送时间: 2026年11月20日 10:00', '收件人: x', '主题: y', '在 2026年11月20日,甲 <a@b.cn> 写道:', '> 引', '--', '-- ', '发自我的iPhone', '路灯坏了', '', '|', '____'), fc.string({ maxLength: 30 }));
  fc.assert(fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
    const apart = takeApart(lines.join('\n'), now);
    expect(apart.quoted.length).toBeLessThanOrEqual(21);
    const { words } = withoutSignature(apart.own);
    expect(apart.own.includes(words)).toBe(true);
  }), { numRuns: 1_000 });
});

it('any JSON either holds letters or does not', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
    const found = findRecords(value, new Map());
    expect(found === null || found.rows.every((row) => row.length === found.names.length)).toBe(true);
  }), { numRuns: 1_000 });
});
