import { setTimeout as sleep } from 'node:timers/promises';

/** Visitors of one host, one after another. */
export interface Turns {
  /** Runs `visit` when the host is free and its pause is over. */
  take<T>(host: string, visit: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** A host somebody is visiting or has just left. */
interface Door {
  waiting: number;
  /** Settles when the last in the queue has left. */
  last: Promise<unknown>;
  /** `performance.now()` at which the next may come. */
  freeAt: number;
}

/** Hosts remembered after their last visit, at most: an hour's crawl meets thousands. */
const MOST_DOORS = 1_000;

/**
 * One request at a time to a host, and a pause after each, so that a monitor never weighs on a county's small server.
 * Hosts know nothing of one another; one that hangs holds only its own queue.
 *
 * @param gapMs from the end of one visit to the beginning of the next
 */
export function createTurns(gapMs: number): Turns {
  const doors = new Map<string, Door>();
  return {
    async take(host, visit, signal) {
      const door = doors.get(host) ?? { waiting: 0, last: Promise.resolve(), freeAt: 0 };
      doors.set(host, door);
      door.waiting += 1;
      const mine = door.last.then(async () => {
        try {
          const wait = door.freeAt - performance.now();
          if (wait > 0) await sleep(wait, undefined, signal ? { signal } : {});
          signal?.throwIfAborted();
          return await visit();
        } finally {
          door.freeAt = performance.now() + gapMs;
          door.waiting -= 1;
          if (doors.size > MOST_DOORS) forget(doors);
        }
      });
      door.last = mine.catch(() => {});
      return mine;
    },
  };
}

/** Doors that nobody waits at and whose pause is over. */
function forget(doors: Map<string, Door>): void {
  for (const [host, door] of doors) if (door.waiting === 0 && door.freeAt < performance.now()) doors.delete(host);
}
