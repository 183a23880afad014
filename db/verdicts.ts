import { sql } from 'kysely';
import type { Verdict } from '../model/index.ts';
import type { Trx } from './connect.ts';
import { jsonb } from './connect.ts';

/**
 * Appends verdicts of one maker. The same maker on the same revision adds nothing (a rerun); a newer one becomes
 * current unless a person has spoken: a correction wins until another person corrects it.
 *
 * The lock lets others point at these items meanwhile: an import that links the same words to two of them would
 * otherwise wait for one and hold the other, and one of the two transactions would be thrown out.
 */
export async function appendVerdicts(trx: Trx, madeBy: string, verdicts: { itemId: number; revision: number; verdict: Verdict }[]): Promise<number> {
  if (verdicts.length === 0) return 0;
  const ids = verdicts.map((v) => v.itemId);
  await sql`select id from item where id = any(${ids}) order by id for no key update`.execute(trx);
  await sql`
    update verdict v set current = false
    from jsonb_to_recordset(${jsonb(verdicts.map((v) => ({ item: v.itemId, revision: v.revision })))}::jsonb) as r (item bigint, revision int)
    where v.item_id = r.item and v.current and v.made_by not like 'analyst:%'
      and not exists (select from verdict x where x.item_id = r.item and x.made_by = ${madeBy} and x.revision = r.revision)`.execute(trx);
  const rows = verdicts.map(({ itemId, revision, verdict: v }) => ({
    item_id: itemId, revision, category: v.category, confidence: v.confidence, secondary: v.secondary, type: v.type,
    sentiment: v.sentiment, urgency: v.urgency, flags: v.flags, needs_review: v.needsReview, evidence: v.evidence, stance: v.stance, places: v.places,
  }));
  const { numAffectedRows } = await sql`
    insert into verdict (item_id, made_by, revision, current, category, confidence, secondary, type, sentiment, urgency, flags, needs_review, evidence, stance, places)
    select r.item_id, ${madeBy}, r.revision, not exists (select from verdict c where c.item_id = r.item_id and c.current),
      r.category, r.confidence, r.secondary, r.type, r.sentiment, r.urgency, r.flags, r.needs_review, r.evidence, r.stance, r.places
    from jsonb_to_recordset(${jsonb(rows)}::jsonb) as r (item_id bigint, revision int, category text, confidence real,
      secondary text[], type text, sentiment text, urgency text, flags text[], needs_review boolean, evidence jsonb, stance text, places jsonb)
    on conflict (item_id, made_by, revision) where made_by not like 'analyst:%' do nothing`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** Items of these whose present words this maker has already judged. */
export async function alreadyJudged(trx: Trx, madeBy: string, ids: number[]): Promise<Set<number>> {
  const { rows } = await sql<{ item_id: number }>`
    select v.item_id from verdict v join item i on i.id = v.item_id
    where v.item_id = any(${ids}) and v.made_by = ${madeBy} and v.revision = i.text_revision`.execute(trx);
  return new Set(rows.map((r) => r.item_id));
}
