import { YuqingError, type ErrorCode } from '../../model/index.ts';

/** A request that failed, with what the server said of when to come again. */
export class FetchError extends YuqingError {
  readonly status: number | null;
  /** From `Retry-After`. */
  readonly retryAfterSeconds: number | null;

  constructor(code: ErrorCode, message: string, remedy: string, more: { status?: number; retryAfterSeconds?: number | null; cause?: unknown } = {}) {
    super(code, message, remedy, more.cause === undefined ? undefined : { cause: more.cause });
    this.status = more.status ?? null;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }
}

/** A URL as a message may show it: query strings hold keys, so they are left out. */
export function place(url: URL | string): string {
  const { protocol, host, pathname, search } = typeof url === 'string' ? new URL(url) : url;
  return `${protocol}//${host}${pathname}${search ? '?…' : ''}`;
}

/** What went wrong, by the code that the platform or undici gives; the first that fits. */
const REASONS: [RegExp, ErrorCode, string, string][] = [
  [/^UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT$|^ETIMEDOUT$/, 'FETCH_TIMEOUT', '对方没有及时应答', '稍后会再试;总是这样时请检查网络或换一个地址'],
  [/^UND_ERR_HEADERS_OVERFLOW$|^HPE_HEADER_OVERFLOW$/, 'FETCH_TOO_LARGE', '应答头过大', '对方可能不是正常的网站,请核对地址'],
  [/^ENOTFOUND$|^ENODATA$/, 'FETCH_FAILED', '没有这个域名', '请核对地址;内网域名请检查 DNS 设置'],
  [/^EAI_AGAIN$/, 'FETCH_FAILED', '域名解析不了', '请检查本机的网络与 DNS'],
  [/^ECONNREFUSED$/, 'FETCH_FAILED', '对方拒绝连接', '请核对地址与端口,或等对方恢复'],
  [/^EHOSTUNREACH$|^ENETUNREACH$/, 'FETCH_FAILED', '网络不通', '请检查本机的网络'],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/, 'FETCH_FAILED', '对方的证书不可信', '请对方更新证书,或改用正确的域名'],
  [/^ERR_SSL|^EPROTO$/, 'FETCH_FAILED', '加密连接建立不了', '对方的加密设置可能过旧,可试试 http:// 地址'],
  [/^HPE_|^HTTPParserError$/, 'FETCH_FAILED', '对方的应答不合 HTTP 规范', '请核对地址与端口'],
  [/^Z_|^ERR__ERROR_|^ERR_PADDING|BROTLI/, 'FETCH_FAILED', '应答的压缩内容已损坏', '稍后会再试'],
  [/^ECONNRESET$|^EPIPE$|^UND_ERR_SOCKET$|^UND_ERR_RES_CONTENT_LENGTH_MISMATCH$|^UND_ERR_ABORTED$|^ERR_STREAM_PREMATURE_CLOSE$/, 'FETCH_FAILED', '连接中途断开', '稍后会再试'],
];

/** Whatever was thrown on the way → a FetchError in words. */
export function explain(error: unknown, url: URL): FetchError {
  const chain = causes(error);
  const known = chain.find((e) => e instanceof FetchError);
  if (known) return known;
  for (const cause of chain) {
    const code = (cause as NodeJS.ErrnoException).code ?? cause.name;
    const reason = REASONS.find(([pattern]) => pattern.test(code));
    if (reason) return new FetchError(reason[1], `抓取失败:${reason[2]}(${place(url)})`, reason[3], { cause: error });
  }
  return new FetchError('FETCH_FAILED', `抓取失败(${place(url)})`, '稍后会再试;总是这样时请核对地址', { cause: error });
}

/** The error, what caused it, and the several errors of a connection tried on several addresses. */
function causes(error: unknown): Error[] {
  const all: Error[] = [];
  const open: unknown[] = [error];
  while (open.length > 0 && all.length < 20) {
    const next = open.shift();
    if (!(next instanceof Error)) continue;
    all.push(next);
    if (next instanceof AggregateError) open.push(...next.errors);
    open.push(next.cause);
  }
  return all;
}
