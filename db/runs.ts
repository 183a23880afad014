import { sql } from 'kysely';
import type { IngestCounts } from '../model/index.ts';
import type { Db, Trx } from './connect.ts';

export async function openRun(db: Db, sourceId: number, fileName: string | null): Promise<string> {
  const row = await db.insertInto('run').values({ source_id: sourceId, file_name: fileName, finished_at: null })
    .returning('id').executeTakeFirstOrThrow();
  return row.id;
}

/** Adds a chunk to a run's books, in the chunk's own transaction. The database checks that they balance. */
export async function addToRun(trx: Trx, runId: string, c: IngestCounts): Promise<void> {
  await sql`
    update run set received = received + ${c.received}, stored = stored + ${c.stored}, duplicate = duplicate + ${c.duplicate},
      updated = updated + ${c.updated}, rejected = rejected + ${c.rejected}, blocked = blocked + ${c.blocked}
    where id = ${runId}`.execute(trx);
}

export async function closeRun(db: Db, runId: string): Promise<IngestCounts> {
  return db.updateTable('run').set({ finished_at: sql<Date>`now()` }).where('id', '=', runId)
    .returning(['received', 'stored', 'duplicate', 'updated', 'rejected', 'blocked']).executeTakeFirstOrThrow();
}
