import { describe, expect, it } from 'vitest';
import { answersOf, messageIdOf, publicId } from '../../../ingest/mailbox/message-id.ts';

describe('the number of a mail', () => {
  it.each([
    ['<a@b>', '<a@b>'],
    [' <a@b> (added by postmaster)', '<a@b>'],
    ['a@b', '<a@b>'],
    ['<\xc2\xb7@b>', '<%c2%b7@b>'],
    ['nothing', null],
    ['<>', null],
    [`<${'a'.repeat(300)}@b>`, null],
  ])('%j', (value, id) => {
    expect(messageIdOf([['message-id', value]])).toBe(id);
  });

  it('shows neither the account nor the telephone that some systems write into it', () => {
    expect(publicId('<5a.1.Coremail.zhangsan@163.com>')).toBe('<5a.1.Coremail.***@163.com>');
    expect(publicId('<20261124.13812345678@139.com>')).toBe('<20261124.138****5678@139.com>');
    expect(publicId('<tencent_0A1B@qq.com>')).toBe('<tencent_0A1B@qq.com>');
  });

  it('what it answers: In-Reply-To, then References from the last', () => {
    expect(answersOf([['references', '<1@a> <2@a>\t<3@a>'], ['in-reply-to', 'your mail of <3@a>']])).toEqual(['<3@a>', '<2@a>', '<1@a>']);
  });
});
