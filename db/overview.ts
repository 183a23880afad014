import { sql } from 'kysely';
import { ALERT_LEVELS, shanghaiDay, startOfDay, type AlertLevel } from '../model/index.ts';
import type { Db } from './connect.ts';

/** The numbers at the head of the desk. */
export interface OverviewCounts {
  /** `today`: came in since midnight in Asia/Shanghai, whenever it was said. */
  items: { total: number; today: number };
  /** Open topics; an item without company makes none. */
  topics: number;
  /** Open alerts by level. */
  alerts: Record<AlertLevel, number>;
  /** The nearest deadline of a current ticket that has not passed yet. */
  nextDeadline: { ticketId: number; no: string | null; title: string; name: string; dueAt: Date; provisional: boolean } | null;
}

export async function overviewCounts(db: Db, now: Date): Promise<OverviewCounts> {
  const today = startOfDay(shanghaiDay(now));
  const counts = await sql<{ total: number; today: number; topics: number; alerts: Partial<Record<AlertLevel, number>> }>`
    select (select count(*) from item) as total,
      (select count(*) from item where detected_at >= ${today}) as today,
      (select count(*) from topic where state = 'open') as topics,
      (select coalesce(jsonb_object_agg(level, n), '{}') from
        (select level, count(*) as n from alert where state = 'open' group by level) a) as alerts`.execute(db);
  const { rows: [next] } = await sql<NonNullable<OverviewCounts['nextDeadline']>>`
    select t.id as "ticketId", i.external_id as no, t.title, d.name, d.due_at as "dueAt", d.provisional
    from deadline d join ticket t on d.subject_kind = 'ticket' and t.id = d.subject_id and not t.historical
      join ticket_state s on s.code = t.state and not s.final
      left join item i on i.id = t.item_id
    where d.due_at >= ${now} and d.met_at is null and d.cancelled_at is null
    order by d.due_at, d.id limit 1`.execute(db);
  const row = counts.rows[0];
  return {
    items: { total: row?.total ?? 0, today: row?.today ?? 0 },
    topics: row?.topics ?? 0,
    alerts: Object.fromEntries(ALERT_LEVELS.map((level) => [level, row?.alerts[level] ?? 0])) as Record<AlertLevel, number>,
    nextDeadline: next ?? null,
  };
}

/** How many open tickets a list of current, or of historical, material has. */
export async function openTicketTotal(db: Db, historical: boolean): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ticket t join ticket_state s on s.code = t.state and not s.final
    where t.historical = ${historical}`.execute(db);
  return rows[0]?.n ?? 0;
}
