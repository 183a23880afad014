import { YuqingError } from '../../../model/index.ts';
import { FetchError } from '../../fetch/errors.ts';

/** What imapflow attaches to the errors it throws, as far as we look. */
interface Failure {
  code?: string;
  authenticationFailed?: boolean;
  mailboxMissing?: boolean;
  serverResponseCode?: string;
  responseText?: string;
  response?: string;
  message?: string;
}

const REASONS: [RegExp, 'FETCH_FAILED' | 'FETCH_TIMEOUT', string, string][] = [
  [/^ENOTFOUND$|^ENODATA$/, 'FETCH_FAILED', '没有这个域名', '请核对邮件服务器地址;内网域名请检查 DNS 设置'],
  [/^EAI_AGAIN$/, 'FETCH_FAILED', '域名解析不了', '请检查本机的网络与 DNS'],
  [/^ECONNREFUSED$/, 'FETCH_FAILED', '对方拒绝连接', '请核对地址与端口(加密一般是 993,不加密是 143),或等对方恢复'],
  [/^EHOSTUNREACH$|^ENETUNREACH$/, 'FETCH_FAILED', '网络不通', '请检查本机的网络'],
  [/TIMEOUT|^ETIMEDOUT$/, 'FETCH_TIMEOUT', '对方没有及时应答', '稍后会再试;总是这样时请检查网络、端口和防火墙'],
  [/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/, 'FETCH_FAILED', '邮件服务器的证书不可信', '内网服务器自签的证书,请把它(PEM)写进该信源的 certificate'],
  [/^ERR_SSL|^EPROTO$|^ERR_TLS|STARTTLS/, 'FETCH_FAILED', '加密连接建立不了', '请核对端口与 security(tls 一般是 993,starttls 是 143)'],
  [/LineTooLarge|LiteralTooLarge|ResponseTooLarge|TooManyTokens|^ParserError|InvalidResponse|MissingTag|UnexpectedTag/, 'FETCH_FAILED', '对方的应答不合 IMAP 规范,或过大', '请核对地址与端口'],
  [/^ECONNRESET$|^EPIPE$|NoConnection|ConnectionClosed|ClosedAfter|StateLogout/, 'FETCH_FAILED', '连接中途断开', '稍后会再试'],
];

/** Whatever was thrown on the way to or from the mail server, in words for a person; never with the password. */
export function explainImap(error: unknown, server: string, user: string): YuqingError {
  if (error instanceof YuqingError) return error;
  const { code = '', authenticationFailed, serverResponseCode, responseText, message = '' } = (typeof error === 'object' && error !== null ? error : {}) as Failure;
  const busy = /UNAVAILABLE|INUSE|LIMIT|SERVERBUG|CONTACTADMIN/i.test(serverResponseCode ?? '');
  if (authenticationFailed && !busy) {
    const said = short(responseText);
    return new YuqingError('MAILBOX_LOGIN', `邮箱不让登录:${user}(${server})${said}`, '请核对用户名和密码;许多邮箱要先在设置里开启 IMAP,并用授权码代替密码', { cause: error });
  }
  for (const [pattern, kind, what, remedy] of REASONS) {
    if (pattern.test(code) || (kind === 'FETCH_FAILED' && what.includes('加密') && /starttls/i.test(message))) return new FetchError(kind, `读邮箱失败:${what}(${server})`, remedy, { cause: error });
  }
  return new FetchError('FETCH_FAILED', `读邮箱失败(${server})${short(responseText)}`, '稍后会再试;总是这样时请核对设置', { cause: error });
}

/** What the server said, short and harmless. */
const short = (said: string | undefined): string => {
  const text = (said ?? '').replace(/[^\P{Cc}]/gu, ' ').replace(/https?:\S+/g, '').trim().slice(0, 80);
  return text === '' ? '' : `,对方说:${text}`;
};

/** The connection is gone, so that another may do: not what the server refuses. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof YuqingError && !(error instanceof FetchError)) return false;
  const { code = '' } = (error ?? {}) as Failure;
  return error instanceof FetchError ? error.code !== 'FETCH_REFUSED' : /ECONN|EPIPE|NoConnection|ConnectionClosed|ClosedAfter|StateLogout|TIMEOUT|TooLarge|TooMany|Parser|ENET|EHOST/.test(code);
}
