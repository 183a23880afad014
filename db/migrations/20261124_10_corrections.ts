import { sql, type Kysely } from 'kysely';

/**
 * Corrections 更正 are verdicts by `analyst:<who>` that say which one they correct; what they teach about near-duplicates
 * is put to a person; what a training on them makes is a version of the model that can be gone back on.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table verdict
      add column corrects bigint references verdict (id),
      add column corrected text[] not null default '{}',
      add column note text,
      add constraint verdict_correction check ((made_by like 'analyst:%') = (corrects is not null)),
      drop constraint verdict_item_id_made_by_revision_key`.execute(db);
  // A model says one thing about one text. A person may think again; of two who correct the same verdict one is first.
  await sql`create unique index verdict_once on verdict (item_id, made_by, revision) where made_by not like 'analyst:%'`.execute(db);
  await sql`create unique index verdict_corrected_once on verdict (corrects) where corrects is not null`.execute(db);

  await sql`
    create table verdict_suggestion (
      id bigint generated always as identity primary key,
      item_id bigint not null references item (id) on delete cascade,
      from_verdict_id bigint not null references verdict (id) on delete cascade,
      score real not null check (score between 0 and 1),
      state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'void')),
      decided_by text,
      decided_at timestamptz,
      created_at timestamptz not null default now(),
      unique (item_id, from_verdict_id),
      check ((state = 'open') = (decided_at is null))
    )`.execute(db);
  await sql`create index verdict_suggestion_open on verdict_suggestion (id) where state = 'open'`.execute(db);
  await sql`create index verdict_suggestion_item on verdict_suggestion (item_id)`.execute(db);
  await sql`create index item_same_text on item (same_text_as) where same_text_as is not null`.execute(db);

  await sql`
    create table model_version (
      id bigint generated always as identity primary key,
      name text not null check (name <> ''),
      version text not null check (version <> ''),
      card text not null,
      weights bytea not null,
      figures jsonb not null,
      state text not null check (state in ('current', 'kept', 'refused')),
      why text not null,
      created_at timestamptz not null default now(),
      unique (name, version)
    )`.execute(db);
  await sql`create unique index model_version_one_current on model_version (name) where state = 'current'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table model_version, verdict_suggestion`.execute(db);
  await sql`drop index item_same_text`.execute(db);
  await sql`delete from verdict where made_by like 'analyst:%'`.execute(db);
  await sql`
    update verdict v set current = true
    from (select item_id, max(id) as id from verdict group by item_id having not bool_or(current)) last where v.id = last.id`.execute(db);
  await sql`drop index verdict_once, verdict_corrected_once`.execute(db);
  await sql`
    alter table verdict drop constraint verdict_correction, drop column corrects, drop column corrected, drop column note,
      add constraint verdict_item_id_made_by_revision_key unique (item_id, made_by, revision)`.execute(db);
}
