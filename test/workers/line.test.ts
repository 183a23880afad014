import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escalate } from '../../respond/escalate.ts';
import { countContents, openLines, readContents, type Contents } from '../support/contents.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { makeOrders, seeded, toCsv, wall, type Order } from '../support/orders.ts';
import { startYuqing, yuqing } from '../support/yuqing.ts';
import { BACKENDS, type Backend } from './backends.ts';
import { clockFrom, KEY, openLine, type Line } from './line.ts';

/** Tuesday morning; a part of the orders below is older than the horizon of 90 days, a part is closed. */
const NOW = '2026-11-24T10:00:00+08:00';
const COUNT = 1_200;

const fresh = makeOrders(COUNT, { seed: 1, from: new Date('2026-11-23T01:00:00Z'), spanHours: 24 });
const reference: Order[] = fresh.map((order, k) => ({
  ...order,
  ...(k % 10 === 3 && { 工单状态: '已办结', 答复意见: '已处理', 答复时间: '2026-11-24 09:00:00', 办结时间: '2026-11-24 09:30:00' }),
  ...(k % 40 === 5 && { 受理时间: '2026-03-02 10:00:00' }),
}));

const counts = async (t: TestDb, query: string): Promise<number> => (await sql<{ n: number }>`select count(*) as n from ${sql.raw(query)}`.execute(t.db)).rows[0]!.n;

describe('the line', () => {
  const open: { close(): Promise<void> }[] = [];
  const opened = <T extends { close(): Promise<void> }>(one: T): T => {
    open.unshift(one);
    return one;
  };
  const freshDb = async () => opened(await createTestDb());
  const lineOn = async (t: TestDb, options: Backend['options'] = { databaseUrl: t.url }, now = NOW) => opened(await openLine(t, options, clockFrom(now)));
  afterAll(async () => {
    for (const one of open) await one.close();
  });

  let uninterrupted: Contents;
  beforeAll(async () => {
    const t = await freshDb();
    const line = await lineOn(t);
    const serving = await line.serve();
    expect(await line.importOrders(reference)).toEqual({ received: COUNT, stored: COUNT, duplicate: 0, updated: 0, rejected: 0, blocked: 0 });
    await line.finish(serving);
    expect(await openLines(t.db)).toEqual([]);
    uninterrupted = await readContents(t.db);
    // The event that many speak of has become a topic and an alert, told to the desk once a level.
    expect(await counts(t, `topic where item_count >= ${COUNT / 40}`)).toBeGreaterThanOrEqual(1);
    expect(await counts(t, 'alert')).toBeGreaterThanOrEqual(1);
    expect(await counts(t, `notice where kind = '预警'`)).toBe(await counts(t, 'alert'));
  });

  it('judges and tickets every message, with deadlines that say where they come from', () => {
    expect(countContents(uninterrupted)).toMatchObject({ items: COUNT, verdicts: COUNT, tickets: COUNT, histories: COUNT, revisions: 0 });
    const deadlines = uninterrupted.deadlines.map((row) => JSON.parse(row.slice(row.indexOf('{'))) as { authority_text: string; counted_days: string[] });
    expect(deadlines.length).toBeGreaterThan(COUNT);
    expect(new Set(deadlines.map((d) => d.authority_text))).toEqual(new Set(['本级未规定,采用缺省']));
    expect(uninterrupted.items.filter((row) => /"same_text_as": "QH/.test(row)).length).toBeGreaterThan(0);
    expect(uninterrupted.items.join('\n')).not.toMatch(/13[89]\d{8}/);
    expect(uninterrupted.contacts).toHaveLength(COUNT);
  });

  describe.each(BACKENDS)('over $name', ({ missing, start }) => {
    it.skipIf(missing)('makes the same of it when the queue forgets everything in the middle of each stage', async () => {
      const t = await freshDb();
      const backend = await start(t);
      const line = await lineOn(t, backend.options);
      const wiped: string[] = [];
      // All lines are in the queue when the first is taken.
      await line.importOrders(reference);
      const serving = await line.serve((stage) => ({
        ...stage,
        async prepare(payload) {
          if (['classify', 'tickets', 'alerts'].includes(stage.name) && !wiped.includes(stage.name)) {
            wiped.push(stage.name);
            await backend.wipe();
          }
          return stage.prepare(payload);
        },
      }));
      await line.finish(serving);
      await backend.stop();
      expect(wiped.sort()).toEqual(['alerts', 'classify', 'tickets']);
      expect(line.said).toContain('队列丢失的待办已重新排入');
      expect(await openLines(t.db)).toEqual([]);
      expect(await readContents(t.db)).toEqual(uninterrupted);
    });
  });

  it('makes the same of it when the importing process is killed three times and run again', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'yuqing-kill-'));
    // The child has today's clock; what it says of reminders depends on the minute and is not compared.
    const count = 2 * COUNT;
    const orders = makeOrders(count, { seed: 2, from: new Date(Date.now() - 6 * 3_600_000), spanHours: 5 });
    const file = join(dir, '工单.csv');
    await writeFile(file, toCsv(orders));
    const args = ['import', file, '--source', '清河12345热线', '--profile', 'yangzhou-2018', '--json'];
    const envOf = (t: TestDb) => ({ DATABASE_URL: t.url, YUQING_DATA_DIR: join(dir, 'data'), YUQING_KEY: KEY });

    const whole = await freshDb();
    const killed = await freshDb();
    const first = await yuqing(args, envOf(whole));
    expect(first).toMatchObject({ code: 0, stdout: `{"received":${count},"stored":${count},"duplicate":0,"updated":0,"rejected":0}\n` });

    const random = seeded(20261124);
    const progress = async () => (await sql<{ n: number }>`
      select (select count(*) from item) + (select count(*) from verdict) + (select count(*) from ticket) as n`.execute(killed.db)).rows[0]!.n;
    const points = [random(), random(), random()].map((r) => Math.floor(r * 0.8 * 3 * count)).sort((a, b) => a - b);
    for (const point of points) {
      const { child, ended } = startYuqing(args, envOf(killed));
      while ((await progress()) < point && child.exitCode === null) await sleep(5);
      // Somewhere in what comes after it.
      await sleep(random() * 40);
      child.kill('SIGKILL');
      expect(await ended).toMatchObject({ signal: 'SIGKILL', stdout: '' });
    }
    const last = await yuqing(args, envOf(killed));
    expect(last.code, last.stderr).toBe(0);
    expect(JSON.parse(last.stdout)).toMatchObject({ received: count, rejected: 0, updated: 0 });
    expect(await openLines(killed.db)).toEqual([]);
    expect(await readContents(killed.db)).toEqual(await readContents(whole.db));
    const { rows: books } = await sql<{ stored: number }>`select sum(stored)::int as stored from run`.execute(killed.db);
    expect(books).toEqual([{ stored: count }]);
    await rm(dir, { recursive: true, force: true });
  }, 120_000);

  describe('the same file again', () => {
    let t: TestDb;
    let line: Line;
    let before: Contents;
    const orders = makeOrders(200, { seed: 3, from: new Date('2026-11-23T01:00:00Z'), spanHours: 8 });
    const again = async (changed: readonly Order[], now: string) => {
      const later = await lineOn(t, { databaseUrl: t.url }, now);
      const serving = await later.serve();
      const books = await later.importOrders(changed);
      await later.finish(serving);
      return books;
    };
    const deadlines = async (no: string) => (await sql<{ rule: string; met: Date | null; onTime: boolean | null; cancelled: boolean; next: string | null }>`
      select d.rule_id as rule, d.met_at as met, d.met_on_time as "onTime", d.cancelled_at is not null as cancelled, d.next_step as next
      from deadline d left join dispatch x on d.subject_kind = 'dispatch' and x.id = d.subject_id
        join ticket k on k.id = case d.subject_kind when 'ticket' then d.subject_id else x.ticket_id end join item i on i.id = k.item_id
      where i.external_id = ${no} order by d.rule_id`.execute(t.db)).rows;
    beforeAll(async () => {
      t = await freshDb();
      line = await lineOn(t);
      const serving = await line.serve();
      await line.importOrders(orders);
      await line.finish(serving);
      before = await readContents(t.db);
    });

    it('adds nothing', async () => {
      expect(await again(orders, '2026-11-24T11:00:00+08:00')).toEqual({ received: 200, stored: 0, duplicate: 200, updated: 0, rejected: 0, blocked: 0 });
      expect(await readContents(t.db)).toEqual(before);
    });

    it('with 20 rows changed makes 20 revisions, stops the clocks by what they say, and touches nothing else', async () => {
      const sent = orders.filter((o) => o.主办单位 !== '' && o.诉求类型 === '投诉');
      const [onTime, late, statusOnly, seenLate] = [sent.slice(0, 5), sent.slice(5, 10), sent.slice(10, 15), sent.slice(15, 20)];
      expect(seenLate).toHaveLength(5);
      const change = (o: Order): Order => {
        if (onTime.includes(o)) return { ...o, 工单状态: '办理中', 答复意见: '已安排检修', 答复时间: '2026-11-24 15:00:00' };
        if (late.includes(o)) return { ...o, 工单状态: '已办结', 答复意见: '已修好', 答复时间: '2026-12-10 15:00:00', 办结时间: '2026-12-10 16:00:00' };
        if (statusOnly.includes(o)) return { ...o, 工单状态: '已办结' };
        if (seenLate.includes(o)) return { ...o, 工单状态: '办理中' };
        return o;
      };
      // An early export answers some and closes some without a time; a late one closes the rest.
      const early = orders.map((o) => (onTime.includes(o) || statusOnly.includes(o) ? change(o) : o));
      const books = { received: 200, stored: 0, duplicate: 200, rejected: 0, blocked: 0 };
      expect(await again(early, '2026-11-24T16:00:00+08:00')).toEqual({ ...books, updated: 10 });
      expect(await again(orders.map(change), '2026-12-11T10:00:00+08:00')).toEqual({ ...books, updated: 10 });
      const after = await readContents(t.db);
      expect(after.revisions).toHaveLength(20);
      expect(new Set(after.revisions.map((row) => row.split(' ')[0]))).toEqual(new Set(sent.slice(0, 20).map((o) => o.工单编号)));
      const untouched = (rows: string[]) => rows.filter((row) => !sent.slice(0, 20).some((o) => row.startsWith(o.工单编号)));
      for (const kind of Object.keys(after) as (keyof Contents)[]) {
        expect(untouched(after[kind]), kind).toEqual(untouched(before[kind]));
      }
      expect(after.verdicts).toEqual(before.verdicts);

      const at = (time: string) => new Date(`${time}+08:00`);
      // Answered on Tuesday at 15:00: the first answer and 签收 are on time, the result is still awaited.
      expect(await deadlines(onTime[0]!.工单编号)).toMatchObject([
        { rule: 'GEN-2WD', met: at('2026-11-24T15:00:00'), onTime: true, next: null },
        { rule: 'GEN-5WD', met: null, cancelled: false, next: 'remind' },
        { rule: 'GEN-ACCEPT-1WD', met: at('2026-11-24T15:00:00'), onTime: true, next: null },
        { rule: 'GEN-RETURN-2WD', met: null, cancelled: false, next: null },
      ]);
      // Answered and closed in December: late, and whether it had been accepted in time nobody can tell.
      expect(await deadlines(late[0]!.工单编号)).toMatchObject([
        { rule: 'GEN-2WD', met: at('2026-12-10T15:00:00'), onTime: false, next: null },
        { rule: 'GEN-5WD', met: at('2026-12-10T16:00:00'), onTime: false, next: null },
        { rule: 'GEN-ACCEPT-1WD', met: null, cancelled: true, next: null },
        { rule: 'GEN-RETURN-2WD', met: null, cancelled: true, next: null },
      ]);
      // Closed without a time, seen before anything was due: on time for certain.
      const seen = await deadlines(statusOnly[0]!.工单编号);
      expect(seen.map((d) => [d.rule, d.onTime, d.cancelled])).toEqual([
        ['GEN-2WD', true, false], ['GEN-5WD', true, false], ['GEN-ACCEPT-1WD', true, false], ['GEN-RETURN-2WD', null, true]]);
      // In hand, seen after 签收 was due: withdrawn; the other clocks run on.
      expect((await deadlines(seenLate[0]!.工单编号)).map((d) => [d.rule, d.onTime, d.cancelled])).toEqual([
        ['GEN-2WD', null, false], ['GEN-5WD', null, false], ['GEN-ACCEPT-1WD', null, true], ['GEN-RETURN-2WD', null, false]]);
      const states = await sql<{ state: string; n: number; closed: Date | null }>`
        select k.state, count(*) as n, min(k.closed_at) as closed from ticket k join item i on i.id = k.item_id
        where i.external_id = any(${late.map((o) => o.工单编号)}) group by k.state`.execute(t.db);
      expect(states.rows).toEqual([{ state: 'S12', n: 5, closed: at('2026-12-10T16:00:00') }]);
    });

    it('and again, answered at another time, leaves what was met on time or late as it was', async () => {
      const no = orders.find((o) => o.主办单位 !== '' && o.诉求类型 === '投诉')!;
      const frozen = await deadlines(no.工单编号);
      await again(orders.map((o) => (o === no ? { ...o, 答复意见: '又答复一次', 答复时间: '2026-12-12 09:00:00' } : o)), '2026-12-12T10:00:00+08:00');
      const now = await deadlines(no.工单编号);
      expect(now.find((d) => d.rule === 'GEN-2WD')).toEqual(frozen.find((d) => d.rule === 'GEN-2WD'));
    });
  });

  describe('orders of 2018, loaded without a flag', () => {
    it('are measured, marked, and set nothing in motion, on the day they come or later', async () => {
      const t = await freshDb();
      const line = await lineOn(t);
      const orders = makeOrders(300, { seed: 4, from: new Date('2018-09-25T01:00:00Z'), spanHours: 200 });
      const serving = await line.serve();
      await line.importOrders(orders);
      await line.finish(serving);
      expect(await counts(t, 'ticket')).toBe(300);
      expect(await counts(t, 'ticket where historical')).toBe(300);
      expect(await counts(t, `deadline where subject_kind = 'ticket'`)).toBeGreaterThan(300);
      // Over the National Day of 2018, with the Sunday on duty before it.
      expect(await counts(t, `deadline where '2018-09-30' = any(counted_days)`)).toBeGreaterThan(0);
      expect(await counts(t, `deadline where '2018-10-01' = any(counted_days)`)).toBe(0);
      for (const now of [NOW, '2026-11-25T10:00:00+08:00', '2027-01-04T10:00:00+08:00']) {
        expect(await escalate(t.db, { clock: () => new Date(now), recipients: line.parts.recipients })).toBe(0);
      }
      expect(await counts(t, 'deadline where next_step is not null')).toBe(0);
      expect(await counts(t, 'notice')).toBe(0);
      expect(await counts(t, 'alert')).toBe(0);
      expect(await counts(t, 'topic where item_count >= 5')).toBeGreaterThan(0);
    });

    it('and fresh orders beside them do set the clocks in motion', async () => {
      const t = await freshDb();
      const line = await lineOn(t);
      const old = makeOrders(40, { seed: 5, from: new Date('2018-09-25T01:00:00Z'), spanHours: 20 });
      const recent = makeOrders(40, { seed: 6, from: new Date('2026-11-20T01:00:00Z'), spanHours: 8 }).map((o) => ({ ...o, 诉求类型: '投诉' }));
      const serving = await line.serve();
      await line.importOrders([...old, ...recent]);
      await line.finish(serving);
      const reminded = await escalate(t.db, { clock: () => new Date('2026-11-24T10:00:00+08:00'), recipients: line.parts.recipients });
      expect(reminded).toBeGreaterThan(0);
      const { rows } = await sql<{ historical: boolean; n: number }>`
        select k.historical, count(*) as n from notice n join ticket k on k.id = n.ticket_id group by k.historical`.execute(t.db);
      expect(rows).toEqual([{ historical: false, n: expect.any(Number) }]);
      expect(wall(new Date(NOW))).toBe('2026-11-24 10:00:00');
    });
  });
});
