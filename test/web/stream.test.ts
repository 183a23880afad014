import { once } from 'node:events';
import { connect as openSocket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDb, type TestDb } from '../support/database.ts';
import { until } from '../support/wait.ts';
import { get, openDesk } from './desk.ts';
import { follow } from './sse-client.ts';
import { alertOn, memoryLog, tell, topicOf } from './world.ts';

let t: TestDb;
let itemIds: number[];
beforeAll(async () => {
  t = await createTestDb();
  itemIds = await tell(t.db, [{ no: 'A-1', title: '学区划分' }, { no: 'A-2', title: '学区调整', channel: '寄语市长' }], { tickets: false });
});
afterAll(() => t.close());

/** Polling this seldom, whatever arrives in a test has been heard, not found by looking. */
const BY_WORD = { live: { pollMs: 600_000 } };
let topics = 0;
/** Raises a new alert; returns its place in the feed. */
async function raise(reason = '近24小时 16 条,达到橙色阈值 15 条'): Promise<number> {
  topics += 1;
  const topicId = await topicOf(t.db, `话题 ${topics}`, topics === 1 ? itemIds : []);
  await alertOn(t.db, topicId, '橙', reason);
  const { rows } = await sql<{ id: number }>`select max(id) as id from alert_event`.execute(t.db);
  return rows[0]!.id;
}
const listening = async (url: string) => (await get(`${url}/readyz`)).json<{ listening: boolean; streams: number }>();
const ears = async () => {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database() and application_name = 'yuqing-listen'`.execute(t.db);
  return rows.map((r) => r.pid);
};

describe('the live feed', () => {
  it('tells an alert when it is raised, with its place, its topic and its spread', async () => {
    const desk = await openDesk(t, BY_WORD);
    const stream = await follow(`${desk.url}/api/alerts/stream`);
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.headers.get('content-security-policy')).toContain("default-src 'self'");
    await until('the stream is followed', async () => (await listening(desk.url)).streams === 1);
    const place = await raise('联系人:张建国,电话13800138000');
    await stream.untilAlerts(1);
    expect(stream.heard[0]).toMatchObject({ id: place, event: 'alert', data: {
      id: place, kind: 'open', level: '橙', state: 'open', title: '话题 1', itemCount: 2, reason: '联系人:张*,电话138****8000',
      spread: [{ channel: '12345', n: 1 }, { channel: '寄语市长', n: 1 }],
    } });
    await desk.close();
    await stream.ended;
  });

  it('tells what becomes of an alert', async () => {
    const desk = await openDesk(t, BY_WORD);
    const { end, alerts } = (await get(`${desk.url}/api/alerts`)).json<{ end: number; alerts: { alertId: number }[] }>();
    const stream = await follow(`${desk.url}/api/alerts/stream?after=${end}`);
    await t.db.updateTable('alert').set({ state: 'false_alarm' }).where('id', '=', alerts[0]!.alertId).execute();
    await stream.untilAlerts(1);
    expect(stream.heard[0]?.data).toMatchObject({ kind: 'false_alarm', state: 'false_alarm', alertId: alerts[0]!.alertId });
    await desk.close();
  });

  it('begins exactly where the list of standing alerts ends', async () => {
    const desk = await openDesk(t, BY_WORD);
    await raise();
    const { end } = (await get(`${desk.url}/api/alerts`)).json<{ end: number }>();
    const missed = [await raise(), await raise()];
    const stream = await follow(`${desk.url}/api/alerts/stream?after=${end}`);
    await stream.untilAlerts(2);
    const next = await raise();
    await stream.untilAlerts(3);
    expect(stream.ids()).toEqual([...missed, next]);
    await desk.close();
  });
});

describe('resuming', () => {
  it('after breaks in the middle of a burst, loses nothing and repeats nothing', async () => {
    const desk = await openDesk(t, BY_WORD);
    const { end } = (await get(`${desk.url}/api/alerts`)).json<{ end: number }>();
    const raised: number[] = [];
    const burst = (async () => { for (let k = 0; k < 120; k += 1) raised.push(await raise()); })();
    const heard: number[] = [];
    let last = end;
    for (let turn = 0; turn < 6; turn += 1) {
      const stream = await follow(`${desk.url}/api/alerts/stream?after=${end}`, { 'last-event-id': String(last) });
      await stream.untilAlerts(turn === 5 ? 120 - heard.length : 3 + turn);
      stream.cut();
      heard.push(...stream.ids());
      last = heard.at(-1) ?? end;
    }
    await burst;
    expect(heard).toEqual(raised);
    await desk.close();
  });

  it('catches up over many pages while new alerts come in', async () => {
    const desk = await openDesk(t, BY_WORD);
    const { rows } = await sql<{ id: number }>`select id from alert_event order by id`.execute(t.db);
    const topicId = await topicOf(t.db, '旧话题', []);
    await t.db.transaction().execute(async (trx) => {
      for (let k = 0; k < 450; k += 1) {
        await sql`insert into alert (topic_id, level, state, reason, closed_at) values (${topicId}, '蓝', 'cleared', '旧', now())`.execute(trx);
      }
    });
    const stream = await follow(`${desk.url}/api/alerts/stream?after=0`);
    const next = await raise();
    await stream.untilAlerts(rows.length + 451);
    const ids = stream.ids();
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(ids.at(-1)).toBe(next);
    await desk.close();
  });

  it.each(['999999999', 'nonsense', '-4', '1e400'])('from a place this database never reached (%s), says that the page must begin anew', async (place) => {
    const desk = await openDesk(t, BY_WORD);
    const { end } = (await get(`${desk.url}/api/alerts`)).json<{ end: number }>();
    const stream = await follow(`${desk.url}/api/alerts/stream`, { 'last-event-id': place });
    await until('a reset', () => stream.heard.length > 0);
    expect(stream.heard[0]).toEqual({ id: end, event: 'reset', data: { end } });
    const next = await raise();
    await stream.untilAlerts(1);
    expect(stream.ids()).toEqual([next]);
    await desk.close();
  });
});

describe('the listening connection', () => {
  it('is one for all clients', async () => {
    const desk = await openDesk(t, BY_WORD);
    const streams = await Promise.all(Array.from({ length: 25 }, () => follow(`${desk.url}/api/alerts/stream`)));
    await until('25 clients', async () => (await listening(desk.url)).streams === 25);
    expect(await ears()).toHaveLength(1);
    const place = await raise();
    await Promise.all(streams.map((s) => s.untilAlerts(1)));
    expect(streams.map((s) => s.ids())).toEqual(streams.map(() => [place]));
    await desk.close();
    await Promise.all(streams.map((s) => s.ended));
  });

  it('comes back after it was killed, and what was raised meanwhile is told', async () => {
    const log = memoryLog();
    const desk = await openDesk(t, { ...BY_WORD, log });
    const stream = await follow(`${desk.url}/api/alerts/stream`);
    await until('listening', async () => (await listening(desk.url)).listening);
    const [pid] = await ears();
    await sql`select pg_terminate_backend(${pid})`.execute(t.db);
    await until('the connection is lost', async () => !(await ears()).includes(pid!));
    const meanwhile = await raise();
    await stream.untilAlerts(1);
    await until('listening again', async () => (await listening(desk.url)).listening);
    const after = await raise();
    await stream.untilAlerts(2);
    expect(stream.ids()).toEqual([meanwhile, after]);
    expect(log.lines.filter((l) => l.includes('监听连接断开'))).toHaveLength(1);
    await desk.close();
  });

  it('may be deaf: looking now and then finds what it did not hear', async () => {
    const elsewhere = await createTestDb();
    const desk = await openDesk(t, { databaseUrl: elsewhere.url, live: { pollMs: 50 } });
    const stream = await follow(`${desk.url}/api/alerts/stream`);
    await until('the stream is followed', async () => (await listening(desk.url)).streams === 1);
    const place = await raise();
    await stream.untilAlerts(1);
    expect(stream.ids()).toEqual([place]);
    await desk.close();
    await elsewhere.close();
  });
});

describe('clients', () => {
  it('hear a heartbeat while nothing happens', async () => {
    const desk = await openDesk(t, { live: { heartbeatMs: 30 } });
    const stream = await follow(`${desk.url}/api/alerts/stream`);
    await until('two heartbeats', () => stream.comments.length >= 2);
    expect(stream.comments[0]).toBe(': heartbeat');
    expect(stream.heard[0]).toMatchObject({ id: null, event: 'beat', data: { now: '2026-11-24T10:30:00.000Z' } });
    await desk.close();
  });

  it('that do not read are dropped instead of being buffered for, and the others lose nothing', async () => {
    const desk = await openDesk(t, { live: { maxBuffered: 64 * 1024, pollMs: 600_000, heartbeatMs: 600_000 } });
    const { hostname, port } = new URL(desk.url);
    const lazy = openSocket(Number(port), hostname);
    lazy.on('error', () => {});
    const gone = once(lazy, 'close');
    lazy.write(`GET /api/alerts/stream HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
    await once(lazy, 'readable');
    const reading = await follow(`${desk.url}/api/alerts/stream`);
    await until('both', async () => (await listening(desk.url)).streams === 2);
    const raised: number[] = [];
    for (let k = 0; k < 400 && (await listening(desk.url)).streams === 2; k += 1) raised.push(await raise('大'.repeat(100_000)));
    expect((await listening(desk.url)).streams).toBe(1);
    await reading.untilAlerts(raised.length);
    expect(reading.ids()).toEqual(raised);
    lazy.resume();
    await gone;
    await desk.close();
  });

  it('that go away are forgotten', async () => {
    const desk = await openDesk(t, BY_WORD);
    const stream = await follow(`${desk.url}/api/alerts/stream`);
    await until('one client', async () => (await listening(desk.url)).streams === 1);
    stream.cut();
    await until('no client', async () => (await listening(desk.url)).streams === 0);
    const place = await raise();
    const next = await follow(`${desk.url}/api/alerts/stream?after=${place - 1}`);
    await next.untilAlerts(1);
    expect([stream.ids(), next.ids()]).toEqual([[], [place]]);
    await desk.close();
  });

  it('are let go when the server closes, a connection that never asked anything included', async () => {
    const desk = await openDesk(t, BY_WORD);
    const stream = await follow(`${desk.url}/api/alerts/stream`);
    await until('listening', async () => (await listening(desk.url)).listening);
    const { hostname, port } = new URL(desk.url);
    const silent = openSocket(Number(port), hostname);
    await once(silent, 'connect');
    const gone = once(silent, 'close');
    await desk.close();
    await Promise.all([stream.ended, gone]);
    await until('no listening connection', async () => (await ears()).length === 0);
    await expect(fetch(`${desk.url}/healthz`)).rejects.toThrow('fetch failed');
  });
});
