import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { meetDeadlines } from '../../db/deadlines.ts';
import { escalate } from '../../respond/escalate.ts';
import { raiseForTopics } from '../../respond/topic-alerts.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { assign, at, calendar, deadlinesOf, receive, recipients, respond, rowCounts, ticketOf, topicOf, type Source, type Told } from './world.ts';

let t: TestDb;
beforeEach(async () => { t = await createTestDb(); });
afterEach(() => t.close());

/** Opens tickets as of `now`; received Friday 2026-11-20 10:00 unless told otherwise. */
async function open(messages: Told[], now = at('2026-11-20 11:00'), source: Source = {}): Promise<number[]> {
  const ids = await receive(t.db, messages, source);
  await respond(t.db, ids, now);
  return ids;
}
const patrol = (now: string) => escalate(t.db, { clock: () => at(now), recipients });
const notices = async () => (await t.db.selectFrom('notice').selectAll().orderBy('id').execute()).map((n) => `${n.kind} ${n.recipient} ${n.subject}`);
const events = async () => (await t.db.selectFrom('deadline_event as e').innerJoin('deadline as d', 'd.id', 'e.deadline_id')
  .select(['d.rule_id', 'e.kind', 'e.at']).orderBy('e.id').execute()).map((e) => [e.rule_id, e.kind, e.at]);

const REMIND_2 = '提醒 城市管理局 【提醒】工单 Q1即将到期:2个工作日内反馈(咨询、建议;其余为初步答复)';
const REMIND_5 = '提醒 城市管理局 【提醒】工单 Q1即将到期:5个工作日内反馈办理结果(求助、投诉、举报)';
const OVERDUE_2 = '催办 城市管理局 【催办】工单 Q1已超过时限:2个工作日内反馈(咨询、建议;其余为初步答复)';
const OVERDUE_5 = '催办 城市管理局 【催办】工单 Q1已超过时限:5个工作日内反馈办理结果(求助、投诉、举报)';

describe('the life of a complaint that nobody answers', () => {
  it('is reminded of and urged at its instants, each once', async () => {
    await open([{ no: 'Q1' }]);
    const heard = async (now: string) => {
      const before = (await notices()).length;
      await patrol(now);
      return (await notices()).slice(before);
    };
    expect(await heard('2026-11-23 08:59:59')).toEqual([]);
    expect(await heard('2026-11-23 09:00:00')).toEqual([REMIND_2]);
    expect(await heard('2026-11-24 23:59:58')).toEqual([]);
    expect(await heard('2026-11-25 00:00:00')).toEqual([OVERDUE_2]);
    expect(await heard('2026-11-26 09:00:00')).toEqual([REMIND_5]);
    expect(await heard('2026-11-28 00:00:00')).toEqual([OVERDUE_5]);
    for (const later of ['2026-11-28 00:01:00', '2026-12-28 09:00:00']) expect(await heard(later)).toEqual([]);
    expect(await events()).toEqual([
      ['GEN-2WD', 'reminded', at('2026-11-23 09:00')], ['GEN-2WD', 'overdue', at('2026-11-25 00:00')],
      ['GEN-5WD', 'reminded', at('2026-11-26 09:00')], ['GEN-5WD', 'overdue', at('2026-11-28 00:00')],
    ]);
    expect(await t.db.selectFrom('deadline').select('id').where('next_step_at', 'is not', null).execute()).toEqual([]);
  });

  it('is reminded of on a Saturday on duty 调休, not on the Friday before it', async () => {
    // Due Monday 2026-10-12; Saturday the 10th is a working day by the State Council's notice.
    await open([{ no: 'Q1', type: '咨询', publishedAt: at('2026-10-09 16:20') }], at('2026-10-09 17:00'));
    await patrol('2026-10-09 23:00');
    await patrol('2026-10-10 08:59');
    expect(await notices()).toEqual([]);
    await patrol('2026-10-10 09:00');
    expect(await notices()).toEqual([REMIND_2]);
  });

  it('tells the unit what, until when and how that was counted', async () => {
    const [id] = await open([{ no: 'Q1', title: '路灯坏了', mainUnit: '清河区城管局' }], at('2026-11-20 11:00'), { profileId: 'yangzhou-2018', channel: '寄语市长' });
    await patrol('2026-11-23 09:00');
    const ticket = await ticketOf(t.db, id!);
    const rows = await t.db.selectFrom('notice').selectAll().where('kind', '=', '提醒').orderBy('id').execute();
    const about = rows.find((n) => n.subject.includes('2个工作日'))!;
    expect(about).toMatchObject({ recipient: '清河区城管局', ticket_id: ticket.id, topic_id: null, channel: 'file', state: 'pending' });
    expect(about.body_text).toBe([
      '清河区城管局:', '工单 Q1:路灯坏了', '时限:寄语市长:投诉类2个工作日内初步答复', '截止:2026-11-24 23:59',
      '计算:2026-11-20 10:00 收到,次日起算2个工作日:11-23、11-24;其间不计:11-21至11-22(周末)。截止 2026-11-24 24:00。依据:扬府办发〔2018〕67号(四);依本级文件',
      '请按时反馈。', '',
    ].join('\n'));
    const lines = await t.db.selectFrom('outbox').select('payload').where('stage', '=', 'deliver').execute();
    expect(lines.map((l) => (l.payload as { noticeId: number }).noticeId)).toEqual(rows.map((n) => n.id));
  });

  it('says so where the calendar is not yet known', async () => {
    await open([{ no: 'Q1', type: '咨询', publishedAt: at('2026-12-31 10:00') }], at('2026-12-31 11:00'));
    await patrol('2027-01-04 09:00');
    const [notice] = await t.db.selectFrom('notice').selectAll().execute();
    expect(notice!.body_text).toContain('(暂定:该年放假安排尚未公布)');
  });
});

describe('what was slept through', () => {
  it('a reminder is not sent once its deadline has passed: the overdue notice goes alone', async () => {
    await open([{ no: 'Q1', type: '咨询' }]);
    expect(await patrol('2026-11-25 08:00')).toBe(1);
    expect(await patrol('2026-11-25 08:01')).toBe(0);
    expect(await notices()).toEqual([OVERDUE_2]);
    expect((await events()).map(([, kind]) => kind)).toEqual(['overdue']);
  });

  it('a reminder that is late and still of use is sent', async () => {
    await open([{ no: 'Q1', type: '咨询' }]);
    await patrol('2026-11-24 15:00');
    expect(await notices()).toEqual([REMIND_2]);
  });
});

describe('what is silent', () => {
  it('a deadline that was met', async () => {
    const [id] = await open([{ no: 'Q1' }]);
    const ticket = await ticketOf(t.db, id!);
    await t.db.transaction().execute((trx) => meetDeadlines(trx, 'ticket', [{ subjectId: ticket.id, event: 'feedback_at', at: at('2026-11-20 15:00') }]));
    await patrol('2026-11-25 09:00');
    expect(await notices()).toEqual([]);
    await patrol('2026-11-26 09:00');
    expect(await notices()).toEqual([REMIND_5]);
    await t.db.transaction().execute((trx) => meetDeadlines(trx, 'ticket', [{ subjectId: ticket.id, event: 'result_at', at: at('2026-11-27 15:00') }]));
    await patrol('2026-12-27 09:00');
    expect(await notices()).toEqual([REMIND_5]);
  });

  it('a ticket that its row has closed, dispatches included', async () => {
    await open([{ no: 'Q1', mainUnit: '城市管理局' }]);
    await respond(t.db, await receive(t.db, [{ no: 'Q1', mainUnit: '城市管理局', closedAt: at('2026-11-20 15:00') }]), at('2026-11-20 16:00'));
    await patrol('2026-12-27 09:00');
    expect(await notices()).toEqual([]);
  });

  it('history, however late: by flag and by age', async () => {
    await open([{ no: 'H1', mainUnit: '城市管理局' }], at('2026-11-20 11:00'), { historical: true });
    await open([{ no: 'H2', publishedAt: at('2018-04-04 10:00') }]);
    await patrol('2026-12-27 09:00');
    expect([await notices(), await events()]).toEqual([[], []]);
    expect(Object.values(await deadlinesOf(t.db, (await t.db.selectFrom('ticket').select('id').executeTakeFirstOrThrow()).id)).length).toBeGreaterThan(0);
  });

  it('the window in which a unit may send back 退单', async () => {
    await open([{ no: 'Q1', type: '表扬', mainUnit: '城市管理局' }]);
    await patrol('2026-12-27 09:00');
    expect(await notices()).toEqual(['催办 城市管理局 【催办】工单 Q1已超过时限:派单后1个工作日内签收']);
  });
});

describe('once', () => {
  /** More than one batch, half of them due for a reminder and half overdue. */
  async function crowd(): Promise<void> {
    await open(Array.from({ length: 150 }, (_, k) => ({ no: `A${k}`, type: '咨询' as const })));
    await open(Array.from({ length: 150 }, (_, k) => ({ no: `B${k}`, type: '咨询' as const, publishedAt: at('2026-11-19 10:00') })), at('2026-11-19 11:00'));
  }

  it('three escalators at once do every step once', async () => {
    await crowd();
    const done = await Promise.all(Array.from({ length: 3 }, () => patrol('2026-11-23 09:00')));
    expect(done.reduce((a, b) => a + b)).toBe(300);
    const said = await notices();
    expect(said).toHaveLength(300);
    expect(new Set(said).size).toBe(300);
    expect((await rowCounts(t.db))['deadline_event']).toBe(300);
    expect(await patrol('2026-11-23 09:00')).toBe(0);
  });

  it('one that is killed in the middle leaves whole batches, and the next does the rest', async () => {
    await crowd();
    // As kill -9 does: the second batch's transaction is cut off before it commits.
    let asked = 0;
    const dies = { ...recipients, unit: (name: string) => {
      asked += 1;
      if (asked > 250) throw new Error('killed');
      return recipients.unit(name);
    } };
    await expect(escalate(t.db, { clock: () => at('2026-11-23 09:00'), recipients: dies })).rejects.toThrow('killed');
    expect(await rowCounts(t.db)).toMatchObject({ notice: 200, deadline_event: 200 });
    expect(await patrol('2026-11-23 09:00')).toBe(100);
    expect(await rowCounts(t.db)).toMatchObject({ notice: 300, deadline_event: 300 });
    expect(new Set(await notices()).size).toBe(300);
  });

  it('a notice that stands already is not posted, nor delivered, again', async () => {
    await open([{ no: 'Q1', type: '咨询' }]);
    await patrol('2026-11-23 09:00');
    const before = await rowCounts(t.db);
    await t.db.updateTable('deadline').set({ next_step: 'remind', next_step_at: at('2026-11-23 09:00') }).execute();
    await patrol('2026-11-23 09:05');
    expect(await rowCounts(t.db)).toEqual(before);
  });
});

it('a topic’s clocks are watched like a ticket’s', async () => {
  const ids = await receive(t.db, Array.from({ length: 5 }, (_, k) => ({ no: `M${k}`, category: 'ENV' as const, publishedAt: at('2026-11-20 09:00') })));
  const topic = await topicOf(t.db, ids);
  await t.db.transaction().execute((trx) => raiseForTopics(trx, [topic], { clock: () => at('2026-11-20 10:00'), calendar, recipients, assign }));
  await patrol('2026-11-21 04:00');
  await patrol('2026-11-21 10:00');
  const rows = await t.db.selectFrom('notice').selectAll().where('kind', '<>', '预警').orderBy('id').execute();
  expect(rows.map((n) => [n.kind, n.recipient, n.topic_id, n.ticket_id, n.subject])).toEqual([
    ['提醒', '生态环境局', topic, null, '【提醒】话题“清河化肥厂泄漏”即将到期:IV级舆情24小时内报告'],
    ['催办', '生态环境局', topic, null, '【催办】话题“清河化肥厂泄漏”已超过时限:IV级舆情24小时内报告'],
  ]);
});
