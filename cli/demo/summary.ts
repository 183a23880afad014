import { sql } from 'kysely';
import { openAlerts } from '../../db/alerts.ts';
import type { Db } from '../../db/connect.ts';
import { openTicketList, ticketCounts, type OpenTicket } from '../../db/tickets.ts';
import { shanghaiText, type IngestCounts } from '../../model/index.ts';
import { loadCalendar } from '../../profiles/load.ts';
import { explainDeadline } from '../../respond/deadlines/explain.ts';

/** What the demo must find, as the world that made the messages knows it. */
export interface Expected {
  workbook: IngestCounts;
  feed: IngestCounts;
}

export interface DemoOutcome extends Expected {
  reportId: number;
  elapsed: string;
  noticeDir: string;
  /** Whom the report went to by mail; nobody where SMTP is not set. */
  mailedTo: readonly string[];
  profileId: string;
}

const books = (c: IngestCounts) => `收到 ${c.received} = 入库 ${c.stored} + 重复 ${c.duplicate}(其中更新 ${c.updated}) + 拒收 ${c.rejected}`;

/** The few lines a newcomer reads: what came, what it was, what stands out, what is due and how that was counted. */
export async function summarise(db: Db, outcome: DemoOutcome): Promise<string> {
  const now = new Date();
  const { rows: [judged] } = await sql<{ verdicts: number; categories: number; review: number }>`
    select count(*) as verdicts, count(distinct category) as categories, count(*) filter (where needs_review) as review from verdict where current`.execute(db);
  const { rows: [topics] } = await sql<{ n: number }>`select count(*) as n from topic`.execute(db);
  const alerts = await openAlerts(db, 3);
  const tickets = await ticketCounts(db, now);
  const list = await openTicketList(db, { limit: 500 });
  const next = list.find((t) => t.deadline && t.deadline.dueAt > now);
  const makeUp = list.find((t) => t.deadline?.countedDays.some((day) => isMakeUpDay(day)));
  const report = await db.selectFrom('report').select(['subject']).where('id', '=', outcome.reportId).executeTakeFirstOrThrow();
  return [
    '',
    `采集  工单表 ${books(outcome.workbook)}`,
    `      RSS    ${books(outcome.feed)}`,
    `研判  ${judged?.verdicts ?? 0} 条,分属 ${judged?.categories ?? 0} 类,待复核 ${judged?.review ?? 0} 条;话题 ${topics?.n ?? 0} 个`,
    ...alerts.map((a) => `预警  【${a.level}】${a.title}(${a.itemCount} 条)\n      ${a.reason}`),
    `工单  ${tickets.total} 件,在办 ${tickets.open} 件,已超期 ${tickets.overdue} 件`,
    ...(next ? [`时限  最近到期:${describe(next)}`] : []),
    ...(makeUp && makeUp !== next ? [`      跨调休一例:${describe(makeUp)}`] : []),
    `周报  ${report.subject}`,
    `      已写入 ${outcome.noticeDir}${outcome.mailedTo.length > 0 ? `,并发邮件给 ${outcome.mailedTo.join('、')}` : '(设 SMTP_URL、REPORT_TO 即发邮件)'}`,
    `用时  ${outcome.elapsed}`,
    '',
  ].join('\n');
}

function describe(ticket: OpenTicket): string {
  const d = ticket.deadline;
  return d ? `工单 ${ticket.no} ${ticket.title.slice(0, 20)}(${ticket.leadUnit}) ${shanghaiText(d.dueAt)} 截止\n        ${explainDeadline(d)}` : '';
}

const calendar = loadCalendar();
const isMakeUpDay = (day: string) => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return (weekday === 0 || weekday === 6) && calendar.isWorkday(day);
};

/** Compares the database's books with what the world sent; a difference is a fault of ours and ends the demo. */
export function checkBooks(expected: Expected, found: Expected): void {
  for (const part of ['workbook', 'feed'] as const) {
    for (const key of Object.keys(expected[part]) as (keyof IngestCounts)[]) {
      if (expected[part][key] !== found[part][key]) {
        throw new Error(`演示账目不符:${part} 的 ${key} 应为 ${expected[part][key]},实为 ${found[part][key]}`);
      }
    }
  }
}
