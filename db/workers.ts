import { sql } from 'kysely';
import type { ProcessRole } from '../model/index.ts';
import type { Db } from './connect.ts';
import { jsonb } from './connect.ts';

/** A process says that it lives and which roles it serves. */
export async function sayAlive(db: Db, worker: { id: string; host: string; pid: number; roles: ProcessRole[] }): Promise<void> {
  await sql`
    insert into worker (id, host, pid, roles) values (${worker.id}, ${worker.host}, ${worker.pid}, ${worker.roles})
    on conflict (id) do update set seen_at = now()`.execute(db);
}

export async function sayGoodbye(db: Db, id: string): Promise<void> {
  await db.deleteFrom('worker').where('id', '=', id).execute();
}

/** Processes that have said within the last `withinSeconds` that they live; older rows are of processes that died. */
export async function recentWorkers(db: Db, withinSeconds = 15): Promise<{ host: string; pid: number; roles: ProcessRole[] }[]> {
  const { rows } = await sql<{ host: string; pid: number; roles: ProcessRole[] }>`
    select host, pid, roles from worker where seen_at > now() - make_interval(secs => ${withinSeconds})`.execute(db);
  return rows;
}

/** Roles that some process has served within the last `withinSeconds`. */
export async function livingRoles(db: Db, withinSeconds = 15): Promise<Set<ProcessRole>> {
  return new Set((await recentWorkers(db, withinSeconds)).flatMap((w) => w.roles));
}

export async function forgetDeadWorkers(db: Db): Promise<void> {
  await sql`delete from worker where seen_at < now() - interval '1 day'`.execute(db);
}

/** A periodic job writes that it ran: `yuqing doctor` and the desk see when it stops. */
export async function beat(db: Db, job: string, at: Date, detail: object = {}): Promise<void> {
  await sql`
    insert into heartbeat (job, at, detail) values (${job}, ${at}, ${jsonb(detail)}::jsonb)
    on conflict (job) do update set at = excluded.at, detail = excluded.detail`.execute(db);
}

export async function lastBeat(db: Db, job: string): Promise<Date | null> {
  const row = await db.selectFrom('heartbeat').select('at').where('job', '=', job).executeTakeFirst();
  return row?.at ?? null;
}
