import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFaults } from '../../db/faults.ts';
import { addPollToDay } from '../../db/source-days.ts';
import { ensureSource } from '../../db/sources.ts';
import { sourcesWithHealth } from '../../ingest/health.ts';
import { findSilent } from '../../ingest/silent.ts';
import { loadCalendar } from '../../profiles/load.ts';
import { createTestDb, type TestDb } from '../support/database.ts';

const calendar = loadCalendar();
const at = (text: string) => new Date(`2026-11-${text}:00+08:00`);
let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

async function source(name: string): Promise<number> {
  const { id } = await ensureSource(t.db, { name, kind: 'feed', channel: '网站', profileId: 'national', config: { url: `https://${name}.example/rss` } });
  await t.db.updateTable('source').set({ next_poll_at: at('24T12:00'), last_ok_at: at('20T09:00'), last_item_at: at('16T17:10') }).where('id', '=', id).execute();
  for (const day of ['09', '10', '11', '12', '13', '16']) for (const hour of ['09', '17']) await addPollToDay(t.db, id, at(`${day}T${hour}:10`), { failed: false, news: true });
  return id;
}
const stateOf = async (id: number, now: Date) => (await sourcesWithHealth(t.db, now, calendar)).find((s) => s.id === id)!.state;

it('a source that answers and brings nothing is told of once, and is well again when it speaks', async () => {
  const id = await source('qinghe');
  await findSilent(t.db, at('17T16:00'), calendar);
  expect(await openFaults(t.db, id)).toEqual([]);
  for (const hour of ['16', '17']) await findSilent(t.db, at(`18T${hour}:00`), calendar);
  expect(await openFaults(t.db, id)).toMatchObject([{
    kind: 'silent', openedAt: at('18T16:00'), words: '信源“qinghe”已 2 天没有新内容(只计工作日),以往最长间隔 16 小时,最近一条收于 2026-11-16 17:10',
  }]);
  expect(await t.db.selectFrom('outbox').select('payload').where('stage', '=', 'faults').execute()).toHaveLength(1);
  expect(await stateOf(id, at('18T17:00'))).toBe('沉默');

  await addPollToDay(t.db, id, at('18T18:00'), { failed: false, news: true });
  await findSilent(t.db, at('18T18:30'), calendar);
  expect(await openFaults(t.db, id)).toEqual([]);
  expect(await stateOf(id, at('18T18:30'))).toBe('正常');
});

it('one that fails or is paused is not silent besides', async () => {
  const failing = await source('failing');
  const paused = await source('paused');
  await t.db.updateTable('source').set({ failures: 2, last_error: '对方拒绝连接' }).where('id', '=', failing).execute();
  await t.db.updateTable('source').set({ enabled: false }).where('id', '=', paused).execute();
  await findSilent(t.db, at('24T09:00'), calendar);
  expect([await openFaults(t.db, failing), await openFaults(t.db, paused)]).toEqual([[], []]);
  expect([await stateOf(failing, at('24T09:00')), await stateOf(paused, at('24T09:00'))]).toEqual(['失败', '暂停']);
});

it('health: the worst first, with today’s books', async () => {
  const { id } = await ensureSource(t.db, { name: '手工', kind: 'hotline', channel: '12345', profileId: 'national' });
  await t.db.insertInto('source_day').values({ source_id: id, day: '2026-11-24', received: 9, stored: 7, rejected: 2, polls_by_hour: Array<number>(24).fill(0), news_by_hour: Array<number>(24).fill(0) }).execute();
  await ensureSource(t.db, { name: '网格平台', kind: 'webhook', channel: '系统推送', profileId: 'national' });
  const all = await sourcesWithHealth(t.db, at('24T09:00'), calendar);
  expect(all.map((s) => s.state)).toEqual(['失败', '沉默', '推送', '手工导入', '暂停']);
  expect(all.find((s) => s.id === id)).toMatchObject({ today: { received: 9, stored: 7, rejected: 2 }, usualPerDay: null, faults: [], notes: { marks: {}, rejects: {} } });
});
