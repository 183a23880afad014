import { sql, type Kysely } from 'kysely';

/** What the grouping of items remembers: matters with their vectors, where they are found, and which item is in which. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table matter (
      profile_id text not null,
      id bigint not null,
      vector bytea,
      into_id bigint,
      topic_id bigint references topic (id),
      primary key (profile_id, id),
      check ((vector is null) = (into_id is not null))
    )`.execute(db);
  await sql`create index matter_merged on matter (profile_id, id) include (into_id) where into_id is not null`.execute(db);
  await sql`create index matter_topic on matter (topic_id) where topic_id is not null`.execute(db);

  // The latest matters that bear a feature, the newest at the end: int32 each: a list that is replaced, never one that grows.
  await sql`
    create table matter_trail (
      profile_id text not null,
      feature int not null,
      matters bytea not null,
      primary key (profile_id, feature)
    ) with (fillfactor = 70)`.execute(db);

  await sql`
    create table matter_item (
      item_id bigint primary key references item (id) on delete cascade,
      profile_id text not null,
      matter_id bigint not null,
      score real not null,
      suggested_id bigint,
      suggested_score real,
      foreign key (profile_id, matter_id) references matter (profile_id, id),
      check ((suggested_id is null) = (suggested_score is null))
    )`.execute(db);
  await sql`create index matter_item_matter on matter_item (profile_id, matter_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table matter_item, matter_trail, matter`.execute(db);
}
