import { describe, expect, it } from 'vitest';
import { YuqingError } from '../../../../model/index.ts';
import { FetchError } from '../../../../ingest/fetch/errors.ts';
import { explainImap, isConnectionLost } from '../../../../ingest/mailbox/imap/errors.ts';

const failure = (more: object) => Object.assign(new Error('said in English'), more);

describe('what goes wrong with a mail server, in words', () => {
  it.each<[object, string, RegExp]>([
    [{ authenticationFailed: true, responseText: 'LOGIN fail\r\n\u0007' }, 'MAILBOX_LOGIN', /不让登录.*对方说:LOGIN fail$/],
    [{ authenticationFailed: true, serverResponseCode: 'UNAVAILABLE' }, 'FETCH_FAILED', /读邮箱失败/],
    [{ code: 'ENOTFOUND' }, 'FETCH_FAILED', /没有这个域名/],
    [{ code: 'ECONNREFUSED' }, 'FETCH_FAILED', /拒绝连接/],
    [{ code: 'CONNECT_TIMEOUT' }, 'FETCH_TIMEOUT', /及时应答/],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'FETCH_FAILED', /证书/],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'FETCH_FAILED', /证书/],
    [{ code: 'LiteralTooLarge' }, 'FETCH_FAILED', /过大/],
    [{ code: 'EConnectionClosed' }, 'FETCH_FAILED', /中途断开/],
    [{}, 'FETCH_FAILED', /读邮箱失败/],
  ])('%j', (more, code, words) => {
    const told = explainImap(failure(more), 'imap.qinghe.test:993', 'szxx');
    expect(told.code).toBe(code);
    expect(told.message).toMatch(words);
    expect(told.message).toContain('imap.qinghe.test:993');
    expect(told.remedy).toMatch(/[\u4e00-\u9fff]{4}/);
  });

  it('what is in words already stays', () => {
    const told = new YuqingError('MAILBOX_FOLDER', '没有');
    expect(explainImap(told, 'a', 'b')).toBe(told);
  });

  it('a lost connection is made again, a refusal is not', () => {
    expect([failure({ code: 'ECONNRESET' }), failure({ code: 'NoConnection' }), new FetchError('FETCH_FAILED', 'a', 'b')].map(isConnectionLost)).toEqual([true, true, true]);
    expect([failure({ authenticationFailed: true }), new YuqingError('MAILBOX_LOGIN', 'a'), new FetchError('FETCH_REFUSED', 'a', 'b'), null].map(isConnectionLost)).toEqual([false, false, false, false]);
  });
});
