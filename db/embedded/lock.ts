import { mkdirSync, readdirSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, self } from './identity.ts';

/**
 * A lock among processes that `kill -9` cannot leave shut, with no lock call that Node lacks.
 * The directory holds numbered symbolic links whose target names their owner; the highest number
 * decides. `7 → 4711.883920.1f0c9a2e` is held while that process lives; `8 → free` is free. Whoever
 * wants it creates the next number, which only one can do. Nothing is ever stolen by deletion,
 * so no two can both believe that they took a dead owner's lock.
 */
export interface Lock {
  release(): void;
}

const FREE = 'free';
/** Old links stay this long, so that a slow contender's number is already taken. */
const KEPT = 8;

/** The lock, or undefined when a living process (this one included) holds it. */
export function tryLock(dir: string): Lock | undefined {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const top = highest(dir);
  const owner = top === 0 ? FREE : ownerOf(dir, top);
  if (owner === undefined || (owner !== FREE && isAlive(owner))) return undefined;
  const mine = top + 1;
  if (!claim(dir, mine, self)) return undefined;
  if (highest(dir) !== mine) {
    unlinkSync(join(dir, String(mine)));
    return undefined;
  }
  for (const n of numbers(dir)) if (n < mine - KEPT) removeQuietly(join(dir, String(n)));
  return { release: () => void claim(dir, mine + 1, FREE) };
}

/** Waits for the lock; `onWait` is called once when it takes longer than two seconds. */
export async function lock(dir: string, opts: { timeoutMs: number; onWait?: () => void }): Promise<Lock | undefined> {
  const start = Date.now();
  let told = false;
  for (;;) {
    const got = tryLock(dir);
    if (got) return got;
    const waited = Date.now() - start;
    if (waited > opts.timeoutMs) return undefined;
    if (waited > 2000 && !told) {
      told = true;
      opts.onWait?.();
    }
    await sleep(20 + Math.random() * 30);
  }
}

function numbers(dir: string): number[] {
  return readdirSync(dir).map(Number).filter((n) => Number.isSafeInteger(n) && n > 0);
}

function highest(dir: string): number {
  return Math.max(0, ...numbers(dir));
}

function ownerOf(dir: string, n: number): string | undefined {
  try {
    return readlinkSync(join(dir, String(n)));
  } catch {
    return undefined;
  }
}

function claim(dir: string, n: number, owner: string): boolean {
  try {
    symlinkSync(owner, join(dir, String(n)));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // another winner tidied it first
  }
}
