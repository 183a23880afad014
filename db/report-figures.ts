import { sql, type RawBuilder } from 'kysely';
import type { AlertLevel, CategoryCode, DeadlineKind, ItemKind } from '../model/index.ts';
import type { Db, Trx } from './connect.ts';

/**
 * The figures of reports, one named query each: the same number in a mail, on the board and in a table is the same
 * query (handbook §6). Counts of volume go by the day received (`published_at`), figures of punctuality by the day
 * due. Times are half-open: `from` belongs to the span, `to` does not.
 */
export interface Span {
  from: Date;
  to: Date;
}

/** What a report is about: one profile, or all of them (null). */
export interface Scope {
  profileId: string | null;
}

type Reader = Db | Trx;

const ofSource = (scope: Scope) => sql`(${scope.profileId}::text is null or s.profile_id = ${scope.profileId})`;
const within = (column: string, span: Span) => sql`${sql.ref(column)} >= ${span.from} and ${sql.ref(column)} < ${span.to}`;

async function rows<T>(db: Reader, query: RawBuilder<T>): Promise<T[]> {
  return (await query.execute(db)).rows;
}

/**
 * 有效件: of the items received in a span each text once, as its first copy (messages and posts apart, so that the
 * two add up), without what a person found void 无效 (X7).
 */
const counted = (span: Span, scope: Scope) => sql`
  select distinct on (i.kind, i.text_hash) i.id, i.kind, i.channel
  from item i join source s on s.id = i.source_id left join ticket t on t.item_id = i.id
  where ${within('i.published_at', span)} and ${ofSource(scope)} and t.state is distinct from 'X7'
  order by i.kind, i.text_hash, i.published_at, i.id`;

export interface Volume {
  kind: ItemKind;
  /** Every row that came, copies and void ones included 原始条数. */
  raw: number;
  /** 有效件. */
  distinct: number;
  /** Of the raw ones: old or closed when they came, so measured only and never reminded. */
  historical: number;
  /** Listed apart 单列: void X7 (not in `distinct`), merged X4, not accepted X6. */
  invalid: number;
  merged: number;
  notAccepted: number;
}

/** 舆情总量: what was received in a span, messages and posts. A kind that had nothing has no row. */
export async function volume(db: Reader, span: Span, scope: Scope): Promise<Volume[]> {
  return rows(db, sql<Volume>`
    select i.kind, count(*) as raw,
      count(distinct i.text_hash) filter (where t.state is distinct from 'X7') as "distinct",
      count(*) filter (where i.historical) as historical,
      count(*) filter (where t.state = 'X7') as invalid,
      count(*) filter (where t.state = 'X4') as merged,
      count(*) filter (where t.state = 'X6') as "notAccepted"
    from item i join source s on s.id = i.source_id left join ticket t on t.item_id = i.id
    where ${within('i.published_at', span)} and ${ofSource(scope)}
    group by i.kind order by i.kind`);
}

/** 补录: items that came into the system in a span and had been received before it; they are in no count of volume. */
export async function backfilled(db: Reader, span: Span, scope: Scope): Promise<number> {
  const [row] = await rows(db, sql<{ n: number }>`
    select count(*) as n from item i join source s on s.id = i.source_id
    where ${within('i.detected_at', span)} and i.published_at < ${span.from} and ${ofSource(scope)}`);
  return row?.n ?? 0;
}

/** 类别分布 of the 有效件; null: not judged yet. */
export async function byCategory(db: Reader, span: Span, scope: Scope): Promise<{ category: CategoryCode | null; count: number }[]> {
  return rows(db, sql<{ category: CategoryCode | null; count: number }>`
    with counted as (${counted(span, scope)})
    select v.category, count(*) as count from counted c left join verdict v on v.item_id = c.id and v.current
    group by v.category order by count(*) desc, v.category`);
}

/** 来源分布 of the 有效件, by channel. */
export async function byChannel(db: Reader, span: Span, scope: Scope): Promise<{ channel: string; count: number }[]> {
  return rows(db, sql<{ channel: string; count: number }>`
    with counted as (${counted(span, scope)})
    select channel, count(*) as count from counted group by channel order by count(*) desc, channel`);
}

/** 敏感件: a flag was hit, or its topic stood under an alert of level III (黄) or graver in the span (handbook §6). */
export async function sensitive(db: Reader, span: Span, scope: Scope): Promise<number> {
  const [row] = await rows(db, sql<{ n: number }>`
    with counted as (${counted(span, scope)})
    select count(*) as n from counted c
    where exists (select from verdict v where v.item_id = c.id and v.current and v.flags <> '{}')
      or exists (select from topic_item ti join alert a on a.topic_id = ti.topic_id
        where ti.item_id = c.id and a.level in ('黄', '橙', '红') and a.state <> 'false_alarm'
          and a.opened_at < ${span.to} and (a.closed_at is null or a.closed_at >= ${span.from}))`);
  return row?.n ?? 0;
}

export interface HotTopic {
  topicId: number;
  title: string;
  /** Items of all kinds, reposts included: how much was said. */
  count: number;
  before: number;
  /** Most frequent category of this span's items. */
  category: CategoryCode | null;
  /** Gravest alert that stands now. */
  level: AlertLevel | null;
  /** Lead unit of most of its tickets. */
  unit: string | null;
}

/** 热点话题: topics with at least two items in the span, most first, with the count of the span before. */
export async function hotTopics(db: Reader, span: Span, before: Span, scope: Scope, limit: number): Promise<HotTopic[]> {
  return rows(db, sql<HotTopic>`
    with members as (
      select coalesce(m.merged_into, m.id) as topic_id, i.id as item_id, i.published_at >= ${span.from} as now
      from topic m join topic_item ti on ti.topic_id = m.id join item i on i.id = ti.item_id left join ticket t on t.item_id = i.id
      where (${scope.profileId}::text is null or m.profile_id = ${scope.profileId}) and t.state is distinct from 'X7'
        and (${within('i.published_at', span)} or ${within('i.published_at', before)})),
    hot as (
      select topic_id, count(*) filter (where now) as count, count(*) filter (where not now) as before
      from members group by topic_id having count(*) filter (where now) >= 2
      order by count(*) filter (where now) desc, topic_id limit ${limit})
    select h.topic_id as "topicId", t.title, h.count, h.before,
      (select v.category from members m join verdict v on v.item_id = m.item_id and v.current
        where m.topic_id = h.topic_id and m.now group by v.category order by count(*) desc, v.category limit 1) as category,
      (select a.level from alert a where a.topic_id = h.topic_id and a.state in ('open', 'silenced')
        order by array_position(array['红', '橙', '黄', '蓝'], a.level) limit 1) as level,
      (select k.lead_unit from ticket k left join topic_item ti on ti.item_id = k.item_id
        where coalesce(k.topic_id, ti.topic_id) = h.topic_id group by k.lead_unit order by count(*) desc, k.lead_unit limit 1) as unit
    from hot h join topic t on t.id = h.topic_id order by h.count desc, h.topic_id`);
}

/** 新发预警 by level; `falseAlarms` are those of them that a person took back. A level that had none has no row. */
export async function alertsOpened(db: Reader, span: Span, scope: Scope): Promise<{ level: AlertLevel; count: number; falseAlarms: number }[]> {
  return rows(db, sql<{ level: AlertLevel; count: number; falseAlarms: number }>`
    select a.level, count(*) as count, count(*) filter (where a.state = 'false_alarm') as "falseAlarms"
    from alert a join topic s on s.id = a.topic_id where ${within('a.opened_at', span)} and ${ofSource(scope)}
    group by a.level order by array_position(array['红', '橙', '黄', '蓝'], a.level)`);
}

export interface TicketTurnover {
  /** Received in the span and not old when they came. */
  opened: number;
  closed: number;
  /** Not ended as of now. */
  open: number;
  /** The same for material that was old when it came. */
  historicalOpened: number;
  historicalClosed: number;
}

/** 立件与办结: tickets by the day received and by the day closed. */
export async function ticketTurnover(db: Reader, span: Span, scope: Scope): Promise<TicketTurnover> {
  const [row] = await rows(db, sql<TicketTurnover>`
    select count(*) filter (where ${within('t.received_at', span)} and not t.historical) as opened,
      count(*) filter (where ${within('t.closed_at', span)} and not t.historical) as closed,
      count(*) filter (where not e.final and not t.historical) as open,
      count(*) filter (where ${within('t.received_at', span)} and t.historical) as "historicalOpened",
      count(*) filter (where ${within('t.closed_at', span)} and t.historical) as "historicalClosed"
    from ticket t join profile_version s on s.id = t.profile_version_id join ticket_state e on e.code = t.state
    where ${ofSource(scope)}`);
  return row ?? { opened: 0, closed: 0, open: 0, historicalOpened: 0, historicalClosed: 0 };
}

/**
 * Deadlines that bind somebody, with the ticket they belong to. Left out: cancelled ones, and 退单窗口 K6, which is a
 * right of the unit and not a duty. A deadline at 23:59:59 has passed at 24:00.
 */
const duties = (scope: Scope) => sql`
  select d.*, t.id as ticket_id, coalesce(t.historical, false) as historical,
    coalesce(t.state in ('X4', 'X6', 'X7'), false) as apart
  from deadline d
    left join dispatch x on d.subject_kind = 'dispatch' and x.id = d.subject_id
    left join ticket t on t.id = case d.subject_kind when 'ticket' then d.subject_id when 'dispatch' then x.ticket_id end
    left join topic p on d.subject_kind = 'topic' and p.id = d.subject_id
    left join profile_version v on v.id = t.profile_version_id
  where d.cancelled_at is null and d.kind <> 'K6'
    and (${scope.profileId}::text is null or coalesce(v.profile_id, p.profile_id) = ${scope.profileId})`;

const unmet = (asOf: Date) => sql`(d.met_at is null or d.met_at > ${asOf})`;
const passed = (asOf: Date) => sql`d.due_at <= ${new Date(asOf.getTime() - 1000)}`;

export interface Punctuality {
  kind: DeadlineKind;
  unit: string;
  /** Old when it came: measured, shown apart. */
  historical: boolean;
  /** Merged, not accepted or void tickets: 单列, in no rate. */
  apart: boolean;
  due: number;
  onTime: number;
  /** Done after its time. */
  late: number;
  /** Past its time and not done; it is in `due` (handbook §6 ③). due = onTime + late + undone. */
  undone: number;
}

/** 按时率 by kind and unit: deadlines that fell due in the span and have passed; one not yet due is in no figure. */
export async function punctuality(db: Reader, span: Span, asOf: Date, scope: Scope): Promise<Punctuality[]> {
  return rows(db, sql<Punctuality>`
    select d.kind, d.unit, d.historical, d.apart, count(*) as due,
      count(*) filter (where not ${unmet(asOf)} and d.met_on_time) as "onTime",
      count(*) filter (where not ${unmet(asOf)} and not d.met_on_time) as late,
      count(*) filter (where ${unmet(asOf)}) as undone
    from (${duties(scope)}) d where ${within('d.due_at', span)} and ${passed(asOf)}
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`);
}

export interface OverdueOfUnit {
  unit: string;
  /** Deadlines past and unmet, whenever they fell due. */
  count: number;
  oldestDue: Date;
}

/** 超期未办 as of now by unit, most first; old material and tickets set apart are not in it. */
export async function overdueByUnit(db: Reader, asOf: Date, scope: Scope): Promise<OverdueOfUnit[]> {
  return rows(db, sql<OverdueOfUnit>`
    select d.unit, count(*) as count, min(d.due_at) as "oldestDue"
    from (${duties(scope)}) d where ${unmet(asOf)} and ${passed(asOf)} and not d.historical and not d.apart
    group by d.unit order by count(*) desc, min(d.due_at), d.unit`);
}

/** 超期件: tickets with at least one deadline past and unmet; two deadlines of one ticket are one. */
export async function overdueTickets(db: Reader, asOf: Date, scope: Scope): Promise<number> {
  const [row] = await rows(db, sql<{ n: number }>`
    select count(distinct d.ticket_id) as n from (${duties(scope)}) d
    where ${unmet(asOf)} and ${passed(asOf)} and not d.historical and not d.apart`);
  return row?.n ?? 0;
}

/** Old material without a record of an answer although its time is past: told apart, chased by nobody. */
export async function historicalOverdue(db: Reader, asOf: Date, scope: Scope): Promise<number> {
  const [row] = await rows(db, sql<{ n: number }>`
    select count(*) as n from (${duties(scope)}) d where ${unmet(asOf)} and ${passed(asOf)} and d.historical`);
  return row?.n ?? 0;
}

/** 下周到期: open deadlines by day and unit. `day` is 'YYYY-MM-DD' in Shanghai. */
export async function dueByDay(db: Reader, span: Span, asOf: Date, scope: Scope): Promise<{ day: string; unit: string; count: number }[]> {
  return rows(db, sql<{ day: string; unit: string; count: number }>`
    select (d.due_at at time zone 'Asia/Shanghai')::date as day, d.unit, count(*) as count
    from (${duties(scope)}) d where ${within('d.due_at', span)} and ${unmet(asOf)} and not ${passed(asOf)}
      and not d.historical and not d.apart
    group by 1, 2 order by 1, 3 desc, 2`);
}

/** 采集情况: sources that are on, and the names of those whose last poll failed. A silent week may be a deaf one. */
export async function sourceHealth(db: Reader, scope: Scope): Promise<{ enabled: number; failing: string[] }> {
  const [row] = await rows(db, sql<{ enabled: number; failing: string[] }>`
    select count(*) as enabled, coalesce(array_agg(s.name order by s.name) filter (where s.failures > 0), '{}') as failing
    from source s where s.enabled and ${ofSource(scope)}`);
  return row ?? { enabled: 0, failing: [] };
}

/** When the first source was set up: no report is owed for the time before. */
export async function firstSourceAt(db: Reader, scope: Scope): Promise<Date | null> {
  const [row] = await rows(db, sql<{ at: Date | null }>`select min(s.created_at) as at from source s where ${ofSource(scope)}`);
  return row?.at ?? null;
}
