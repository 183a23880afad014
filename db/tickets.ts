import { sql } from 'kysely';
import { YuqingError, type CategoryCode, type ClockSpec, type Flag, type Place, type Refer, type RequestType, type Stance, type Urgency } from '../model/index.ts';
import type { Db, Trx } from './connect.ts';
import { actAs, jsonb } from './connect.ts';

/** A judged message with the ticket it has, if any: what the respond stage reads. */
export interface JudgedMessage {
  itemId: number;
  profileId: string;
  channel: string;
  title: string | null;
  body: string;
  /** What the citizen said, without the answers below it: what tells whose matter it is. */
  ownWords: string;
  /** Categories as the source system had them. */
  categoryPath: string[];
  publishedAt: Date;
  historical: boolean;
  mainUnit: string | null;
  coUnits: string[];
  status: string | null;
  /** An answer stands in the row, with or without its time. */
  replied: boolean;
  replyAt: Date | null;
  closedAt: Date | null;
  category: CategoryCode;
  secondary: CategoryCode[];
  type: RequestType;
  urgency: Urgency;
  flags: Flag[];
  /** A person has judged it. */
  corrected: boolean;
  stance: Stance | null;
  places: Place[];
  ticketId: number | null;
  ticketState: string | null;
}

/** As much of a message as tells whose matter it is. */
const MATTER_CHARS = 2_000;
/** A unit's name stands in unique keys; a paragraph in its column must not break them. */
const UNIT_CHARS = 100;

export async function judgedMessages(db: Db, itemIds: number[]): Promise<JudgedMessage[]> {
  const { rows } = await sql<JudgedMessage>`
    select i.id as "itemId", s.profile_id as "profileId", i.channel, i.title, left(i.body, 200) as body,
      left(coalesce(i.own_words, i.body), ${MATTER_CHARS}) as "ownWords", i.category_path as "categoryPath",
      i.published_at as "publishedAt", i.historical, left(i.main_unit, ${UNIT_CHARS}) as "mainUnit",
      array(select left(u, ${UNIT_CHARS}) from unnest(i.co_units) u) as "coUnits", i.status,
      i.reply is not null as replied, i.reply_at as "replyAt", i.closed_at as "closedAt",
      v.category, v.secondary, v.type, v.urgency, v.flags, v.stance, v.places, v.made_by like 'analyst:%' as corrected, t.id as "ticketId", t.state as "ticketState"
    from item i join source s on s.id = i.source_id
      join verdict v on v.item_id = i.id and v.current
      left join ticket t on t.item_id = i.id
    where i.id = any(${itemIds}) and i.kind = 'message' order by i.id`.execute(db);
  return rows;
}

export interface TicketToOpen {
  itemId: number;
  profileVersionId: number;
  channel: string;
  title: string;
  category: CategoryCode;
  type: RequestType;
  urgency: Urgency;
  leadUnit: string;
  assistUnits: string[];
  /** Why this lead. */
  leadReason: string;
  refer: Refer | null;
  historical: boolean;
  receivedAt: Date;
  openedAt: Date;
}

/** Opens tickets for messages; a message that has one keeps it. Returns item id → new ticket id. */
export async function openTickets(trx: Trx, tickets: TicketToOpen[]): Promise<Map<number, number>> {
  if (tickets.length === 0) return new Map();
  const { rows } = await sql<{ id: number; item_id: number }>`
    insert into ticket (item_id, profile_version_id, channel, title, category, type, urgency, lead_unit, assist_units, lead_reason, refer, historical, received_at, opened_at)
    select r."itemId", r."profileVersionId", r.channel, r.title, r.category, r.type, r.urgency, r."leadUnit", r."assistUnits",
      r."leadReason", nullif(r.refer, 'null'), r.historical, r."receivedAt", r."openedAt"
    from jsonb_to_recordset(${jsonb(tickets)}::jsonb) as r ("itemId" bigint, "profileVersionId" bigint, channel text, title text,
      category text, type text, urgency text, "leadUnit" text, "assistUnits" text[], "leadReason" text, refer jsonb, historical boolean, "receivedAt" timestamptz, "openedAt" timestamptz)
    on conflict (item_id) do nothing returning id, item_id`.execute(trx);
  return new Map(rows.map((r) => [r.item_id, r.id]));
}

/**
 * Tickets that nobody has been sent yet take on what a person said of their message.
 * @returns ids of those that changed
 */
export async function reassessTickets(trx: Trx, tickets: (Pick<TicketToOpen, 'category' | 'type' | 'urgency' | 'leadUnit' | 'assistUnits' | 'leadReason' | 'refer'> & { id: number })[]): Promise<number[]> {
  if (tickets.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    update ticket t set category = r.category, type = r.type, urgency = r.urgency, lead_unit = r."leadUnit", assist_units = r."assistUnits",
      lead_reason = r."leadReason", refer = nullif(r.refer, 'null'), version = t.version + 1
    from jsonb_to_recordset(${jsonb(tickets)}::jsonb) as r (id bigint, category text, type text, urgency text, "leadUnit" text, "assistUnits" text[], "leadReason" text, refer jsonb)
    where t.id = r.id and t.state in ('S0', 'S1')
      and (t.category, t.type, t.urgency, t.lead_unit, t.assist_units) is distinct from (r.category, r.type, r.urgency, r."leadUnit", r."assistUnits")
    returning t.id`.execute(trx);
  return rows.map((r) => r.id);
}

/** Item id → the ticket it has. */
export async function ticketsOf(trx: Trx, itemIds: number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; item_id: number }>`select id, item_id from ticket where item_id = any(${itemIds})`.execute(trx);
  return new Map(rows.map((r) => [r.item_id, r.id]));
}

/** Moves many tickets that stand in `from`; the histories say why. Tickets elsewhere are left alone. */
export async function moveTickets(trx: Trx, ids: number[], from: string[], to: string, note: string, actor = 'system'): Promise<number[]> {
  if (ids.length === 0) return [];
  await actAs(trx, actor, note);
  const { rows } = await sql<{ id: number }>`
    update ticket t set state = ${to}, version = version + 1
    where id = any(${ids}) and state = any(${from}) returning id`.execute(trx);
  await actAs(trx, 'system');
  return rows.map((r) => r.id);
}

/** Ends tickets that stand in `from`, each at its time. Tickets elsewhere are left alone. */
export async function closeTickets(trx: Trx, ended: { id: number; at: Date }[], from: string[], note: string, actor = 'system'): Promise<void> {
  if (ended.length === 0) return;
  await actAs(trx, actor, note);
  await sql`
    update ticket t set state = 'S12', version = t.version + 1, closed_at = e.at
    from jsonb_to_recordset(${jsonb(ended)}::jsonb) as e (id bigint, at timestamptz)
    where t.id = e.id and t.state = any(${from})`.execute(trx);
  await actAs(trx, 'system');
}

/**
 * Moves one ticket as a person: compare-and-set on the version the person saw, so that of two analysts one wins and
 * the other is told. The database refuses an unlawful move.
 */
export async function moveTicket(db: Db, move: { id: number; version: number; to: string; actor: string; note: string }): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await actAs(trx, move.actor, move.note);
    try {
      const row = await trx.updateTable('ticket')
        .set({ state: move.to, version: move.version + 1 })
        .where('id', '=', move.id).where('version', '=', move.version)
        .returning('version').executeTakeFirst();
      if (!row) throw new YuqingError('TICKET_CHANGED', `工单 ${move.id} 刚被别人改过`, '请刷新后再操作');
      return row.version;
    } catch (error) {
      if ((error as { code?: string }).code === '23503') {
        throw new YuqingError('TICKET_MOVE_UNLAWFUL', `工单 ${move.id} 不能从当前状态转到 ${move.to}`, '请按流程办理', { cause: error });
      }
      throw error;
    }
  });
}

/** Hands tickets to units: one open lead per ticket. Returns ticket id → dispatch id. */
export async function dispatchTickets(trx: Trx, rows: { ticketId: number; unit: string; role: 'lead' | 'assist'; sentAt: Date }[]): Promise<Map<number, number>> {
  if (rows.length === 0) return new Map();
  const done = await sql<{ id: number; ticket_id: number; role: string }>`
    insert into dispatch (ticket_id, unit, role, sent_at)
    select r."ticketId", r.unit, r.role, r."sentAt"
    from jsonb_to_recordset(${jsonb(rows)}::jsonb) as r ("ticketId" bigint, unit text, role text, "sentAt" timestamptz)
    on conflict do nothing returning id, ticket_id, role`.execute(trx);
  return new Map(done.rows.filter((r) => r.role === 'lead').map((r) => [r.ticket_id, r.id]));
}

/** An open ticket as the desk lists it, with its earliest unmet deadline. */
export interface OpenTicket {
  id: number;
  no: string;
  title: string;
  channel: string;
  category: CategoryCode;
  type: RequestType;
  urgency: Urgency;
  leadUnit: string;
  assistUnits: string[];
  /** Null for tickets opened before reasons were kept. */
  leadReason: string | null;
  refer: Refer | null;
  state: string;
  stateName: string;
  version: number;
  profileId: string;
  receivedAt: Date;
  historical: boolean;
  deadline: {
    id: number; ruleId: string; name: string; basis: string; authorityText: string; starts: string; startsAt: Date; dueAt: Date;
    countedDays: string[]; skippedDays: { day: string; why: string }[]; provisional: boolean; clock: ClockSpec;
  } | null;
}

/** Open tickets, the most pressing first; without a deadline they come last. */
export async function openTicketList(db: Db, opts: { limit: number; offset?: number; historical?: boolean }): Promise<OpenTicket[]> {
  const { rows } = await sql<OpenTicket>`
    select t.id, i.external_id as no, t.title, t.channel, t.category, t.type, t.urgency, t.lead_unit as "leadUnit",
      t.assist_units as "assistUnits", t.lead_reason as "leadReason", t.refer, t.state,
      s.name as "stateName", t.version, p.profile_id as "profileId", t.received_at as "receivedAt", t.historical,
      case when d.id is null then null else jsonb_build_object('id', d.id, 'ruleId', d.rule_id, 'name', d.name, 'basis', d.basis,
        'authorityText', d.authority_text, 'starts', d.starts, 'startsAt', d.starts_at, 'dueAt', d.due_at, 'countedDays', d.counted_days,
        'skippedDays', d.skipped_days, 'provisional', d.provisional, 'clock', d.clock) end as deadline
    from ticket t join ticket_state s on s.code = t.state and not s.final
      join profile_version p on p.id = t.profile_version_id
      left join item i on i.id = t.item_id
      left join lateral (select * from deadline d where d.subject_kind = 'ticket' and d.subject_id = t.id
        and d.met_at is null and d.cancelled_at is null order by d.due_at, d.id limit 1) d on true
    where t.historical = ${opts.historical ?? false}
    order by t.next_due_at nulls last, t.id limit ${opts.limit} offset ${opts.offset ?? 0}`.execute(db);
  return rows.map((t) => (t.deadline
    ? { ...t, deadline: { ...t.deadline, startsAt: new Date(t.deadline.startsAt), dueAt: new Date(t.deadline.dueAt) } }
    : t));
}

export async function ticketCounts(db: Db, now: Date): Promise<{ open: number; overdue: number; total: number; historical: number }> {
  const { rows } = await sql<{ open: number; overdue: number; total: number; historical: number }>`
    select count(*) filter (where not s.final and not t.historical) as open,
      count(*) filter (where not s.final and not t.historical and t.next_due_at < ${now}) as overdue,
      count(*) as total, count(*) filter (where t.historical) as historical
    from ticket t join ticket_state s on s.code = t.state`.execute(db);
  return rows[0] ?? { open: 0, overdue: 0, total: 0, historical: 0 };
}
