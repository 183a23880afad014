import { sql, type Kysely } from 'kysely';

/**
 * Reading the web for months: what each source did day by day, whose turn it is at each host, pages kept as evidence,
 * places on hot lists, and what is wrong with a source until it is right again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table source
      add column host text generated always as (lower(substring(config ->> 'url' from '^https?://([^/?#]+)'))) stored,
      add column polling_until timestamptz,
      add column last_poll_at timestamptz,
      add column last_poll_ms int,
      add column last_item_at timestamptz,
      add column interval_s int`.execute(db);
  await sql`create index source_host on source (host) where host is not null`.execute(db);
  await sql`create table host_turn (host text primary key, free_at timestamptz not null)`.execute(db);

  await sql`
    create table source_day (
      source_id bigint not null references source (id),
      day date not null,
      polls int not null default 0,
      failures int not null default 0,
      received int not null default 0,
      stored int not null default 0,
      updated int not null default 0,
      rejected int not null default 0,
      -- By hour of the day (Asia/Shanghai): polls, and those of them that brought something new.
      polls_by_hour int[] not null default array_fill(0, array[24]),
      news_by_hour int[] not null default array_fill(0, array[24]),
      primary key (source_id, day)
    )`.execute(db);

  await sql`
    create table source_fault (
      id bigint generated always as identity primary key,
      source_id bigint not null references source (id),
      kind text not null check (kind in ('failing', 'silent', 'dead-link', 'stale-column', 'missing-interpretation')),
      key text not null,
      words text not null,
      url text,
      opened_at timestamptz not null,
      seen_at timestamptz not null,
      closed_at timestamptz,
      noticed_at timestamptz
    )`.execute(db);
  await sql`create unique index source_fault_open on source_fault (source_id, kind, key) where closed_at is null`.execute(db);

  await sql`create index run_source on run (source_id, started_at desc)`.execute(db);

  // Why rows of a run were put aside and what its items were marked with, by code: {"rejects": {"ROW_NO_CONTENT": 3}, "marks": {…}}.
  await sql`alter table run add column notes jsonb not null default '{}'`.execute(db);

  await sql`
    create table snapshot (
      hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
      content_type text,
      size int not null,
      packed bytea not null
    )`.execute(db);
  await sql`
    create table item_snapshot (
      item_id bigint not null references item (id) on delete cascade,
      hash text not null references snapshot (hash),
      url text not null,
      fetched_at timestamptz not null,
      primary key (item_id, hash)
    )`.execute(db);

  await sql`
    create table item_ranking (
      item_id bigint not null references item (id) on delete cascade,
      at timestamptz not null,
      rank int not null,
      heat double precision,
      primary key (item_id, at)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table item_ranking, item_snapshot, snapshot, source_fault, source_day, host_turn`.execute(db);
  await sql`drop index run_source`.execute(db);
  await sql`alter table run drop column notes`.execute(db);
  await sql`alter table source drop column host, drop column polling_until, drop column last_poll_at, drop column last_poll_ms, drop column last_item_at, drop column interval_s`.execute(db);
}
