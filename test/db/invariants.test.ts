import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseAlert } from '../../db/alerts.ts';
import { moveTicket } from '../../db/tickets.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { insertDeadline, insertItem, insertSource, insertTicket, insertTopic } from '../support/rows.ts';

/** Each invariant of the design lives in the database: every test here tries to break one in raw SQL. */
let t: TestDb;
let source: number;
beforeAll(async () => {
  t = await createTestDb();
  source = await insertSource(t.db);
});
afterAll(() => t.close());

const run = (text: string) => sql.raw(text).execute(t.db);
let n = 0;
const newItem = () => insertItem(t.db, source, `N${(n += 1)}`);
const newTicket = async () => insertTicket(t.db, { itemId: await newItem() });

describe('items', () => {
  it('enter once per source', async () => {
    await insertItem(t.db, source, 'ONCE');
    await expect(insertItem(t.db, source, 'ONCE')).rejects.toThrow(/item_source_id_external_id_key/);
  });
  it('leave nothing uncounted: a run whose books do not balance is refused', async () => {
    await expect(run(`insert into run (source_id, received, stored, duplicate, rejected) values (${source}, 10, 5, 3, 1)`)).rejects.toThrow(/run_books_balance/);
    await expect(run(`insert into run (source_id, received, duplicate, updated) values (${source}, 1, 1, 2)`)).rejects.toThrow(/run_books_balance/);
  });
  it('keep each revision once', async () => {
    const id = await newItem();
    await run(`insert into item_revision (item_id, revision, row_hash, before) values (${id}, 1, 'h', '{}')`);
    await expect(run(`insert into item_revision (item_id, revision, row_hash, before) values (${id}, 1, 'h2', '{}')`)).rejects.toThrow(/item_revision_pkey/);
  });
  it('stay under the profile of their source', async () => {
    await expect(run(`update source set profile_id = 'yangzhou-2018' where id = ${source}`)).rejects.toThrow(/不能改换辖区配置/);
  });
});

describe('verdicts', () => {
  const verdict = (item: number, by: string, revision: number, current: boolean) => run(
    `insert into verdict (item_id, made_by, revision, current, category, confidence, type, sentiment, urgency, needs_review)
     values (${item}, '${by}', ${revision}, ${current}, 'TRA', 0.9, '求助', '负面', '一般', false)`);
  it('have one current per item', async () => {
    const id = await newItem();
    await verdict(id, 'model:a', 1, true);
    await expect(verdict(id, 'model:b', 1, true)).rejects.toThrow(/verdict_one_current/);
    await verdict(id, 'model:b', 1, false);
  });
  it('are appended once per maker and revision', async () => {
    const id = await newItem();
    await verdict(id, 'model:a', 1, true);
    await expect(verdict(id, 'model:a', 1, false)).rejects.toThrow(/verdict_once/);
  });
  it('are never rewritten', async () => {
    const id = await newItem();
    await verdict(id, 'model:a', 1, true);
    await expect(run(`update verdict set category = 'OTH' where item_id = ${id}`)).rejects.toThrow(/只可追加/);
    await run(`update verdict set current = false where item_id = ${id}`);
  });
  it('use the vocabulary', async () => {
    const id = await newItem();
    await expect(run(`insert into verdict (item_id, made_by, revision, current, category, confidence, type, sentiment, urgency, needs_review)
      values (${id}, 'm', 1, true, 'XXX', 0.9, '求助', '负面', '一般', false)`)).rejects.toThrow(/verdict_category_check/);
  });
});

describe('topics and alerts', () => {
  it('an item is in one topic', async () => {
    const id = await newItem();
    const [a, b] = [await insertTopic(t.db, 'a'), await insertTopic(t.db, 'b')];
    await run(`insert into topic_item (item_id, topic_id, score) values (${id}, ${a}, 1)`);
    await expect(run(`insert into topic_item (item_id, topic_id, score) values (${id}, ${b}, 1)`)).rejects.toThrow(/topic_item_pkey/);
  });
  it('one open alert per topic and level', async () => {
    const topic = await insertTopic(t.db);
    await run(`insert into alert (topic_id, level, reason) values (${topic}, '蓝', 'r')`);
    await expect(run(`insert into alert (topic_id, level, reason) values (${topic}, '蓝', 'r')`)).rejects.toThrow(/alert_one_open/);
    await run(`insert into alert (topic_id, level, reason) values (${topic}, '黄', 'r')`);
  });
  it('raising is once per level, whoever comes first of four', async () => {
    const topic = await insertTopic(t.db);
    const raise = () => t.db.transaction().execute((trx) => raiseAlert(trx, topic, '橙', 'r', new Date()));
    const ids = await Promise.all([raise(), raise(), raise(), raise()]);
    expect(ids.filter((id) => id !== null)).toHaveLength(1);
    expect(await t.db.transaction().execute((trx) => raiseAlert(trx, topic, '蓝', 'r', new Date()))).toBeNull();
  });
  it('feed ids become visible in order, even when an earlier writer commits later', async () => {
    const [a, b] = [await insertTopic(t.db, 'x'), await insertTopic(t.db, 'y')];
    let release = () => {};
    const held = new Promise<void>((resolve) => { release = resolve; });
    let opened = () => {};
    const begun = new Promise<void>((resolve) => { opened = resolve; });
    const slow = t.db.transaction().execute(async (trx) => {
      await raiseAlert(trx, a, '蓝', 'slow', new Date());
      opened();
      await held;
    });
    await begun;
    const fast = t.db.transaction().execute((trx) => raiseAlert(trx, b, '蓝', 'fast', new Date()));
    release();
    await Promise.all([slow, fast]);
    const { rows } = await sql<{ topic_id: number }>`select a.topic_id from alert_event e join alert a on a.id = e.alert_id where a.topic_id in (${a}, ${b}) order by e.id`.execute(t.db);
    expect(rows.map((r) => r.topic_id)).toEqual([a, b]);
  });
});

describe('tickets', () => {
  it('have exactly one origin', async () => {
    const [item, topic] = [await newItem(), await insertTopic(t.db)];
    await expect(insertTicket(t.db, {})).rejects.toThrow(/ticket_one_origin/);
    await expect(insertTicket(t.db, { itemId: item, topicId: topic })).rejects.toThrow(/ticket_one_origin/);
  });
  it('are one per message', async () => {
    const item = await newItem();
    await insertTicket(t.db, { itemId: item });
    await expect(insertTicket(t.db, { itemId: item })).rejects.toThrow(/ticket_item_id_key/);
  });
  it('refuse every move that is not in the table, and write a history for every one that is', async () => {
    const { rows: states } = await sql<{ code: string }>`select code from ticket_state where code <> '-'`.execute(t.db);
    const { rows: lawful } = await sql<{ f: string; t: string }>`select from_state f, to_state t from ticket_transition`.execute(t.db);
    const allowed = new Set(lawful.map((r) => `${r.f}>${r.t}`));
    const ticket = await newTicket();
    let [refused, done] = [0, 0];
    for (const { code: from } of states) for (const { code: to } of states) {
      if (from === to) continue;
      const attempt = t.db.transaction().execute(async (trx) => {
        // Put it there past the triggers, as only a superuser can, then try the move.
        await sql`set local session_replication_role = replica`.execute(trx);
        await sql`update ticket set state = ${from} where id = ${ticket}`.execute(trx);
        await sql`set local session_replication_role = origin`.execute(trx);
        await sql`update ticket set state = ${to} where id = ${ticket}`.execute(trx);
      });
      const outcome = await attempt.then(() => 'done', (error: Error) => error.message);
      expect(outcome, `${from} → ${to}`).toMatch(allowed.has(`${from}>${to}`) ? /^done$/ : /ticket_history_from_state_to_state_fkey/);
      if (outcome === 'done') done += 1;
      else refused += 1;
    }
    expect(done).toBe(lawful.filter((r) => r.f !== '-').length);
    expect(refused).toBe(states.length * (states.length - 1) - done);
    const { rows: [history] } = await sql<{ n: number }>`select count(*) n from ticket_history where ticket_id = ${ticket}`.execute(t.db);
    expect(history!.n).toBe(done + 1);
  });
  it('are born only by the lawful first state', async () => {
    const item = await newItem();
    await insertTicket(t.db, { itemId: await newItem() });
    await expect(run(`insert into ticket (item_id, profile_version_id, channel, title, category, type, urgency, lead_unit, received_at, state)
      select ${item}, min(id), 'c', 't', 'TRA', '求助', '一般', 'u', now(), 'S12' from profile_version`)).rejects.toThrow(/ticket_history/);
  });
  it('write who moved them: the system, or a user', async () => {
    const ticket = await newTicket();
    const { rows: [user] } = await sql<{ id: number }>`insert into app_user (login, name) values ('li', '李某') returning id`.execute(t.db);
    await moveTicket(t.db, { id: ticket, version: 1, to: 'S1', actor: `user:${user!.id}`, note: '复核' });
    const { rows } = await sql<{ actor: string; note: string | null }>`select actor, note from ticket_history where ticket_id = ${ticket} order by id`.execute(t.db);
    expect(rows).toEqual([{ actor: 'system', note: null }, { actor: `user:${user!.id}`, note: '复核' }]);
    await expect(moveTicket(t.db, { id: ticket, version: 2, to: 'S3', actor: 'user:999999', note: '' })).rejects.toThrow(/TICKET|不能|actor/);
  });
  it('two analysts on one ticket: one wins, the other is told', async () => {
    const ticket = await newTicket();
    const move = () => moveTicket(t.db, { id: ticket, version: 1, to: 'S1', actor: 'system', note: '' });
    const outcomes = await Promise.allSettled([move(), move()]);
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((o) => o.status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: 'TICKET_CHANGED' });
  });
  it('say in Chinese that a move is unlawful', async () => {
    const ticket = await newTicket();
    await expect(moveTicket(t.db, { id: ticket, version: 1, to: 'S12', actor: 'system', note: '' })).resolves.toBe(2);
    await expect(moveTicket(t.db, { id: ticket, version: 2, to: 'S1', actor: 'system', note: '' })).rejects.toMatchObject({ code: 'TICKET_MOVE_UNLAWFUL' });
  });
  it('keep the profile version they were opened under', async () => {
    const ticket = await newTicket();
    await run(`insert into profile_version (profile_id, hash, body) values ('national', 'other', '{}')`);
    await expect(run(`update ticket set profile_version_id = (select id from profile_version where hash = 'other') where id = ${ticket}`)).rejects.toThrow(/不可更改/);
  });
  it('histories cannot be changed or removed', async () => {
    await expect(run(`update ticket_history set actor = 'system'`)).rejects.toThrow(/只可追加/);
    await expect(run(`delete from ticket_history`)).rejects.toThrow(/只可追加/);
  });
});

describe('dispatches', () => {
  it('one open lead per ticket; a returned one makes room', async () => {
    const ticket = await newTicket();
    const send = (unit: string) => run(`insert into dispatch (ticket_id, unit, role, sent_at) values (${ticket}, '${unit}', 'lead', now())`);
    await send('甲局');
    await expect(send('乙局')).rejects.toThrow(/dispatch_one_lead/);
    await expect(run(`update dispatch set returned_at = now() where ticket_id = ${ticket}`)).rejects.toThrow(/dispatch_check/);
    await run(`update dispatch set returned_at = now(), return_reason = '不属职责' where ticket_id = ${ticket}`);
    await send('乙局');
  });
});

describe('deadlines', () => {
  const later = new Date(Date.now() + 86_400_000);
  it('are one per subject, rule and round; a reopening starts a new round', async () => {
    const ticket = await newTicket();
    await insertDeadline(t.db, { kind: 'ticket', id: ticket }, later);
    await expect(insertDeadline(t.db, { kind: 'ticket', id: ticket }, later)).rejects.toThrow(/deadline_subject_kind_subject_id_rule_id_round_key/);
    await insertDeadline(t.db, { kind: 'ticket', id: ticket }, later, 'GEN-5WD', 2);
  });
  it('hang on something that exists', async () => {
    for (const kind of ['ticket', 'dispatch', 'topic']) await expect(insertDeadline(t.db, { kind, id: 999_999 }, later)).rejects.toThrow(/时限所属对象不存在/);
    await expect(insertDeadline(t.db, { kind: 'person', id: 1 }, later)).rejects.toThrow(/deadline_subject_kind_check/);
  });
  it('freeze their punctuality when met', async () => {
    const id = await insertDeadline(t.db, { kind: 'ticket', id: await newTicket() }, later);
    await expect(run(`update deadline set met_at = now() where id = ${id}`)).rejects.toThrow(/deadline_check/);
    await run(`update deadline set met_at = now(), met_on_time = true where id = ${id}`);
    await expect(run(`update deadline set met_on_time = false where id = ${id}`)).rejects.toThrow(/一经记录不可更改/);
    await expect(run(`update deadline set met_at = null, met_on_time = null where id = ${id}`)).rejects.toThrow(/一经记录不可更改/);
  });
  it('do not move to another subject', async () => {
    const id = await insertDeadline(t.db, { kind: 'ticket', id: await newTicket() }, later);
    await expect(run(`update deadline set round = 7 where id = ${id}`)).rejects.toThrow(/不可更改/);
  });
  it('show the earliest unmet one on the ticket', async () => {
    const ticket = await newTicket();
    const due = async () => (await t.db.selectFrom('ticket').select('next_due_at').where('id', '=', ticket).executeTakeFirstOrThrow()).next_due_at;
    const [soon, far] = [new Date('2030-01-02T00:00:00Z'), new Date('2030-01-09T00:00:00Z')];
    await insertDeadline(t.db, { kind: 'ticket', id: ticket }, far, 'A');
    const first = await insertDeadline(t.db, { kind: 'ticket', id: ticket }, soon, 'B');
    expect(await due()).toEqual(soon);
    await run(`update deadline set met_at = now(), met_on_time = true where id = ${first}`);
    expect(await due()).toEqual(far);
    await run(`update deadline set cancelled_at = now() where subject_kind = 'ticket' and subject_id = ${ticket}`);
    expect(await due()).toBeNull();
  });
  it('an overdue event is written once', async () => {
    const id = await insertDeadline(t.db, { kind: 'ticket', id: await newTicket() }, later);
    await run(`insert into deadline_event (deadline_id, kind) values (${id}, 'overdue')`);
    await expect(run(`insert into deadline_event (deadline_id, kind) values (${id}, 'overdue')`)).rejects.toThrow(/deadline_event_once/);
  });
});

describe('notices, actors and the audit log', () => {
  it('a notice goes out once per key', async () => {
    const put = () => run(`insert into notice (once_key, kind, recipient, channel, subject, body_text) values ('k', '提醒', 'u', 'file', 's', 't')`);
    await put();
    await expect(put()).rejects.toThrow(/notice_once_key_key/);
    await expect(run(`update notice set state = 'sent' where once_key = 'k'`)).rejects.toThrow(/notice_check/);
  });
  it('an actor is the system or a user, made with the user', async () => {
    await expect(run(`insert into actor (id) values ('somebody')`)).rejects.toThrow(/actor_check/);
    const { rows: [user] } = await sql<{ id: number }>`insert into app_user (login, name) values ('wang', '王某') returning id`.execute(t.db);
    expect((await sql`select from actor where id = ${`user:${user!.id}`}`.execute(t.db)).rows).toHaveLength(1);
    await expect(run(`insert into user_role values (${user!.id}, 'emperor')`)).rejects.toThrow(/user_role_role_id_fkey/);
  });
  it('the audit log is append-only', async () => {
    await run(`insert into audit_log (action, subject) values ('read', 'item:1')`);
    await expect(run(`update audit_log set action = 'x'`)).rejects.toThrow(/只可追加/);
    await expect(run(`delete from audit_log`)).rejects.toThrow(/只可追加/);
    await expect(run(`truncate audit_log`)).rejects.toThrow(/只可追加/);
  });
});
