import { sql } from 'kysely';
import { shanghaiDay } from '../model/index.ts';
import type { Db, Trx } from './connect.ts';

/** What a source did on one day of Asia/Shanghai. The arrays have 24 places, one an hour. */
export interface SourceDay {
  day: string;
  polls: number;
  failures: number;
  received: number;
  stored: number;
  updated: number;
  rejected: number;
  pollsByHour: number[];
  /** Polls that brought something new. */
  newsByHour: number[];
}

/** Adds one chunk's books to the day of its source, in the chunk's own transaction. */
export async function addToDay(trx: Trx, sourceId: number, at: Date, c: { received: number; stored: number; updated: number; rejected: number }): Promise<void> {
  if (c.received === 0) return;
  await sql`
    insert into source_day as d (source_id, day, received, stored, updated, rejected)
    values (${sourceId}, ${shanghaiDay(at)}, ${c.received}, ${c.stored}, ${c.updated}, ${c.rejected})
    on conflict (source_id, day) do update set received = d.received + excluded.received, stored = d.stored + excluded.stored,
      updated = d.updated + excluded.updated, rejected = d.rejected + excluded.rejected`.execute(trx);
}

/** Counts a poll, and whether it brought news, in its hour. */
export async function addPollToDay(trx: Db | Trx, sourceId: number, at: Date, poll: { failed: boolean; news: boolean }): Promise<void> {
  const place = shanghaiHour(at) + 1;
  const news = poll.news ? 1 : 0;
  await sql`insert into source_day (source_id, day) values (${sourceId}, ${shanghaiDay(at)}) on conflict do nothing`.execute(trx);
  await sql`
    update source_day set polls = polls + 1, failures = failures + ${poll.failed ? 1 : 0},
      polls_by_hour[${sql.lit(place)}] = polls_by_hour[${sql.lit(place)}] + 1, news_by_hour[${sql.lit(place)}] = news_by_hour[${sql.lit(place)}] + ${news}
    where source_id = ${sourceId} and day = ${shanghaiDay(at)}`.execute(trx);
}

const shanghaiHour = (at: Date) => (at.getUTCHours() + 8) % 24;

/** The days on which something was done, since a day (included), oldest first. */
export async function sourceDays(db: Db | Trx, sourceId: number, since: string): Promise<SourceDay[]> {
  const { rows } = await sql<SourceDay>`
    select day, polls, failures, received, stored, updated, rejected, polls_by_hour as "pollsByHour", news_by_hour as "newsByHour"
    from source_day where source_id = ${sourceId} and day >= ${since}::date order by day`.execute(db);
  return rows;
}

/** The same of every source. */
export async function daysOfSources(db: Db, since: string): Promise<Map<number, SourceDay[]>> {
  const { rows } = await sql<SourceDay & { sourceId: number }>`
    select source_id as "sourceId", day, polls, failures, received, stored, updated, rejected, polls_by_hour as "pollsByHour", news_by_hour as "newsByHour"
    from source_day where day >= ${since}::date order by day`.execute(db);
  const all = new Map<number, SourceDay[]>();
  for (const { sourceId, ...day } of rows) {
    const days = all.get(sourceId) ?? [];
    days.push(day);
    all.set(sourceId, days);
  }
  return all;
}
