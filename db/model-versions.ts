import { sql } from 'kysely';
import { jsonb, type Db, type Trx } from './connect.ts';

/** How a version did beside the one it would replace, on texts neither learned from. */
export interface VersionFigures {
  /** Corrections it learned from, and those kept back to examine it. */
  learned: number;
  heldBack: number;
  /** Share of the corrected parts that each gets right on those kept back. */
  before: number;
  after: number;
  /** Accuracy of the category on fixed rows, by the name of the set. */
  fixed: Record<string, { n: number; before: number; after: number }>;
}

/** A model that was trained here 模型版本. The shipped one is in no table: it is what serves where none is current. */
export interface ModelVersion {
  id: number;
  name: string;
  version: string;
  state: 'current' | 'kept' | 'refused';
  why: string;
  figures: VersionFigures;
  createdAt: Date;
}

const LISTED = ['id', 'name', 'version', 'state', 'why', 'figures', 'created_at as createdAt'] as const;

/** Every version made here, newest first. */
export async function modelVersions(db: Db, name: string): Promise<ModelVersion[]> {
  const rows = await db.selectFrom('model_version').select(LISTED).where('name', '=', name).orderBy('id', 'desc').execute();
  return rows as ModelVersion[];
}

/** The version that serves; null is the shipped one. */
export async function currentVersion(db: Db, name: string): Promise<number | null> {
  const row = await db.selectFrom('model_version').select('id').where('name', '=', name).where('state', '=', 'current').executeTakeFirst();
  return row?.id ?? null;
}

/** The files of one version, as weights-file.ts lays them out. */
export async function versionFiles(db: Db, id: number): Promise<{ card: string; weights: Buffer }> {
  return db.selectFrom('model_version').select(['card', 'weights']).where('id', '=', id).executeTakeFirstOrThrow();
}

/** Keeps a new version. One of this name and version already there stays as it is. @returns whether it was new */
export async function putVersion(trx: Trx, v: { name: string; version: string; card: string; weights: Buffer; figures: VersionFigures; state: 'current' | 'refused'; why: string }): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    insert into model_version (name, version, card, weights, figures, state, why)
    values (${v.name}, ${v.version}, ${v.card}, ${v.weights}, ${jsonb(v.figures)}::jsonb, 'refused', ${v.why})
    on conflict (name, version) do nothing returning id`.execute(trx);
  if (rows[0] !== undefined && v.state === 'current') await makeCurrent(trx, v.name, v.version);
  return rows[0] !== undefined;
}

/** Lets a version serve from now on; null brings back the shipped one. @returns whether there is such a version */
export async function makeCurrent(trx: Trx, name: string, version: string | null): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('yuqing.model:' || ${name}, 0))`.execute(trx);
  if (version !== null) {
    const known = await trx.selectFrom('model_version').select('id').where('name', '=', name).where('version', '=', version).executeTakeFirst();
    if (!known) return false;
  }
  await sql`update model_version set state = 'kept' where name = ${name} and state = 'current' and version is distinct from ${version}`.execute(trx);
  if (version !== null) await sql`update model_version set state = 'current' where name = ${name} and version = ${version}`.execute(trx);
  await sql`insert into audit_log (action, subject, detail) values ('model.use', ${`model:${name}`}, ${jsonb({ version })}::jsonb)`.execute(trx);
  return true;
}
