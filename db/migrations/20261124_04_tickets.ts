import { sql, type Kysely } from 'kysely';

/** handbook §4.1. `-` is "not yet there": a ticket is born by a lawful transition like any other move. */
const STATES: [code: string, name: string, final: boolean][] = [
  ['-', '尚未立件', false],
  ['S0', '发现', false], ['S1', '研判定级', false], ['S2', '报告', false], ['S3', '转办', false],
  ['S4', '签收', false], ['S5', '处置核查', false], ['S6', '起草回应', false], ['S7', '审核', false],
  ['S8', '审批', false], ['S9', '发布/答复', false], ['S10', '跟踪', false], ['S11', '评估', false],
  ['S12', '办结', true], ['S13', '归档', true],
  ['X1', '退单', false], ['X4', '并案', false], ['X6', '不予受理/引导', true], ['X7', '无效', true],
];

const desk = ['analyst', 'desk_head', 'press_office'];
const unit = ['liaison', 'clerk'];
/** Lawful moves: from, to, who may. 停表 X2, 延期 X3 and 重开 X5 are events on a ticket, not places it stays in. */
const MOVES: [from: string, to: string, roles: string[]][] = [
  ['-', 'S0', ['system', 'analyst']],
  ['S0', 'S1', ['system', 'analyst']], ['S0', 'X7', desk], ['S0', 'X6', desk],
  ['S1', 'S2', desk], ['S1', 'S3', ['system', ...desk]], ['S1', 'X6', desk], ['S1', 'X7', desk], ['S1', 'X4', desk],
  ['S2', 'S3', ['desk_head', 'press_office', 'leader']],
  ['S3', 'S4', unit], ['S3', 'X1', unit], ['S3', 'X4', desk],
  ['X1', 'S3', desk], ['X1', 'S4', ['desk_head']],
  ['S4', 'S5', unit], ['S4', 'X4', desk],
  ['S5', 'S6', unit], ['S5', 'S9', unit],
  ['S6', 'S7', unit], ['S7', 'S6', ['first_reviewer', 'second_reviewer', 'final_reviewer', 'secrecy_reviewer']],
  ['S7', 'S8', ['final_reviewer']], ['S8', 'S9', ['publisher']],
  ['S9', 'S10', ['analyst', 'system']], ['S9', 'S12', desk], ['S10', 'S11', desk], ['S10', 'S12', desk], ['S11', 'S12', desk],
  ['S12', 'S13', ['system', 'admin']],
  // 重开: a new round, the old one's punctuality stays as it was.
  ['S12', 'S3', ['visitor', ...desk]], ['S10', 'S3', ['visitor', ...desk]],
  ['X4', 'S3', desk],
  // A row came back from the source system as answered or closed there.
  ['S0', 'S12', ['system']], ['S1', 'S12', ['system']], ['S3', 'S12', ['system']], ['S4', 'S12', ['system']], ['S5', 'S12', ['system']],
];

/** Alerts, tickets with lawful moves only, and dispatches. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table alert (
      id bigint generated always as identity primary key,
      topic_id bigint not null references topic (id),
      level text not null check (level in ('蓝', '黄', '橙', '红')),
      state text not null default 'open' check (state in ('open', 'raised', 'silenced', 'false_alarm', 'cleared')),
      reason text not null,
      opened_at timestamptz not null default now(),
      closed_at timestamptz
    )`.execute(db);
  await sql`create unique index alert_one_open on alert (topic_id, level) where state in ('open', 'silenced')`.execute(db);
  // The live feed reads this in id order, so ids must become visible in id order: one writer at a time.
  await sql`
    create table alert_event (
      id bigint primary key,
      alert_id bigint not null references alert (id),
      kind text not null,
      at timestamptz not null default now(),
      actor text not null default current_actor() references actor (id)
    )`.execute(db);
  await sql`create sequence alert_event_id`.execute(db);
  await sql`
    create function alert_event_in_order() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(hashtext('yuqing.alert_event'));
      new.id := nextval('alert_event_id');
      perform pg_notify('yuqing_alert', new.id::text);
      return new;
    end $$`.execute(db);
  await sql`create trigger alert_event_in_order before insert on alert_event for each row execute function alert_event_in_order()`.execute(db);
  await sql`
    create function alert_history() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' or new.state is distinct from old.state then
        insert into alert_event (alert_id, kind) values (new.id, new.state);
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger alert_history after insert or update on alert for each row execute function alert_history()`.execute(db);

  await sql`create table ticket_state (code text primary key, name text not null, final boolean not null)`.execute(db);
  await sql`
    create table ticket_transition (
      from_state text not null references ticket_state (code),
      to_state text not null references ticket_state (code),
      roles text[] not null,
      primary key (from_state, to_state)
    )`.execute(db);
  for (const [code, name, final] of STATES) {
    await sql`insert into ticket_state values (${code}, ${name}, ${final})`.execute(db);
  }
  for (const [from, to, roles] of MOVES) {
    await sql`insert into ticket_transition values (${from}, ${to}, ${roles})`.execute(db);
  }

  await sql`
    create table ticket (
      id bigint generated always as identity primary key,
      item_id bigint unique references item (id),
      topic_id bigint unique references topic (id),
      profile_version_id bigint not null references profile_version (id),
      channel text not null,
      title text not null,
      category text not null,
      type text not null,
      urgency text not null,
      lead_unit text not null check (lead_unit <> ''),
      assist_units text[] not null default '{}',
      state text not null default 'S0' references ticket_state (code),
      version int not null default 1,
      round int not null default 1,
      historical boolean not null default false,
      received_at timestamptz not null,
      opened_at timestamptz not null default now(),
      closed_at timestamptz,
      next_due_at timestamptz,
      constraint ticket_one_origin check (num_nonnulls(item_id, topic_id) = 1)
    )`.execute(db);
  await sql`create index ticket_open_due on ticket (next_due_at) where next_due_at is not null and not historical`.execute(db);
  await sql`create index ticket_opened on ticket (opened_at)`.execute(db);
  await sql`
    create table ticket_history (
      id bigint generated always as identity primary key,
      ticket_id bigint not null references ticket (id),
      from_state text not null,
      to_state text not null,
      at timestamptz not null default now(),
      actor text not null default current_actor() references actor (id),
      note text,
      foreign key (from_state, to_state) references ticket_transition (from_state, to_state)
    )`.execute(db);
  await sql`create index ticket_history_ticket on ticket_history (ticket_id)`.execute(db);
  await sql`
    create trigger ticket_history_append_only before update or delete or truncate on ticket_history
    for each statement execute function refuse_change()`.execute(db);
  await sql`
    create function ticket_born() returns trigger language plpgsql as $$
    begin
      insert into ticket_history (ticket_id, from_state, to_state, note)
      select id, '-', state, nullif(current_setting('yuqing.note', true), '') from born;
      return null;
    end $$`.execute(db);
  await sql`create trigger ticket_born after insert on ticket referencing new table as born for each statement execute function ticket_born()`.execute(db);
  await sql`
    create function ticket_moved() returns trigger language plpgsql as $$
    begin
      insert into ticket_history (ticket_id, from_state, to_state, note)
      select a.id, b.state, a.state, nullif(current_setting('yuqing.note', true), '')
      from after_rows a join before_rows b using (id) where a.state <> b.state;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger ticket_moved after update on ticket
    referencing old table as before_rows new table as after_rows
    for each statement execute function ticket_moved()`.execute(db);
  // The profile version a ticket was opened under, and its origin, never change.
  await sql`
    create function refuse_ticket_rebase() returns trigger language plpgsql as $$
    begin
      raise exception '工单的来源与所依据的配置版本不可更改' using errcode = 'integrity_constraint_violation';
    end $$`.execute(db);
  await sql`
    create trigger ticket_frozen before update of item_id, topic_id, profile_version_id on ticket for each row
    when (new.item_id is distinct from old.item_id or new.topic_id is distinct from old.topic_id
          or new.profile_version_id <> old.profile_version_id)
    execute function refuse_ticket_rebase()`.execute(db);

  await sql`
    create table dispatch (
      id bigint generated always as identity primary key,
      ticket_id bigint not null references ticket (id) on delete cascade,
      unit text not null check (unit <> ''),
      role text not null check (role in ('lead', 'assist')),
      sent_at timestamptz not null,
      sent_by text not null default current_actor() references actor (id),
      accepted_at timestamptz,
      returned_at timestamptz,
      return_reason text,
      check (accepted_at is null or returned_at is null),
      check ((returned_at is null) = (return_reason is null))
    )`.execute(db);
  await sql`create unique index dispatch_one_lead on dispatch (ticket_id) where role = 'lead' and returned_at is null`.execute(db);
  await sql`create unique index dispatch_unit_once on dispatch (ticket_id, unit) where returned_at is null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table dispatch, ticket_history, ticket, ticket_transition, ticket_state, alert_event, alert cascade`.execute(db);
  await sql`drop sequence alert_event_id`.execute(db);
  await sql`drop function refuse_ticket_rebase(), ticket_moved(), ticket_born(), alert_history(), alert_event_in_order()`.execute(db);
}
