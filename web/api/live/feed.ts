import { setTimeout as sleep } from 'node:timers/promises';
import { alertFeedAfter, alertFeedEnd } from '../../../db/alerts.ts';
import type { Db } from '../../../db/connect.ts';
import { listen } from '../../../db/listen.ts';
import { topicSpreads } from '../../../db/topic-view.ts';
import { errorText } from '../../../model/index.ts';
import type { Log } from '../log.ts';
import { alertEvent } from '../shapes.ts';
import { frame, type SseClient } from './sse.ts';

/** The live feed of one process: one listening connection, read once, told to every client. */
export interface AlertFeed {
  /** Follows the feed from `after` (a place in it), or from now on. Returns when the client is caught up or gone. */
  join(client: SseClient, after: number | null): Promise<void>;
  /** Clients that follow, those still catching up included. */
  readonly size: number;
  /** Whether changes are heard at once; otherwise they are found by looking, some seconds later. */
  readonly listening: boolean;
  stop(): Promise<void>;
}

interface Event {
  id: number;
  frame: string;
}

const BATCH = 200;
/** Without a word from the database the feed is looked at this often: a lost NOTIFY delays, it loses nothing. */
const POLL_MS = 5_000;
const LONGEST_PAUSE_MS = 30_000;

export interface FeedDeps {
  db: Db;
  databaseUrl: string;
  log: Log;
  pollMs?: number;
}

export function startAlertFeed(deps: FeedDeps): AlertFeed {
  const { db, log, pollMs = POLL_MS } = deps;
  /** Clients that have been told everything up to `place`, or up to their own place beyond it. */
  const following = new Map<SseClient, number>();
  const present = new Set<SseClient>();
  const stopping = new AbortController();
  let place = 0;
  let failures = 0;
  let woken = false;
  let nap = new AbortController();
  const word = () => { woken = true; nap.abort(); };
  const ear = listen(deps.databaseUrl, 'yuqing_alert', {
    onWord: word,
    onLost: (error) => log.warn({ error: errorText(error) }, '预警流的监听连接断开,正在重连;其间改为定时查看'),
  });

  /** Reads until there is nothing more, telling everybody. A failure is told once and tried again at the next turn. */
  async function turn(read: () => Promise<boolean>): Promise<boolean> {
    woken = false;
    try {
      while (!stopping.signal.aborted && await read());
      failures = 0;
      return true;
    } catch (error) {
      if (failures === 0) log.warn({ error: errorText(error) }, '读取预警流失败,稍后再试');
      failures += 1;
      return false;
    }
  }

  async function rest(): Promise<void> {
    if (woken && failures === 0) return;
    nap = new AbortController();
    const ms = Math.min(pollMs * 2 ** Math.min(failures, 5), LONGEST_PAUSE_MS);
    await sleep(ms, undefined, { signal: AbortSignal.any([nap.signal, stopping.signal]) }).catch(() => {});
  }

  /** Telling begins at the feed's end; nobody follows before that is known. */
  async function findPlace(): Promise<void> {
    while (!stopping.signal.aborted && !await turn(async () => { place = await alertFeedEnd(db); return false; })) await rest();
  }

  async function readOn(): Promise<boolean> {
    const events = await eventsAfter(db, place);
    const last = events.at(-1);
    if (!last) return false;
    for (const [client, seen] of following) {
      client.send(events.filter((e) => e.id > seen).map((e) => e.frame).join(''));
    }
    place = last.id;
    return events.length === BATCH;
  }

  const placed = findPlace();
  const done = (async () => {
    await placed;
    while (!stopping.signal.aborted) {
      await turn(readOn);
      await rest();
    }
  })();

  async function catchUp(client: SseClient, after: number | null): Promise<void> {
    await Promise.race([placed, new Promise<void>((resolve) => client.onClose(resolve))]);
    // Without a place of its own a client begins where the feed stands as it comes, not where a query finds it later.
    let seen = after ?? place;
    if (after !== null) {
      const end = await alertFeedEnd(db);
      if (after > end) {
        // A place that this database has not reached: it was another one, so the page must begin anew.
        client.send(frame({ event: 'reset', id: end }, JSON.stringify({ end })));
        seen = end;
      }
    }
    while (seen < place && !client.closed) {
      const events = await eventsAfter(db, seen);
      client.send(events.map((e) => e.frame).join(''));
      await client.drained();
      seen = events.at(-1)?.id ?? place;
    }
    // No await between the comparison and this: what `readOn` tells next begins exactly where the client stands.
    if (!client.closed) following.set(client, seen);
    word();
  }

  return {
    get size() { return present.size; },
    get listening() { return ear.connected; },
    async join(client, after) {
      if (stopping.signal.aborted) return client.end();
      present.add(client);
      client.onClose(() => { present.delete(client); following.delete(client); });
      try {
        await catchUp(client, after);
      } catch (error) {
        log.warn({ error: errorText(error) }, '预警流续传失败,页面会自行重连');
        client.end();
      }
    },
    async stop() {
      stopping.abort();
      for (const client of present) client.end();
      await ear.stop();
      await done;
    },
  };
}

/** One page of the feed, each event written out once for all clients. */
async function eventsAfter(db: Db, after: number): Promise<Event[]> {
  const entries = await alertFeedAfter(db, after, BATCH);
  const spreads = await topicSpreads(db, entries.map((e) => e.topicId));
  return entries.map((entry) => {
    const shown = alertEvent.parse({ ...entry, spread: spreads.get(entry.topicId) ?? [] });
    return { id: entry.id, frame: frame({ event: 'alert', id: entry.id }, JSON.stringify(shown)) };
  });
}
