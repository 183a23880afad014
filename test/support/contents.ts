import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';

/**
 * What the line has made of its input, told by external ids and contents and never by serial numbers or times of
 * writing: two runs over the same input have the same contents, however often one of them was killed.
 */
export type Contents = Record<keyof typeof QUERIES, string[]>;

/** Each query yields a key that orders its rows, and the row. */
const QUERIES = {
  items: sql`
    select i.external_id as key, to_jsonb(i) - array['id', 'source_id', 'run_id', 'detected_at', 'same_text_as', 'same_matter_as']
      || jsonb_build_object('same_text_as', o.external_id, 'same_matter_as', m.external_id) as row
    from item i left join item o on o.id = i.same_text_as left join item m on m.id = i.same_matter_as`,
  revisions: sql`
    select i.external_id || ' ' || r.revision as key, to_jsonb(r) - array['item_id', 'run_id', 'replaced_at'] as row
    from item_revision r join item i on i.id = r.item_id`,
  contacts: sql`
    select i.external_id as key, jsonb_build_object('phone', c.phone_key, 'id', c.id_key) as row
    from contact c join item i on i.id = c.item_id`,
  verdicts: sql`
    select i.external_id || ' ' || v.revision || v.made_by as key, to_jsonb(v) - array['id', 'item_id', 'created_at'] as row
    from verdict v join item i on i.id = v.item_id`,
  tickets: sql`
    select i.external_id as key, to_jsonb(t) - array['id', 'item_id', 'topic_id', 'profile_version_id', 'opened_at']
      || jsonb_build_object('profile', p.hash) as row
    from ticket t join item i on i.id = t.item_id join profile_version p on p.id = t.profile_version_id`,
  histories: sql`
    select i.external_id as key, jsonb_agg(jsonb_build_array(h.from_state, h.to_state, h.actor, h.note) order by h.id) as row
    from ticket_history h join ticket t on t.id = h.ticket_id join item i on i.id = t.item_id group by i.external_id`,
  dispatches: sql`
    select i.external_id || ' ' || d.unit as key, to_jsonb(d) - array['id', 'ticket_id'] as row
    from dispatch d join ticket t on t.id = d.ticket_id join item i on i.id = t.item_id`,
  deadlines: sql`
    select i.external_id || ' ' || d.subject_kind || ' ' || d.rule_id || ' ' || d.round as key,
      to_jsonb(d) - array['id', 'subject_id', 'created_at', 'next_step', 'next_step_at', 'cancelled_at']
      || jsonb_build_object('cancelled', d.cancelled_at is not null) as row
    from deadline d left join dispatch x on d.subject_kind = 'dispatch' and x.id = d.subject_id
      join ticket t on t.id = case d.subject_kind when 'ticket' then d.subject_id when 'dispatch' then x.ticket_id end
      join item i on i.id = t.item_id`,
} as const;

/** Reads everything, in order; each row as text, so that a difference can be shown and counted. */
export async function readContents(db: Db): Promise<Contents> {
  const contents: Record<string, string[]> = {};
  for (const [name, query] of Object.entries(QUERIES)) {
    const { rows } = await sql<{ line: string }>`
      select q.key || ' ' || q.row::text as line from (${query}) q order by q.key collate "C", q.row::text collate "C"`.execute(db);
    contents[name] = rows.map((r) => r.line);
  }
  return contents as Contents;
}

/** How many rows of each kind: what a person reads first. */
export const countContents = (contents: Contents): Record<string, number> =>
  Object.fromEntries(Object.entries(contents).map(([name, rows]) => [name, rows.length]));

/** Rows that only one of two has, by kind; empty when they are the same. */
export function differences(a: Contents, b: Contents): { kind: string; only: 'a' | 'b'; row: string }[] {
  return (Object.keys(a) as (keyof Contents)[]).flatMap((kind) => {
    const inA = new Set(a[kind]);
    const inB = new Set(b[kind]);
    return [
      ...a[kind].filter((row) => !inB.has(row)).map((row) => ({ kind, only: 'a' as const, row })),
      ...b[kind].filter((row) => !inA.has(row)).map((row) => ({ kind, only: 'b' as const, row })),
    ];
  });
}

/** What is not done, or dead, between import and ticket; delivery goes on by itself. */
export async function openLines(db: Db): Promise<{ stage: string; failed: boolean; error: string | null }[]> {
  const { rows } = await sql<{ stage: string; failed: boolean; error: string | null }>`
    select stage, failed_at is not null as failed, error from outbox where done_at is null and stage <> 'deliver' order by created_at`.execute(db);
  return rows;
}
