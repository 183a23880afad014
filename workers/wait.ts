import type { Db } from '../db/connect.ts';
import { databaseNow, openUpTo } from '../db/outbox.ts';

/** Stages an import waits for; delivery may depend on a mail server that is down, and goes on by itself. */
const LINE = ['classify', 'tickets', 'alerts', 'policies'] as const;
/** A line written by a stage stands before that stage's own line is closed, so each look reaches one stage further. */
const DEPTH = 2;

const pause = (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms); });

/** Waits until all that was put out up to now, and what follows from it, has gone through the line. */
export async function waitForLine(db: Db, onWait?: (open: number) => void, everyMs = 100): Promise<void> {
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const mark = await databaseNow(db);
    for (;;) {
      const open = await openUpTo(db, LINE, mark);
      if (open === 0) break;
      onWait?.(open);
      await pause(everyMs);
    }
  }
}

/** Waits for what is to be delivered by now, but not longer than `limitMs`; returns how much is left for later. */
export async function waitForDelivery(db: Db, limitMs: number, everyMs = 100): Promise<number> {
  const mark = await databaseNow(db);
  const until = performance.now() + limitMs;
  for (;;) {
    const open = await openUpTo(db, ['deliver'], mark);
    if (open === 0 || performance.now() > until) return open;
    await pause(everyMs);
  }
}
