import { sql } from 'kysely';
import type { ReplyEvidence, ReplyQuality } from '../model/index.ts';
import type { Db, Trx } from './connect.ts';
import { jsonb } from './connect.ts';

/** An item's message and its official answer, as they stand. */
export interface AnswerToJudge {
  itemId: number;
  revision: number;
  title: string | null;
  message: string;
  reply: string;
  askedAt: Date;
  repliedAt: Date | null;
  /** The day of the message is known, its hour is not. */
  dayOnly: boolean;
}

export async function answersToJudge(db: Db, itemIds: number[]): Promise<AnswerToJudge[]> {
  const { rows } = await sql<AnswerToJudge>`
    select i.id as "itemId", i.revision, i.title, coalesce(i.own_words, i.body) as message, i.reply, i.published_at as "askedAt", i.reply_at as "repliedAt",
      i.precision = 'day' as "dayOnly"
    from item i where i.id = any(${itemIds}) and i.reply ~ '\\S' order by i.id`.execute(db);
  return rows;
}

/**
 * Keeps judgements of answers. The same maker on the same revision adds nothing, and neither does a revision that left
 * the answer worth what it was: the last judgement still stands.
 */
export async function putReplyQualities(trx: Trx, madeBy: string, rows: readonly { itemId: number; revision: number; quality: ReplyQuality }[]): Promise<void> {
  if (rows.length === 0) return;
  const records = rows.map(({ itemId, revision, quality }) => ({ item_id: itemId, revision, ...quality }));
  await sql`
    insert into reply_quality (item_id, revision, made_by, relevance, complete, explained, days, workdays, evidence)
    select r.item_id, r.revision, ${madeBy}, r.relevance, r.complete, r.explained, r.days, r.workdays, r.evidence
    from jsonb_to_recordset(${jsonb(records)}::jsonb) as r (item_id bigint, revision int, relevance real, complete boolean, explained boolean, days int, workdays int, evidence jsonb)
    left join lateral (
      select * from reply_quality q where q.item_id = r.item_id and q.made_by = ${madeBy} order by q.revision desc limit 1) last on true
    where last.id is null or (last.relevance, last.complete, last.explained, last.days, last.workdays, last.evidence)
      is distinct from (r.relevance, r.complete, r.explained, r.days, r.workdays, r.evidence)
    on conflict (item_id, revision, made_by) do nothing`.execute(trx);
}

export interface KeptReplyQuality extends ReplyQuality {
  revision: number;
  madeBy: string;
}

/** Every judgement of an item's answers, the oldest first. */
export async function replyQualitiesOf(db: Db, itemId: number): Promise<KeptReplyQuality[]> {
  const { rows } = await sql<KeptReplyQuality & { evidence: ReplyEvidence[] }>`
    select revision, made_by as "madeBy", relevance, complete, explained, days, workdays, evidence
    from reply_quality where item_id = ${itemId} order by id`.execute(db);
  return rows;
}
