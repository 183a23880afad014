import { isDatabaseError, type Db } from '../db/connect.ts';
import { replaceFaults } from '../db/faults.ts';
import { appendOutbox } from '../db/outbox.ts';
import { addPollToDay, sourceDays } from '../db/source-days.ts';
import { openSecrets } from '../db/source-secrets.ts';
import { lockSource, recordPoll, sourceById, type Source } from '../db/sources.ts';
import { YuqingError, addDays, errorText, shanghaiDay, shanghaiText, type Clock, type Fault, type IngestCounts } from '../model/index.ts';
import { checkShape, loadProfile } from '../profiles/load.ts';
import { FetchError } from './fetch/errors.ts';
import type { Web } from './fetch/web.ts';
import { nextInterval } from './polling/interval.ts';
import { runIngest } from './run.ts';
import type { Seal } from './seal.ts';
import { sourceKind } from './sources/index.ts';
import type { Rhythm, SourceKind } from './sources/kind.ts';

const MINUTE = 60_000;
const DAY_MS = 24 * 60 * MINUTE;
const LONGEST_BACKOFF_MS = 6 * 60 * MINUTE;
/** Between two sources of one host. */
const HOST_PAUSE_MS = 2_000;
/** So many failures in a row, and the desk is told. */
const FAILURES_TO_TELL = 3;
const HABIT_DAYS = 14;
/** A reading that takes longer is given up: its source is held no longer than `POLL_HOLD_MS`. */
const LONGEST_READING_MS = 25 * MINUTE;
/** How long a source is kept from other pollers. */
export const POLL_HOLD_MS = 30 * MINUTE;

export interface PollContext {
  clock: Clock;
  seal: Seal;
  web: Web;
  /** The process is asked to stop: the reading in hand is given up and counts as no failure. */
  stopping?: AbortSignal;
}

/**
 * Polls one source and writes how it went. A source that fails backs off by itself (its own `Retry-After` first, which
 * holds for all sources of the host) and delays no other; its error stands on it in words, and when it goes on failing
 * the desk is told.
 *
 * @returns the books of the run, or null when the source failed
 */
export async function pollSource(db: Db, sourceId: number, ctx: PollContext): Promise<IngestCounts | null> {
  const source = await sourceById(db, sourceId);
  const now = ctx.clock();
  const tooLong = AbortSignal.timeout(LONGEST_READING_MS);
  const signal = ctx.stopping ? AbortSignal.any([tooLong, ctx.stopping]) : tooLong;
  let rhythm: Rhythm | null = { everyMs: DAY_MS };
  try {
    const kind = sourceKind(source.kind);
    const config = configOf(source, kind);
    rhythm = kind.rhythm(config);
    const horizon = loadProfile(source.profileId).profile.historical_after_days;
    const counts = await runIngest(db, { id: source.id, fileName: null }, {
      channel: source.channel, seal: ctx.seal, now, historical: false, historicalBefore: new Date(now.getTime() - horizon * DAY_MS),
    }, kind.read(config, { cursor: source.cursor, clock: ctx.clock, web: ctx.web, secrets: await openSecrets(db, ctx.seal, source.id), signal }));
    await succeeded(db, source, rhythm, { now, done: ctx.clock(), counts });
    return counts;
  } catch (error) {
    // Neither is the source's fault: its line is done again.
    if (ctx.stopping?.aborted || isDatabaseError(error)) throw error;
    await failed(db, source, rhythm, { now, done: ctx.clock(), error: tooLong.aborted ? tookTooLong() : error });
    return null;
  }
}

function configOf<Config>(source: Source, kind: SourceKind<Config>): Config {
  const checked = checkShape(source.config, kind.configSchema);
  if ('data' in checked) return checked.data;
  throw new YuqingError('CONFIG_INVALID', `信源“${source.name}”的设置不对:${checked.faults.join(';')}`, '请改正该信源的设置');
}

async function succeeded(db: Db, source: Source, rhythm: Rhythm | null, poll: { now: Date; done: Date; counts: IngestCounts }): Promise<void> {
  const { now, done } = poll;
  const news = poll.counts.stored + poll.counts.updated > 0;
  await db.transaction().execute(async (trx) => {
    await lockSource(trx, source.id);
    // What stood there when it was first read is no news, and no habit.
    await addPollToDay(trx, source.id, now, { failed: false, news: news && source.lastOkAt !== null });
    const days = await sourceDays(trx, source.id, addDays(shanghaiDay(now), -HABIT_DAYS));
    const intervalMs = rhythm && nextInterval(rhythm, { days, previousMs: source.intervalMs, news, now });
    await recordPoll(trx, source.id, {
      at: now, tookMs: done.getTime() - now.getTime(), next: intervalMs === null ? null : new Date(done.getTime() + intervalMs), intervalMs, error: null, hostFreeAt: new Date(done.getTime() + HOST_PAUSE_MS),
    });
    await replaceFaults(trx, source.id, ['failing'], [], done);
  });
}

async function failed(db: Db, source: Source, rhythm: Rhythm | null, poll: { now: Date; done: Date; error: unknown }): Promise<void> {
  const { now, done } = poll;
  const usual = source.intervalMs ?? firstPause(rhythm);
  const asked = retryAfterMs(poll.error);
  const wait = Math.max(backoff(usual, source.failures), asked);
  const error = wordsOf(poll.error);
  await db.transaction().execute(async (trx) => {
    await lockSource(trx, source.id);
    await addPollToDay(trx, source.id, now, { failed: true, news: false });
    await recordPoll(trx, source.id, {
      at: now, tookMs: done.getTime() - now.getTime(), next: new Date(done.getTime() + wait), intervalMs: source.intervalMs, error, hostFreeAt: new Date(done.getTime() + Math.max(asked, HOST_PAUSE_MS)),
    });
    const failures = source.failures + 1;
    if (failures < FAILURES_TO_TELL) return;
    const told = await replaceFaults(trx, source.id, ['failing'], [failingFault(source, failures, error)], now);
    await appendOutbox(trx, 'faults', told.length > 0 ? [{ faultIds: told }] : []);
  });
}

function failingFault(source: Source, failures: number, error: string): Fault {
  const since = source.lastOkAt ? `,上次成功是 ${shanghaiText(source.lastOkAt)}` : ',还没有成功过';
  return { kind: 'failing', key: '', words: `信源“${source.name}”连续 ${failures} 次抓取失败${since}。最近的错误:${error}`, url: null };
}

const firstPause = (rhythm: Rhythm | null) => (rhythm === null ? DAY_MS : 'everyMs' in rhythm ? rhythm.everyMs : rhythm.firstMs);

/** Twice as long after each failure, up to six hours; never more often than when all is well. */
const backoff = (interval: number, failures: number): number => Math.max(interval, Math.min(interval * 2 ** failures, LONGEST_BACKOFF_MS));

function retryAfterMs(error: unknown): number {
  const seconds = error instanceof FetchError ? (error.retryAfterSeconds ?? 0) : 0;
  return Math.min(seconds * 1_000, DAY_MS);
}

const tookTooLong = () => new YuqingError('FETCH_TIMEOUT', `读这个信源超过 ${LONGEST_READING_MS / MINUTE} 分钟,已放弃`, '请减少每次读的页数,或拆成几个信源');

const wordsOf = (error: unknown): string => (error instanceof YuqingError ? errorText(error) : `读取信源时出错:${errorText(error)}`);
