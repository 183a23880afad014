import { createHash } from 'node:crypto';
import type { Db, Trx } from './connect.ts';
import { jsonb } from './connect.ts';

/** Keeps a profile as it stands now, with those it extends, once per content; tickets point at the version they were opened under. */
export async function keepProfileVersion(db: Db | Trx, profileId: string, body: object): Promise<number> {
  const text = jsonb(body);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const known = await db.selectFrom('profile_version').select('id').where('profile_id', '=', profileId).where('hash', '=', hash).executeTakeFirst();
  if (known) return known.id;
  await db.insertInto('profile_version').values({ profile_id: profileId, hash, body: text })
    .onConflict((oc) => oc.columns(['profile_id', 'hash']).doNothing()).execute();
  const row = await db.selectFrom('profile_version').select('id').where('profile_id', '=', profileId).where('hash', '=', hash).executeTakeFirstOrThrow();
  return row.id;
}
