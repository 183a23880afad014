import { errorText } from '../model/index.ts';
import type { Log } from './stage.ts';

/** Something that runs again and again until it is stopped. */
export interface Loop {
  /** Cuts the present pause short. */
  wake(): void;
  /** Waits for the turn in hand and ends. */
  stop(): Promise<void>;
}

/**
 * Runs `turn` again and again, never two at once; it returns how long to pause. A turn that fails is told and tried
 * again, each time a little later.
 */
export function repeat(name: string, turn: () => Promise<number>, log: Log, retryMs = 1_000): Loop {
  const stopping = new AbortController();
  let pause = new AbortController();
  let woken = false;
  const done = (async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      let ms: number;
      woken = false;
      try {
        ms = await turn();
        failures = 0;
      } catch (error) {
        failures += 1;
        ms = retryMs * Math.min(failures, 10);
        log.warn({ loop: name, error: errorText(error), failures }, '循环出错,稍后再试');
      }
      pause = new AbortController();
      if (ms > 0 && !woken && !stopping.signal.aborted) await sleep(ms, pause.signal);
    }
  })();
  return {
    wake() {
      // A word during a turn must not wait for the pause after it.
      woken = true;
      pause.abort();
    },
    async stop() {
      stopping.abort();
      pause.abort();
      await done;
    },
  };
}

function sleep(ms: number, cut: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    cut.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
