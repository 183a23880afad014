import { readdirSync, readFileSync } from 'node:fs';
import { treeOf } from '../../../ingest/render/tree.ts';

/** Processes whose parent is the given one, by /proc: the browsers of a Node process. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
    } catch {
      return false;
    }
  }).map(Number);
}

/** Chromium's main processes among them. */
export const browsersOf = (parent: number): number[] => childrenOf(parent).filter((pid) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--remote-debugging-pipe');
  } catch {
    return false;
  }
});

/** How many processes are left of a browser, zombies with them. */
export const leftOf = async (browser: number): Promise<number> => (await treeOf(browser, 'linux')).length;

export const renderersOf = async (browser: number): Promise<number[]> => (await treeOf(browser, 'linux')).filter((member) => member.renderer).map((member) => member.pid);
