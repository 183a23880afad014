import type { Db, Trx } from '../db/connect.ts';
import {
  alertsOpened, backfilled, byCategory, byChannel, dueByDay, historicalOverdue, hotTopics, overdueByUnit, overdueTickets, punctuality,
  sensitive, sourceHealth, ticketTurnover, volume, type Scope, type Span,
} from '../db/report-figures.ts';
import { shiftWeek, type Week } from './week.ts';

/** Everything a weekly report says, as numbers; it is kept beside the report. */
export interface WeeklyFigures {
  week: Week;
  /** When it was made; what stands open or overdue stands so at this moment. */
  asOf: Date;
  /** The week, or the part of it that has passed; last week is cut at the same hour. */
  span: Span;
  before: Span;
  /** From the end of `span` to the end of the following week. */
  ahead: Span;
  volume: Awaited<ReturnType<typeof volume>>;
  volumeBefore: Awaited<ReturnType<typeof volume>>;
  backfilled: number;
  sensitive: number;
  sensitiveBefore: number;
  categories: Awaited<ReturnType<typeof byCategory>>;
  categoriesBefore: Awaited<ReturnType<typeof byCategory>>;
  channels: Awaited<ReturnType<typeof byChannel>>;
  channelsBefore: Awaited<ReturnType<typeof byChannel>>;
  topics: Awaited<ReturnType<typeof hotTopics>>;
  alerts: Awaited<ReturnType<typeof alertsOpened>>;
  alertsBefore: Awaited<ReturnType<typeof alertsOpened>>;
  tickets: Awaited<ReturnType<typeof ticketTurnover>>;
  ticketsBefore: Awaited<ReturnType<typeof ticketTurnover>>;
  punctuality: Awaited<ReturnType<typeof punctuality>>;
  overdue: Awaited<ReturnType<typeof overdueByUnit>>;
  overdueTickets: number;
  historicalOverdue: number;
  upcoming: Awaited<ReturnType<typeof dueByDay>>;
  sources: Awaited<ReturnType<typeof sourceHealth>>;
}

const WEEK_MS = 7 * 86_400_000;
const TOPICS = 10;

/** Reads all figures of a week from one snapshot, so that they agree among themselves while items keep coming. */
export async function gatherWeekly(db: Db, week: Week, asOf: Date, scope: Scope): Promise<WeeklyFigures> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute((trx) => gather(trx, week, asOf, scope));
}

async function gather(trx: Trx, week: Week, asOf: Date, scope: Scope): Promise<WeeklyFigures> {
  const to = new Date(Math.max(week.from.getTime(), Math.min(week.to.getTime(), asOf.getTime())));
  const span = { from: week.from, to };
  const before = { from: new Date(week.from.getTime() - WEEK_MS), to: new Date(to.getTime() - WEEK_MS) };
  const ahead = { from: to, to: shiftWeek(week, 1).to };
  return {
    week, asOf, span, before, ahead,
    volume: await volume(trx, span, scope),
    volumeBefore: await volume(trx, before, scope),
    backfilled: await backfilled(trx, span, scope),
    sensitive: await sensitive(trx, span, scope),
    sensitiveBefore: await sensitive(trx, before, scope),
    categories: await byCategory(trx, span, scope),
    categoriesBefore: await byCategory(trx, before, scope),
    channels: await byChannel(trx, span, scope),
    channelsBefore: await byChannel(trx, before, scope),
    topics: await hotTopics(trx, span, before, scope, TOPICS),
    alerts: await alertsOpened(trx, span, scope),
    alertsBefore: await alertsOpened(trx, before, scope),
    tickets: await ticketTurnover(trx, span, scope),
    ticketsBefore: await ticketTurnover(trx, before, scope),
    punctuality: await punctuality(trx, span, asOf, scope),
    overdue: await overdueByUnit(trx, asOf, scope),
    overdueTickets: await overdueTickets(trx, asOf, scope),
    historicalOverdue: await historicalOverdue(trx, asOf, scope),
    upcoming: await dueByDay(trx, ahead, asOf, scope),
    sources: await sourceHealth(trx, scope),
  };
}
