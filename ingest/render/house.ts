import { launch, type RunningBrowser } from './launch.ts';
import { PAGES_A_BROWSER } from './limits.ts';
import { watchMemory } from './memory.ts';

/** A place in a browser. */
export interface Lodging {
  browser: RunningBrowser;
  /** Whether a page of this browser was killed for its memory since this was last asked. */
  takeBlame(): boolean;
  leave(): void;
}

export interface House {
  /** A place in the running browser, or in a new one. @throws YuqingError RENDER_NO_BROWSER */
  enter(): Promise<Lodging>;
  close(): Promise<void>;
}

interface HouseOptions {
  executable: () => string;
  tmpDir: string;
  maxRssBytes: number;
  idleMs: number;
}

interface Open {
  starting: Promise<RunningBrowser>;
  guests: number;
  served: number;
  killed: boolean;
  idle?: NodeJS.Timeout;
}

/** One browser for all guests: started for the first, ended when nobody came for a while or it has served enough. */
export function makeHouse(options: HouseOptions): House {
  let current: Open | null = null;
  /** With those that take no more guests. */
  const open = new Set<Open>();

  const start = (): Open => {
    const one: Open = { starting: begin(), guests: 0, served: 0, killed: false };
    open.add(one);
    const forget = () => {
      open.delete(one);
      if (current === one) current = null;
      clearTimeout(one.idle);
    };
    one.starting.then(async (browser) => {
      const stop = watchMemory(browser, options.maxRssBytes, () => { one.killed = true; });
      await browser.gone;
      stop();
      forget();
      await browser.ended;
    }, forget);
    return one;
  };
  const begin = async () => launch(options.executable(), options.tmpDir);

  const end = async (one: Open) => {
    if (current === one) current = null;
    clearTimeout(one.idle);
    const browser = await one.starting.catch(() => null);
    await browser?.close();
  };

  const leave = (one: Open, browser: RunningBrowser) => {
    one.guests -= 1;
    if (one.guests > 0 || !open.has(one)) return;
    browser.hold(false);
    if (one !== current) return void end(one);
    one.idle = setTimeout(() => void end(one), options.idleMs).unref();
  };

  return {
    enter: async () => {
      if (current !== null && current.served >= PAGES_A_BROWSER) current = null;
      const one = current ??= start();
      one.guests += 1;
      one.served += 1;
      clearTimeout(one.idle);
      const browser = await one.starting;
      browser.hold(true);
      return {
        browser,
        takeBlame: () => {
          const was = one.killed;
          one.killed = false;
          return was;
        },
        leave: () => leave(one, browser),
      };
    },
    close: async () => { await Promise.all([...open].map(end)); },
  };
}
