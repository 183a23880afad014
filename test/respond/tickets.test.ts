import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { departmentsOf } from '../../classify/department/departments.ts';
import type { RequestType } from '../../model/index.ts';
import type { AssignUnits } from '../../respond/assign.ts';
import { openForMessages, readMessages } from '../../respond/tickets.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { assign, at, calendar, deadlinesOf, receive, respond, rowCounts, ticketOf, wayOf, type Source, type Told } from './world.ts';

/** Messages of these tests are received on Friday 2026-11-20 at 10:00 unless they say otherwise. */
const RECEIVED = at('2026-11-20 10:00');
const NOW = at('2026-11-20 11:00');
const DAY1 = at('2026-11-23 23:59:59');
const DAY2 = at('2026-11-24 23:59:59');
const DAY5 = at('2026-11-27 23:59:59');
const DEFAULT = '本级未规定,采用缺省';

let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

/** One message through the stage; how its ticket stands. */
async function ticketFor(message: Told, source: Source = {}, now = NOW) {
  const ids = await receive(t.db, [message], source);
  await respond(t.db, ids, now);
  return look(ids[0]!);
}

async function look(itemId: number) {
  const ticket = await ticketOf(t.db, itemId);
  const deadlines = await deadlinesOf(t.db, ticket.id);
  const dispatches = await t.db.selectFrom('dispatch').selectAll().where('ticket_id', '=', ticket.id).orderBy('role', 'desc').orderBy('id').execute();
  return {
    itemId, ticket, deadlines, dispatches, way: await wayOf(t.db, ticket.id),
    /** `YZ-… K8 依本级文件 2026-11-24T…` of each. */
    told: Object.values(deadlines).map((d) => [d.rule_id, d.kind, d.authority_text, d.due_at]),
  };
}

describe('a message becomes a ticket at once', () => {
  it('with who answers, when it came and how it was judged', async () => {
    const { ticket, way } = await ticketFor({ no: 'A1', title: null, body: '望江路的路灯\n坏了三天', category: 'URB', type: '求助', urgency: '较急' });
    expect(ticket).toMatchObject({
      title: '望江路的路灯 坏了三天', channel: '12345', category: 'URB', type: '求助', urgency: '较急', state: 'S1', historical: false,
      received_at: RECEIVED, opened_at: NOW, closed_at: null, round: 1, next_due_at: DAY2,
    });
    expect(way).toEqual(['-→S0 system', 'S0→S1 system 系统研判']);
  });

  it('its title is short, on one line and whole: no half of a character, none left empty', async () => {
    expect((await ticketFor({ no: 'A2', title: `${'水'.repeat(39)}𠮷野家` })).ticket.title).toBe(`${'水'.repeat(39)}𠮷`);
    expect((await ticketFor({ no: 'A2b', title: ' ', body: '停水\n两天' })).ticket.title).toBe('停水 两天');
    expect((await ticketFor({ no: 'A3', title: null, body: ' \n ' })).ticket.title).toBe('(无标题)');
  });

  it('a post is nobody’s message and gets none', async () => {
    const ids = await receive(t.db, [{ no: 'A4', kind: 'post' }]);
    await respond(t.db, ids, NOW);
    expect(await t.db.selectFrom('ticket').select('id').where('item_id', 'in', ids).execute()).toEqual([]);
  });

  it('keeps the version of the profile that it was opened under', async () => {
    const { ticket } = await ticketFor({ no: 'A5' }, { profileId: 'jiyang-2023' });
    const version = await t.db.selectFrom('profile_version').selectAll().where('id', '=', ticket.profile_version_id).executeTakeFirstOrThrow();
    expect(version.profile_id).toBe('jiyang-2023');
    expect(JSON.stringify(version.body)).toContain('JN-12345-5WD');
  });
});

describe('who leads and by which rule', () => {
  it('yangzhou-2018, 12345: the document names units, but no time; the defaults are marked as such', async () => {
    const { ticket, told } = await ticketFor({ no: 'Y1', category: 'FIN' }, { profileId: 'yangzhou-2018' });
    expect([ticket.lead_unit, ticket.assist_units]).toEqual(['市财政局', ['市地方金融管理局', '中国人民银行扬州市分行', '国家金融监督管理总局扬州监管分局']]);
    expect(told).toEqual([['GEN-2WD', 'K7', DEFAULT, DAY2], ['GEN-5WD', 'K8', DEFAULT, DAY5]]);
  });

  it('yangzhou-2018, 寄语市长: its own 2 and 5 working days for 投诉', async () => {
    const { told } = await ticketFor({ no: 'Y2' }, { profileId: 'yangzhou-2018', channel: '寄语市长' });
    expect(told).toEqual([['YZ-COMPLAINT-FINAL-5WD', 'K8', '依本级文件', DAY5], ['YZ-COMPLAINT-PRE-2WD', 'K7', '依本级文件', DAY2]]);
  });

  it.each<RequestType>(['求助', '举报'])('yangzhou-2018, 寄语市长: %s by analogy, and it says so', async (type) => {
    const { told } = await ticketFor({ no: `Y3${type}`, type }, { profileId: 'yangzhou-2018', channel: '寄语市长' });
    expect(told).toEqual([['YZ-COMPLAINT-FINAL-5WD', 'K8', '依本级文件(类推)', DAY5], ['YZ-COMPLAINT-PRE-2WD', 'K7', '依本级文件(类推)', DAY2]]);
  });

  it.each<RequestType>(['咨询', '建议'])('yangzhou-2018, 寄语市长: %s is answered for good in 2', async (type) => {
    const { told } = await ticketFor({ no: `Y4${type}`, type }, { profileId: 'yangzhou-2018', channel: '寄语市长' });
    expect(told).toEqual([['YZ-CONSULT-2WD', 'K8', '依本级文件', DAY2]]);
  });

  it('the channel that the row names counts, not the one of the source', async () => {
    const { ticket, told } = await ticketFor({ no: 'Y5', type: '咨询', channel: '“寄语市长”' }, { profileId: 'yangzhou-2018' });
    expect(ticket.channel).toBe('“寄语市长”');
    expect(told).toEqual([['YZ-CONSULT-2WD', 'K8', '依本级文件', DAY2]]);
  });

  it('jiyang-2023: the province’s 5 working days for 12345, the default before them; the competent department leads where no town is named', async () => {
    const { ticket, told } = await ticketFor({ no: 'J1' }, { profileId: 'jiyang-2023' });
    expect(ticket.lead_unit).toBe('城市管理局');
    expect(told).toEqual([['GEN-2WD', 'K7', DEFAULT, DAY2], ['JN-12345-5WD', 'K8', '依地方规定', DAY5]]);
  });

  it('jiyang-2023: another channel has no rule of the province', async () => {
    expect((await ticketFor({ no: 'J2' }, { profileId: 'jiyang-2023', channel: '区长信箱' })).told).toEqual([['GEN-2WD', 'K7', DEFAULT, DAY2], ['GEN-5WD', 'K8', DEFAULT, DAY5]]);
  });

  it('national: the usual lead of the category, or whom the words call for; the ticket keeps the reason', async () => {
    expect((await ticketFor({ no: 'N1', category: 'TRA', body: '出行不便' })).ticket).toMatchObject({ lead_unit: '交通运输局', lead_reason: '“交通出行与市政设施”类的通常主办单位', refer: null });
    expect((await ticketFor({ no: 'N1b', category: 'TRA', body: '路灯不亮' })).ticket).toMatchObject({ lead_unit: '城市管理局', assist_units: ['住房和城乡建设局'] });
  });

  it('where the law lays down a way the ticket says so, whoever leads', async () => {
    const { ticket } = await ticketFor({ no: 'N1c', category: 'PSE', body: '法院判决两年了还没执行' });
    expect([ticket.lead_unit, ticket.refer]).toEqual(['公安局', expect.objectContaining({ kind: '法定途径', to: '人民法院' })]);
  });

  it('only the citizen’s own words decide, not the answers below them', async () => {
    const body = '校门口摆摊 教育局答复:已转城管处理油烟';
    const { ticket } = await ticketFor({ no: 'N1d', category: 'ENV', body, ownWords: '化工厂的废气' });
    expect(ticket.lead_unit).toBe('生态环境局');
  });

  it('old material keeps the names of its day, what is sent today has those of today', async () => {
    const old = { publishedAt: at('2018-07-02 10:00'), category: 'MED' as const, body: '挂号难' };
    expect((await ticketFor({ no: 'O1', ...old }, { profileId: 'yangzhou-2018', historical: true })).ticket.lead_unit).toBe('市卫计委');
    expect((await ticketFor({ no: 'O2', category: 'MED', body: '挂号难' }, { profileId: 'yangzhou-2018' })).ticket.lead_unit).toBe('市卫生健康委员会');
  });

  it('what a model of the jurisdiction’s own history is sure of leads', async () => {
    const ids = await receive(t.db, [{ no: 'L1', category: 'TRA', body: '停车位' }]);
    const messages = await readMessages(t.db, ids);
    const learned: AssignUnits = (q, resolved, day) => departmentsOf(q, resolved, day, { unit: '市公安局交通警察支队', confidence: 0.93, learnedFrom: 800 });
    await t.db.transaction().execute((trx) => openForMessages(trx, messages, { clock: () => NOW, calendar, assign: learned }));
    expect(await ticketOf(t.db, ids[0]!)).toMatchObject({ lead_unit: '市公安局交通警察支队', lead_reason: expect.stringContaining('本地 800 件历史派单') });
  });

  it('national, 信访: the law’s days, and no default beside them', async () => {
    const { told } = await ticketFor({ no: 'N2' }, { channel: '信访' });
    expect(told).toEqual([['XF-15D', 'K5', '依国家规定', at('2026-12-07 23:59:59')]]);
  });

  it('where a document splits a category, the words of the message pick the unit', async () => {
    const lead = async (no: string, body: string) => (await ticketFor({ no, category: 'DRC', body }, { profileId: 'hlj-fgw-2016' })).ticket.lead_unit;
    expect(await lead('H1', '今年水的价格为什么又涨了')).toBe('价格处');
    expect(await lead('H2', '重大项目何时开工')).toBe('投资处');
  });

  it.each<RequestType>(['表扬', '其他'])('%s needs no answer: neither K7 nor K8', async (type) => {
    const { told, ticket } = await ticketFor({ no: `P1${type}`, type });
    expect(told).toEqual([]);
    expect(ticket.next_due_at).toBeNull();
  });
});

describe('dispatches', () => {
  it('are made only where the source named a unit, which then leads', async () => {
    const { ticket, dispatches, way, deadlines } = await ticketFor({ no: 'D1', category: 'EDU', mainUnit: '清河区教育局', coUnits: ['清河区公安分局', '清河街道'] }, { profileId: 'yangzhou-2018' });
    expect([ticket.state, ticket.lead_unit, ticket.assist_units]).toEqual(['S3', '清河区教育局', ['清河区公安分局', '清河街道']]);
    expect(ticket.lead_reason).toBe('来源系统已派给清河区教育局');
    expect(dispatches.map((d) => [d.unit, d.role, d.sent_at, d.sent_by])).toEqual([
      ['清河区教育局', 'lead', RECEIVED, 'system'], ['清河区公安分局', 'assist', RECEIVED, 'system'], ['清河街道', 'assist', RECEIVED, 'system'],
    ]);
    expect(way.at(-1)).toBe('S1→S3 system 来源系统已派单');
    const lead = dispatches[0]!.id;
    expect(deadlines['GEN-ACCEPT-1WD']).toMatchObject({ subject_kind: 'dispatch', subject_id: lead, kind: 'K5', due_at: DAY1, unit: '清河区教育局', authority_text: DEFAULT, next_step: 'remind' });
    expect(deadlines['GEN-RETURN-2WD']).toMatchObject({ subject_kind: 'dispatch', subject_id: lead, kind: 'K6', due_at: DAY2, next_step: null });
  });

  it('none where it named none: the ticket waits for the desk', async () => {
    const { ticket, dispatches, deadlines } = await ticketFor({ no: 'D2', category: 'EDU' }, { profileId: 'yangzhou-2018' });
    expect([ticket.state, ticket.lead_unit, dispatches]).toEqual(['S1', '市教育局', []]);
    expect(Object.values(deadlines).filter((d) => d.subject_kind === 'dispatch')).toEqual([]);
  });

  it('under jiyang-2023 the window to send back is the province’s', async () => {
    const { deadlines } = await ticketFor({ no: 'D3', mainUnit: '济阳街道' }, { profileId: 'jiyang-2023' });
    expect(deadlines['SD-RETURN-2WD']).toMatchObject({ kind: 'K6', authority_text: '依地方规定', due_at: DAY2 });
    expect(deadlines['GEN-RETURN-2WD']).toBeUndefined();
  });
});

describe('clocks', () => {
  it('say how they were counted, across a make-up Saturday, and when the reminder goes out', async () => {
    const { deadlines } = await ticketFor({ no: 'C1', publishedAt: at('2026-10-09 16:20') }, {}, at('2026-10-09 17:00'));
    expect(deadlines['GEN-5WD']).toMatchObject({
      starts: 'received_at', starts_at: at('2026-10-09 16:20'), due_at: at('2026-10-15 23:59:59'), provisional: false,
      counted_days: ['2026-10-10', '2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15'], skipped_days: [{ day: '2026-10-11', why: '周末' }],
      next_step: 'remind', next_step_at: at('2026-10-14 09:00'),
    });
    expect(deadlines['GEN-2WD']).toMatchObject({ due_at: at('2026-10-12 23:59:59'), next_step_at: at('2026-10-10 09:00') });
  });

  it('beyond the last notice are provisional', async () => {
    const { deadlines } = await ticketFor({ no: 'C2', publishedAt: at('2026-12-30 10:00') }, {}, at('2026-12-30 11:00'));
    expect([deadlines['GEN-2WD']!.provisional, deadlines['GEN-5WD']!.provisional]).toEqual([true, true]);
    expect(deadlines['GEN-5WD']!.due_at).toEqual(at('2027-01-07 23:59:59'));
  });

  it('that had run out when the message came begin with the overdue notice', async () => {
    const { deadlines } = await ticketFor({ no: 'C3', publishedAt: at('2026-11-02 10:00') });
    expect(deadlines['GEN-5WD']).toMatchObject({ next_step: 'overdue', next_step_at: at('2026-11-09 23:59:59') });
  });

  it('of history are measured and have no next step: by flag, by age, by closing', async () => {
    const old = [
      await ticketFor({ no: 'C4', mainUnit: '城管局' }, { historical: true, channel: '市民热线旧档' }), await ticketFor({ no: 'C5', publishedAt: at('2018-04-04 15:00') }),
      await ticketFor({ no: 'C6', closedAt: at('2026-11-20 10:30') }),
    ];
    for (const { ticket, deadlines } of old) {
      expect(ticket.historical).toBe(true);
      expect(Object.keys(deadlines)).toEqual(expect.arrayContaining(['GEN-2WD', 'GEN-5WD']));
      expect(Object.values(deadlines).filter((d) => d.next_step !== null || d.next_step_at !== null)).toEqual([]);
    }
  });
});

describe('again', () => {
  it('adds nothing: not the same job, not the same rows', async () => {
    const told: Told[] = [{ no: 'R1', mainUnit: '城管局' }, { no: 'R2', type: '咨询', replyAt: RECEIVED }, { no: 'R3', closedAt: NOW }];
    const ids = await receive(t.db, told);
    const messages = await readMessages(t.db, ids);
    const run = () => t.db.transaction().execute((trx) => openForMessages(trx, messages, { clock: () => NOW, calendar, assign }));
    await run();
    const before = await rowCounts(t.db);
    const stood = await Promise.all(ids.map(look));
    await run();
    await respond(t.db, ids, at('2026-12-24 10:00'));
    await respond(t.db, await receive(t.db, told), at('2026-12-24 10:00'));
    expect(await rowCounts(t.db)).toEqual(before);
    expect(await Promise.all(ids.map(look))).toEqual(stood);
  });

  it('two jobs over the same messages at once open each ticket once', async () => {
    const ids = await receive(t.db, Array.from({ length: 30 }, (_, k) => ({ no: `T${k}`, mainUnit: '城管局' })));
    await Promise.all([respond(t.db, ids, NOW), respond(t.db, [...ids].reverse(), NOW)]);
    for (const id of ids) expect((await look(id)).way).toEqual(['-→S0 system', 'S0→S1 system 系统研判', 'S1→S3 system 来源系统已派单']);
  });

  it('an answer read before another job opened the ticket still stops its clocks', async () => {
    const [id] = await receive(t.db, [{ no: 'T99' }]);
    const first = await readMessages(t.db, [id!]);
    await receive(t.db, [{ no: 'T99', reply: '已修复', replyAt: at('2026-11-23 10:00') }]);
    const second = await readMessages(t.db, [id!]);
    for (const messages of [first, second]) await t.db.transaction().execute((trx) => openForMessages(trx, messages, { clock: () => NOW, calendar, assign }));
    expect((await look(id!)).deadlines['GEN-2WD']).toMatchObject({ met_at: at('2026-11-23 10:00'), met_on_time: true });
  });
});

describe('a row that comes back', () => {
  /** Opens a ticket on the day, brings the row again with what has happened since, and shows the ticket. */
  async function comesBack(no: string, over: Partial<Told>, source: Source = {}, now = at('2026-11-26 09:00')) {
    const told: Told = { no, mainUnit: '城管局', ...(over.type ? { type: over.type } : {}) };
    const before = await ticketFor(told, source);
    await respond(t.db, await receive(t.db, [{ ...told, ...over }], source), now);
    return look(before.itemId);
  }

  it('with an answer in time: the first answer is met, the result still runs', async () => {
    const { ticket, deadlines } = await comesBack('B1', { reply: '已安排', replyAt: at('2026-11-24 10:00') });
    expect(deadlines['GEN-2WD']).toMatchObject({ met_at: at('2026-11-24 10:00'), met_on_time: true, next_step: null, next_step_at: null });
    expect(deadlines['GEN-5WD']).toMatchObject({ met_at: null, cancelled_at: null, next_step: 'remind' });
    expect([ticket.state, ticket.next_due_at]).toEqual(['S3', DAY5]);
  });

  it('with an answer in the last second of the due day: in time; a second later it is late', async () => {
    const last = await comesBack('B2', { reply: '已安排', replyAt: at('2026-11-24 23:59:59') });
    expect(last.deadlines['GEN-2WD']!.met_on_time).toBe(true);
    const late = await comesBack('B3', { reply: '已安排', replyAt: at('2026-11-25 00:00:00') });
    expect(late.deadlines['GEN-2WD']).toMatchObject({ met_at: at('2026-11-25 00:00:00'), met_on_time: false, next_step: null });
  });

  it('closed: the result is met, late or in time, the ticket ends at that time, and nothing runs on', async () => {
    const { ticket, deadlines, way } = await comesBack('B4', { status: '已办结', replyAt: at('2026-11-23 10:00'), closedAt: at('2026-11-30 10:00') }, {}, at('2026-12-01 09:00'));
    expect(deadlines['GEN-2WD']).toMatchObject({ met_at: at('2026-11-23 10:00'), met_on_time: true });
    expect(deadlines['GEN-5WD']).toMatchObject({ met_at: at('2026-11-30 10:00'), met_on_time: false });
    expect([ticket.state, ticket.closed_at, ticket.next_due_at]).toEqual(['S12', at('2026-11-30 10:00'), null]);
    expect(way.at(-1)).toBe('S3→S12 system 来源系统已办结');
    expect(Object.values(deadlines).filter((d) => d.next_step !== null || (d.met_at === null && d.cancelled_at === null))).toEqual([]);
  });

  it('closed by its status, with the time of the answer', async () => {
    const { ticket, deadlines } = await comesBack('B5', { status: '已结案', replyAt: at('2026-11-25 10:00') });
    expect([ticket.state, ticket.closed_at]).toEqual(['S12', at('2026-11-25 10:00')]);
    expect(deadlines['GEN-2WD']).toMatchObject({ met_on_time: false });
    expect(deadlines['GEN-5WD']).toMatchObject({ met_at: at('2026-11-25 10:00'), met_on_time: true });
  });

  it('closed, and nobody says when: what had not run out yet was in time, of the rest nobody can tell', async () => {
    const { ticket, deadlines } = await comesBack('B6', { status: '已办结' });
    expect([ticket.state, ticket.closed_at]).toEqual(['S12', at('2026-11-26 09:00')]);
    expect(deadlines['GEN-5WD']).toMatchObject({ met_on_time: true, cancelled_at: null, next_step: null });
    expect(deadlines['GEN-2WD']).toMatchObject({ met_at: null, met_on_time: null, cancelled_at: at('2026-11-26 09:00'), next_step: null });
    expect(deadlines['GEN-RETURN-2WD']).toMatchObject({ met_at: null, cancelled_at: at('2026-11-26 09:00') });
  });

  it('with a status that is no ending: the ticket stays open', async () => {
    for (const [k, status] of ['办理中', '未办结', '待回复', '已派单', '不予办结'].entries()) {
      const { ticket, deadlines } = await comesBack(`B7${k}`, { status });
      expect([status, ticket.state, deadlines['GEN-5WD']!.met_at, deadlines['GEN-5WD']!.next_step]).toEqual([status, 'S3', null, 'remind']);
    }
  });

  it('taken in hand, or answered: nobody is urged to accept it any more', async () => {
    for (const [k, over] of ([{ status: '办理中' }, { reply: '已安排', replyAt: at('2026-11-24 10:00') }] as const).entries()) {
      expect((await comesBack(`B8${k}`, over)).deadlines['GEN-ACCEPT-1WD']).toMatchObject({ next_step: null, next_step_at: null });
    }
  });

  it('寄语市长: the answer is the first reply of a 投诉 and the result of a 咨询', async () => {
    const source = { profileId: 'yangzhou-2018', channel: '寄语市长' };
    const complaint = await comesBack('B9', { replyAt: at('2026-11-24 10:00') }, source);
    expect([complaint.deadlines['YZ-COMPLAINT-PRE-2WD']!.met_on_time, complaint.deadlines['YZ-COMPLAINT-FINAL-5WD']!.met_at]).toEqual([true, null]);
    const question = await comesBack('B10', { type: '咨询', replyAt: at('2026-11-25 10:00') }, source);
    expect(question.deadlines['YZ-CONSULT-2WD']).toMatchObject({ kind: 'K8', met_on_time: false });
  });

  it('a second time with another answer: what was met stays as it was', async () => {
    const { itemId } = await comesBack('B11', { replyAt: at('2026-11-24 10:00') });
    await respond(t.db, await receive(t.db, [{ no: 'B11', mainUnit: '城管局', reply: '更正', replyAt: at('2026-11-26 10:00') }]), at('2026-11-27 09:00'));
    expect((await look(itemId)).deadlines['GEN-2WD']).toMatchObject({ met_at: at('2026-11-24 10:00'), met_on_time: true });
  });

  it('a ticket that a person has taken further is not closed behind their back', async () => {
    const { ticket, itemId } = await ticketFor({ no: 'B12' });
    await t.db.updateTable('ticket').set({ state: 'X7' }).where('id', '=', ticket.id).execute();
    await respond(t.db, await receive(t.db, [{ no: 'B12', closedAt: at('2026-11-24 10:00') }]), at('2026-11-25 10:00'));
    expect((await look(itemId)).ticket).toMatchObject({ state: 'X7', closed_at: null });
  });
});
