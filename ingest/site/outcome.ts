import type { FetchError } from '../fetch/errors.ts';
import { isInsideName } from './address.ts';

/**
 * What asking for an address brought.
 *
 *   fine     it is there
 *   gone     it is not, and waiting will not help: 404, 410, no such name, sent home, a page that says 不存在
 *   ill      the server may just be ill: 5xx, no answer in time, connection refused
 *   unknown  无法核对: it wants a login, does not like programs, or may not be asked
 */
export type Outcome = { state: 'fine' } | { state: 'gone' | 'ill' | 'unknown'; why: string; answered: boolean };

const UNKNOWN = new Set([401, 402, 403, 405, 406, 407, 412, 418, 421, 429, 451, 521, 567, 999]);

/**
 * What a failed request says of the address. The house's own errors, never a person's interruption: that is the caller's.
 *
 * @example outcomeOf(new FetchError('FETCH_STATUS', '…', '…', { status: 404 }), url) // { state: 'gone', why: '没有这个页面(404)', answered: true }
 */
export function outcomeOf(error: FetchError, url: string): Outcome {
  const said = (state: 'gone' | 'ill' | 'unknown', why: string, answered = false): Outcome => ({ state, why, answered });
  if (error.status !== null) return ofStatus(error.status);
  switch (error.code) {
    // More than we wanted of it: it is there.
    case 'FETCH_TOO_LARGE': return { state: 'fine' };
    case 'FETCH_REDIRECTS': return said('gone', error.message.includes('绕回') ? '重定向绕圈' : '重定向没有尽头', true);
    case 'FETCH_REFUSED': return isInsideName(url) ? said('gone', '指向内部地址,公众打不开') : said('unknown', '不许访问的地址');
    case 'FETCH_TIMEOUT': return said('ill', '没有及时应答');
    default: return ofCause(error, said);
  }
}

function ofStatus(status: number): Outcome {
  if (UNKNOWN.has(status)) return { state: 'unknown', why: `不许程序核对(${status})`, answered: true };
  if (status === 404) return { state: 'gone', why: '没有这个页面(404)', answered: true };
  if (status === 410) return { state: 'gone', why: '已撤下(410)', answered: true };
  return { state: 'ill', why: status >= 500 ? `对方出了故障(${status})` : `没有给出内容(${status})`, answered: true };
}

const CERTIFICATES: [RegExp, string][] = [
  [/CERT_HAS_EXPIRED/, '证书已过期,浏览器会拦下'],
  [/ALTNAME/, '证书不是发给这个域名的,浏览器会拦下'],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/, '证书不可信,浏览器会拦下'],
];

function ofCause(error: FetchError, said: (state: 'gone' | 'ill' | 'unknown', why: string) => Outcome): Outcome {
  const codes = codesOf(error).join(' ');
  if (/ENOTFOUND|ENODATA/.test(codes)) return said('gone', '没有这个域名');
  const certificate = CERTIFICATES.find(([pattern]) => pattern.test(codes));
  if (certificate) return said('gone', certificate[1]);
  // Old encryption that browsers still speak, or none of them any more: we cannot tell.
  if (/ERR_SSL|EPROTO/.test(codes)) return said('unknown', '加密连接建立不了');
  if (/HPE_|ERR_STREAM|Z_/.test(codes)) return said('unknown', '应答残缺');
  if (/ECONNREFUSED/.test(codes)) return said('ill', '拒绝连接');
  return said('ill', '连接不上');
}

/** The codes of an error and of all that caused it. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  const open: unknown[] = [error];
  for (let i = 0; i < open.length && i < 20; i++) {
    const next = open[i];
    if (!(next instanceof Error)) continue;
    codes.push((next as NodeJS.ErrnoException).code ?? next.name);
    if (next instanceof AggregateError) open.push(...next.errors);
    open.push(next.cause);
  }
  return codes;
}
