import { sql, type Kysely } from 'kysely';
import { CATEGORY_CODES, REQUEST_TYPES, SENTIMENTS, URGENCIES } from '../../model/index.ts';

const list = (values: readonly string[]) => sql.raw(values.map((v) => `'${v}'`).join(', '));

/** Verdicts are appended and one is current; an item is in one topic. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table verdict (
      id bigint generated always as identity primary key,
      item_id bigint not null references item (id) on delete cascade,
      made_by text not null check (made_by <> ''),
      revision int not null,
      current boolean not null,
      category text not null check (category in (${list(CATEGORY_CODES)})),
      confidence real not null check (confidence between 0 and 1),
      secondary text[] not null default '{}',
      type text not null check (type in (${list(REQUEST_TYPES)})),
      sentiment text not null check (sentiment in (${list(SENTIMENTS)})),
      urgency text not null check (urgency in (${list(URGENCIES)})),
      flags text[] not null default '{}',
      needs_review boolean not null,
      evidence jsonb not null default '[]',
      created_at timestamptz not null default now(),
      unique (item_id, made_by, revision)
    )`.execute(db);
  await sql`create unique index verdict_one_current on verdict (item_id) where current`.execute(db);
  // What was judged stays as it was judged: only `current` may move.
  await sql`
    create function refuse_verdict_rewrite() returns trigger language plpgsql as $$
    begin
      if (to_jsonb(new) - 'current') is distinct from (to_jsonb(old) - 'current') then
        raise exception '研判结果只可追加:更正请另写一条' using errcode = 'integrity_constraint_violation';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger verdict_append_only before update on verdict for each row execute function refuse_verdict_rewrite()`.execute(db);

  await sql`
    create table topic (
      id bigint generated always as identity primary key,
      profile_id text not null,
      title text not null,
      state text not null default 'open' check (state in ('open', 'merged')),
      merged_into bigint references topic (id),
      first_at timestamptz not null,
      last_at timestamptz not null,
      item_count int not null default 0,
      detected_at timestamptz not null default now(),
      check ((state = 'merged') = (merged_into is not null))
    )`.execute(db);
  await sql`create index topic_recent on topic (profile_id, last_at desc)`.execute(db);
  await sql`
    create table topic_item (
      item_id bigint primary key references item (id) on delete cascade,
      topic_id bigint not null references topic (id),
      score real not null,
      joined_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index topic_item_topic on topic_item (topic_id)`.execute(db);

  // Distinctive words of an item with their weights (unit length together): how like items find one another.
  await sql`
    create table item_term (
      item_id bigint not null references item (id) on delete cascade,
      term text not null,
      weight real not null,
      profile_id text not null,
      at timestamptz not null,
      primary key (item_id, term)
    )`.execute(db);
  await sql`create index item_term_posting on item_term (profile_id, term, at, item_id) include (weight)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table item_term, topic_item, topic, verdict cascade`.execute(db);
  await sql`drop function refuse_verdict_rewrite()`.execute(db);
}
