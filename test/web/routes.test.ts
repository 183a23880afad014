import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beat, sayAlive } from '../../db/workers.ts';
import type { OpenDesk } from '../../web/api/server.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { until } from '../support/wait.ts';
import { get, openDesk } from './desk.ts';
import { alertOn, NOW, tell, topicOf } from './world.ts';

const at = (text: string) => new Date(`${text}+08:00`);

interface Deadline {
  name: string; dueAt: string; explanation: string; countedDays: string[]; skippedDays: { day: string; why: string }[];
  provisional: boolean; basis: string; authorityText: string;
}
interface Ticket {
  id: number; no: string; title: string; categoryName: string; displayGroup: string | null; leadUnit: string; stateName: string;
  historical: boolean; deadline: Deadline | null;
}
interface List { now: string; total: number; limit: number; offset: number; tickets: Ticket[] }
interface Overview {
  items: object; topics: number; alerts: object; tickets: object; nextDeadline: object | null; workers: string[]; escalatorAt: string | null;
}

let t: TestDb;
let desk: OpenDesk;
const ask = async <T>(path: string) => (await get(desk.url + path)).json<T>();
const ticket = async (no: string, path = '/api/tickets?limit=200') => (await ask<List>(path)).tickets.find((x) => x.no === no);

beforeAll(async () => {
  t = await createTestDb();
  desk = await openDesk(t);
});
afterAll(async () => {
  await desk.close();
  await t.close();
});

describe('an empty desk', () => {
  it('counts nothing and says so', async () => {
    expect(await ask('/api/overview')).toEqual({
      now: NOW.toISOString(), items: { total: 0, today: 0 }, topics: 0, alerts: { 蓝: 0, 黄: 0, 橙: 0, 红: 0 },
      tickets: { open: 0, overdue: 0, total: 0, historical: 0 }, nextDeadline: null, workers: [], escalatorAt: null,
    });
    expect(await ask('/api/tickets')).toEqual({ now: NOW.toISOString(), total: 0, limit: 50, offset: 0, tickets: [] });
    expect(await ask('/api/alerts')).toEqual({ end: 0, alerts: [] });
    expect(await ask('/readyz')).toMatchObject({ ready: true, faults: [] });
  });
});

describe('with messages', () => {
  let ids: number[];
  beforeAll(async () => {
    ids = await tell(t.db, [
      { no: 'T-makeup', title: '学区划分不公开', category: 'EDU', type: '投诉', publishedAt: at('2026-09-18T16:20:00'), mainUnit: '市教育局' },
      { no: 'T-letter', title: '公交站台取消', category: 'TRA', type: '咨询', channel: '寄语市长', publishedAt: at('2026-11-24T09:00:00') },
      { no: 'T-analogy', title: '举报工地扬尘', category: 'ENV', type: '举报', channel: '寄语市长', publishedAt: at('2026-11-24T10:00:00') },
      { no: 'T-newyear', title: '供暖咨询', category: 'UTI', type: '咨询', publishedAt: at('2026-12-30T10:00:00') },
      { no: 'T-closed', title: '已经办结', status: '已办结', publishedAt: at('2026-11-20T10:00:00'), closedAt: at('2026-11-23T10:00:00') },
      { no: 'T-private', title: '我叫张建国,电话13800138000', body: '我叫张建国,住阳光小区3栋2单元502室,微信zhangjg1980', publishedAt: at('2026-11-24T11:00:00') },
    ]);
    await tell(t.db, Array.from({ length: 3 }, (_, k) => ({ no: `OLD-${k}`, title: `旧件 ${k}`, historical: true, publishedAt: at(`2018-04-0${k + 2}T10:00:00`) })));
    await until('the numbers read anew', async () => (await ask<{ items: { total: number } }>('/api/overview')).items.total === 9);
  });

  it('a ticket says how its deadline was counted, by which rule, and that nothing was invented', async () => {
    const { deadline, ...rest } = (await ticket('T-makeup'))!;
    expect(rest).toMatchObject({ categoryName: '教育就学', displayGroup: '就学就医', leadUnit: '市教育局', leadReason: expect.stringMatching(/市教育局/), refer: null, stateName: '转办', historical: false });
    expect(deadline).toMatchObject({ authorityText: '本级未规定,采用缺省', provisional: false, countedDays: ['2026-09-20', '2026-09-21'] });
    expect(deadline!.dueAt).toBe('2026-09-21T15:59:59.000Z');
    expect(deadline!.explanation).toMatch(/^2026-09-18 16:20 收到,.*09-20\(周日,调休上班\).*09-19\(周六\).*截止 2026-09-21 24:00$/);
    expect(deadline!.explanation).not.toContain('依据');
  });

  it('a document\'s own rule is shown as such, and one applied by analogy is marked', async () => {
    expect((await ticket('T-letter'))!.deadline).toMatchObject({ authorityText: '依本级文件', countedDays: ['2026-11-25', '2026-11-26'] });
    expect((await ticket('T-analogy'))!.deadline!.authorityText).toBe('依本级文件(类推)');
  });

  it('a deadline beyond the last holiday notice is provisional', async () => {
    const { deadline } = (await ticket('T-newyear'))!;
    expect(deadline).toMatchObject({ provisional: true, skippedDays: expect.arrayContaining([expect.objectContaining({ day: expect.stringMatching(/^2027-01-0/) })]) });
    expect(deadline!.explanation).toContain('暂定:2027年放假安排尚未公布');
  });

  it('lists the most pressing first, by pages, without what is closed', async () => {
    const { tickets, total } = await ask<List>('/api/tickets');
    expect(total).toBe(5);
    expect(tickets.map((x) => x.no)).toEqual(expect.not.arrayContaining(['T-closed']));
    expect(tickets[0]!.no).toBe('T-makeup');
    const due = tickets.map((x) => x.deadline!.dueAt);
    expect(due).toEqual(due.toSorted());
    const pages = await Promise.all([0, 2, 4].map((offset) => ask<List>(`/api/tickets?limit=2&offset=${offset}`)));
    expect(pages.map((p) => p.tickets.length)).toEqual([2, 2, 1]);
    expect(pages.flatMap((p) => p.tickets.map((x) => x.id))).toEqual(tickets.map((x) => x.id));
  });

  it('keeps historical material in a list of its own', async () => {
    const { tickets, total } = await ask<List>('/api/tickets?historical=true');
    expect(total).toBe(3);
    expect(tickets.every((x) => x.historical)).toBe(true);
    expect((await ask<List>('/api/tickets?historical=false')).total).toBe(5);
  });

  it('counts what stands: historical material is never open or overdue', async () => {
    await sayAlive(t.db, { id: randomUUID(), host: 'h', pid: 1, roles: ['respond', 'classify'] });
    await beat(t.db, 'escalate', at('2026-11-24T18:29:00'));
    await until('the numbers read anew', async () => (await ask<Overview>('/api/overview')).workers.length > 0);
    const seen = await ask<Overview>('/api/overview');
    // T-closed came in closed: it is historical by that alone.
    expect(seen).toMatchObject({
      tickets: { open: 5, overdue: 1, total: 9, historical: 4 }, workers: ['classify', 'respond'], escalatorAt: '2026-11-24T10:29:00.000Z',
      nextDeadline: { no: 'T-letter', title: '公交站台取消', dueAt: '2026-11-26T15:59:59.000Z', provisional: false },
    });
  });

  it('shows no personal data, and no column that a route does not name', async () => {
    const topicId = await topicOf(t.db, '张建国先生来电 13800138000', ids);
    await alertOn(t.db, topicId, '红', '首见 2026-11-24 08:10');
    const answers = await Promise.all(['/api/tickets?limit=200', '/api/alerts', `/api/topics/${topicId}`, '/api/overview'].map((p) => get(desk.url + p)));
    const all = answers.map((a) => a.text).join('\n');
    for (const secret of ['13800138000', '张建国', '2单元502', 'zhangjg1980']) expect(all).not.toContain(secret);
    for (const column of ['"author"', '"raw"', '"row_hash"', '"rowHash"', '"contact"', '"clock"', '"ruleId"']) expect(all).not.toContain(column);
    expect(answers[1]!.json()).toMatchObject({ alerts: [{ level: '红', title: '张*先生来电 138****8000', spread: [{ channel: '12345', n: 4 }, { channel: '寄语市长', n: 2 }] }] });
  });

  it('a topic lists its items by pages, newest first', async () => {
    const topicId = await topicOf(t.db, '分页', await tell(t.db, Array.from({ length: 7 }, (_, k) => ({
      no: `P-${k}`, title: `第 ${k} 条`, publishedAt: at(`2026-11-2${k % 4}T0${k}:00:00`), precision: 'day' as const,
    })), { tickets: false }));
    const page = async (limit: number, offset: number) => (await ask<{ itemCount: number; items: { no: string; precision: string; categoryName: string }[] }>(`/api/topics/${topicId}?limit=${limit}&offset=${offset}`));
    const [first, second] = [await page(5, 0), await page(5, 5)];
    expect(first).toMatchObject({ itemCount: 7, items: [{ no: 'P-3' }, { no: 'P-6' }, { no: 'P-2' }, { no: 'P-5' }, { no: 'P-1', precision: 'day', categoryName: '城市管理与市容环卫' }] });
    expect(second.items.map((i) => i.no)).toHaveLength(2);
  });
});
