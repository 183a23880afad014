import { YuqingError } from '../../model/index.ts';
import type { Retry, Stalls } from './port.ts';

export const DEFAULT_RETRY: Retry = { attempts: 5, baseMs: 1_000, capMs: 300_000 };

/** A process killed in mid-job has its jobs back in the queue after some 25 s at most. */
export const DEFAULT_STALLS: Stalls = { lockMs: 15_000, checkMs: 5_000, max: 5 };

/**
 * The pause before the next attempt: doubling, capped, and spread over its upper half so that what failed together
 * does not come back together. `backoffMs({baseMs: 1000, …}, 3, () => 0.5)` → 3000.
 * @param failed attempts that failed so far, from 1
 * @param random as Math.random
 */
export function backoffMs(retry: Retry, failed: number, random: () => number): number {
  const full = Math.min(retry.capMs, retry.baseMs * 2 ** (failed - 1));
  return Math.round(full * (0.5 + random() / 2));
}

/** Errors that say "skip" or "fatal" would be the same the next time. Whatever we do not know is tried again. */
export function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof YuqingError) || error.nextStep === 'retry';
}
