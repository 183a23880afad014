import type { ServerResponse } from 'node:http';

/** One browser that follows a stream of server-sent events. */
export interface SseClient {
  readonly closed: boolean;
  /** Writes frames. A client that does not read is dropped instead of being buffered for; it comes back and resumes. */
  send(frames: string): void;
  /** Resolves when what was written has left us, or the client is gone. */
  drained(): Promise<void>;
  onClose(heard: () => void): void;
  end(): void;
}

export interface SseLimits {
  /** A client for whom more bytes than this still wait when there is more to say is dropped. */
  maxBuffered: number;
  /** How often a stream says that it lives; a client that takes nothing from one to the next but one is dropped. */
  heartbeatMs: number;
}

export const SSE_LIMITS: SseLimits = { maxBuffered: 1024 * 1024, heartbeatMs: 15_000 };

/** `frame({ event: 'alert', id: 7 }, '{"level":"红"}')` → `'id: 7\nevent: alert\ndata: {"level":"红"}\n\n'`; data is one line. */
export function frame(head: { event: string; id?: number }, json: string): string {
  const id = head.id === undefined ? '' : `id: ${head.id}\n`;
  return `${id}event: ${head.event}\ndata: ${json}\n\n`;
}

/**
 * Takes over a response and streams events on it. The heartbeat is a comment, which keeps proxies awake, and a `beat`
 * event, which lets the page notice a connection that is open and dead.
 */
export function openSse(res: ServerResponse, headers: Record<string, number | string | string[] | undefined>, limits: SseLimits, now: () => Date): SseClient {
  let closed = false;
  const listeners: (() => void)[] = [];
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value);
  res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  res.write('retry: 2000\n\n');

  const client: SseClient = {
    get closed() { return closed; },
    send(frames) {
      if (closed || frames === '') return;
      if (res.writableLength > limits.maxBuffered) res.destroy();
      else res.write(frames);
    },
    drained() {
      if (closed || !res.writableNeedDrain) return Promise.resolve();
      return new Promise((resolve) => {
        const go = () => { res.off('drain', go); res.off('close', go); resolve(); };
        res.on('drain', go);
        res.on('close', go);
      });
    },
    onClose(heard) { listeners.push(heard); },
    end() { res.end(); },
  };
  let stuck = false;
  const beat = setInterval(() => {
    if (stuck && res.writableNeedDrain) res.destroy();
    stuck = res.writableNeedDrain;
    client.send(`: heartbeat\n${frame({ event: 'beat' }, JSON.stringify({ now: now().toISOString() }))}`);
  }, limits.heartbeatMs);
  res.on('error', () => {});
  res.on('close', () => {
    closed = true;
    clearInterval(beat);
    for (const heard of listeners) heard();
  });
  return client;
}
