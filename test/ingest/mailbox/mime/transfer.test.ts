import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../../ingest/mailbox/mime/charset.ts';
import { unflow } from '../../../../ingest/mailbox/mime/flowed.ts';
import { decodeTransfer } from '../../../../ingest/mailbox/mime/transfer.ts';
import { gb, utf8 } from '../mails.ts';

const decode = (text: string, encoding: string | null) => decodeTransfer(text, encoding, 1_000_000).toString('latin1');

describe('transfer encodings', () => {
  it.each([
    ['quoted-printable', 'a=3Db=\r\nc=  \nd=zz=4', 'a=bcd=zz=4'],
    ['Quoted-Printable ', '=c2=B7', '\xc2\xb7'],
    ['base64', 'YWJj\r\nZGVm', 'abcdef'],
    ['base64', 'YQ==\r\nYg==', 'ab'],
    ['base64', 'YWJj\r\n\r\n--\r\nThis list is run by machines, as ever\r\n', 'abc'],
    ['base64', '', ''],
    ['x-uuencode', 'begin 644 a\n#86)C\n`\nend\n', 'abc'],
    ['7bit', 'a=3D', 'a=3D'],
    ['x-nobody-knows', 'abc', 'abc'],
    [null, 'abc', 'abc'],
  ])('%s: %j', (encoding, text, bytes) => {
    expect(decode(text, encoding)).toBe(bytes);
  });

  it('no more is looked at than is asked for', () => {
    expect(decodeTransfer('a'.repeat(100), null, 10)).toHaveLength(10);
  });
});

describe('charsets', () => {
  it.each<[string | null, string, string, boolean]>([
    ['gb2312', gb('㐀村路灯'), '㐀村路灯', false],
    ['"GBK"', gb('路灯坏了'), '路灯坏了', false],
    [null, gb('联通'), '联通', false],
    [null, utf8('Привет'), 'Привет', false],
    [null, utf8('naïve'), 'naïve', false],
    ['utf-8', gb('路灯坏了请派人修理'), '路灯坏了请派人修理', true],
    ['utf-8', utf8('路灯'), '路灯', false],
    ['big5', iconv.encode('路燈壞了', 'big5').toString('latin1'), '路燈壞了', false],
    ['hz-gb-2312', 'a~~b~{B75F~}c', 'a~b路灯c', false],
    ['utf-7', '+je9wbw-!', '路灯!', false],
  ])('%s', (charset, bytes, text, doubtful) => {
    const read = readText(Buffer.from(bytes, 'latin1'), charset);
    expect(read.doubtful).toBe(doubtful);
    expect(read.text).toBe(text);
  });
});

describe('flowed lines', () => {
  it.each([
    ['go on behind a blank', 'a \nb\nc', false, 'a b\nc'],
    ['without the blank (DelSp)', '路 \n灯\nc', true, '路灯\nc'],
    ['quoted ones apart', '> a \n> b\nc \n> d', false, '> a b\nc \n> d'],
    ['a signature is none', 'a \n-- \nb', false, 'a \n-- \nb'],
    ['stuffed ones', ' From a\n >b', false, 'From a\n>b'],
  ])('%s', (_name, text, delSp, lines) => {
    expect(unflow(text, delSp)).toBe(lines);
  });
});
