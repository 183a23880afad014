import { sql } from 'kysely';
import type { IncomingItem, ItemKind, RequestType } from '../model/index.ts';
import type { Db, Trx } from './connect.ts';
import { jsonb } from './connect.ts';

/** An item ready for the table: as it came, with its hashes and whether it is old. */
export interface ItemToStore extends Omit<IncomingItem, 'contact' | 'channel'> {
  channel: string;
  historical: boolean;
  /** Hash of every column: a change is a revision. */
  rowHash: string;
  /** Hash of the normalised words: the same words under another number are linked. */
  textHash: string;
}

const record = sql.raw(`(
  "externalId" text, kind text, title text, body text, url text, author text, "publishedAt" timestamptz, precision text,
  channel text, "requestType" text, place text, "categoryPath" text[], "mainUnit" text, "coUnits" text[], status text,
  reply text, "replyAt" timestamptz, "closedAt" timestamptz, "dueText" text, engagement jsonb, raw jsonb, marks text[],
  "ownWords" text, thread jsonb, "parentId" text, refs text[], account text, historical boolean, "rowHash" text, "textHash" text)`);

/** Inserts those that the source has not brought before, in the given order; returns external id → new item id. */
export async function insertNewItems(trx: Trx, sourceId: number, runId: string | null, items: ItemToStore[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: number; external_id: string }>`
    insert into item (source_id, run_id, external_id, kind, title, body, url, author, published_at, precision, channel,
      given_type, place, category_path, main_unit, co_units, status, reply, reply_at, closed_at, due_text, engagement,
      raw, marks, own_words, thread, parent_ref, refs, account, historical, row_hash, text_hash, same_text_as)
    select ${sourceId}, ${runId}::uuid, r."externalId", r.kind, r.title, r.body, r.url, r.author, r."publishedAt", r.precision,
      r.channel, r."requestType", r.place, r."categoryPath", r."mainUnit", r."coUnits", r.status, r.reply, r."replyAt",
      r."closedAt", r."dueText", r.engagement, r.raw, r.marks, r."ownWords", r.thread, r."parentId", coalesce(r.refs, '{}'), r.account, r.historical, r."rowHash", r."textHash",
      (select min(o.id) from item o where o.text_hash = r."textHash" and o.same_text_as is null)
    from rows from (jsonb_to_recordset(${jsonb(items)}::jsonb) as ${record}) with ordinality as r
    order by ordinality
    on conflict (source_id, external_id) do nothing
    returning id, external_id`.execute(trx);
  return new Map(rows.map((r) => [r.external_id, r.id]));
}

/** Links items of one chunk that share their words among themselves: the insert could only see earlier chunks. */
export async function linkSameText(trx: Trx, ids: number[]): Promise<void> {
  if (ids.length < 2) return;
  await sql`
    update item i set same_text_as = f.first
    from (select text_hash, min(id) as first from item where id = any(${ids}) and same_text_as is null group by text_hash having count(*) > 1) f
    where i.id = any(${ids}) and i.text_hash = f.text_hash and i.id <> f.first and i.same_text_as is null`.execute(trx);
}

export interface KnownItem {
  id: number;
  externalId: string;
  rowHash: string;
  textHash: string;
  revision: number;
}

/** Items a source has already brought, locked in key order; others may still point at them (see `appendVerdicts`). */
export async function lockKnownItems(trx: Trx, sourceId: number, externalIds: string[]): Promise<Map<string, KnownItem>> {
  const { rows } = await sql<KnownItem>`
    select id, external_id as "externalId", row_hash as "rowHash", text_hash as "textHash", revision
    from item where source_id = ${sourceId} and external_id = any(${externalIds}) order by id for no key update`.execute(trx);
  return new Map(rows.map((r) => [r.externalId, r]));
}

/** A changed row becomes the next revision: what stood there is kept, then overwritten. */
export async function reviseItem(trx: Trx, known: KnownItem, item: ItemToStore, runId: string | null): Promise<void> {
  await sql`
    insert into item_revision (item_id, revision, row_hash, before, run_id)
    select id, revision, row_hash,
      jsonb_build_object('title', title, 'body', body, 'status', status, 'reply', reply, 'reply_at', reply_at,
        'closed_at', closed_at, 'main_unit', main_unit, 'raw', raw), ${runId}::uuid
    from item where id = ${known.id}`.execute(trx);
  await sql`
    update item set title = r.title, body = r.body, url = r.url, published_at = r."publishedAt", precision = r.precision,
      channel = r.channel, given_type = r."requestType", place = r.place, category_path = r."categoryPath",
      main_unit = r."mainUnit", co_units = r."coUnits", status = r.status, reply = r.reply, reply_at = r."replyAt",
      closed_at = r."closedAt", due_text = r."dueText", engagement = r.engagement, raw = r.raw, marks = r.marks,
      own_words = r."ownWords", thread = r.thread, parent_ref = r."parentId", refs = coalesce(r.refs, '{}'), account = r.account,
      row_hash = r."rowHash", text_hash = r."textHash", revision = item.revision + 1,
      text_revision = case when item.text_hash = r."textHash" then item.text_revision else item.revision + 1 end
    from jsonb_to_recordset(${jsonb([item])}::jsonb) as r ${record} where item.id = ${known.id}`.execute(trx);
}

/** What the judgement needs of an item. */
export interface ItemToJudge {
  id: number;
  profileId: string;
  title: string | null;
  body: string;
  givenType: RequestType | null;
  publishedAt: Date;
  /** Revision in which its words last changed. */
  textRevision: number;
  kind: ItemKind;
  channel: string;
}

export async function itemsToJudge(db: Db, ids: number[]): Promise<ItemToJudge[]> {
  const { rows } = await sql<ItemToJudge>`
    select i.id, s.profile_id as "profileId", i.title, coalesce(i.own_words, i.body) as body, i.given_type as "givenType",
      i.published_at as "publishedAt", i.text_revision as "textRevision", i.kind, i.channel
    from item i join source s on s.id = i.source_id where i.id = any(${ids}) order by i.published_at, i.id`.execute(db);
  return rows;
}

/** The jurisdiction that an item belongs to. */
export async function profileOf(trx: Trx, itemId: number): Promise<string> {
  const row = await trx.selectFrom('item').innerJoin('source', 'source.id', 'item.source_id').select('source.profile_id').where('item.id', '=', itemId).executeTakeFirstOrThrow();
  return row.profile_id;
}

/** One item by its number, or by the number its source gave it (`20180404159024`). */
export async function findItem(db: Db, key: string): Promise<number | null> {
  const byExternal = await db.selectFrom('item').select('id').where('external_id', '=', key).orderBy('id').limit(1).executeTakeFirst();
  if (byExternal) return byExternal.id;
  const id = /^#?(\d{1,15})$/.exec(key)?.[1];
  if (!id) return null;
  const byId = await db.selectFrom('item').select('id').where('id', '=', Number(id)).executeTakeFirst();
  return byId?.id ?? null;
}
