import { sql } from 'kysely';
import type { ClockSpec, PlannedDeadline, SubjectKind } from '../model/index.ts';
import type { Db, Trx } from './connect.ts';
import { jsonb } from './connect.ts';

/** What the escalator does next about a deadline: E0 提醒 before it, E1 催办 when it has passed. */
export type NextDeadlineStep = 'remind' | 'overdue';

export interface DeadlineToPut {
  subjectKind: SubjectKind;
  subjectId: number;
  round: number;
  unit: string;
  planned: PlannedDeadline;
  /** Null for old material: measured, never reminded. */
  next: { step: NextDeadlineStep; at: Date } | null;
}

/** Writes deadlines; the key (subject, rule, round) makes a rerun add nothing. */
export async function putDeadlines(trx: Trx, deadlines: DeadlineToPut[]): Promise<void> {
  if (deadlines.length === 0) return;
  const rows = deadlines.map(({ subjectKind, subjectId, round, unit, planned: p, next }) => ({
    subject_kind: subjectKind, subject_id: subjectId, rule_id: p.ruleId, round, kind: p.kind, name: p.name, basis: p.basis,
    authority: p.authority, authority_text: p.authorityText, unit, starts: p.starts, starts_at: p.startsAt, due_at: p.dueAt, stops: p.stops,
    clock: p.clock, counted_days: p.countedDays, skipped_days: p.skippedDays, provisional: p.provisional,
    calendar_version: p.calendarVersion, next_step: next?.step ?? null, next_step_at: next?.at ?? null,
  }));
  await sql`
    insert into deadline (subject_kind, subject_id, rule_id, round, kind, name, basis, authority, authority_text, unit, starts, starts_at,
      due_at, stops, clock, counted_days, skipped_days, provisional, calendar_version, next_step, next_step_at)
    select r.* from jsonb_to_recordset(${jsonb(rows)}::jsonb) as r (subject_kind text, subject_id bigint, rule_id text, round int,
      kind text, name text, basis text, authority text, authority_text text, unit text, starts text, starts_at timestamptz, due_at timestamptz,
      stops text, clock jsonb, counted_days date[], skipped_days jsonb, provisional boolean, calendar_version text,
      next_step text, next_step_at timestamptz)
    on conflict (subject_kind, subject_id, rule_id, round) do nothing`.execute(trx);
}

/**
 * An event stops the deadlines that wait for it. On time or not is decided here and frozen. A deadline already met
 * stays as it was, so the same event again changes nothing.
 */
export async function meetDeadlines(trx: Trx, kind: SubjectKind, met: { subjectId: number; event: string; at: Date }[]): Promise<void> {
  if (met.length === 0) return;
  await sql`
    with done as (
      update deadline d set met_at = r.at, met_on_time = r.at < d.due_at + interval '1 second', next_step = null, next_step_at = null
      from jsonb_to_recordset(${jsonb(met)}::jsonb) as r ("subjectId" bigint, event text, at timestamptz)
      where d.subject_kind = ${kind} and d.subject_id = r."subjectId" and d.stops = r.event and d.met_at is null and d.cancelled_at is null
      returning d.id, d.met_on_time, r.at)
    insert into deadline_event (deadline_id, kind, at, detail)
    select id, 'met', at, jsonb_build_object('on_time', met_on_time) from done on conflict do nothing`.execute(trx);
}

/** Ends the open deadlines of tickets whose rules apply no longer; `detail.rule_left` says so in their histories. */
export async function dropUnplanned(trx: Trx, planned: { ticketId: number; ruleIds: string[] }[], at: Date): Promise<void> {
  if (planned.length === 0) return;
  await sql`
    with done as (
      update deadline d set cancelled_at = ${at}, next_step = null, next_step_at = null
      from jsonb_to_recordset(${jsonb(planned)}::jsonb) as r ("ticketId" bigint, "ruleIds" text[])
      where d.subject_kind = 'ticket' and d.subject_id = r."ticketId" and d.met_at is null and d.cancelled_at is null and d.rule_id <> all(r."ruleIds")
      returning d.id)
    insert into deadline_event (deadline_id, kind, at, detail) select id, 'cancelled', ${at}, '{"rule_left": true}' from done on conflict do nothing`.execute(trx);
}

/** Puts back what dropUnplanned had ended, where the rule applies again. */
export async function restorePlanned(trx: Trx, deadlines: DeadlineToPut[], at: Date): Promise<void> {
  if (deadlines.length === 0) return;
  const rows = deadlines.map((d) => ({ kind: d.subjectKind, id: d.subjectId, rule: d.planned.ruleId, round: d.round, step: d.next?.step ?? null, stepAt: d.next?.at ?? null }));
  await sql`
    with back as (
      update deadline d set cancelled_at = null, next_step = r.step, next_step_at = r."stepAt"
      from jsonb_to_recordset(${jsonb(rows)}::jsonb) as r (kind text, id bigint, rule text, round int, step text, "stepAt" timestamptz)
      where d.subject_kind = r.kind and d.subject_id = r.id and d.rule_id = r.rule and d.round = r.round and d.cancelled_at is not null
        and exists (select from deadline_event e where e.deadline_id = d.id and e.kind = 'cancelled' and e.detail ? 'rule_left')
      returning d.id)
    insert into deadline_event (deadline_id, kind, at, detail) select id, 'recounted', ${at}, '{"rule_back": true}' from back`.execute(trx);
}

/** Something that has happened to a ticket by a certain time; nobody says when. No `event`: it has ended altogether. */
export interface SettledBy {
  ticketId: number;
  event: string | null;
  latest: Date;
}

/**
 * Stops the clocks of tickets and of their dispatches for events whose time is not known. What has happened before the
 * deadline's time was on time for certain; later nobody can tell, so the deadline is cancelled and counts neither way.
 * A right that was not used (退单) is cancelled too. What has been met or cancelled stays as it was.
 */
export async function settleDeadlines(trx: Trx, settled: SettledBy[], at: Date): Promise<void> {
  if (settled.length === 0) return;
  await sql`
    with word as (select * from jsonb_to_recordset(${jsonb(settled)}::jsonb) as w ("ticketId" bigint, event text, latest timestamptz)),
    subject as (
      select 'ticket' as kind, "ticketId" as id, event, latest from word
      union all select 'dispatch', x.id, w.event, w.latest from word w join dispatch x on x.ticket_id = w."ticketId"),
    due as (
      select d.id, min(s.latest) as latest, d.kind <> 'K6' and min(s.latest) < d.due_at + interval '1 second' as in_time
      from subject s join deadline d on d.subject_kind = s.kind and d.subject_id = s.id and (s.event is null or d.stops = s.event)
      where d.met_at is null and d.cancelled_at is null group by d.id),
    done as (
      update deadline d set next_step = null, next_step_at = null, met_at = case when u.in_time then u.latest end,
        met_on_time = case when u.in_time then true end, cancelled_at = case when not u.in_time then ${at}::timestamptz end
      from due u where d.id = u.id returning d.id, u.in_time, u.latest)
    insert into deadline_event (deadline_id, kind, at, detail)
    select id, case when in_time then 'met' else 'cancelled' end, case when in_time then latest else ${at} end,
      jsonb_build_object('time_unknown', true) || case when in_time then jsonb_build_object('on_time', true) else '{}' end
    from done on conflict do nothing`.execute(trx);
}

/** A deadline whose next step is due, with what a notice needs to say. */
export interface DueStep {
  id: number;
  subjectKind: SubjectKind;
  subjectId: number;
  step: NextDeadlineStep;
  name: string;
  basis: string;
  authorityText: string;
  unit: string;
  starts: string;
  startsAt: Date;
  dueAt: Date;
  clock: ClockSpec;
  countedDays: string[];
  skippedDays: { day: string; why: string }[];
  provisional: boolean;
  calendarVersion: string;
  ticketId: number | null;
  ticketNo: string | null;
  title: string | null;
}

/** Takes steps that are due (index only), locked, so that two escalators never take the same one. */
export async function takeDueSteps(trx: Trx, now: Date, limit: number): Promise<DueStep[]> {
  const { rows } = await sql<DueStep>`
    with due as (select * from deadline where next_step_at <= ${now} order by next_step_at limit ${limit} for update skip locked)
    select d.id, d.subject_kind as "subjectKind", d.subject_id as "subjectId", d.next_step as step, d.name, d.basis,
      d.authority_text as "authorityText", d.unit, d.starts, d.starts_at as "startsAt", d.due_at as "dueAt", d.clock,
      d.counted_days as "countedDays", d.skipped_days as "skippedDays", d.provisional, d.calendar_version as "calendarVersion",
      t.id as "ticketId", i.external_id as "ticketNo", coalesce(t.title, p.title, k.policy_title, y.title) as title
    from due d
      left join dispatch x on d.subject_kind = 'dispatch' and x.id = d.subject_id
      left join ticket t on t.id = case d.subject_kind when 'ticket' then d.subject_id when 'dispatch' then x.ticket_id end
      left join topic p on d.subject_kind = 'topic' and p.id = d.subject_id
      left join policy y on d.subject_kind = 'policy' and y.id = d.subject_id
      left join (select k.id, p.title as policy_title from policy_task k join policy p on p.id = k.policy_id) k on d.subject_kind = 'task' and k.id = d.subject_id
      left join item i on i.id = t.item_id
    order by d.next_step_at, d.id`.execute(trx);
  return rows;
}

/** Writes that a step was done (once) and what comes next. */
export async function stepDone(trx: Trx, id: number, kind: 'reminded' | 'overdue', at: Date, next: { step: NextDeadlineStep; at: Date } | null): Promise<void> {
  await sql`insert into deadline_event (deadline_id, kind, at) values (${id}, ${kind}, ${at}) on conflict do nothing`.execute(trx);
  await trx.updateTable('deadline').set({ next_step: next?.step ?? null, next_step_at: next?.at ?? null }).where('id', '=', id).execute();
}

/** Steps that should have been done before `before`: the escalator has fallen silent if there are any. */
export async function stepsOverdueSince(db: Db, before: Date): Promise<number> {
  const row = await db.selectFrom('deadline').select((eb) => eb.fn.countAll<number>().as('n')).where('next_step_at', '<', before).executeTakeFirstOrThrow();
  return row.n;
}
