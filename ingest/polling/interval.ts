import type { SourceDay } from '../../db/source-days.ts';
import type { Rhythm } from '../sources/kind.ts';

const HOUR_MS = 3_600_000;
/** Below this many days in which an hour was looked at, its habit is not known yet. */
const KNOWN_DAYS = 3;
/** A poll is due when this much news is expected since the last one: half a batch, so that news waits little. */
const EXPECTED = 0.5;
/** One poll changes the pause by no more than this factor: one odd hour is no habit. */
const MOST_CHANGE = 2;
const LOOK_AHEAD_HOURS = 48;

/**
 * How long until a source is asked again. A source of its own rhythm is asked by how often it has had news at these
 * hours of the day: the pause ends when half a batch of news is to be expected, so a site that publishes at nine is asked
 * often at nine and hardly at night. While its hours are not known, news shortens the pause and silence lengthens it.
 *
 * @param days the last two weeks, as `sourceDays` gives them, this poll included
 * @param previousMs the last pause; null before the first
 */
export function nextInterval(rhythm: Rhythm, past: { days: readonly SourceDay[]; previousMs: number | null; news: boolean; now: Date }): number {
  if ('everyMs' in rhythm) return rhythm.everyMs;
  const { days, news, now } = past;
  const previous = past.previousMs ?? rhythm.firstMs;
  const expected = untilExpected(days, now) ?? (news ? previous / 1.5 : previous * 1.5);
  const wanted = news ? Math.min(expected, previous) : expected;
  const gentle = Math.min(Math.max(wanted, previous / MOST_CHANGE), previous * MOST_CHANGE);
  return Math.round(Math.min(Math.max(gentle, rhythm.leastMs), rhythm.mostMs));
}

/** Milliseconds until half a batch of news is to be expected; null while one of the hours on the way is not known. */
function untilExpected(days: readonly SourceDay[], now: Date): number | null {
  let sum = 0;
  let at = now.getTime();
  for (let k = 0; k < LOOK_AHEAD_HOURS; k += 1) {
    const rate = newsPerHour(days, (new Date(at).getUTCHours() + 8) % 24);
    if (rate === null) return null;
    const left = HOUR_MS - (at % HOUR_MS);
    const expected = (rate * left) / HOUR_MS;
    if (sum + expected >= EXPECTED) return at - now.getTime() + ((EXPECTED - sum) / rate) * HOUR_MS;
    sum += expected;
    at += left;
  }
  return at - now.getTime();
}

/** Batches of news in this hour of the day, on average over the days on which it was looked at. */
function newsPerHour(days: readonly SourceDay[], hour: number): number | null {
  const seen = days.filter((day) => (day.pollsByHour[hour] ?? 0) > 0);
  if (seen.length < KNOWN_DAYS) return null;
  return seen.reduce((sum, day) => sum + (day.newsByHour[hour] ?? 0), 0) / seen.length;
}
