import type { Db } from './connect.ts';

/** What opens and seals: the application's, for the database never sees a secret in the clear. */
interface TextSeal {
  sealText(text: string): Buffer;
  openText(sealed: Buffer): string;
}

/** A password or key of a source; another one of the same name takes its place. */
export async function putSecret(db: Db, seal: TextSeal, sourceId: number, name: string, secret: string): Promise<void> {
  const sealed = seal.sealText(secret);
  await db.insertInto('source_secret').values({ source_id: sourceId, name, sealed })
    .onConflict((oc) => oc.columns(['source_id', 'name']).doUpdateSet({ sealed })).execute();
}

/** All secrets of a source, by name. */
export async function openSecrets(db: Db, seal: TextSeal, sourceId: number): Promise<Record<string, string>> {
  const rows = await db.selectFrom('source_secret').select(['name', 'sealed']).where('source_id', '=', sourceId).execute();
  return Object.fromEntries(rows.map(({ name, sealed }) => [name, seal.openText(sealed)]));
}

/** Names only: what is set, not what it is. */
export async function secretNames(db: Db, sourceId: number): Promise<string[]> {
  return (await db.selectFrom('source_secret').select('name').where('source_id', '=', sourceId).orderBy('name').execute()).map((r) => r.name);
}
