import { describe, expect, it } from 'vitest';
import { readMailboxes } from '../../../../ingest/mailbox/mime/addresses.ts';
import { headerText } from '../../../../ingest/mailbox/mime/header-text.ts';
import { readStructured } from '../../../../ingest/mailbox/mime/parameters.ts';
import { gb, utf8, word } from '../mails.ts';

describe('a header as a person reads it', () => {
  it.each([
    ['plain', 'Re:  lamp ', 'Re: lamp'],
    ['a word among words', `Re: ${word('gbk', gb('路灯'))} (2)`, 'Re: 路灯 (2)'],
    ['a language tag', word('utf-8*zh', utf8('路灯')), '路灯'],
    ['Q with blanks', '=?gb2312?Q?=C2=B7 =B5=C6?=', '路 灯'],
    ['another charset next to it', `${word('gbk', gb('路'))} ${word('utf-8', utf8('灯'))}`, '路灯'],
    ['GBK that happens to be UTF-8', gb('停水'), '停水'],
    ['French stays French', utf8('Café crème'), 'Café crème'],
    ['what turns the direction of writing is gone', utf8('a\u202eb\u200b\u0007c'), 'ab c'],
    ['no word at all', '=?gbk?X?abc?=', '=?gbk?X?abc?='],
  ])('%s', (_name, value, text) => {
    expect(headerText(value)).toBe(text);
  });
});

describe('parameters of a header', () => {
  it.each<[string, string, string]>([
    ['quoted, with a semicolon inside', 'attachment; filename="a;b \\"c\\".txt"', 'a;b "c".txt'],
    ['bare', 'attachment; filename=a.txt', 'a.txt'],
    ['RFC 2231', "attachment; filename*=UTF-8''%E8%B7%AF.txt", '路.txt'],
    ['RFC 2231 in pieces, not in order', "attachment; filename*1=\".txt\"; filename*0*=gb2312''%C2%B7", '路.txt'],
    ['pieces cut inside a character', "attachment; filename*0*=utf-8''%E8%B7; filename*1*=%AF.txt", '路.txt'],
    ['both ways: the extended one counts', "attachment; filename=\"x.txt\"; filename*=utf-8''%E8%B7%AF.txt", '路.txt'],
    ['an encoded word', `attachment; filename="${word('gbk', gb('路.txt'))}"`, '路.txt'],
    ['raw GBK', `attachment; filename="${gb('路灯.txt')}"`, '路灯.txt'],
    ['never closed', 'attachment; filename="a.txt', 'a.txt'],
    ['blanks everywhere', 'attachment ;  filename = "a.txt" ', 'a.txt'],
  ])('%s', (_name, header, filename) => {
    const read = readStructured(header);
    expect(read.value).toBe('attachment');
    expect(read.params.get('filename')).toBe(filename);
  });
});

describe('people of a header', () => {
  it.each<[string, string, (string | null)[][]]>([
    ['a name and an address', `"${gb('张三')}" <Zhang@QQ.com>`, [['张三', 'zhang@qq.com']]],
    ['encoded', `${word('gbk', gb('张三'))} <z@q.cn>`, [['张三', 'z@q.cn']]],
    ['only an address', 'z@q.cn', [[null, 'z@q.cn']]],
    ['the name is the address', '"z@q.cn" <z@q.cn>', [[null, 'z@q.cn']]],
    ['a comment', 'z@q.cn (Zhang)', [['Zhang', 'z@q.cn']]],
    ['several, a comma in one name', '"a, b" <a@q.cn>, c@q.cn; <d@q.cn>', [['a, b', 'a@q.cn'], [null, 'c@q.cn'], [null, 'd@q.cn']]],
    ['only a name', 'Zhang', [['Zhang', null]]],
    ['nothing', ' , ', []],
  ])('%s', (_name, header, people) => {
    expect(readMailboxes(header).map((m) => [m.name, m.address])).toEqual(people);
  });
});
