import { createTransport } from 'nodemailer';
import { YuqingError } from '../../model/index.ts';
import { oneLine, type Channel } from './channel.ts';
import { mailOf } from './message.ts';

export interface MailOptions {
  /** `smtp://user:password@host:587` (STARTTLS where the server offers it) or `smtps://…` (TLS from the start). */
  url: string;
  /** `政务舆情系统 <yuqing@example.gov.cn>`. */
  from: string;
  /** How long a silent server is waited for, in ms. */
  timeoutMs?: number;
  /** CA certificates (PEM) beside the system's, for a mail server of the house. */
  ca?: string;
}

/**
 * Sends by SMTP over a few kept connections, one mail per recipient, so that nobody sees the others. A password is
 * given over TLS only, except to this machine itself. Close it, or its connections keep the process alive.
 */
export function mailChannel(options: MailOptions): Channel {
  const url = new URL(options.url);
  const timeout = options.timeoutMs ?? 30_000;
  const auth = url.username === '' ? undefined : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'smtps:';
  const transport = createTransport({
    pool: true, maxConnections: 3, maxRequeues: 1,
    host, port: Number(url.port) || (secure ? 465 : 587), secure,
    requireTLS: !secure && auth !== undefined && !isThisMachine(host),
    ...(auth ? { auth } : {}), ...(options.ca ? { tls: { ca: options.ca } } : {}),
    connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout * 2, dnsTimeout: timeout,
    disableFileAccess: true, disableUrlAccess: true,
  });
  return {
    name: 'mail',
    async send(letter) {
      const mail = mailOf(letter, options.from);
      try {
        await transport.sendMail(mail);
      } catch (error) {
        throw deliveryError(error as SmtpError, letter.recipient, `${host}:${url.port || (secure ? 465 : 587)}`, auth ? [auth.user, auth.pass] : []);
      }
    },
    close: () => transport.close(),
  };
}

const isThisMachine = (host: string) => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

interface SmtpError extends Error {
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
  permanent?: boolean;
}

/**
 * Refused for good is only what the server said of this recipient or this mail (5xx after RCPT TO or DATA). A wrong
 * password or sender address is ours to mend, so the mail waits. The error keeps nothing of what nodemailer threw.
 */
function deliveryError(error: SmtpError, recipient: string, server: string, secrets: string[]): YuqingError {
  const said = scrub(error.response ?? error.message, secrets);
  const who = `给“${oneLine(recipient)}”的邮件`;
  if (error.permanent && (error.command === 'RCPT TO' || error.command === 'DATA')) {
    return new YuqingError('DELIVERY_REFUSED', `${who}被邮件服务器拒收:${said}`, '请核对收件地址;改正后重新发送');
  }
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH') {
    return new YuqingError('DELIVERY_FAILED', `${who}未发出:邮件服务器 ${server} 不接受账号或密码`, '请检查 SMTP_URL 中的账号和密码;稍后自动重试');
  }
  if (error.code === 'ETLS') {
    return new YuqingError('DELIVERY_FAILED', `${who}未发出:与 ${server} 不能建立加密连接(${said})`, '请检查服务器证书,或改用 smtps:// 地址;稍后自动重试');
  }
  return new YuqingError('DELIVERY_FAILED', `${who}未发出(${server}):${said}`, '请检查邮件服务器与 SMTP_URL、MAIL_FROM;稍后自动重试');
}

/** What the server said, in one line, without our credentials in any form that a server could echo. */
function scrub(text: string, secrets: string[]): string {
  const forms = secrets.filter(Boolean).flatMap((s) => [s, encodeURIComponent(s), Buffer.from(s).toString('base64')]);
  const login = secrets.length === 2 ? [Buffer.from(`\0${secrets[0]}\0${secrets[1]}`).toString('base64')] : [];
  return [...forms, ...login].reduce((clean, form) => clean.replaceAll(form, '***'), oneLine(text)).slice(0, 300);
}
