import { sql } from 'kysely';
import { jsonb, type Db, type Trx } from './connect.ts';

/** Contact data, already sealed by the application; the database never sees it in the clear. */
export interface SealedContact {
  itemId: number;
  sealed: Buffer;
  phoneKey: string | null;
  idKey: string | null;
}

export async function putContacts(trx: Trx, contacts: SealedContact[]): Promise<void> {
  if (contacts.length === 0) return;
  await sql`
    insert into contact (item_id, sealed, phone_key, id_key)
    select * from unnest(${contacts.map((c) => c.itemId)}::bigint[], ${contacts.map((c) => c.sealed)}::bytea[],
      ${contacts.map((c) => c.phoneKey)}::text[], ${contacts.map((c) => c.idKey)}::text[])
    on conflict (item_id) do update set sealed = excluded.sealed, phone_key = excluded.phone_key, id_key = excluded.id_key`.execute(trx);
}

/** What is sealed for an item, or null. */
export async function findContact(trx: Trx, itemId: number): Promise<Buffer | null> {
  const row = await trx.selectFrom('contact').select('sealed').where('item_id', '=', itemId).executeTakeFirst();
  return row?.sealed ?? null;
}

/** Writes down that the acting person (see `actAs`) has looked at a contact. */
export async function noteReveal(trx: Trx, itemId: number, detail: { reason: string; found: boolean }): Promise<void> {
  await sql`insert into audit_log (action, subject, detail) values ('contact.reveal', ${`item:${itemId}`}, ${jsonb(detail)}::jsonb)`.execute(trx);
}

/**
 * Forgets contacts that have served: of messages whose ticket was closed before `before`, and of items without a ticket
 * that were said before it. @returns how many
 */
export async function forgetContacts(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from contact c using item i where i.id = c.item_id and i.published_at < ${before}
      and not exists (select from ticket t where t.item_id = i.id and (t.closed_at is null or t.closed_at >= ${before}))`.execute(db);
  return Number(numAffectedRows ?? 0);
}
