import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { YuqingError } from '../model/index.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

/** `date` columns stay 'YYYY-MM-DD': a day has no zone. bigint keys fit a number (2^53). */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (oid === pg.types.builtins.INT8) return Number;
      if (oid === pg.types.builtins.DATE) return (v: string) => v;
      if (oid === 1182) return (v: string) => (v === '{}' ? [] : v.slice(1, -1).split(','));
      if (oid === pg.types.builtins.NUMERIC) return Number;
    }
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

/** A pool of connections to one database. `onError` hears of idle connections that break: they are replaced. */
export function createPool(url: string, opts: { max?: number; onError?: (error: Error) => void } = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url, max: opts.max ?? 10, types, application_name: 'yuqing', connectionTimeoutMillis: 10_000,
  });
  const heard = opts.onError ?? (() => {});
  pool.on('error', heard);
  // A connection cut between two queries of a transaction tells nobody else: unheard, that would end the process.
  pool.on('connect', (client) => { client.on('error', heard); });
  return pool;
}

/** Opens the typed database over a pool. Close with `db.destroy()`. */
export function connect(url: string, opts: { max?: number; onError?: (error: Error) => void } = {}): Db {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: createPool(url, opts) }) });
}

/** Waits for the server's first word and refuses one that is too old (PostgreSQL ≥ 15). */
export async function checkServer(db: Db): Promise<number> {
  let version: number;
  try {
    const { rows } = await sql<{ v: string }>`select current_setting('server_version_num') as v`.execute(db);
    version = Number(rows[0]?.v ?? 0);
  } catch (error) {
    throw new YuqingError('DB_UNREACHABLE', `连不上数据库:${(error as Error).message}`, '请检查 DATABASE_URL、网络与数据库是否已启动', { cause: error });
  }
  if (version < 150_000) {
    throw new YuqingError('DB_TOO_OLD', `数据库是 PostgreSQL ${Math.floor(version / 10_000)},需要 15 或更新`, '请升级 PostgreSQL,或不设 DATABASE_URL 以使用内置数据库');
  }
  return version;
}

/** Names who acts, and why, for the rest of this transaction; triggers write it into the histories. */
export async function actAs(trx: Trx, actor: string, note = ''): Promise<void> {
  await sql`select set_config('yuqing.actor', ${actor}, true), set_config('yuqing.note', ${note}, true)`.execute(trx);
}

/** JSON for a jsonb parameter. PostgreSQL holds no NUL and no lone surrogate; neither may stop a whole chunk. */
export function jsonb(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) => (typeof v === 'string' ? v.toWellFormed().replaceAll('\0', '') : v));
}

/** Whether an error is the database's own, or of the way to it: whoever caused the query is not at fault. */
export function isDatabaseError(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return true;
  return error instanceof Error && /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(error.message);
}
