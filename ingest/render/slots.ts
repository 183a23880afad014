/** So many at once, the rest in the order they came. */
export interface Slots {
  /** Waits for a place; what comes back gives it up. @throws the signal's reason when it is aborted first */
  take(signal?: AbortSignal): Promise<() => void>;
}

export function makeSlots(most: number): Slots {
  let free = most;
  const waiting: (() => void)[] = [];

  const release = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  /** Giving a place up twice must not make two of it. */
  const place = () => {
    let held = true;
    return () => {
      if (held) release();
      held = false;
    };
  };

  return {
    take: (signal) => new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return resolve(place());
      }
      const stop = () => {
        waiting.splice(waiting.indexOf(turn), 1);
        reject(signal?.reason as Error);
      };
      const turn = () => {
        signal?.removeEventListener('abort', stop);
        resolve(place());
      };
      waiting.push(turn);
      signal?.addEventListener('abort', stop, { once: true });
    }),
  };
}
