import type { Readable, Writable } from 'node:stream';
import { MOST_MESSAGE } from './limits.ts';

export interface BrowserEvent {
  method: string;
  params: Record<string, unknown>;
  /** Absent: of the browser itself. */
  sessionId?: string;
}

/** The browser is gone, or its pipe is: whoever waits for an answer gets this. */
export class BrowserGone extends Error {
  override readonly name = 'BrowserGone';
}

/** The DevTools protocol over a pair of pipes: JSON messages, each ended by a NUL. */
export interface Connection {
  /** @throws Error with Chromium's words, or BrowserGone */
  send<T = Record<string, unknown>>(method: string, params?: Record<string, unknown>, sessionId?: string): Promise<T>;
  /** @returns what stops the listening */
  listen(sessionId: string | undefined, listener: (event: BrowserEvent) => void): () => void;
  /** Fails all that is open and all that comes. */
  end(reason: string): void;
}

interface Waiting {
  resolve: (result: never) => void;
  reject: (error: Error) => void;
}

/** @param onEnd called once when the pipe is over, whoever ended it */
export function connect(from: Readable, to: Writable, onEnd: (gone: BrowserGone) => void): Connection {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string | undefined, Set<(event: BrowserEvent) => void>>();
  let id = 0;
  let gone: BrowserGone | null = null;

  const end = (reason: string) => {
    if (gone) return;
    gone = new BrowserGone(reason);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
    onEnd(gone);
  };

  const receive = (text: string) => {
    const message = JSON.parse(text) as BrowserEvent & { id?: number; result?: never; error?: { message: string } };
    if (message.id === undefined) {
      for (const listener of listeners.get(message.sessionId) ?? []) listener(message);
      return;
    }
    const waiter = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) waiter?.reject(new Error(message.error.message));
    else waiter?.resolve(message.result as never);
  };

  readMessages(from, receive, end);
  to.on('error', () => end('pipe closed'));

  return {
    end,
    send: (method, params = {}, sessionId) => new Promise((resolve, reject) => {
      if (gone) return reject(gone);
      id += 1;
      waiting.set(id, { resolve, reject });
      to.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    }),
    listen: (sessionId, listener) => {
      const those = listeners.get(sessionId) ?? new Set();
      listeners.set(sessionId, those.add(listener));
      return () => {
        those.delete(listener);
        if (those.size === 0) listeners.delete(sessionId);
      };
    },
  };
}

/** Cuts the stream at each NUL. A message beyond MOST_MESSAGE ends it: a page must not fill our memory through the browser. */
function readMessages(from: Readable, receive: (text: string) => void, end: (reason: string) => void): void {
  let parts: Buffer[] = [];
  let size = 0;
  from.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let nul = chunk.indexOf(0); nul !== -1; nul = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, nul));
      const text = Buffer.concat(parts).toString('utf8');
      parts = [];
      size = 0;
      start = nul + 1;
      try {
        receive(text);
      } catch {
        end('not a message');
      }
    }
    parts.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size > MOST_MESSAGE) {
      from.destroy();
      parts = [];
      end('message too long');
    }
  });
  from.on('close', () => end('pipe closed'));
  from.on('error', () => end('pipe closed'));
}
