import type { RunningBrowser } from './launch.ts';
import { MEMORY_LOOK_MS } from './limits.ts';
import { treeOf } from './tree.ts';

/** Below this share of the limit no single page is to blame. */
const BLAME = 0.25;

/**
 * Looks again and again at what a browser's processes hold. Beyond the limit the page that holds most is killed, and
 * where it is none of the pages, the whole browser.
 *
 * @param onKill called before a page's process is killed
 * @returns what stops the watch
 */
export function watchMemory(browser: RunningBrowser, maxBytes: number, onKill: () => void): () => void {
  let looking = false;
  const look = async () => {
    const members = await treeOf(browser.pid, process.platform);
    if (members.reduce((sum, member) => sum + member.bytes, 0) <= maxBytes) return;
    const pages = members.filter((member) => member.renderer).sort((a, b) => b.bytes - a.bytes);
    const most = pages[0];
    if (most === undefined || most.bytes < maxBytes * BLAME) return browser.kill();
    onKill();
    process.kill(most.pid, 'SIGKILL');
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look().catch(() => {
      // it ended by itself meanwhile
    }).finally(() => { looking = false; });
  }, MEMORY_LOOK_MS).unref();
  return () => clearInterval(timer);
}
