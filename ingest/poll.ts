import type { Db } from '../db/connect.ts';
import { recordPoll, sourceById } from '../db/sources.ts';
import { YuqingError, errorText, type Clock, type IngestCounts } from '../model/index.ts';
import { loadProfile } from '../profiles/load.ts';
import { runIngest } from './run.ts';
import type { Seal } from './seal.ts';
import { sourceKind } from './sources/index.ts';

const MINUTE = 60_000;
const LONGEST_BACKOFF_MS = 6 * 60 * MINUTE;
const DAY_MS = 24 * 60 * MINUTE;

/**
 * Polls one source and writes how it went. A source that fails backs off by itself (its own `Retry-After` first) and
 * delays no other; its error stands on it in words.
 *
 * @returns the books of the run, or null when the source failed
 */
export async function pollSource(db: Db, sourceId: number, ctx: { clock: Clock; seal: Seal }): Promise<IngestCounts | null> {
  const source = await sourceById(db, sourceId);
  const kind = sourceKind(source.kind);
  const config = kind.configSchema.parse(source.config);
  const interval = kind.pollEveryMs(config) ?? DAY_MS;
  const now = ctx.clock();
  try {
    const horizon = loadProfile(source.profileId).profile.historical_after_days ?? 90;
    const counts = await runIngest(db, { id: source.id, fileName: null }, {
      channel: source.channel, seal: ctx.seal, historical: false, historicalBefore: new Date(now.getTime() - horizon * DAY_MS),
    }, kind.read(config, { cursor: source.cursor, clock: ctx.clock }));
    await recordPoll(db, source.id, { at: now, next: new Date(now.getTime() + interval), error: null });
    return counts;
  } catch (error) {
    const wait = Math.min(interval * 2 ** source.failures, LONGEST_BACKOFF_MS);
    const next = new Date(now.getTime() + Math.max(wait, retryAfterMs(error)));
    await recordPoll(db, source.id, { at: now, next, error: errorText(error) });
    return null;
  }
}

function retryAfterMs(error: unknown): number {
  const seconds = error instanceof YuqingError ? (error as { retryAfterSeconds?: unknown }).retryAfterSeconds : undefined;
  return typeof seconds === 'number' ? Math.min(seconds * 1_000, DAY_MS) : 0;
}
