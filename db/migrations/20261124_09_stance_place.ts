import { sql, type Kysely } from 'kysely';
import { STANCES } from '../../model/index.ts';

const list = (values: readonly string[]) => sql.raw(values.map((v) => `'${v}'`).join(', '));

/** What a text stands for 立场 and the places it names 地点, judged like the rest. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table verdict
      add column stance text check (stance in (${list(STANCES)})),
      add column places jsonb not null default '[]'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table verdict drop column stance, drop column places`.execute(db);
}
