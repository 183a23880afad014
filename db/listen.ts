import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

export interface Listener {
  /** False while the connection is down and being made again. */
  readonly connected: boolean;
  stop(): Promise<void>;
}

export interface ListenOptions {
  /** Called after every notification, and after every (re)connection: what was said meanwhile was not heard. */
  onWord: () => void;
  /** Called once per loss, however many tries it takes to come back. */
  onLost: (error: Error) => void;
  /** First wait before trying again; it doubles up to ten seconds. */
  retryMs?: number;
}

const LONGEST_WAIT_MS = 10_000;

/**
 * LISTENs on one channel over one connection of its own until `stop()`. A notification is only a hint that rows are
 * there: whoever is woken reads the rows, so that a lost word delays and loses nothing.
 * @example const ear = listen(url, 'yuqing_alert', { onWord: () => feed.wake(), onLost: (e) => log.warn({}, e.message) });
 */
export function listen(databaseUrl: string, channel: string, options: ListenOptions): Listener {
  const { onWord, onLost, retryMs = 500 } = options;
  const stopping = new AbortController();
  const stopped = once(stopping.signal, 'abort').then(() => new Error('不再监听'));
  let connected = false;
  let failures = 0;

  /** Resolves, with the reason, once the connection is lost, was never made, or is no longer wanted. */
  async function hear(): Promise<Error> {
    const client = new Client({
      connectionString: databaseUrl, application_name: 'yuqing-listen', keepAlive: true, connectionTimeoutMillis: 10_000,
    });
    const lost = new Promise<Error>((resolve) => {
      client.on('error', resolve);
      client.on('end', () => resolve(new Error('数据库断开了监听连接')));
    });
    try {
      await client.connect();
      client.on('notification', onWord);
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      connected = true;
      failures = 0;
      onWord();
      return await Promise.race([lost, stopped]);
    } catch (error) {
      return error as Error;
    } finally {
      connected = false;
      await client.end().catch(() => {});
    }
  }

  const done = (async () => {
    while (!stopping.signal.aborted) {
      const reason = await hear();
      if (stopping.signal.aborted) return;
      if (failures === 0) onLost(reason);
      const wait = Math.min(retryMs * 2 ** failures, LONGEST_WAIT_MS);
      failures += 1;
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();

  return {
    get connected() { return connected; },
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
