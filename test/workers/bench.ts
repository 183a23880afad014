import { sql } from 'kysely';
import { appendOutbox } from '../../db/outbox.ts';
import type { TestDb } from '../support/database.ts';
import type { Bench, Stage } from '../../workers/stage.ts';
import { quietLog } from './queue/quiet-log.ts';

/** The bench of a test: the real database and the real time. */
export const benchOf = (t: TestDb): Bench => ({ db: t.db, clock: () => new Date(), log: quietLog });

/** Writes which members a stage has done, each in the transaction of its line. */
export async function makeLedger(t: TestDb): Promise<void> {
  await sql`create table ledger (stage text not null, member int not null)`.execute(t.db);
}

/** Members done so far, with how often: `{ 1: 1, 2: 1 }`. */
export async function ledger(t: TestDb, stage: string): Promise<Record<number, number>> {
  const { rows } = await sql<{ member: number; n: number }>`
    select member, count(*) as n from ledger where stage = ${stage} group by member`.execute(t.db);
  return Object.fromEntries(rows.map((r) => [r.member, r.n]));
}

/** A stage that writes its members into the ledger. */
export function ledgerStage(name: string, over: Partial<Stage<number[]>> = {}): Stage {
  const stage: Stage<number[]> = {
    name, role: 'classify', concurrency: 2,
    prepare: async (payload) => payload['members'] as number[],
    async commit(trx, members) {
      await sql`insert into ledger (stage, member) select ${name}, unnest(${members}::int[])`.execute(trx);
    },
    ...over,
  };
  return stage as Stage;
}

/** Puts lines out, each with its members. */
export async function putOut(t: TestDb, stage: string, ...lines: number[][]): Promise<void> {
  await t.db.transaction().execute((trx) => appendOutbox(trx, stage, lines.map((members) => ({ members }))));
}

export const outbox = (t: TestDb, stage: string) => t.db.selectFrom('outbox').selectAll().where('stage', '=', stage)
  .orderBy('created_at').orderBy('id').execute();

export const allDone = async (t: TestDb, stage: string) => (await outbox(t, stage)).every((line) => line.done_at !== null);
