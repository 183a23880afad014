import { setTimeout as sleep } from 'node:timers/promises';
import { crashed, tooHungry } from './errors.ts';
import type { House } from './house.ts';
import { CLOSE_MS } from './limits.ts';
import { renderIn, type PageOptions } from './page.ts';
import type { RunningBrowser } from './launch.ts';
import { openTab, type Tab } from './tab.ts';
import type { Rendered } from './types.ts';

/**
 * One page in the house's browser, in a tab that is closed whatever happens.
 *
 * @throws what renderIn throws, RENDER_NO_BROWSER, FETCH_TOO_LARGE where the page took too much memory, or BrowserGone
 */
export async function attempt(house: House, url: string, options: PageOptions): Promise<Rendered> {
  const lodging = await house.enter();
  const { browser } = lodging;
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => { fail = reject; });
  const onAbort = () => fail(options.signal.reason as Error);
  options.signal.addEventListener('abort', onAbort, { once: true });
  browser.gone.then(fail, fail);
  const opening = openTab(browser.connection, (status) => fail(lodging.takeBlame() || status === 'oom' ? tooHungry(url) : crashed(url)));
  try {
    return await Promise.race([opening.then((tab) => renderIn(tab, url, options)), failed]);
  } finally {
    options.signal.removeEventListener('abort', onAbort);
    await shut(opening, browser);
    lodging.leave();
  }
}

/** A browser that cannot even close a tab any more is killed: its other pages have a second try. */
async function shut(opening: Promise<Tab>, browser: RunningBrowser): Promise<void> {
  const done = new AbortController();
  const closing = opening.then((tab) => tab.close()).then(() => true, () => true);
  const inTime = await Promise.race([closing, sleep(CLOSE_MS, false, { signal: done.signal })]);
  done.abort();
  if (!inTime) browser.kill();
}
