import { sql, type Kysely } from 'kysely';
import { USER_ROLES } from '../../model/index.ts';

/** Units, users, roles and actors: in the schema before any login exists, so that every later write can name who did it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unit (
      id bigint generated always as identity primary key,
      name text not null unique check (name <> ''),
      email text,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`create table role (id text primary key)`.execute(db);
  await sql`insert into role (id) select unnest(${sql.val([...USER_ROLES])}::text[])`.execute(db);
  await sql`
    create table app_user (
      id bigint generated always as identity primary key,
      login text not null unique check (login <> ''),
      name text not null,
      email text,
      unit_id bigint references unit (id),
      disabled_at timestamptz,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table user_role (
      user_id bigint not null references app_user (id) on delete cascade,
      role_id text not null references role (id),
      primary key (user_id, role_id)
    )`.execute(db);
  await sql`
    create table actor (
      id text primary key,
      user_id bigint unique references app_user (id),
      check ((id = 'system') = (user_id is null)),
      check (user_id is null or id = 'user:' || user_id)
    )`.execute(db);
  await sql`insert into actor (id) values ('system')`.execute(db);
  await sql`
    create function actor_of_user() returns trigger language plpgsql as $$
    begin
      insert into actor (id, user_id) values ('user:' || new.id, new.id);
      return null;
    end $$`.execute(db);
  await sql`create trigger actor_of_user after insert on app_user for each row execute function actor_of_user()`.execute(db);

  // Who is acting in this transaction; jobs that say nothing act as the system.
  await sql`
    create function current_actor() returns text language sql stable as $$
      select coalesce(nullif(current_setting('yuqing.actor', true), ''), 'system')
    $$`.execute(db);

  await sql`
    create table audit_log (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      actor text not null default current_actor() references actor (id),
      action text not null,
      subject text not null,
      detail jsonb not null default '{}'
    )`.execute(db);
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% 只可追加,不可修改或删除', tg_table_name using errcode = 'integrity_constraint_violation';
    end $$`.execute(db);
  await sql`
    create trigger audit_log_append_only before update or delete or truncate on audit_log
    for each statement execute function refuse_change()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table audit_log, actor, user_role, app_user, role, unit cascade`.execute(db);
  await sql`drop function refuse_change(), current_actor(), actor_of_user()`.execute(db);
}
