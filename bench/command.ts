import { readFileSync } from 'node:fs';
import { startYuqing, type Ended } from '../test/support/yuqing.ts';

export interface Measured extends Ended {
  seconds: number;
  /** Peak resident memory in bytes; null where the system does not tell (it is Linux that does). */
  peakRss: number | null;
}

const LOOK_EVERY_MS = 50;

/** Runs the command as a user does, in a process of its own, and watches its time and memory. */
export async function measureYuqing(args: readonly string[], env: Record<string, string>): Promise<Measured> {
  const from = performance.now();
  const { child, ended } = startYuqing(args, env);
  let peakRss: number | null = null;
  const watch = setInterval(() => { peakRss = peakOf(child.pid) ?? peakRss; }, LOOK_EVERY_MS);
  const result = await ended;
  clearInterval(watch);
  return { ...result, seconds: (performance.now() - from) / 1_000, peakRss };
}

/** The high-water mark that the kernel keeps, so that looking now and then misses nothing but the very last moment. */
export function peakOf(pid: number | undefined): number | null {
  try {
    const kB = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kB === undefined ? null : Number(kB) * 1024;
  } catch {
    return null;
  }
}

export const megabytes = (bytes: number | null): string => (bytes === null ? '(此系统测不到)' : `${Math.round(bytes / 2 ** 20)} MiB`);
export const perSecond = (rows: number, seconds: number): string => `${seconds.toFixed(1)} 秒,${Math.round(rows / seconds).toLocaleString('en')} 行/秒`;
