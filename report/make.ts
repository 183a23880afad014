import type { Db, Trx } from '../db/connect.ts';
import { postNotices, type NoticeChannel, type NoticeToPost } from '../db/notices.ts';
import { appendOutbox } from '../db/outbox.ts';
import { firstSourceAt } from '../db/report-figures.ts';
import { findReport, insertReport, lastPeriod, type ReportToStore } from '../db/reports.ts';
import { shanghaiDay, type WorkCalendar } from '../model/index.ts';
import { loadProfile } from '../profiles/load.ts';
import { reportNames } from './names.ts';
import { dueReport, dueReports, reportInstant, weekById, type ReportTime, type Week } from './week.ts';
import { gatherWeekly } from './weekly-figures.ts';
import { weeklyReport, type WeeklyReport } from './weekly.ts';

/** Who gets a report, and how. `name` stands in the once-key: one report goes to one name and channel once. */
export interface ReportRecipient {
  name: string;
  channel: NoticeChannel;
  /** A mail address; null for file and console. */
  address: string | null;
}

export interface WeeklyOptions {
  now: Date;
  calendar: WorkCalendar;
  recipients: readonly ReportRecipient[];
  /** One profile's report; absent: all profiles together. */
  profileId?: string;
}

export interface MadeReport {
  reportId: number;
  period: string;
  /** False when the report was there already; it stays as it was sent. */
  created: boolean;
  /** Notices that are new: again makes none, a recipient added later gets one. */
  noticeIds: number[];
}

const KIND = 'weekly';

/** When a profile's reports go out; all profiles together: as the national one says, Monday 08:00. */
export function reportTime(profileId?: string): ReportTime {
  return loadProfile(profileId ?? 'national').profile.report;
}

/** What a report is kept under. Of a week that has not ended there is only an interim one, which never stands in the real one's way. */
function keyOf(week: Week, now: Date, profileId?: string): { kind: string; period: string; scope: string } {
  const scope = profileId ?? 'all';
  return now < week.to ? { kind: `${KIND}-interim`, period: `${week.id}/${shanghaiDay(now)}`, scope } : { kind: KIND, period: week.id, scope };
}

/** The weekly report of a week as it would be sent now; nothing is kept. */
export async function composeWeekly(db: Db, week: Week, now: Date, profileId?: string): Promise<WeeklyReport> {
  const figures = await gatherWeekly(db, week, now, { profileId: profileId ?? null });
  return weeklyReport(figures, reportNames(profileId), Object.values(keyOf(week, now, profileId)).join('/'));
}

/**
 * Makes the weekly report of a week (default: the newest one due by now) and hands it to its recipients. The report,
 * its notices and the outbox lines for `deliver` are one transaction; two makers at once make one report.
 */
export async function makeWeekly(db: Db, opts: WeeklyOptions & { week?: Week }): Promise<MadeReport> {
  const week = opts.week ?? dueReport(opts.now, reportTime(opts.profileId), opts.calendar);
  const key = keyOf(week, opts.now, opts.profileId);
  const known = await findReport(db, key);
  const fresh = known ? null : { ...key, ...await composeWeekly(db, week, opts.now, opts.profileId) };
  return db.transaction().execute(async (trx) => {
    const createdId = fresh ? await insertReport(trx, fresh) : null;
    const report = await findReport(trx, key);
    if (!report) throw new Error(`report ${key.kind} ${key.period} ${key.scope} is neither new nor there`);
    const noticeIds = await post(trx, report, opts.recipients);
    return { reportId: report.id, period: key.period, created: createdId !== null, noticeIds };
  });
}

async function post(trx: Trx, report: ReportToStore, recipients: readonly ReportRecipient[]): Promise<number[]> {
  const ids = await postNotices(trx, recipients.map((r): NoticeToPost => ({
    onceKey: [report.kind, report.period, report.scope, r.name, r.channel].join(':'),
    kind: report.kind, recipient: r.name, channel: r.channel, address: r.address,
    subject: report.subject, text: report.text, html: report.html, ticketId: null, topicId: null,
  })));
  await appendOutbox(trx, 'deliver', ids.map((noticeId) => ({ noticeId })));
  return ids;
}

const FOUR_WEEKS = 28 * 86_400_000;

/**
 * Makes every weekly report that is owed: those that fell due since the last one was made, at most four weeks back;
 * for a new house since its first source was set up, so that nobody gets a report about the time before. Call it as
 * often as you like.
 */
export async function makeDueWeeklies(db: Db, opts: WeeklyOptions): Promise<MadeReport[]> {
  const when = reportTime(opts.profileId);
  const last = await lastPeriod(db, KIND, opts.profileId ?? 'all');
  const begun = last ? reportInstant(weekById(last), when, opts.calendar) : await firstSourceAt(db, { profileId: opts.profileId ?? null });
  if (!begun) return [];
  const since = new Date(Math.max(begun.getTime(), opts.now.getTime() - FOUR_WEEKS));
  const made: MadeReport[] = [];
  for (const week of dueReports(opts.now, since, when, opts.calendar)) made.push(await makeWeekly(db, { ...opts, week }));
  return made;
}
