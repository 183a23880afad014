import { describe, expect, it } from 'vitest';
import { FetchError } from '../../../ingest/fetch/errors.ts';
import { outcomeOf } from '../../../ingest/site/outcome.ts';
import type { ErrorCode } from '../../../model/index.ts';

const ADDRESS = 'https://a.example/1.html';
const status = (n: number) => outcomeOf(new FetchError('FETCH_STATUS', '', '', { status: n }), ADDRESS);
const failed = (code: string, of: ErrorCode = 'FETCH_FAILED') => outcomeOf(new FetchError(of, '', '', { cause: Object.assign(new Error('x'), { code }) }), ADDRESS);

describe('what a failed request says of the address', () => {
  it.each([[404, 'gone'], [410, 'gone'], [500, 'ill'], [502, 'ill'], [503, 'ill'], [400, 'ill'], [401, 'unknown'], [403, 'unknown'], [405, 'unknown'], [412, 'unknown'], [429, 'unknown'], [521, 'unknown']])('status %i: %s', (n, state) => {
    expect(status(n).state).toBe(state);
  });

  it('the status stands in the words', () => {
    expect(status(404)).toEqual({ state: 'gone', why: '没有这个页面(404)', answered: true });
    expect(status(502)).toMatchObject({ why: '对方出了故障(502)' });
  });

  it.each([
    ['ENOTFOUND', 'gone', '没有这个域名'], ['EAI_AGAIN', 'ill', '连接不上'], ['ECONNREFUSED', 'ill', '拒绝连接'], ['ECONNRESET', 'ill', '连接不上'],
    ['CERT_HAS_EXPIRED', 'gone', '证书已过期,浏览器会拦下'], ['ERR_TLS_CERT_ALTNAME_INVALID', 'gone', '证书不是发给这个域名的,浏览器会拦下'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'gone', '证书不可信,浏览器会拦下'], ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'unknown', '加密连接建立不了'], ['HPE_INVALID_CONSTANT', 'unknown', '应答残缺'],
  ])('%s: %s', (code, state, why) => {
    expect(failed(code)).toEqual({ state, why, answered: false });
  });

  it('several addresses of one name that all refuse', () => {
    const cause = new AggregateError([Object.assign(new Error('a'), { code: 'ECONNREFUSED' }), Object.assign(new Error('b'), { code: 'ECONNREFUSED' })]);
    expect(outcomeOf(new FetchError('FETCH_FAILED', '', '', { cause }), ADDRESS)).toMatchObject({ state: 'ill', why: '拒绝连接' });
  });

  it('more than was wanted is there; redirects without end are not', () => {
    expect(outcomeOf(new FetchError('FETCH_TOO_LARGE', '', ''), ADDRESS)).toEqual({ state: 'fine' });
    expect(outcomeOf(new FetchError('FETCH_REDIRECTS', '重定向绕回了原处', ''), ADDRESS)).toMatchObject({ state: 'gone', why: '重定向绕圈' });
    expect(outcomeOf(new FetchError('FETCH_TIMEOUT', '', ''), ADDRESS)).toMatchObject({ state: 'ill', answered: false });
  });

  it('an inside address is dead for the public; a name that we may not ask is not known', () => {
    const refused = new FetchError('FETCH_REFUSED', '', '');
    expect(outcomeOf(refused, 'http://192.168.0.3/oa')).toMatchObject({ state: 'gone', why: '指向内部地址,公众打不开' });
    expect(outcomeOf(refused, 'http://oa.a.example/')).toMatchObject({ state: 'unknown' });
  });
});
