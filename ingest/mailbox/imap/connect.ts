import { ImapFlow } from 'imapflow';
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { YuqingError } from '../../../model/index.ts';
import { checkLiteral, guardedLookup, isListed } from '../../fetch/addresses.ts';
import { explainImap } from './errors.ts';

export interface Server {
  host: string;
  port?: number | undefined;
  security: 'tls' | 'starttls' | 'plain';
  certificate?: string | undefined;
  user: string;
  allowHosts: readonly string[];
  /** The largest literal that is accepted, in bytes. */
  maxBytesPerMail: number;
}

const CONNECT_MS = 30_000;
const GREETING_MS = 20_000;
const SILENT_MS = 120_000;
/** A mail may be a little larger than the server said of it. */
const ROOM = 2 * 1_048_576;

/** `imap.example.gov.cn:993`, for messages. */
export const placeOf = ({ host, port, security }: Pick<Server, 'host' | 'port' | 'security'>): string => `${host}:${port ?? (security === 'tls' ? 993 : 143)}`;

/**
 * A connection that is logged in. The server must lie on the public network, or be listed by the source; the address
 * that was checked is the one that is connected to, so that a name that answers otherwise the second time gains nothing.
 *
 * @throws FETCH_REFUSED, FETCH_FAILED, FETCH_TIMEOUT, MAILBOX_LOGIN
 */
export async function connectImap(server: Server, password: string, signal?: AbortSignal): Promise<ImapFlow> {
  const place = placeOf(server);
  const url = new URL(`imap://${place}`);
  if (server.security === 'plain' && !isListed(url, server.allowHosts)) {
    throw new YuqingError('FETCH_REFUSED', `不加密的连接会把密码明文送出:${place}`, '请把 security 设为 tls 或 starttls;确是内网服务器时,请把它写进这个信源的 allowHosts');
  }
  const [first, ...others] = await addressesOf(url, server).catch((error: unknown) => { throw explainImap(error, place, server.user); });
  let failed: unknown;
  for (const address of [first!, ...others.slice(0, 3)]) {
    signal?.throwIfAborted();
    const client = clientFor(server, address, Number(url.port), password);
    const stop = () => client.close();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      await client.connect();
      return client;
    } catch (error) {
      client.close();
      signal?.throwIfAborted();
      failed = error;
      // It answered: another address of the same server would say the same.
      if ((error as { authenticationFailed?: boolean }).authenticationFailed) break;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }
  throw explainImap(failed, place, server.user);
}

async function addressesOf(url: URL, server: Server): Promise<string[]> {
  const bare = server.host.replace(/^\[|\]$/g, '');
  checkLiteral(url, server.allowHosts);
  if (isIP(bare) !== 0) return [bare];
  const look = guardedLookup(url, server.allowHosts);
  const found = await new Promise<LookupAddress[]>((resolve, reject) => {
    look(bare, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses as LookupAddress[])));
  });
  if (found.length === 0) throw Object.assign(new Error('no address'), { code: 'ENODATA' });
  return found.map((a) => a.address);
}

function clientFor(server: Server, address: string, port: number, password: string): ImapFlow {
  const bare = server.host.replace(/^\[|\]$/g, '');
  const client = new ImapFlow({
    host: address, port, secure: server.security === 'tls', doSTARTTLS: server.security === 'tls' ? undefined : server.security === 'starttls',
    ...(isIP(bare) === 0 ? { servername: bare } : {}),
    ...(server.certificate === undefined ? {} : { tls: { ca: [server.certificate] } }),
    auth: { user: server.user, pass: password }, logger: false, disableAutoIdle: true, clientInfo: { name: 'yuqing' },
    connectionTimeout: CONNECT_MS, greetingTimeout: GREETING_MS, socketTimeout: SILENT_MS,
    maxLiteralSize: server.maxBytesPerMail + ROOM, maxResponseSize: server.maxBytesPerMail + 2 * ROOM, maxLineLength: 32 * 1_048_576,
  });
  // Whoever waits for an answer is told by it; a socket error between two commands must not end the process.
  client.on('error', () => {});
  return client;
}
