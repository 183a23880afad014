import { Migrator, sql, type Kysely } from 'kysely';
import { YuqingError } from '../model/index.ts';
import { migrations } from './migrations/index.ts';

function migrator(db: Kysely<unknown>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } });
}

/** Brings the schema up to date, each migration in its transaction; returns the names that ran. */
export async function migrateToLatest(db: Kysely<unknown>): Promise<string[]> {
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
  const { rows } = await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(db);
  const all = Object.keys(migrations).sort();
  if (!rows[0]?.there) return all;
  const done = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const names = new Set(done.rows.map((r) => r.name));
  return all.filter((name) => !names.has(name));
}
