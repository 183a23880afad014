import type { Db, Trx } from './connect.ts';
import { jsonb } from './connect.ts';

/** One report per kind, period and scope. */
export interface ReportKey {
  /** `weekly`, `weekly-interim`. */
  kind: string;
  /** `2026-W47`. */
  period: string;
  /** A profile's id, or `all`. */
  scope: string;
}

export interface ReportToStore extends ReportKey {
  numbers: object;
  subject: string;
  text: string;
  html: string;
}

export interface StoredReport extends ReportToStore {
  id: number;
  createdAt: Date;
}

/** Keeps a report once per kind, period and scope; null when it is there already (what was sent stays as it was). */
export async function insertReport(trx: Trx, r: ReportToStore): Promise<number | null> {
  const row = await trx.insertInto('report').values({
    kind: r.kind, period: r.period, scope: r.scope, numbers: jsonb(r.numbers), subject: r.subject, body_text: r.text, body_html: r.html,
  }).onConflict((oc) => oc.columns(['kind', 'period', 'scope']).doNothing()).returning('id').executeTakeFirst();
  return row?.id ?? null;
}

export async function findReport(db: Db | Trx, key: ReportKey): Promise<StoredReport | null> {
  const row = await db.selectFrom('report')
    .select(['id', 'kind', 'period', 'scope', 'numbers', 'subject', 'body_text as text', 'body_html as html', 'created_at as createdAt'])
    .where('kind', '=', key.kind).where('period', '=', key.period).where('scope', '=', key.scope).executeTakeFirst();
  return row ?? null;
}

/** The newest period of which a report exists; periods of one kind sort as text. */
export async function lastPeriod(db: Db | Trx, kind: string, scope: string): Promise<string | null> {
  const row = await db.selectFrom('report').select((eb) => eb.fn.max('period').as('period'))
    .where('kind', '=', kind).where('scope', '=', scope).executeTakeFirst();
  return row?.period ?? null;
}
