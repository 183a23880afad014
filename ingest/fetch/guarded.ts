import { Agent, request, type Dispatcher } from 'undici';
import { systemClock, type Clock } from '../../model/index.ts';
import { checkLiteral, guardedLookup } from './addresses.ts';
import { ACCEPT_ENCODING, readBody } from './body.ts';
import { FetchError, explain, place } from './errors.ts';
import { retryAfter } from './retry-after.ts';

export interface FetchOptions {
  /** Internal hosts (`host` or `host:port`) that this source's admin lists; all else must be public. */
  allowHosts?: readonly string[];
  /** What the last answer carried, for a conditional request. */
  etag?: string | undefined;
  lastModified?: string | undefined;
  /** Over the wire and unpacked. */
  maxBytes?: number;
  /** For everything together: resolving, connecting, redirects and the last byte. */
  timeoutMs?: number;
  maxRedirects?: number;
  userAgent?: string;
  signal?: AbortSignal | undefined;
  clock?: Clock;
  /** Every answer comes back as it is: a redirect is not followed, and no status is an error. For a browser, which does its own. */
  asIs?: boolean;
  method?: string;
  body?: Buffer | undefined;
  /** Names in lower case; they go before our own. */
  headers?: Readonly<Record<string, string>>;
}

export interface Fetched {
  status: number;
  /** Where it was found, after redirects. */
  url: string;
  /** Names in lower case; of a repeated header the first. */
  headers: Record<string, string>;
  /** Every `Set-Cookie`. */
  cookies: readonly string[];
  bytes: Buffer;
  /** The server said 304: what the last answer brought still holds, and `bytes` is empty. */
  notModified: boolean;
  retryAfterSeconds: number | null;
}

const DEFAULTS = { maxBytes: 10 * 1_048_576, timeoutMs: 30_000, maxRedirects: 5 };
const MAX_HEADER_BYTES = 32 * 1_024;
export const USER_AGENT = 'Mozilla/5.0 (compatible; yuqing/0.1)';
const ACCEPT = 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * The only way out of the house. Every hop is checked: scheme, credentials, and the address after name resolution;
 * redirects, size (also unpacked), headers and total time are limited.
 *
 *     const { bytes, notModified } = await fetchGuarded('https://www.example.gov.cn/rss.xml', { etag });
 *
 * @throws FetchError FETCH_REFUSED, FETCH_REDIRECTS, FETCH_STATUS, FETCH_TOO_LARGE, FETCH_TIMEOUT or FETCH_FAILED
 */
export async function fetchGuarded(address: string, options: FetchOptions = {}): Promise<Fetched> {
  const timeoutMs = options.timeoutMs ?? DEFAULTS.timeoutMs;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  const signal = options.signal ? AbortSignal.any([stop.signal, options.signal]) : stop.signal;
  let url = readUrl(address);
  const been = new Set<string>();
  try {
    for (;;) {
      been.add(url.href);
      const hop = await visit(url, options, signal);
      if ('bytes' in hop) return hop;
      const next = follow(url, hop.location);
      if (been.has(next.href)) throw new FetchError('FETCH_REDIRECTS', `重定向绕回了原处:${place(next)}`, '对方的设置有误,请换一个地址');
      const most = options.maxRedirects ?? DEFAULTS.maxRedirects;
      if (been.size > most) throw new FetchError('FETCH_REDIRECTS', `重定向超过 ${most} 次:${place(address)}`, '请把最终的地址填进信源');
      url = next;
    }
  } catch (error) {
    if (stop.signal.aborted && !(error instanceof FetchError)) {
      throw new FetchError('FETCH_TIMEOUT', `抓取超过 ${+(timeoutMs / 1_000).toFixed(1)} 秒,已放弃:${place(url)}`, '稍后会再试;总是这样时请检查网络或换一个地址', { cause: error });
    }
    if (options.signal?.aborted) throw error;
    throw explain(error, url);
  } finally {
    clearTimeout(timer);
  }
}

/** One request: an answer, or where it points on to. */
async function visit(url: URL, options: FetchOptions, signal: AbortSignal): Promise<Fetched | { location: string }> {
  const allowHosts = options.allowHosts ?? [];
  checkLiteral(url, allowHosts);
  // One agent a request: what it may connect to depends on this source's list.
  const agent = new Agent({ connect: { lookup: guardedLookup(url, allowHosts) }, maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: 0, bodyTimeout: 0 });
  try {
    const answer = await request(url, {
      dispatcher: agent, signal, headers: headersFor(options), method: (options.method ?? 'GET') as Dispatcher.HttpMethod, body: options.body ?? null,
    });
    const headers = firstOfEach(answer.headers);
    const location = headers['location'];
    if (REDIRECTS.has(answer.statusCode) && location !== undefined && !options.asIs) return { location };
    const retryAfterSeconds = retryAfter(headers['retry-after'], (options.clock ?? systemClock)());
    const common = { status: answer.statusCode, url: url.href, headers, cookies: [answer.headers['set-cookie'] ?? []].flat(), retryAfterSeconds };
    if (answer.statusCode === 304 && (options.etag ?? options.lastModified) !== undefined) return { ...common, bytes: Buffer.alloc(0), notModified: true };
    if ((answer.statusCode < 200 || answer.statusCode > 299) && !options.asIs) throw badStatus(url, answer.statusCode, retryAfterSeconds);
    const bytes = await readBody(answer.body, headers, url, options.maxBytes ?? DEFAULTS.maxBytes);
    return { ...common, bytes, notModified: false };
  } finally {
    // What was not read dies with its connection.
    await agent.destroy();
  }
}

function headersFor(options: FetchOptions): Record<string, string> {
  return {
    'user-agent': options.userAgent ?? USER_AGENT,
    accept: ACCEPT,
    'accept-encoding': ACCEPT_ENCODING,
    'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5',
    ...(options.etag === undefined ? {} : { 'if-none-match': options.etag }),
    ...(options.lastModified === undefined ? {} : { 'if-modified-since': options.lastModified }),
    ...options.headers,
  };
}

function readUrl(address: string): URL {
  let url: URL;
  try {
    url = new URL(address.trim());
  } catch (error) {
    throw new FetchError('FETCH_REFUSED', `不是完整的网址:${address.slice(0, 200)}`, '请写成 https://www.example.gov.cn/rss.xml 的样子', { cause: error });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FetchError('FETCH_REFUSED', `只抓取 http 和 https 的网址,不抓取 ${url.protocol}`, '请改用网站的地址;本机文件请用 file 设置');
  }
  if (url.username !== '' || url.password !== '') throw new FetchError('FETCH_REFUSED', `网址里不能带用户名和密码:${place(url)}`, '请去掉 @ 之前的部分');
  url.hash = '';
  return url;
}

function follow(from: URL, location: string): URL {
  // Chinese in a Location header comes as UTF-8 bytes, which the HTTP parser gives as Latin-1.
  const bytes = Buffer.from(location, 'latin1').toString('utf8');
  const target = bytes.includes('\ufffd') ? location : bytes;
  if (!URL.canParse(target, from.href)) throw new FetchError('FETCH_REDIRECTS', `重定向到不成样子的地址(${place(from)})`, '对方的设置有误,请换一个地址');
  return readUrl(new URL(target, from).href);
}

function firstOfEach(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? [] : [[name.toLowerCase(), first]];
  }));
}

function badStatus(url: URL, status: number, retryAfterSeconds: number | null): FetchError {
  const says: Record<number, [string, string]> = {
    401: ['要求登录', '请改用公开的地址'], 403: ['不许访问', '对方可能拦截了程序抓取,请与对方联系或换一个地址'],
    404: ['没有这个页面', '地址可能已更换,请重新查找'], 410: ['已撤下这个页面', '请停用这个信源或换一个地址'],
    429: ['嫌抓取太频繁', '会按对方要求的时间再试;请调大抓取间隔'], 503: ['暂停服务', '稍后会再试'],
  };
  const [what, remedy] = says[status] ?? (status >= 500 ? ['出了故障', '稍后会再试'] : ['没有给出内容', '请核对地址']);
  const wait = retryAfterSeconds === null ? '' : `,请 ${retryAfterSeconds} 秒后再来`;
  return new FetchError('FETCH_STATUS', `对方${what}(HTTP ${status}${wait}):${place(url)}`, remedy, { status, retryAfterSeconds });
}
