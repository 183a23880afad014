import { sql, type Kysely } from 'kysely';

/** Notices go out once per reason and recipient; the outbox carries what one transaction leaves for the next stage. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table notice (
      id bigint generated always as identity primary key,
      once_key text not null unique,
      kind text not null,
      recipient text not null,
      channel text not null check (channel in ('file', 'console', 'mail')),
      address text,
      subject text not null,
      body_text text not null,
      body_html text,
      ticket_id bigint references ticket (id),
      topic_id bigint references topic (id),
      state text not null default 'pending' check (state in ('pending', 'sent', 'dead')),
      not_before timestamptz not null default now(),
      attempts int not null default 0,
      sent_at timestamptz,
      last_error text,
      created_at timestamptz not null default now(),
      check ((state = 'sent') = (sent_at is not null))
    )`.execute(db);
  await sql`create index notice_created on notice (created_at)`.execute(db);

  await sql`
    create table outbox (
      id uuid primary key default gen_random_uuid(),
      stage text not null,
      payload jsonb not null,
      not_before timestamptz not null default now(),
      created_at timestamptz not null default now(),
      job_id uuid,
      queued_at timestamptz,
      done_at timestamptz,
      failed_at timestamptz,
      error text
    )`.execute(db);
  await sql`create index outbox_unqueued on outbox (created_at) where queued_at is null and done_at is null and failed_at is null`.execute(db);
  await sql`create index outbox_undone on outbox (queued_at) where done_at is null and failed_at is null`.execute(db);
  await sql`create index outbox_done on outbox (done_at) where done_at is not null`.execute(db);
  await sql`
    create function outbox_notify() returns trigger language plpgsql as $$
    begin
      perform pg_notify('yuqing_outbox', '');
      return null;
    end $$`.execute(db);
  await sql`create trigger outbox_notify after insert on outbox for each statement execute function outbox_notify()`.execute(db);

  await sql`
    create table worker (
      id uuid primary key,
      host text not null,
      pid int not null,
      roles text[] not null,
      started_at timestamptz not null default now(),
      seen_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table heartbeat (
      job text primary key,
      at timestamptz not null,
      detail jsonb not null default '{}'
    )`.execute(db);

  await sql`
    create table report (
      id bigint generated always as identity primary key,
      kind text not null,
      period text not null,
      scope text not null,
      numbers jsonb not null,
      subject text not null,
      body_text text not null,
      body_html text not null,
      created_at timestamptz not null default now(),
      unique (kind, period, scope)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table report, heartbeat, worker, outbox, notice cascade`.execute(db);
  await sql`drop function outbox_notify()`.execute(db);
}
