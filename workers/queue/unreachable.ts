import { YuqingError } from '../../model/index.ts';

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT']);
/** Classes of SQLSTATE: 08 connection, 28 authorisation, 3D no such database, 53 resources, 57P shutdown. */
const SQLSTATE = /^(08|28|3D|53|57P)/;
const WORDS = /connection is closed|connection terminated|timeout expired|connection timeout|command timed out|max retries per request|NOAUTH|WRONGPASS|invalid password|ERR AUTH|LOADING|MASTERDOWN|READONLY/i;

/** Whether an error speaks of the server or the way to it, not of what was asked. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return NETWORK.has(code) || SQLSTATE.test(code) || WORDS.test(error.message) || error.name === 'MaxRetriesPerRequestError';
}

/** QUEUE_UNREACHABLE that names the server without its user and password. */
export function unreachable(where: string, cause: unknown): YuqingError {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const reason = reasonOf(error);
  return new YuqingError('QUEUE_UNREACHABLE', `连不上任务队列(${where}):${reason}`, remedyFor(where, reason), { cause });
}

function reasonOf(error: Error): string {
  if (error.name === 'MaxRetriesPerRequestError') return '多次重连都没有成功';
  if (error.message === 'Command timed out') return '没有在规定时间内回答';
  return error.message || codeOf(error) || error.name;
}

function remedyFor(where: string, reason: string): string {
  const setting = where.startsWith('redis') ? 'REDIS_URL' : 'DATABASE_URL';
  if (/NOAUTH|WRONGPASS|invalid password|authentication|ERR AUTH/i.test(reason)) return `请检查 ${setting} 里的用户名和密码`;
  if (setting === 'REDIS_URL') return '请检查 Redis 是否已启动、REDIS_URL 与网络是否正确;也可以不设 REDIS_URL,改由数据库承担队列';
  return '请检查数据库是否已启动、DATABASE_URL 与网络是否正确';
}

/** A name with several addresses fails as a whole; the first address tells. */
function codeOf(error: Error): string {
  const own = (error as NodeJS.ErrnoException).code;
  if (own !== undefined) return String(own);
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return first instanceof Error ? codeOf(first) : '';
}

/** `'postgres://u:p@db:5432/yuqing?x=1'` → `'postgres://db:5432/yuqing'`; what is no URL is not shown at all. */
export function placeOf(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return '地址格式无法识别';
  }
}
