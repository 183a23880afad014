import { sql } from 'kysely';
import type { Trx } from './connect.ts';

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
