import { sql, type Kysely } from 'kysely';

/** Deadlines keyed by subject, rule and round; "overdue" is computed, an overdue *event* is written once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table deadline (
      id bigint generated always as identity primary key,
      subject_kind text not null check (subject_kind in ('ticket', 'dispatch', 'topic')),
      subject_id bigint not null,
      rule_id text not null,
      round int not null default 1,
      kind text not null,
      name text not null,
      basis text not null,
      authority text not null,
      authority_text text not null,
      unit text not null,
      starts text not null,
      starts_at timestamptz not null,
      due_at timestamptz not null,
      stops text not null,
      clock jsonb not null,
      counted_days date[] not null default '{}',
      skipped_days jsonb not null default '[]',
      provisional boolean not null,
      calendar_version text not null,
      met_at timestamptz,
      met_on_time boolean,
      cancelled_at timestamptz,
      next_step text,
      next_step_at timestamptz,
      created_at timestamptz not null default now(),
      unique (subject_kind, subject_id, rule_id, round),
      check ((met_at is null) = (met_on_time is null)),
      check ((next_step is null) = (next_step_at is null))
    )`.execute(db);
  await sql`create index deadline_next_step on deadline (next_step_at) where next_step_at is not null`.execute(db);
  await sql`create index deadline_open_due on deadline (due_at) where met_at is null and cancelled_at is null`.execute(db);
  // The earliest of one subject: without this, min() walks the index above past everybody else's.
  await sql`create index deadline_subject_open on deadline (subject_kind, subject_id, due_at) where met_at is null and cancelled_at is null`.execute(db);
  // EXECUTE plans anew each time: a plan kept from when the tables were empty scans them whole ever after.
  await sql`
    create function deadline_subject_exists() returns trigger language plpgsql as $$
    declare missing bigint;
    begin
      execute $q$
        select n.subject_id from born n
          left join ticket t on n.subject_kind = 'ticket' and t.id = n.subject_id
          left join dispatch d on n.subject_kind = 'dispatch' and d.id = n.subject_id
          left join topic p on n.subject_kind = 'topic' and p.id = n.subject_id
        where coalesce(t.id, d.id, p.id) is null limit 1 $q$ into missing;
      if missing is not null then
        raise exception '时限所属对象不存在:%', missing using errcode = 'foreign_key_violation';
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger deadline_subject_exists after insert on deadline referencing new table as born for each statement execute function deadline_subject_exists()`.execute(db);
  // On time or not is decided when it is met, and stays so.
  await sql`
    create function refuse_met_rewrite() returns trigger language plpgsql as $$
    begin
      raise exception '时限的完成情况一经记录不可更改' using errcode = 'integrity_constraint_violation';
    end $$`.execute(db);
  await sql`
    create trigger deadline_met_frozen before update on deadline for each row
    when (old.met_at is not null and (new.met_at is distinct from old.met_at or new.met_on_time is distinct from old.met_on_time))
    execute function refuse_met_rewrite()`.execute(db);
  await sql`
    create function refuse_subject_change() returns trigger language plpgsql as $$
    begin
      raise exception '时限所属对象、规则与轮次不可更改' using errcode = 'integrity_constraint_violation';
    end $$`.execute(db);
  await sql`
    create trigger deadline_key_frozen before update of subject_kind, subject_id, rule_id, round on deadline for each row
    when ((new.subject_kind, new.subject_id, new.rule_id, new.round) is distinct from (old.subject_kind, old.subject_id, old.rule_id, old.round))
    execute function refuse_subject_change()`.execute(db);

  // The earliest unmet deadline of a ticket stands on the ticket, so that a list and the escalator read one index.
  await sql`
    create function deadline_next_due() returns trigger language plpgsql as $$
    begin
      execute $q$
        update ticket t set next_due_at = e.due
        from (select d.subject_id as id, min(d.due_at) filter (where d.met_at is null and d.cancelled_at is null) as due
              from (select distinct subject_id from changed where subject_kind = 'ticket') c
                join deadline d on d.subject_kind = 'ticket' and d.subject_id = c.subject_id
              group by d.subject_id) e
        where t.id = e.id and t.next_due_at is distinct from e.due $q$;
      return null;
    end $$`.execute(db);
  await sql`create trigger deadline_next_due_insert after insert on deadline referencing new table as changed for each statement execute function deadline_next_due()`.execute(db);
  await sql`create trigger deadline_next_due_update after update on deadline referencing new table as changed for each statement execute function deadline_next_due()`.execute(db);

  await sql`
    create table deadline_event (
      id bigint generated always as identity primary key,
      deadline_id bigint not null references deadline (id) on delete cascade,
      kind text not null check (kind in ('reminded', 'overdue', 'met', 'recounted', 'cancelled')),
      at timestamptz not null default now(),
      detail jsonb not null default '{}'
    )`.execute(db);
  await sql`create unique index deadline_event_once on deadline_event (deadline_id, kind) where kind <> 'recounted'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table deadline_event, deadline cascade`.execute(db);
  await sql`drop function deadline_next_due(), refuse_subject_change(), refuse_met_rewrite(), deadline_subject_exists()`.execute(db);
}
