import { describe, expect, it } from 'vitest';
import { headerOf, headersOf, splitHeaders } from '../../../../ingest/mailbox/mime/headers.ts';

describe('headers and body', () => {
  it.each([
    ['CRLF', 'Subject: a\r\n b\r\nTo: c\r\n\r\nbody\r\n'],
    ['LF', 'Subject: a\n b\nTo: c\n\nbody\r\n'],
    ['CR', 'Subject: a\r b\rTo: c\r\rbody\r\n'],
    ['an mbox mark above', 'From x Tue Nov 24 02:00:00 2026\nSubject: a\n b\nTo: c\n\nbody\r\n'],
    ['a mark and blank lines above', '\u00ef\u00bb\u00bf\r\n\r\nSubject: a\r\n b\r\nTo: c\r\n\r\nbody\r\n'],
    ['blanks before the colon', 'SUBJECT : a\r\n\tb\r\nTo:c\r\n\r\nbody\r\n'],
    ['a broken line among them', 'Subject: a\r\n b\r\nbroken line\r\nTo: c\r\n\r\nbody\r\n'],
  ])('%s', (_name, source) => {
    expect(splitHeaders(source)).toEqual({ headers: [['subject', 'a b'], ['to', 'c']], body: 'body\r\n' });
  });

  it('words without an empty line before them are the body', () => {
    expect(splitHeaders('Subject: a\r\nhello there\r\nand more')).toEqual({ headers: [['subject', 'a']], body: 'hello there\r\nand more' });
  });

  it('the first that says something counts, all are there', () => {
    const { headers } = splitHeaders('Date: \r\nDate: 1\r\nReceived: a\r\nReceived: b\r\n\r\n');
    expect(headerOf(headers, 'date')).toBe('1');
    expect(headersOf(headers, 'received')).toEqual(['a', 'b']);
    expect(headerOf(headers, 'subject')).toBeNull();
  });

  it('are bounded', () => {
    const { headers } = splitHeaders(`X: ${'a'.repeat(500_000)}\r\n${'Y: b\r\n'.repeat(10_000)}\r\n`);
    expect(headers[0]![1].length).toBeLessThanOrEqual(65_536);
    expect(headers.length).toBeLessThanOrEqual(2_000);
  });
});
