import type { ImapCursor } from './cursor.ts';

/** A mail that cannot be had in so many readings is put aside for good. */
export const MOST_TRIES = 3;
/** In one reading it is asked for so often, in a connection of its own. */
const TRIES_IN_ONE_READING = 2;

/**
 * Mails over which the connection breaks each time. They are found out by fetching one by one after a break, left for
 * the next reading, and after some readings given up, so that they never keep the mails behind them.
 */
export class Stubborn {
  private readonly broke = new Map<number, number>();
  private readonly left = new Set<number>();
  /** So many mails are fetched one by one. */
  private suspects = 0;

  /** How the next mails are to be fetched: alone while one of them is suspected. */
  takeAlone(): boolean {
    this.suspects -= 1;
    return this.suspects >= 0;
  }

  isLeft(uid: number): boolean {
    return this.left.has(uid);
  }

  /**
   * The connection broke over these.
   *
   * @returns the mail that is now left alone, if there is one, and whether for good
   */
  brokeOver(uids: readonly number[], cursor: ImapCursor): { uid: number; forGood: boolean } | null {
    this.suspects = uids.length;
    const [uid] = uids;
    if (uid === undefined || uids.length > 1) return null;
    const times = (this.broke.get(uid) ?? 0) + 1;
    this.broke.set(uid, times);
    if (times < TRIES_IN_ONE_READING) return null;
    this.left.add(uid);
    const tries = (cursor.pending.find((p) => p.uid === uid)?.tries ?? 0) + 1;
    const forGood = tries >= MOST_TRIES;
    cursor.pending = [...cursor.pending.filter((p) => p.uid !== uid), ...(forGood ? [] : [{ uid, tries }])];
    cursor.lastUid = Math.max(cursor.lastUid, uid);
    return { uid, forGood };
  }
}
