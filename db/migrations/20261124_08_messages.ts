import { sql, type Kysely } from 'kysely';

/** What people write: threads, answers to one another, links between orders, accounts and whose they are, secrets of sources. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table item
      add column own_words text,
      add column thread jsonb,
      add column parent_ref text,
      add column refs text[] not null default '{}',
      add column account text,
      add column same_matter_as bigint references item (id)`.execute(db);
  await sql`create index item_same_matter on item (same_matter_as) where same_matter_as is not null`.execute(db);
  await sql`create index item_refs on item using gin (refs) where refs <> '{}'`.execute(db);

  // The columns of its files in their order, and what stood over each in a header of two rows: raw keeps no order (回填).
  await sql`alter table source add column columns text[], add column column_groups text[]`.execute(db);

  // 账号登记: whose comment section it is (谁开设谁管理).
  await sql`
    create table account (
      id bigint generated always as identity primary key,
      platform text not null,
      name text not null check (name <> ''),
      owner_unit text not null check (owner_unit <> ''),
      note text,
      created_at timestamptz not null default now(),
      unique (platform, name)
    )`.execute(db);

  await sql`
    create table source_secret (
      source_id bigint not null references source (id) on delete cascade,
      name text not null,
      sealed bytea not null,
      primary key (source_id, name)
    )`.execute(db);

  // 政策文件 and the tasks it sets; a dated task has a deadline, a policy has its watch window and the clock of its interpretation.
  await sql`
    create table policy (
      id bigint generated always as identity primary key,
      profile_id text not null,
      hash text not null,
      title text not null,
      number text,
      issued_at date,
      truncated boolean not null default false,
      item_id bigint references item (id),
      keywords text[] not null default '{}',
      three_sync text[],
      interpret_within int,
      interpreted_at timestamptz,
      watch_from date,
      watch_to date,
      created_at timestamptz not null default now(),
      unique (profile_id, hash)
    )`.execute(db);
  await sql`
    create table policy_task (
      id bigint generated always as identity primary key,
      policy_id bigint not null references policy (id) on delete cascade,
      no int not null,
      text text not null,
      lead text[] not null default '{}',
      assist text[] not null default '{}',
      due_on date,
      done_at timestamptz,
      unique (policy_id, no)
    )`.execute(db);
  await sql`alter table deadline drop constraint deadline_subject_kind_check`.execute(db);
  await sql`alter table deadline add constraint deadline_subject_kind_check check (subject_kind in ('ticket', 'dispatch', 'topic', 'policy', 'task'))`.execute(db);
  await sql.raw(subjectExists(true)).execute(db);
}

/** Every deadline hangs on something that is there. */
const subjectExists = (policies: boolean) => `
  create or replace function deadline_subject_exists() returns trigger language plpgsql as $$
  declare missing bigint;
  begin
    execute $q$
      select n.subject_id from born n
        left join ticket t on n.subject_kind = 'ticket' and t.id = n.subject_id
        left join dispatch d on n.subject_kind = 'dispatch' and d.id = n.subject_id
        left join topic p on n.subject_kind = 'topic' and p.id = n.subject_id
        ${policies ? `left join policy y on n.subject_kind = 'policy' and y.id = n.subject_id
        left join policy_task k on n.subject_kind = 'task' and k.id = n.subject_id` : ''}
      where coalesce(t.id, d.id, p.id${policies ? ', y.id, k.id' : ''}) is null limit 1 $q$ into missing;
    if missing is not null then
      raise exception '时限所属对象不存在:%', missing using errcode = 'foreign_key_violation';
    end if;
    return null;
  end $$`;

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw(subjectExists(false)).execute(db);
  await sql`delete from deadline where subject_kind in ('policy', 'task')`.execute(db);
  await sql`alter table deadline drop constraint deadline_subject_kind_check`.execute(db);
  await sql`alter table deadline add constraint deadline_subject_kind_check check (subject_kind in ('ticket', 'dispatch', 'topic'))`.execute(db);
  await sql`drop table policy_task, policy, source_secret, account`.execute(db);
  await sql`alter table source drop column columns, drop column column_groups`.execute(db);
  await sql`
    alter table item drop column own_words, drop column thread, drop column parent_ref, drop column refs, drop column account,
      drop column same_matter_as`.execute(db);
}
