import type { Db } from '../db/connect.ts';
import { recordPoll, sourceById, type Source } from '../db/sources.ts';
import { YuqingError, errorText, type Clock, type IngestCounts } from '../model/index.ts';
import { checkShape, loadProfile } from '../profiles/load.ts';
import { FetchError } from './fetch/errors.ts';
import { runIngest } from './run.ts';
import type { Seal } from './seal.ts';
import { sourceKind } from './sources/index.ts';
import type { SourceKind } from './sources/kind.ts';

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
  const now = ctx.clock();
  let interval: number | null = DAY_MS;
  try {
    const kind = sourceKind(source.kind);
    const config = configOf(source, kind);
    interval = kind.pollEveryMs(config);
    const horizon = loadProfile(source.profileId).profile.historical_after_days;
    const counts = await runIngest(db, { id: source.id, fileName: null }, {
      channel: source.channel, seal: ctx.seal, historical: false, historicalBefore: new Date(now.getTime() - horizon * DAY_MS),
    }, kind.read(config, { cursor: source.cursor, clock: ctx.clock }));
    await recordPoll(db, source.id, { at: now, next: interval === null ? null : new Date(now.getTime() + interval), error: null });
    return counts;
  } catch (error) {
    const wait = Math.max(backoff(interval ?? DAY_MS, source.failures), retryAfterMs(error));
    await recordPoll(db, source.id, { at: now, next: new Date(now.getTime() + wait), error: wordsOf(error) });
    return null;
  }
}

function configOf<Config>(source: Source, kind: SourceKind<Config>): Config {
  const checked = checkShape(source.config, kind.configSchema);
  if ('data' in checked) return checked.data;
  throw new YuqingError('CONFIG_INVALID', `信源“${source.name}”的设置不对:${checked.faults.join(';')}`, '请改正该信源的设置');
}

/** Twice as long after each failure, up to six hours; never more often than when all is well. */
const backoff = (interval: number, failures: number): number => Math.max(interval, Math.min(interval * 2 ** failures, LONGEST_BACKOFF_MS));

function retryAfterMs(error: unknown): number {
  const seconds = error instanceof FetchError ? (error.retryAfterSeconds ?? 0) : 0;
  return Math.min(seconds * 1_000, DAY_MS);
}

const wordsOf = (error: unknown): string => (error instanceof YuqingError ? errorText(error) : `读取信源时出错:${errorText(error)}`);
