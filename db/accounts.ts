import { sql } from 'kysely';
import type { Db, Trx } from './connect.ts';

/** An account of a unit on a platform, as the register 账号登记 has it. */
export interface KeptAccount {
  id: number;
  platform: string;
  name: string;
  ownerUnit: string;
  note: string | null;
}

const columns = ['id', 'platform', 'name', 'owner_unit as ownerUnit', 'note'] as const;

/** The whole register, by platform and name. */
export async function allAccounts(db: Db | Trx): Promise<KeptAccount[]> {
  return db.selectFrom('account').select(columns).orderBy('platform').orderBy('name').execute();
}

/** Registered accounts of these names, on whatever platform. @param keys names without spaces, “@” and case */
export async function findAccounts(trx: Trx, keys: readonly string[]): Promise<KeptAccount[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<KeptAccount>`
    select id, platform, name, owner_unit as "ownerUnit", note from account
    where lower(regexp_replace(normalize(name, NFKC), '[\\s@]+', '', 'g')) = any(${[...keys]}::text[]) order by id`.execute(trx);
  return rows;
}

/** One writer of the register at a time: what is there already is seen by more than the spelling of its name. */
export async function lockAccounts(trx: Trx): Promise<void> {
  await sql`lock table account in share row exclusive mode`.execute(trx);
}

export async function addAccount(trx: Trx, account: Omit<KeptAccount, 'id'>): Promise<void> {
  await trx.insertInto('account').values({ platform: account.platform, name: account.name, owner_unit: account.ownerUnit, note: account.note }).execute();
}

/** Another unit, or another note; a note of null leaves what stands there. */
export async function changeAccount(trx: Trx, account: { platform: string; name: string }, to: { ownerUnit: string; note: string | null }): Promise<void> {
  await trx.updateTable('account').set({ owner_unit: to.ownerUnit, ...(to.note === null ? {} : { note: to.note }) })
    .where('platform', '=', account.platform).where('name', '=', account.name).execute();
}

export async function removeAccount(db: Db | Trx, id: number): Promise<void> {
  await db.deleteFrom('account').where('id', '=', id).execute();
}
