import { checkServer, connect, type Db } from '../db/connect.ts';
import { startEmbedded } from '../db/embedded/server.ts';
import { migrateToLatest, pendingMigrations } from '../db/migrate.ts';
import type { Config } from '../config.ts';
import { YuqingError } from '../model/index.ts';

export interface OpenDatabase {
  db: Db;
  url: string;
  embedded: boolean;
  close(): Promise<void>;
}

/**
 * Opens the configured database, or the embedded one, and brings its schema up to date. An external database is
 * migrated too unless `migrate` is false: several processes may do so at once, one of them does the work.
 */
export async function openDatabase(config: Config, opts: { migrate?: boolean; max?: number } = {}): Promise<OpenDatabase> {
  const server = config.databaseUrl === undefined ? await startEmbedded({ dataDir: config.dataDir }) : null;
  const url = server?.url ?? config.databaseUrl ?? '';
  const db = connect(url, { max: opts.max ?? 10 });
  const close = async () => {
    await db.destroy();
    await server?.stop();
  };
  try {
    await checkServer(db);
    if (opts.migrate !== false) await migrateToLatest(db as never);
    else if ((await pendingMigrations(db as never)).length > 0) {
      throw new YuqingError('DB_NOT_MIGRATED', '数据库结构不是最新的', '请先运行 yuqing migrate');
    }
    return { db, url, embedded: server !== null, close };
  } catch (error) {
    await close();
    throw error;
  }
}
