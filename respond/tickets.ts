import type { Db, Trx } from '../db/connect.ts';
import { dropUnplanned, meetDeadlines, putDeadlines, restorePlanned, settleDeadlines, type DeadlineToPut, type SettledBy } from '../db/deadlines.ts';
import { keepProfileVersion } from '../db/profile-versions.ts';
import { closeTickets, dispatchTickets, judgedMessages, moveTickets, openTickets, reassessTickets, ticketsOf, type JudgedMessage, type TicketToOpen } from '../db/tickets.ts';
import { shanghaiDay, type Clock, type WorkCalendar } from '../model/index.ts';
import { loadProfile } from '../profiles/load.ts';
import type { AssignUnits } from './assign.ts';
import { planDeadlines } from './deadlines/select.ts';
import { firstStep } from './steps.ts';

export interface TicketContext {
  clock: Clock;
  calendar: WorkCalendar;
  assign: AssignUnits;
}

const TITLE_CHARS = 40;
/** 来源系统的办结状态, as exports name it. */
const CLOSED_STATUS = /^(?:已?办结|已?结案|已完成|已归档|已答复|已回复|办理完成|已处理|已办理)/;
/** 来源系统里单位已经接手. */
const IN_HAND_STATUS = /^(?:已签收|已接收|签收|办理中|在办|处理中|处置中|承办中)/;
/** Events that an answer is: a first reply too, for who has answered has replied. */
const ANSWERS = ['feedback_at', 'pre_replied_at'];

/** Reads a chunk of judged messages: outside the transaction, like every stage's reading. */
export const readMessages = (db: Db, itemIds: number[]): Promise<JudgedMessage[]> => judgedMessages(db, itemIds);

/**
 * A 留言/热线件 needs no alert: it becomes a ticket at once, with its lead unit, its dispatch where the source system
 * had made one, and its deadlines. Rows that come again move the clocks of the ticket they have.
 */
export async function openForMessages(trx: Trx, messages: JudgedMessage[], ctx: TicketContext): Promise<void> {
  const now = ctx.clock();
  const fresh = messages.filter((m) => m.ticketId === null);
  const versions = await keepVersions(trx, fresh);
  const tickets = fresh.map((m) => ticketFor(m, versions.get(m.profileId)!, ctx, now));
  const ids = await openTickets(trx, tickets);
  // Read before another job opened their ticket: what these rows say must reach it all the same.
  const overtaken = await ticketsOf(trx, fresh.filter((m) => !ids.has(m.itemId)).map((m) => m.itemId));

  const opened = fresh.flatMap((m) => {
    const ticketId = ids.get(m.itemId);
    return ticketId === undefined ? [] : [{ ...m, ticketId }];
  });
  await moveTickets(trx, opened.map((m) => m.ticketId), ['S0'], 'S1', '系统研判');
  const leadOf = new Map(tickets.map((t) => [t.itemId, t.leadUnit]));
  const sent = opened.filter((m) => m.mainUnit !== null);
  await moveTickets(trx, sent.map((m) => m.ticketId), ['S1'], 'S3', '来源系统已派单');
  const dispatches = await dispatchTickets(trx, sent.flatMap((m) => [
    { ticketId: m.ticketId, unit: m.mainUnit ?? '', role: 'lead' as const, sentAt: m.publishedAt },
    ...m.coUnits.map((unit) => ({ ticketId: m.ticketId, unit, role: 'assist' as const, sentAt: m.publishedAt })),
  ]));

  const deadlines = opened.flatMap((m) => {
    const unit = leadOf.get(m.itemId) ?? '';
    const dispatchId = dispatches.get(m.ticketId);
    return [
      ...deadlinesOf(m, 'ticket', m.ticketId, { received_at: m.publishedAt }, unit, ctx, now),
      ...(dispatchId === undefined ? [] : deadlinesOf(m, 'dispatch', dispatchId, { dispatched_at: m.publishedAt }, unit, ctx, now)),
    ];
  });
  await putDeadlines(trx, deadlines);
  await reassess(trx, messages.filter((m) => m.corrected && m.mainUnit === null), ctx, now);
  const known = messages.map((m) => ({ ...m, ticketId: m.ticketId ?? ids.get(m.itemId) ?? overtaken.get(m.itemId) ?? null }));
  await applyProgress(trx, known, now);
}

/** What a person has said of a message counts for its ticket too, until the ticket is sent out: units, and which clocks run. */
async function reassess(trx: Trx, messages: JudgedMessage[], ctx: TicketContext, now: Date): Promise<void> {
  const known = messages.flatMap((m) => (m.ticketId === null ? [] : [{ ...m, ticketId: m.ticketId, to: ticketFor(m, 0, ctx, now) }]));
  const changed = new Set(await reassessTickets(trx, known.map(({ ticketId, to }) => ({ ...to, id: ticketId }))));
  const planned = known.filter((m) => changed.has(m.ticketId)).map((m) => ({
    ticketId: m.ticketId, deadlines: deadlinesOf(m, 'ticket', m.ticketId, { received_at: m.publishedAt }, m.to.leadUnit, ctx, now),
  }));
  const all = planned.flatMap((p) => p.deadlines);
  await putDeadlines(trx, all);
  await restorePlanned(trx, all, now);
  await dropUnplanned(trx, planned.map((p) => ({ ticketId: p.ticketId, ruleIds: p.deadlines.map((d) => d.planned.ruleId) })), now);
}

/** The version of each profile that these tickets are opened under, kept once a chunk. */
async function keepVersions(trx: Trx, messages: JudgedMessage[]): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  for (const id of new Set(messages.map((m) => m.profileId))) versions.set(id, await keepProfileVersion(trx, id, loadProfile(id).chain));
  return versions;
}

function ticketFor(m: JudgedMessage, profileVersionId: number, ctx: TicketContext, now: Date): TicketToOpen {
  const resolved = loadProfile(m.profileId);
  // Old papers keep the names of their day; who is sent something today is called what it is called today.
  const day = shanghaiDay(m.historical ? m.publishedAt : now);
  const proposed = ctx.assign({ ...m, text: m.ownWords }, resolved, day);
  return {
    itemId: m.itemId, profileVersionId, channel: m.channel,
    title: titleOf(m.title ?? '') || titleOf(m.body) || '(无标题)',
    category: m.category, type: m.type, urgency: m.urgency,
    leadUnit: m.mainUnit ?? proposed.lead, assistUnits: m.mainUnit ? m.coUnits : proposed.assist,
    leadReason: m.mainUnit ? `来源系统已派给${m.mainUnit}` : proposed.why, refer: proposed.refer ?? null,
    historical: m.historical, receivedAt: m.publishedAt, openedAt: now,
  };
}

/** The first words on one line, no half of a character at their end. */
const titleOf = (text: string): string => [...text.slice(0, 10 * TITLE_CHARS).replace(/\s+/g, ' ').trim()].slice(0, TITLE_CHARS).join('').toWellFormed();

function deadlinesOf(
  m: JudgedMessage, subjectKind: 'ticket' | 'dispatch', subjectId: number, starts: Record<string, Date>,
  unit: string, ctx: TicketContext, now: Date,
): DeadlineToPut[] {
  const planned = planDeadlines({
    resolved: loadProfile(m.profileId), channel: m.channel, type: m.type, category: m.category, urgency: m.urgency,
    flags: m.flags, subjectKind, starts, calendar: ctx.calendar,
  });
  return planned.map((p) => ({
    subjectKind, subjectId, round: 1, unit, planned: p,
    next: m.historical ? null : firstStep(p, ctx.calendar, now),
  }));
}

/**
 * What the row itself says has happened: an answer stops the answer clocks, a closing ends the ticket and all its
 * clocks. Many exports name the status and no time; then it happened by now. Who answers has taken the case in hand.
 */
async function applyProgress(trx: Trx, messages: JudgedMessage[], now: Date): Promise<void> {
  const met: { subjectId: number; event: string; at: Date }[] = [];
  const settled: SettledBy[] = [];
  const ended: { id: number; at: Date }[] = [];
  for (const m of messages) {
    if (m.ticketId === null) continue;
    const closing = m.closedAt ?? (isClosed(m) ? m.replyAt : null);
    const answered = m.replyAt ?? closing;
    if (answered) for (const event of ANSWERS) met.push({ subjectId: m.ticketId, event, at: answered });
    if (closing) met.push({ subjectId: m.ticketId, event: 'result_at', at: closing });
    if (closing || isClosed(m)) {
      ended.push({ id: m.ticketId, at: closing ?? now });
      settled.push({ ticketId: m.ticketId, event: null, latest: closing ?? now });
    } else if (answered || m.replied) {
      for (const event of [...ANSWERS, 'accepted_at']) settled.push({ ticketId: m.ticketId, event, latest: answered ?? now });
    } else if (m.status !== null && IN_HAND_STATUS.test(m.status)) {
      settled.push({ ticketId: m.ticketId, event: 'accepted_at', latest: now });
    }
  }
  await meetDeadlines(trx, 'ticket', met);
  await settleDeadlines(trx, settled, now);
  await closeTickets(trx, ended, ['S0', 'S1', 'S3', 'S4', 'S5'], '来源系统已办结');
}

const isClosed = (m: JudgedMessage): boolean => m.status !== null && CLOSED_STATUS.test(m.status);
