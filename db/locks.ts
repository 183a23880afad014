import { sql } from 'kysely';
import type { Db } from './connect.ts';

/** Runs a step in one process at a time; the others skip it. */
export async function alone(db: Db, name: string, step: () => Promise<void>): Promise<boolean> {
  return db.connection().execute(async (conn) => {
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(hashtextextended('yuqing.' || ${name}, 0)) as got`.execute(conn);
    if (!rows[0]?.got) return false;
    try {
      await step();
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended('yuqing.' || ${name}, 0))`.execute(conn);
    }
    return true;
  });
}
