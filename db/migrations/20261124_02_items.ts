import { sql, type Kysely } from 'kysely';

/** Profiles as they stood, sources, the books of each run, items with their revisions, and contact data apart. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table profile_version (
      id bigint generated always as identity primary key,
      profile_id text not null,
      hash text not null,
      body jsonb not null,
      created_at timestamptz not null default now(),
      unique (profile_id, hash)
    )`.execute(db);
  await sql`
    create table source (
      id bigint generated always as identity primary key,
      name text not null unique check (name <> ''),
      kind text not null,
      channel text not null,
      profile_id text not null,
      config jsonb not null default '{}',
      cursor jsonb,
      enabled boolean not null default true,
      next_poll_at timestamptz,
      last_ok_at timestamptz,
      last_error text,
      failures int not null default 0,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index source_due on source (next_poll_at) where enabled and next_poll_at is not null`.execute(db);
  // A source's items were judged and timed under its profile; another profile is another source.
  await sql`
    create function refuse_source_rebind() returns trigger language plpgsql as $$
    begin
      if new.profile_id <> old.profile_id and exists (select from item where source_id = old.id) then
        raise exception '信源“%”已有数据,不能改换辖区配置(%→%)', old.name, old.profile_id, new.profile_id
          using errcode = 'integrity_constraint_violation';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger source_rebind before update of profile_id on source for each row execute function refuse_source_rebind()`.execute(db);

  await sql`
    create table run (
      id uuid primary key default gen_random_uuid(),
      source_id bigint not null references source (id),
      file_name text,
      started_at timestamptz not null default now(),
      finished_at timestamptz,
      received int not null default 0,
      stored int not null default 0,
      duplicate int not null default 0,
      updated int not null default 0,
      rejected int not null default 0,
      blocked int not null default 0,
      constraint run_books_balance check (received = stored + duplicate + rejected + blocked and updated <= duplicate)
    )`.execute(db);

  await sql`
    create table item (
      id bigint generated always as identity primary key,
      source_id bigint not null references source (id),
      external_id text not null check (external_id <> ''),
      run_id uuid references run (id),
      kind text not null check (kind in ('message', 'post')),
      title text,
      body text not null,
      url text,
      author text,
      published_at timestamptz not null,
      precision text not null check (precision in ('second', 'minute', 'day')),
      detected_at timestamptz not null default now(),
      channel text not null,
      given_type text,
      place text,
      category_path text[] not null default '{}',
      main_unit text,
      co_units text[] not null default '{}',
      status text,
      reply text,
      reply_at timestamptz,
      closed_at timestamptz,
      due_text text,
      engagement jsonb not null default '{}',
      raw jsonb not null default '{}',
      marks text[] not null default '{}',
      historical boolean not null default false,
      revision int not null default 1,
      text_revision int not null default 1,
      row_hash text not null,
      text_hash text not null,
      same_text_as bigint references item (id),
      unique (source_id, external_id)
    )`.execute(db);
  await sql`create index item_text_hash on item (text_hash, id) where same_text_as is null`.execute(db);
  await sql`create index item_published on item (published_at)`.execute(db);
  await sql`create index item_detected on item using brin (detected_at)`.execute(db);
  await sql`create index item_run on item (run_id)`.execute(db);
  await sql`
    create table item_revision (
      item_id bigint not null references item (id) on delete cascade,
      revision int not null,
      row_hash text not null,
      before jsonb not null,
      run_id uuid references run (id),
      replaced_at timestamptz not null default now(),
      primary key (item_id, revision)
    )`.execute(db);

  // Personal data 联系方式: encrypted by the application, found again only by a keyed hash.
  await sql`
    create table contact (
      item_id bigint primary key references item (id) on delete cascade,
      sealed bytea not null,
      phone_key text,
      id_key text
    )`.execute(db);
  await sql`create index contact_phone_key on contact (phone_key) where phone_key is not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table contact, item_revision, item, run, source, profile_version cascade`.execute(db);
  await sql`drop function refuse_source_rebind()`.execute(db);
}
