import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { raiseForTopics } from '../../respond/topic-alerts.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { assign, at, calendar, receive, recipients, rowCounts, topicOf, type Source, type Told } from './world.ts';

/** A Friday. The window of the rule is 24 hours; it raises 蓝 at 5, 黄 at 10, 橙 at 20, 红 at 50. */
const NOW = at('2026-11-20 11:00');
const RECENT = at('2026-11-20 09:00');

let t: TestDb;
let made = 0;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());
beforeEach(() => { made += 1; });

/** So many messages about one matter, received at nine today unless they say otherwise. */
async function messages(n: number, over: Partial<Told> = {}, source?: Source): Promise<number[]> {
  const from = made * 1_000;
  made += 1;
  return receive(t.db, Array.from({ length: n }, (_, k) => ({ no: `M${from + k}`, category: 'ENV' as const, publishedAt: RECENT, ...over })), source);
}

const raise = (topics: number[], now = NOW) => t.db.transaction().execute((trx) => raiseForTopics(trx, topics, { clock: () => now, calendar, recipients, assign }));
const alertsOf = (topic: number) => t.db.selectFrom('alert').selectAll().where('topic_id', '=', topic).orderBy('id').execute();
const levels = async (topic: number) => (await alertsOf(topic)).map((a) => `${a.level} ${a.state}`);
const noticesOf = (topic: number) => t.db.selectFrom('notice').selectAll().where('topic_id', '=', topic).orderBy('id').execute();
const deadlines = async (topic: number) => (await t.db.selectFrom('deadline').selectAll().where('subject_kind', '=', 'topic').where('subject_id', '=', topic).orderBy('rule_id').execute())
  .map((d) => [d.rule_id, d.kind, d.due_at, d.next_step, d.next_step_at]);
async function join(topic: number, ids: number[]): Promise<void> {
  await t.db.insertInto('topic_item').values(ids.map((item_id) => ({ item_id, topic_id: topic, score: 1 }))).execute();
  await t.db.updateTable('topic').set((eb) => ({ item_count: eb('item_count', '+', ids.length) })).where('id', '=', topic).execute();
}

describe('a topic whose fresh items reach a level', () => {
  it('has no alert below the threshold and one at it, with its reason', async () => {
    const topic = await topicOf(t.db, await messages(4));
    await raise([topic]);
    expect(await levels(topic)).toEqual([]);
    await join(topic, await messages(1, { kind: 'post', channel: '网站' }));
    await raise([topic]);
    expect(await alertsOf(topic)).toMatchObject([{
      level: '蓝', state: 'open', opened_at: NOW, closed_at: null,
      reason: '近24小时 5 条,达到蓝色阈值 5 条(前一时段 0 条);来源:12345 4 条、网站 1 条;首见 2026-11-20 09:00',
    }]);
  });

  it('has one alert per level, and tells once, however often it is looked at', async () => {
    const topic = await topicOf(t.db, await messages(5));
    await raise([topic]);
    await join(topic, await messages(3));
    const before = await rowCounts(t.db);
    for (let k = 0; k < 3; k += 1) await raise([topic], at('2026-11-20 12:00'));
    expect(await rowCounts(t.db)).toEqual(before);
    expect(await levels(topic)).toEqual(['蓝 open']);
  });

  it('goes up a level when it grows: the lower alert is marked raised, each level is told once', async () => {
    const topic = await topicOf(t.db, await messages(5));
    await raise([topic]);
    await join(topic, await messages(15));
    await raise([topic], at('2026-11-20 12:00'));
    expect(await levels(topic)).toEqual(['蓝 raised', '橙 open']);
    expect((await alertsOf(topic))[0]!.closed_at).toEqual(at('2026-11-20 12:00'));
    expect((await noticesOf(topic)).map((n) => n.subject)).toEqual(['【蓝色预警】清河化肥厂泄漏', '【橙色预警】清河化肥厂泄漏']);
    const events = await t.db.selectFrom('alert_event as e').innerJoin('alert as a', 'a.id', 'e.alert_id').select(['a.level', 'e.kind']).where('a.topic_id', '=', topic).orderBy('e.id').execute();
    expect(events.map((e) => `${e.level} ${e.kind}`)).toEqual(['蓝 open', '蓝 raised', '橙 open']);
  });

  it('goes straight to the highest level it reaches, and never down', async () => {
    const topic = await topicOf(t.db, await messages(50));
    await raise([topic]);
    expect(await levels(topic)).toEqual(['红 open']);
    await raise([topic], at('2026-11-21 10:00')); // all of yesterday's are past the window now
    await join(topic, await messages(6, { publishedAt: at('2026-11-21 10:00') }));
    await raise([topic], at('2026-11-21 11:00'));
    expect(await levels(topic)).toEqual(['红 open']);
  });

  it('is not raised again at a level that the desk called a false alarm', async () => {
    const topic = await topicOf(t.db, await messages(5));
    await raise([topic]);
    await t.db.updateTable('alert').set({ state: 'false_alarm' }).where('topic_id', '=', topic).execute();
    await join(topic, await messages(1));
    await raise([topic]);
    expect(await levels(topic)).toEqual(['蓝 false_alarm']);
    await join(topic, await messages(4));
    await raise([topic]);
    expect(await levels(topic)).toEqual(['蓝 false_alarm', '黄 open']);
  });

  it('is raised once when two workers look at it together', async () => {
    const topics = [await topicOf(t.db, await messages(5)), await topicOf(t.db, await messages(10))];
    await Promise.all([raise(topics), raise([...topics].reverse()), raise(topics)]);
    expect([await levels(topics[0]!), await levels(topics[1]!)]).toEqual([['蓝 open'], ['黄 open']]);
    expect([(await noticesOf(topics[0]!)).length, (await noticesOf(topics[1]!)).length]).toEqual([1, 1]);
  });

  it('a topic that was merged into another raises nothing', async () => {
    const [into, gone] = [await topicOf(t.db, await messages(1)), await topicOf(t.db, await messages(20))];
    await t.db.updateTable('topic').set({ state: 'merged', merged_into: into }).where('id', '=', gone).execute();
    await raise([into, gone]);
    expect([await levels(into), await levels(gone)]).toEqual([[], []]);
  });
});

describe('what never counts', () => {
  it.each<[string, Partial<Told>, Source?]>([
    ['older than the window', { publishedAt: at('2026-11-19 11:00') }],
    ['said to be of the future', { publishedAt: at('2026-11-20 11:00:01') }],
    ['closed', { closedAt: at('2026-11-20 10:00') }],
    ['historical by its source', {}, { historical: true, channel: '旧档案' }],
    ['historical by its age', { publishedAt: at('2018-04-04 10:00') }],
  ])('material that is %s', async (_name, over, source) => {
    const topic = await topicOf(t.db, [...await messages(60, over, source), ...await messages(4)]);
    await raise([topic]);
    expect(await levels(topic)).toEqual([]);
    await join(topic, await messages(1));
    await raise([topic]);
    expect(await levels(topic)).toEqual(['蓝 open']);
  });

  it('what was closed after it came', async () => {
    const ids = await messages(5);
    const topic = await topicOf(t.db, ids);
    await t.db.updateTable('item').set({ closed_at: at('2026-11-20 10:00') }).where('id', '=', ids[0]!).execute();
    await raise([topic]);
    expect(await levels(topic)).toEqual([]);
  });

  it('the window before is told beside it', async () => {
    const topic = await topicOf(t.db, [...await messages(5), ...await messages(3, { publishedAt: at('2026-11-19 10:00') })]);
    await raise([topic]);
    expect((await alertsOf(topic))[0]!.reason).toContain('(前一时段 3 条)');
  });
});

describe('clocks of a topic', () => {
  it('蓝: 24 hours to report, no answer to the public yet', async () => {
    const topic = await topicOf(t.db, await messages(5));
    await raise([topic]);
    expect(await deadlines(topic)).toEqual([['GEN-REPORT-24H', 'K1', at('2026-11-21 11:00'), 'remind', at('2026-11-21 05:00')]]);
  });

  it('黄: 2 hours to report, 48 to answer', async () => {
    const topic = await topicOf(t.db, await messages(10));
    await raise([topic]);
    expect(await deadlines(topic)).toEqual([
      ['GEN-REPORT-2H', 'K1', at('2026-11-20 13:00'), 'remind', at('2026-11-20 12:30')],
      ['NAT-OTHER-48H', 'K4', at('2026-11-22 11:00'), 'remind', at('2026-11-21 23:00')],
    ]);
  });

  it('橙 with 突发事件: 5 hours to authoritative word, 24 to the press; not the 48 of other matters', async () => {
    const topic = await topicOf(t.db, [...await messages(4, { flags: ['突发事件', '伤亡'] }), ...await messages(16)]);
    await raise([topic]);
    expect((await deadlines(topic)).map(([rule, kind, due]) => [rule, kind, due])).toEqual([
      ['GEN-REPORT-1H', 'K1', at('2026-11-20 12:00')],
      ['NAT-AUTH-5H', 'K2', at('2026-11-20 16:00')],
      ['NAT-PRESS-24H', 'K3', at('2026-11-21 11:00')],
    ]);
    expect((await alertsOf(topic))[0]!.reason).toMatch(/;涉及:伤亡、突发事件$/);
  });

  it('a flag that only few of its items carry is not the topic’s', async () => {
    const topic = await topicOf(t.db, [...await messages(3, { flags: ['突发事件'] }), ...await messages(17)]);
    await raise([topic]);
    expect((await deadlines(topic)).map(([rule]) => rule)).toEqual(['GEN-REPORT-1H', 'NAT-OTHER-48H']);
    expect((await alertsOf(topic))[0]!.reason).not.toContain('涉及');
  });

  it('raised to a higher level: its clocks run from then, those that ran go on', async () => {
    const topic = await topicOf(t.db, await messages(10));
    await raise([topic]);
    await join(topic, await messages(10));
    await raise([topic], at('2026-11-20 12:00'));
    expect((await deadlines(topic)).map(([rule, , due]) => [rule, due])).toEqual([
      ['GEN-REPORT-1H', at('2026-11-20 13:00')], ['GEN-REPORT-2H', at('2026-11-20 13:00')], ['NAT-OTHER-48H', at('2026-11-22 11:00')],
    ]);
  });
});

it('tells the desk what, how grave, why and who should lead, and leaves the delivery to the next stage', async () => {
  const topic = await topicOf(t.db, await messages(10, {}, { profileId: 'yangzhou-2018' }), '化肥厂\u001b[2J泄漏', 'yangzhou-2018');
  await raise([topic]);
  const [notice] = await noticesOf(topic);
  expect(notice).toMatchObject({ kind: '预警', recipient: '舆情值班', channel: 'file', state: 'pending', ticket_id: null });
  expect(notice!.body_text).toMatch(/^话题:.*\n级别:黄色\(拟定III级,待人工确认\)\n原因:近24小时 10 条.*\n建议主办:市生态环境局\(本级文件\(yangzhou-2018\)点名“生态环境”由市环保局主办;市环保局 2019年起为市生态环境局.*\)\n$/);
  const lines = await t.db.selectFrom('outbox').select(['stage', 'payload']).where('stage', '=', 'deliver').execute();
  expect(lines.filter((l) => (l.payload as { noticeId?: number }).noticeId === notice!.id)).toHaveLength(1);
});
