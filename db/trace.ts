import { sql } from 'kysely';
import type { ClockSpec, Place, Refer, Stance } from '../model/index.ts';
import type { Db } from './connect.ts';
import { replyQualitiesOf, type KeptReplyQuality } from './reply-quality.ts';

/** Everything the house knows of one item, from its row to the notices that went out (`yuqing trace`). */
export interface Trace {
  item: {
    id: number; externalId: string; source: string; kind: string; channel: string; fileName: string | null; title: string | null; body: string;
    publishedAt: Date; precision: string; detectedAt: Date; revision: number; historical: boolean; marks: string[]; sameTextAs: string | null;
    profileId: string;
  };
  revisions: { revision: number; replacedAt: Date }[];
  verdicts: { madeBy: string; current: boolean; category: string; confidence: number; type: string; sentiment: string; urgency: string; flags: string[]; stance: Stance | null; places: Place[]; needsReview: boolean; evidence: { term: string; weight: number }[]; note: string | null }[];
  replies: KeptReplyQuality[];
  topic: { id: number; title: string; itemCount: number; score: number } | null;
  alerts: { id: number; level: string; state: string; reason: string; openedAt: Date }[];
  ticket: { id: number; state: string; stateName: string; leadUnit: string; assistUnits: string[]; leadReason: string | null; refer: Refer | null; openedAt: Date } | null;
  history: { fromState: string; toState: string; at: Date; actor: string; note: string | null }[];
  deadlines: {
    name: string; basis: string; authorityText: string; starts: string; startsAt: Date; dueAt: Date; countedDays: string[]; skippedDays: { day: string; why: string }[];
    provisional: boolean; clock: ClockSpec; metAt: Date | null; metOnTime: boolean | null; cancelledAt: Date | null; calendarVersion: string;
  }[];
  notices: { kind: string; recipient: string; channel: string; subject: string; state: string; sentAt: Date | null }[];
}

export async function traceItem(db: Db, itemId: number): Promise<Trace> {
  const { rows: [item] } = await sql<Trace['item']>`
    select i.id, i.external_id as "externalId", s.name as source, i.kind, i.channel, r.file_name as "fileName", i.title, i.body, i.published_at as "publishedAt",
      i.precision, i.detected_at as "detectedAt", i.revision, i.historical, i.marks, o.external_id as "sameTextAs", s.profile_id as "profileId"
    from item i join source s on s.id = i.source_id left join run r on r.id = i.run_id left join item o on o.id = i.same_text_as
    where i.id = ${itemId}`.execute(db);
  if (!item) throw new Error(`item ${itemId} vanished`);
  const revisions = await db.selectFrom('item_revision').select(['revision', 'replaced_at as replacedAt']).where('item_id', '=', itemId).orderBy('revision').execute();
  const verdicts = await db.selectFrom('verdict').select(['made_by as madeBy', 'current', 'category', 'confidence', 'type', 'sentiment', 'urgency', 'flags', 'stance', 'places',
    'needs_review as needsReview', 'evidence', 'note']).where('item_id', '=', itemId).orderBy('id').execute();
  const replies = await replyQualitiesOf(db, itemId);
  const topic = await db.selectFrom('topic_item as ti').innerJoin('topic as t', 't.id', 'ti.topic_id')
    .select(['t.id', 't.title', 't.item_count as itemCount', 'ti.score']).where('ti.item_id', '=', itemId).executeTakeFirst();
  const ticket = await db.selectFrom('ticket as t').innerJoin('ticket_state as s', 's.code', 't.state')
    .select(['t.id', 't.state', 's.name as stateName', 't.lead_unit as leadUnit', 't.assist_units as assistUnits', 't.lead_reason as leadReason', 't.refer',
      't.opened_at as openedAt']).where('t.item_id', '=', itemId).executeTakeFirst();
  const alerts = topic ? await db.selectFrom('alert').select(['id', 'level', 'state', 'reason', 'opened_at as openedAt']).where('topic_id', '=', topic.id).orderBy('id').execute() : [];
  const history = ticket ? await db.selectFrom('ticket_history').select(['from_state as fromState', 'to_state as toState', 'at', 'actor', 'note']).where('ticket_id', '=', ticket.id).orderBy('id').execute() : [];
  const { rows: deadlines } = await sql<Trace['deadlines'][number]>`
    select d.name, d.basis, d.authority_text as "authorityText", d.starts, d.starts_at as "startsAt", d.due_at as "dueAt", d.counted_days as "countedDays",
      d.skipped_days as "skippedDays", d.provisional, d.clock, d.met_at as "metAt", d.met_on_time as "metOnTime", d.cancelled_at as "cancelledAt", d.calendar_version as "calendarVersion"
    from deadline d where (d.subject_kind = 'ticket' and d.subject_id = ${ticket?.id ?? null})
      or (d.subject_kind = 'dispatch' and d.subject_id in (select id from dispatch where ticket_id = ${ticket?.id ?? null}))
      or (d.subject_kind = 'topic' and d.subject_id = ${topic?.id ?? null})
    order by d.due_at, d.id`.execute(db);
  const { rows: notices } = await sql<Trace['notices'][number]>`
    select kind, recipient, channel, subject, state, sent_at as "sentAt" from notice
    where ticket_id = ${ticket?.id ?? null} or topic_id = ${topic?.id ?? null} order by id`.execute(db);
  return { item, revisions, verdicts, replies, topic: topic ?? null, alerts, ticket: ticket ?? null, history, deadlines, notices };
}
