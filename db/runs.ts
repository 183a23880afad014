import { sql } from 'kysely';
import type { IngestCounts } from '../model/index.ts';
import type { Db, Trx } from './connect.ts';
import { jsonb } from './connect.ts';

export async function openRun(db: Db, sourceId: number, fileName: string | null): Promise<string> {
  const row = await db.insertInto('run').values({ source_id: sourceId, file_name: fileName, finished_at: null })
    .returning('id').executeTakeFirstOrThrow();
  return row.id;
}

/** How often each mark stood on the items of a run, and each code on what was put aside. */
export interface RunNotes {
  marks: Record<string, number>;
  rejects: Record<string, number>;
}

/** Adds a chunk to a run's books, in the chunk's own transaction. The database checks that they balance. */
export async function addToRun(trx: Trx, runId: string, c: IngestCounts, notes: RunNotes): Promise<void> {
  await sql`
    update run set notes = ${sumOf('marks', notes.marks)} || ${sumOf('rejects', notes.rejects)}, received = received + ${c.received}, stored = stored + ${c.stored}, duplicate = duplicate + ${c.duplicate},
      updated = updated + ${c.updated}, rejected = rejected + ${c.rejected}, blocked = blocked + ${c.blocked}
    where id = ${runId}`.execute(trx);
}

export async function closeRun(db: Db, runId: string): Promise<IngestCounts> {
  return db.updateTable('run').set({ finished_at: sql<Date>`now()` }).where('id', '=', runId)
    .returning(['received', 'stored', 'duplicate', 'updated', 'rejected', 'blocked']).executeTakeFirstOrThrow();
}

/** What was noted in the last finished run of each source. */
export async function lastNotes(db: Db): Promise<Map<number, RunNotes>> {
  const { rows } = await sql<{ sourceId: number; notes: Partial<RunNotes> }>`
    select s.id as "sourceId", r.notes from source s
    cross join lateral (select notes from run where source_id = s.id and finished_at is not null order by started_at desc limit 1) r`.execute(db);
  return new Map(rows.map(({ sourceId, notes }) => [sourceId, { marks: notes.marks ?? {}, rejects: notes.rejects ?? {} }]));
}

/** `{"marks": …}`: what stood there and what is added, summed by name. */
const sumOf = (part: keyof RunNotes, added: Record<string, number>) => sql`jsonb_build_object(${sql.lit(part)}, (
  select coalesce(jsonb_object_agg(name, n), '{}') from (
    select key as name, sum(value::int) as n
    from (select * from jsonb_each_text(coalesce(notes -> ${sql.lit(part)}, '{}')) union all select * from jsonb_each_text(${jsonb(added)}::jsonb)) all_of group by key
  ) sums))`;
