import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { putDeadlines } from '../../db/deadlines.ts';
import { dueByDay, hotTopics, overdueByUnit, punctuality, sensitive, volume } from '../../db/report-figures.ts';
import { dispatchTickets } from '../../db/tickets.ts';
import { CATEGORY_CODES, endOfDay, type SubjectKind } from '../../model/index.ts';
import { composeWeekly } from '../../report/make.ts';
import { weekById } from '../../report/week.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { NOW, World } from './world.ts';

const WEEK = weekById('2026-W47');
const SPAN = { from: WEEK.from, to: WEEK.to };
const BEFORE = { from: weekById('2026-W46').from, to: WEEK.from };
const NATIONAL = { profileId: 'national' };

let t: TestDb;
let w: World;
let source: number;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());
beforeEach(async () => {
  for (const table of ['deadline', 'dispatch', 'alert_event', 'alert', 'topic_item', 'topic', 'verdict'] as const) await t.db.deleteFrom(table).execute();
  w = new World(t.db);
  source = await w.source(`信源${Math.random()}`, 'national');
});

const duty = (subjectKind: SubjectKind, subjectId: number, due: string, kind: 'K4' | 'K5') => t.db.transaction().execute((trx) => putDeadlines(trx, [{
  subjectKind, subjectId, round: 1, unit: '甲局', next: null,
  planned: {
    ruleId: 'R', kind, name: '时限', basis: '测试', authority: 'default', authorityText: '', starts: 'received_at', startsAt: NOW, dueAt: endOfDay(due), stops: 's',
    clock: { mode: 'natural_hour', n: 48 }, countedDays: [], skippedDays: [], provisional: false, calendarVersion: 'test',
  },
}]));
const at = (wall: string) => new Date(`2026-11-${wall}+08:00`);
const count = async () => Object.fromEntries((await volume(t.db, SPAN, NATIONAL)).map((v) => [v.kind, v.distinct]));
const sum = (values: string[]) => Math.round(values.reduce((n, v) => n + Number(v), 0) * 100) / 100;

describe('deadlines of dispatches and topics', () => {
  it('belong to the profile of their ticket or topic', async () => {
    const item = await w.item({ source, at: '2026-11-17 09:00', text: `派单件${Math.random()}` });
    const ticket = await w.ticket(item, 'national', { receivedAt: '2026-11-17 09:00' });
    const dispatches = await t.db.transaction().execute((trx) => dispatchTickets(trx, [{ ticketId: ticket, unit: '甲局', role: 'lead', sentAt: NOW }]));
    await duty('dispatch', dispatches.get(ticket)!, '2026-11-18', 'K5');
    await duty('topic', await w.topic('甲', 'national', []), '2026-11-19', 'K4');
    await duty('topic', await w.topic('乙', 'yangzhou-2018', []), '2026-11-19', 'K4');
    await duty('topic', await w.topic('丙', 'national', []), '2026-11-24', 'K4');
    const rows = await punctuality(t.db, SPAN, NOW, NATIONAL);
    expect(rows.map((r) => [r.kind, r.unit, r.due, r.undone])).toEqual([['K4', '甲局', 1, 1], ['K5', '甲局', 1, 1]]);
    expect(await overdueByUnit(t.db, NOW, NATIONAL)).toEqual([{ unit: '甲局', count: 2, oldestDue: endOfDay('2026-11-18') }]);
    expect(await overdueByUnit(t.db, NOW, { profileId: null })).toMatchObject([{ count: 3 }]);
    expect(await dueByDay(t.db, { from: WEEK.to, to: weekById('2026-W48').to }, NOW, NATIONAL)).toEqual([{ day: '2026-11-24', unit: '甲局', count: 1 }]);
    const { text } = await composeWeekly(t.db, WEEK, NOW, 'national');
    expect(text).toContain('  · 舆情回应：到期 1；按时 0；逾期完成 0；未办 1；按时率 0/1');
    expect(text).toContain('  · 签收：到期 1；');
    expect(text).toContain('超期未办2项（涉及工单1件），最长已超期4天');
  });

  it('have passed at 24:00 and not a second before', async () => {
    await duty('topic', await w.topic('子夜', 'national', []), '2026-11-20', 'K4');
    expect(await overdueByUnit(t.db, at('20T23:59:59.999'), NATIONAL)).toEqual([]);
    expect(await dueByDay(t.db, { from: at('20T00:00:00'), to: at('30T00:00:00') }, at('20T23:59:59.999'), NATIONAL)).toHaveLength(1);
    expect(await overdueByUnit(t.db, at('21T00:00:00'), NATIONAL)).toHaveLength(1);
    expect(await dueByDay(t.db, { from: at('20T00:00:00'), to: at('30T00:00:00') }, at('21T00:00:00'), NATIONAL)).toEqual([]);
  });
});

describe('topics', () => {
  it('that were merged count with the one they were merged into', async () => {
    const items = await Promise.all(['一', '二', '三'].map((x) => w.item({ source, at: '2026-11-17 09:00', text: `并${x}${Math.random()}` })));
    const main = await w.topic('主', 'national', items.slice(0, 1));
    const gone = await w.topic('并入', 'national', items.slice(1));
    await t.db.updateTable('topic').set({ state: 'merged', merged_into: main }).where('id', '=', gone).execute();
    expect(await hotTopics(t.db, SPAN, BEFORE, NATIONAL, 10)).toMatchObject([{ topicId: main, title: '主', count: 3, before: 0, category: 'EDU', level: null }]);
  });

  it('under an alert of level III make their items sensitive, and a level IV or a false alarm does not', async () => {
    const make = async (name: string) => w.topic(name, 'national', [await w.item({ source, at: '2026-11-17 09:00', text: `${name}${Math.random()}` })]);
    const before = await sensitive(t.db, SPAN, NATIONAL);
    await w.alert(await make('蓝'), '蓝', '2026-11-17 10:00');
    await w.alert(await make('误报'), '红', '2026-11-17 10:00', { at: '2026-11-17 11:00', state: 'false_alarm' });
    await w.alert(await make('以前解除'), '黄', '2026-11-10 10:00', { at: '2026-11-12 11:00', state: 'cleared' });
    await w.alert(await make('以后'), '黄', '2026-11-23 00:00');
    expect(await sensitive(t.db, SPAN, NATIONAL)).toBe(before);
    await w.alert(await make('黄'), '黄', '2026-11-10 10:00', { at: '2026-11-16 00:00', state: 'cleared' });
    expect(await sensitive(t.db, SPAN, NATIONAL)).toBe(before + 1);
  });
});

describe('the same words', () => {
  it('are one 有效件 per kind; a void first copy does not hide the second', async () => {
    const before = { message: 0, post: 0, ...await count() };
    const text = `同文${Math.random()}`;
    const first = await w.item({ source, at: '2026-11-17 09:00', text });
    await w.item({ source, at: '2026-11-17 10:00', text });
    await w.item({ source, at: '2026-11-17 11:00', text, kind: 'post' });
    expect(await count()).toEqual({ message: before.message + 1, post: before.post + 1 });
    await w.ticket(first, 'national', { receivedAt: '2026-11-17 09:00', state: 'X7' });
    expect(await count()).toEqual({ message: before.message + 1, post: before.post + 1 });
  });
});

describe('long lists', () => {
  it('end in a row for the rest, and still add up', async () => {
    for (const [i, category] of CATEGORY_CODES.entries()) {
      for (let k = 0; k <= i % 5; k += 1) {
        const item = await w.item({ source, at: '2026-11-17 09:00', text: `${category}${k}${Math.random()}`, category });
        if (k === 0) await w.ticket(item, 'national', { receivedAt: '2026-11-17 09:00', unit: `单位${i}` }, [{ unit: `单位${i}`, due: '2026-11-19' }]);
      }
    }
    const { text } = await composeWeekly(t.db, WEEK, NOW, 'national');
    const table = text.slice(text.indexOf('  按类别'), text.indexOf('  按来源'));
    const shares = [...table.matchAll(/占比 (\d+\.\d\d)%（(\d+)\/(\d+)）/g)];
    expect(shares).toHaveLength(13);
    expect(table).toMatch(/ {2}· 其余\d+类：/);
    expect(sum(shares.slice(0, -1).map((s) => s[1]!))).toBe(100);
    expect(sum(shares.slice(0, -1).map((s) => s[2]!))).toBe(Number(shares[0]![3]));
    expect(text).toContain('  · 其余11个单位：本周到期 11；按时率 0.00%（0/11）；超期未办 11；');
  });
});
