import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseForTopics } from '../../respond/topic-alerts.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { assign, at, calendar, receive, recipients, respond, topicOf } from '../respond/world.ts';
import { yuqing } from './run.ts';

/** Clears the screen, sets a title, starts a colour by an 8-bit control, turns the line round. */
const HOSTILE = '\u001b[2J\u001b]0;pwned\u0007\u009b31m\u202e';

let t: TestDb;
let ids: number[];
beforeAll(async () => {
  t = await createTestDb();
  ids = await receive(t.db, [
    { no: '20261009000017', title: '路灯', body: '望江路路灯坏了三天', publishedAt: at('2026-10-09 16:20'), mainUnit: '市城管局', category: 'URB', stance: '质疑', places: [{ kind: '道路', name: '望江路', start: 0, end: 3 }] },
    { no: 'H1', title: `${HOSTILE}标题`, body: `正文${HOSTILE}\n第二行`, mainUnit: `局${HOSTILE}`, channel: `渠道${HOSTILE}`, place: HOSTILE, places: [{ kind: '场所', name: `广场${HOSTILE}`, start: 0, end: 2 }], publishedAt: at('2026-11-20 09:00') },
    { no: 'E1', type: '表扬', precision: 'day', publishedAt: at('2026-11-20 00:00') }, { no: '1', body: '编号也叫 1' }, ...[2, 3, 4, 5].map((k) => ({ no: `T${k}`, publishedAt: at('2026-11-20 09:00') })),
  ]);
  await respond(t.db, ids, at('2026-10-09 17:00'));
  await respond(t.db, await receive(t.db, [{ no: '20261009000017', title: '路灯', body: '望江路路灯坏了三天', publishedAt: at('2026-10-09 16:20'), mainUnit: '市城管局', reply: '已安排', replyAt: at('2026-10-13 09:00') }]), at('2026-10-13 10:00'));
  const topic = await topicOf(t.db, [ids[1]!, ...ids.slice(4)], `话题${HOSTILE}`);
  await t.db.transaction().execute((trx) => raiseForTopics(trx, [topic], { clock: () => at('2026-11-20 10:00'), calendar, recipients, assign }));
});
afterAll(() => t.close());

const trace = (...args: string[]) => yuqing(['trace', ...args], { DATABASE_URL: t.url });

describe('yuqing trace', () => {
  it('tells an order’s whole way, and how each of its deadlines was counted', async () => {
    const { code, stdout, stderr } = await trace('20261009000017');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('【来源】20261009000017 · national 12345 · 渠道 12345\n  时间 2026-10-09 16:20;');
    expect(stdout).toMatch(/第 2 版\n {2}路灯 望江路路灯坏了三天\n {2}第 1 版于 .* 被更新/);
    expect(stdout).toMatch(/【研判】\n {2}● model:test@1:.*\(URB\) 把握 90%;投诉;负面;一般;立场 质疑\n {4}地点:望江路\(道路\)/);
    expect(stdout).toMatch(/【工单】#\d+ 转办;主办 市城管局\n {2}为什么是它:来源系统已派给市城管局\n {2}.* - → S0 system\n {2}.* S0 → S1 system\(系统研判\)\n {2}.* S1 → S3 system\(来源系统已派单\)/);
    expect(stdout).toContain([
      '【时限】5个工作日内反馈办理结果(求助、投诉、举报) 截止 2026-10-15 23:59',
      '  2026-10-09 16:20 收到,次日起算5个工作日:10-10(周六,调休上班)、10-12、10-13、10-14、10-15;其间不计:10-11(周日)。截止 2026-10-15 24:00。依据:缺省;本级未规定,采用缺省',
    ].join('\n'));
    expect(stdout).toContain('【时限】2个工作日内反馈(咨询、建议;其余为初步答复) 截止 2026-10-12 23:59;逾期完成于 2026-10-13 09:00\n');
    expect(stdout).toMatch(/【时限】派单后1个工作日内签收 截止 2026-10-10 23:59;2026-10-13 10:00 起不再计时\n {2}2026-10-09 16:20 派单,次日起算1个工作日:10-10\(周六,调休上班\)/);
  });

  it('finds by its own number with #, and an order’s number goes before it', async () => {
    expect((await trace(`#${ids[0]}`)).stdout).toBe((await trace('20261009000017')).stdout);
    expect((await trace('1')).stdout).toContain('编号也叫 1');
  });

  it('says what is not known: the hour, a topic, a deadline', async () => {
    const { stdout } = await trace('E1');
    expect(stdout).toContain('2026-11-20(只知日期)');
    expect(stdout).toContain('【话题】未归入话题');
    expect(stdout).not.toContain('【时限】');
  });

  it('what people wrote cannot drive the terminal, wherever it stands', async () => {
    const { code, stdout } = await trace('H1');
    expect(code).toBe(0);
    for (const part of ['渠道 渠道', '标题', '正文', '第二行', '地点:广场', '【话题】#', '【预警】蓝色(open)', '主办 局', '【通知】预警 → 舆情值班(file)']) expect(stdout).toContain(part);
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    expect(stdout).toContain('【时限】IV级舆情24小时内报告 截止 2026-11-21 10:00');
  });

  it('as JSON it is one line with the same facts', async () => {
    const { stdout } = await trace('20261009000017', '--json');
    const told = JSON.parse(stdout) as { item: { externalId: string; revision: number }; deadlines: { countedDays: string[] }[]; revisions: unknown[] };
    expect(stdout.split('\n')).toHaveLength(2);
    expect(told.item).toMatchObject({ externalId: '20261009000017', revision: 2, historical: false });
    expect(told.deadlines.map((d) => d.countedDays)).toContainEqual(['2026-10-10', '2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15']);
    expect(told.revisions).toHaveLength(1);
  });

  it.each(['#99999999', `x'; drop table item; --`])('%s is not found, and that is told', async (key) => {
    const { code, stdout, stderr } = await trace(key);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`出错了:没有找到“${key}”。请核对工单编号;条目编号可写成 #123(NOT_FOUND)\n`);
  });
});
