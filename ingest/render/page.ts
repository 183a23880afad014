import { setTimeout as sleep } from 'node:timers/promises';
import { USER_AGENT } from '../fetch/guarded.ts';
import { notThere, timedOut } from './errors.ts';
import { guardRequests, type Traffic } from './guard.ts';
import { LOOK_MS, QUIET_MS } from './limits.ts';
import { isParsed, isThere, readDocument } from './read.ts';
import type { Tab } from './tab.ts';
import type { Rendered, RenderOptions } from './types.ts';

export interface PageOptions extends RenderOptions {
  maxBytes: number;
  timeoutMs: number;
  /** When the page is read whatever it still waits for; `performance.now()`. */
  readAt: number;
  /** Aborted when the render is over, however it ended. */
  signal: AbortSignal;
}

/**
 * Shows one address in a tab and reads what it has become. A page whose scripts never stop does not let itself be read:
 * the caller races this against the time, and closes the tab.
 *
 * @throws FetchError, YuqingError RENDER_FAILED, or what the signal was aborted with
 */
export async function renderIn(tab: Tab, address: string, options: PageOptions): Promise<Rendered> {
  const { signal, maxBytes, timeoutMs, waitFor, userAgent = USER_AGENT } = options;
  const traffic = await guardRequests(tab, { allowHosts: options.allowHosts ?? [], userAgent, timeoutMs, signal });
  await prepare(tab, userAgent, traffic);
  let navigated = false;
  tab.send('Page.navigate', { url: address }).catch(() => {}).finally(() => { navigated = true; });
  const isQuiet = () => traffic.open === 0 && performance.now() - traffic.lastAt > QUIET_MS;
  const isDone = async () => (waitFor === undefined ? isQuiet() && await isParsed(tab) : isThere(tab, waitFor));
  for (;;) {
    if (traffic.failure !== null) throw traffic.failure;
    const late = performance.now() > options.readAt;
    if (navigated && await isDone()) break;
    if (late && waitFor !== undefined) throw notThere(address, waitFor, timeoutMs);
    if (late) break;
    await sleep(LOOK_MS, undefined, { signal });
  }
  for (;;) {
    const read = await readDocument(tab, maxBytes, address);
    // No document has come in all that time.
    if (traffic.status === 0) throw traffic.failure ?? timedOut(address, timeoutMs);
    if (read !== undefined) return { ...read, status: traffic.status, blocked: traffic.blocked };
    await sleep(LOOK_MS, undefined, { signal });
  }
}

async function prepare(tab: Tab, userAgent: string, traffic: Traffic): Promise<void> {
  tab.on('Page.javascriptDialogOpening', () => {
    traffic.blocked['dialog'] = (traffic.blocked['dialog'] ?? 0) + 1;
    tab.send('Page.handleJavaScriptDialog', { accept: false }).catch(() => {});
  });
  await tab.send('Page.enable');
  await tab.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: 'zh-CN,zh' });
}
