import { sql } from 'kysely';
import type { CategoryCode, Flag, RequestType, Sentiment, Stance, Urgency, Verdict } from '../model/index.ts';
import { jsonb, type Db, type Trx } from './connect.ts';

/** A verdict as it stands, with who made it. */
export interface StandingVerdict extends Verdict {
  id: number;
  itemId: number;
  madeBy: string;
  revision: number;
}

const STANDING = sql.raw(`v.id, v.item_id as "itemId", v.made_by as "madeBy", v.revision, v.category, v.confidence, v.secondary, v.type, v.sentiment,
  v.urgency, v.flags, v.stance, v.places, v.needs_review as "needsReview", v.evidence`);

/** The current verdict of an item, its item locked: of two who correct it at once one waits. Null where none is. */
export async function lockVerdict(trx: Trx, itemId: number): Promise<StandingVerdict | null> {
  await sql`select id from item where id = ${itemId} for no key update`.execute(trx);
  const { rows } = await sql<StandingVerdict>`select ${STANDING} from verdict v where v.item_id = ${itemId} and v.current`.execute(trx);
  return rows[0] ?? null;
}

/** Appends a person's verdict, which is current from then on; the one it corrects stays in the history. */
export async function appendCorrection(trx: Trx, old: StandingVerdict, by: string, verdict: Verdict, corrected: readonly string[], note: string | null): Promise<number> {
  await sql`update verdict set current = false where id = ${old.id}`.execute(trx);
  const { rows } = await sql<{ id: number }>`
    insert into verdict (item_id, made_by, revision, current, category, confidence, secondary, type, sentiment, urgency, flags, needs_review,
      evidence, stance, places, corrects, corrected, note)
    select ${old.itemId}, ${by}, i.text_revision, true, ${verdict.category}, ${verdict.confidence}, ${verdict.secondary}, ${verdict.type},
      ${verdict.sentiment}, ${verdict.urgency}, ${verdict.flags}, ${verdict.needsReview}, ${jsonb(verdict.evidence)}::jsonb, ${verdict.stance},
      ${jsonb(verdict.places)}::jsonb, ${old.id}, ${[...corrected]}, ${note}
    from item i where i.id = ${old.itemId} returning id`.execute(trx);
  return rows[0]!.id;
}

/** Shared words and cosine from which two items are taken to say the same. */
export const NEAR = { shared: 3, score: 0.8 };

/** Nobody is asked twice: not while the same category is put to them for this item, nor once they declined it. */
const unheard = (item: string, category: string) => sql.raw(`not exists (
  select from verdict_suggestion h join verdict hc on hc.id = h.from_verdict_id
  where h.item_id = ${item} and h.state in ('open', 'declined') and hc.category = ${category})`);

/** Items that share words with another, as the grouping finds them. */
interface NearPair {
  itemId: number;
  otherId: number;
  score: number;
  shared: number;
}

/**
 * Puts a correction to a person for the items that say the same: the same words, or nearly (`near`, of the corrected
 * item). Items that a person has judged, and those whose category is the same already, are left alone. What an earlier
 * correction of the same item had put, and nobody decided, is void.
 *
 * @returns how many were put
 */
export async function suggestFrom(trx: Trx, verdictId: number, near: readonly NearPair[]): Promise<number> {
  await sql`
    update verdict_suggestion s set state = 'void', decided_at = now(), decided_by = 'system'
    from verdict c join verdict o on o.item_id = c.item_id and o.id <> c.id
    where c.id = ${verdictId} and s.from_verdict_id = o.id and s.state = 'open'`.execute(trx);
  const others = near.map((p) => ({ item: p.otherId, score: Math.min(1, p.score) }));
  const { numAffectedRows } = await sql`
    with source as (
      select c.id as verdict_id, c.category, i.id as item_id, coalesce(i.same_text_as, i.id) as root from verdict c join item i on i.id = c.item_id where c.id = ${verdictId}),
    near as (
      select i.id as item_id, 1::real as score from source s join item i on (i.id = s.root or i.same_text_as = s.root) and i.id <> s.item_id
      union all
      select item, score from jsonb_to_recordset(${jsonb(others)}::jsonb) as r (item bigint, score real))
    insert into verdict_suggestion (item_id, from_verdict_id, score)
    select n.item_id, s.verdict_id, max(n.score) from near n cross join source s join verdict v on v.item_id = n.item_id and v.current
    where v.made_by not like 'analyst:%' and v.category <> s.category and ${unheard('n.item_id', 's.category')} group by n.item_id, s.verdict_id
    on conflict do nothing`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** The same for new items beside corrected ones. @param near pairs that the grouping found, with their cosine */
export async function suggestTo(trx: Trx, itemIds: readonly number[], near: readonly NearPair[]): Promise<number> {
  const pairs = near.filter((p) => p.score >= NEAR.score && p.shared >= NEAR.shared).map((p) => ({ item: p.itemId, other: p.otherId, score: Math.min(1, p.score) }));
  const { numAffectedRows } = await sql`
    with near as (
      select item as item_id, other as other_id, score from jsonb_to_recordset(${jsonb(pairs)}::jsonb) as r (item bigint, other bigint, score real)
      union all
      select i.id, o.id, 1::real from item i join item o on (o.id = i.same_text_as or o.same_text_as = i.same_text_as) and o.id <> i.id
      where i.id = any(${[...itemIds]}) and i.same_text_as is not null),
    best as (
      select distinct on (n.item_id) n.item_id, c.id as verdict_id, c.category, n.score
      from near n join verdict c on c.item_id = n.other_id and c.current and c.made_by like 'analyst:%'
      order by n.item_id, n.score desc, c.id desc)
    insert into verdict_suggestion (item_id, from_verdict_id, score)
    select b.item_id, b.verdict_id, b.score from best b join verdict v on v.item_id = b.item_id and v.current
    where v.made_by not like 'analyst:%' and v.category <> b.category and ${unheard('b.item_id', 'b.category')}
    on conflict do nothing`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** An open suggestion 更正建议, with what a person needs to decide. */
export interface Suggestion {
  id: number;
  itemId: number;
  itemNo: string;
  title: string | null;
  body: string;
  /** What the model says, and what a person said of the item that this one is like. */
  now: CategoryCode;
  suggested: CategoryCode;
  fromItemId: number;
  fromItemNo: string;
  fromBy: string;
  score: number;
  createdAt: Date;
}

const SUGGESTIONS = sql.raw(`
  select s.id, i.id as "itemId", i.external_id as "itemNo", i.title, left(i.body, 300) as body, v.category as now, c.category as suggested,
    f.id as "fromItemId", f.external_id as "fromItemNo", c.made_by as "fromBy", s.score, s.created_at as "createdAt"
  from verdict_suggestion s join item i on i.id = s.item_id join verdict v on v.item_id = i.id and v.current
    join verdict c on c.id = s.from_verdict_id join item f on f.id = c.item_id`);

/** Open suggestions, newest first; `before` is the id of the last one seen. */
export async function openSuggestions(db: Db, limit: number, before: number | null = null): Promise<Suggestion[]> {
  const { rows } = await sql<Suggestion>`
    ${SUGGESTIONS} where s.state = 'open' and (${before}::bigint is null or s.id < ${before}) order by s.id desc limit ${limit}`.execute(db);
  return rows;
}

/** One open suggestion, locked; null when it is gone or decided. */
export async function lockSuggestion(trx: Trx, id: number): Promise<Suggestion | null> {
  const { rows } = await sql<Suggestion>`${SUGGESTIONS} where s.id = ${id} and s.state = 'open' for update of s`.execute(trx);
  return rows[0] ?? null;
}

export async function decideSuggestion(trx: Trx, id: number, state: 'accepted' | 'declined' | 'void', by: string): Promise<void> {
  await sql`update verdict_suggestion set state = ${state}, decided_by = ${by}, decided_at = now() where id = ${id} and state = 'open'`.execute(trx);
}

/** What is put for an item is moot once a person has judged it. */
export async function voidSuggestions(trx: Trx, itemId: number, by: string): Promise<void> {
  await sql`update verdict_suggestion set state = 'void', decided_by = ${by}, decided_at = now() where item_id = ${itemId} and state = 'open'`.execute(trx);
}

/** A text that a person has judged, with the parts that he changed. */
export interface CorrectedText {
  verdictId: number;
  text: string;
  textHash: string;
  corrected: string[];
  category: CategoryCode;
  type: RequestType;
  sentiment: Sentiment;
  urgency: Urgency;
  flags: Flag[];
  stance: Stance | null;
}

/** Every correction that stands, oldest first: what people teach the model. */
export async function standingCorrections(db: Db): Promise<CorrectedText[]> {
  const { rows } = await sql<CorrectedText>`
    select v.id as "verdictId", coalesce(i.title || E'\n', '') || coalesce(i.own_words, i.body) as text, i.text_hash as "textHash", v.corrected,
      v.category, v.type, v.sentiment, v.urgency, v.flags, v.stance
    from verdict v join item i on i.id = v.item_id where v.current and v.made_by like 'analyst:%' order by v.id`.execute(db);
  return rows;
}

/** Whether any person has corrected anything: where not, nothing need be looked for. */
export async function anyCorrection(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from verdict where corrects is not null) as found`.execute(trx);
  return rows[0]!.found;
}

/** How many corrections were made since some moment (all, where it is null). */
export async function correctionsSince(db: Db, since: Date | null): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from verdict where made_by like 'analyst:%' and (${since}::timestamptz is null or created_at > ${since})`.execute(db);
  return rows[0]!.n;
}
