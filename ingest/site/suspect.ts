import { z } from 'zod';
import type { Outcome } from './outcome.ts';
import { LINK_KINDS } from './links.ts';

const HOUR = 3_600_000;
/** A link that is known to be dead is asked again this often, so that its fault closes soon after it is mended. */
const ASK_DEAD_MS = 6 * HOUR;

/** Where a link stands. */
export const placeSchema = z.object({ url: z.url(), title: z.string(), text: z.string() });
export type Place = z.infer<typeof placeSchema>;

/** A link that failed, and how often. Times are milliseconds since 1970. */
export const suspectSchema = z.object({
  url: z.url(),
  kind: z.enum(LINK_KINDS),
  depth: z.number().int(),
  /** The first page of the round on which it stands. */
  place: placeSchema,
  /** Pages on which it was seen: in this round, and in the whole of the one before. */
  pages: z.number().int(),
  pagesBefore: z.number().int(),
  /** The last round in which it was seen. */
  round: z.number().int(),
  failures: z.number().int(),
  state: z.enum(['gone', 'ill']),
  why: z.string(),
  /** The server said so itself; else it may be out of reach as a whole. */
  answered: z.boolean(),
  failedAt: z.number(),
  askedAt: z.number(),
});
export type Suspect = z.infer<typeof suspectSchema>;

/** A link before it first failed. */
type Untried = Omit<Suspect, 'failures' | 'state' | 'why' | 'answered' | 'failedAt' | 'askedAt'>;

/**
 * Adds one answer to a link's record: a failure within the hour of the last one is the same failure; whatever else it
 * answers, also that it will not talk to programs, clears it.
 *
 * @param before its record, or how it looks when it first fails
 * @returns null when nothing speaks against it
 */
export function noteOutcome(before: Suspect | Untried, outcome: Outcome, now: number): Suspect | null {
  if (outcome.state === 'fine' || outcome.state === 'unknown') return null;
  const earlier = 'failures' in before ? before : null;
  const again = earlier === null || now - earlier.failedAt >= HOUR;
  return {
    ...before, state: outcome.state, why: outcome.why, answered: outcome.answered, askedAt: now,
    failures: (earlier?.failures ?? 0) + (again ? 1 : 0), failedAt: again ? now : earlier.failedAt,
  };
}

/** Dead after `patience` failures; where the server may just be ill, after one more. */
export function isDead(suspect: Suspect, patience: number): boolean {
  return suspect.failures >= (suspect.state === 'ill' ? patience + 1 : patience);
}

/** When it is asked again. */
export function askAgainAt(suspect: Suspect, patience: number): number {
  return suspect.askedAt + (isDead(suspect, patience) ? ASK_DEAD_MS : HOUR);
}
