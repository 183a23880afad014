import { sql, type Kysely } from 'kysely';

/** 答复质量: what each revision's official answer was judged to be worth. Of the answer, never of a person. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reply_quality (
      id bigint generated always as identity primary key,
      item_id bigint not null references item (id) on delete cascade,
      revision int not null,
      made_by text not null check (made_by <> ''),
      relevance real not null check (relevance between 0 and 1),
      complete boolean not null,
      explained boolean not null,
      days int check (days >= 0),
      workdays int check (workdays >= 0),
      evidence jsonb not null default '[]',
      created_at timestamptz not null default now(),
      unique (item_id, revision, made_by)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table reply_quality`.execute(db);
}
