import { z } from 'zod';
import { openTicketTotal } from '../../../db/overview.ts';
import { openTicketList, type OpenTicket } from '../../../db/tickets.ts';
import { CATEGORY_CODES, REQUEST_TYPES, URGENCIES } from '../../../model/index.ts';
import { explainDeadline } from '../../../respond/deadlines/explain.ts';
import { categoryWords } from '../category-words.ts';
import type { Desk, DeskServer } from '../desk.ts';
import { DESK } from '../roles.ts';
import { instant, page, peoplesText } from '../shapes.ts';

const deadline = z.object({
  /** The rule's name: 投诉办理结果. */
  name: z.string(),
  startsAt: instant,
  /** Past it the ticket is overdue; a working-day deadline ends with its day. */
  dueAt: instant,
  /** How it was counted, in a sentence. */
  explanation: z.string(),
  countedDays: z.array(z.iso.date()),
  skippedDays: z.array(z.object({ day: z.iso.date(), why: z.string() })),
  /** 暂定: a year beyond the last holiday notice was used; recounted when it comes. */
  provisional: z.boolean(),
  basis: z.string(),
  /** Whose rule it is: `本级未规定,采用缺省`, `依本级文件(类推)` … */
  authorityText: z.string(),
});

const ticket = z.object({
  id: z.int(),
  no: z.string().nullable(),
  title: peoplesText,
  channel: z.string(),
  category: z.enum(CATEGORY_CODES),
  categoryName: z.string(),
  /** The heading of the jurisdiction's own document over the category. */
  displayGroup: z.string().nullable(),
  type: z.enum(REQUEST_TYPES),
  urgency: z.enum(URGENCIES),
  leadUnit: z.string(),
  assistUnits: z.array(z.string()),
  /** Why this unit leads; null where nobody wrote it down. */
  leadReason: peoplesText.nullable(),
  /** Where the person must be pointed first or beside the ticket: 紧急热线, 法定途径, 转报. */
  refer: z.object({ kind: z.enum(['紧急热线', '法定途径', '转报']), to: z.string(), advice: z.string() }).nullable(),
  state: z.string(),
  stateName: z.string(),
  version: z.int(),
  profileId: z.string(),
  receivedAt: instant,
  historical: z.boolean(),
  /** The earliest that is not met; null when no rule of the jurisdiction, nor a default, sets one. */
  deadline: deadline.nullable(),
});

const list = z.object({
  now: instant,
  total: z.int(),
  limit: z.int(),
  offset: z.int(),
  tickets: z.array(ticket),
});

export function ticketRoutes(app: DeskServer, desk: Desk): void {
  /** Open tickets, the most pressing first. Historical material is a list of its own: it is measured, never urged. */
  app.get('/api/tickets', {
    config: { roles: DESK },
    schema: { querystring: page(200, 50).extend({ historical: z.stringbool().default(false) }), response: { 200: list } },
  }, async (request) => {
    const { limit, offset, historical } = request.query;
    const [tickets, total] = await Promise.all([
      openTicketList(desk.db, { limit, offset, historical }), openTicketTotal(desk.db, historical),
    ]);
    return { now: desk.clock(), total, limit, offset, tickets: tickets.map(shown) };
  });
}

function shown(t: OpenTicket) {
  const { name, group } = categoryWords(t.profileId, t.category);
  return { ...t, categoryName: name, displayGroup: group, deadline: t.deadline && { ...t.deadline, explanation: howCounted(t, t.deadline) } };
}

/** The counting alone; basis and authority stand beside it. */
function howCounted(t: OpenTicket, { startsAt, dueAt, countedDays, skippedDays, provisional, clock }: NonNullable<OpenTicket['deadline']>): string {
  const fromReceipt = startsAt.getTime() === t.receivedAt.getTime();
  return explainDeadline({ startsAt, dueAt, countedDays, skippedDays, provisional, clock, starts: fromReceipt ? 'received_at' : undefined });
}
