import { Migrator, sql, type Kysely } from 'kysely';
import { YuqingError } from '../model/index.ts';
import { migrations } from './migrations/index.ts';

function migrator(db: Kysely<unknown>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } });
}

/** Brings the schema up to date, each migration in its transaction; returns the names that ran. */
export async function migrateToLatest(db: Kysely<unknown>): Promise<string[]> {
  await refuseNewer(db);
  const { results, error } = await migrator(db).migrateToLatest();
  if (error) {
    const failed = results?.find((r) => r.status === 'Error')?.migrationName ?? '未知';
    throw new YuqingError('DB_NOT_MIGRATED', `数据库结构升级失败(${failed}):${(error as Error).message}`, '已完成的步骤保留,修正后可再次运行 yuqing migrate', { cause: error });
  }
  return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName);
}

/** Takes the newest migration back; returns its name, or null when there is none left. */
export async function migrateDown(db: Kysely<unknown>): Promise<string | null> {
  const { results, error } = await migrator(db).migrateDown();
  if (error) throw new YuqingError('DB_NOT_MIGRATED', `数据库结构回退失败:${(error as Error).message}`, '请先备份,再查看日志', { cause: error });
  return results?.[0]?.migrationName ?? null;
}

/** Names of migrations this database has not had yet. */
export async function pendingMigrations(db: Kysely<unknown>): Promise<string[]> {
  await refuseNewer(db);
  const done = new Set(await doneMigrations(db));
  return Object.keys(migrations).sort().filter((name) => !done.has(name));
}

/** A database that a newer version has changed: this one does not know what it would be writing into. */
async function refuseNewer(db: Kysely<unknown>): Promise<void> {
  const unknown = (await doneMigrations(db)).filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new YuqingError('DB_NOT_MIGRATED', `数据库结构比本程序新(${unknown.join('、')})`, '请升级 yuqing;若要退回旧版,请先用新版运行 yuqing migrate --down');
  }
}

async function doneMigrations(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (!rows[0]?.there) return [];
  const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return done.rows.map((r) => r.name);
}
