import { afterAll, beforeAll, expect, it } from 'vitest';
import { replaceFaults } from '../../db/faults.ts';
import { ensureSource } from '../../db/sources.ts';
import { tellFaults } from '../../respond/source-faults.ts';
import type { Fault } from '../../model/index.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { at, recipients } from './world.ts';

let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

const dead = (k: number): Fault => ({ kind: 'dead-link', key: `/${k}`, words: `死链:“附件${k}”打不开:没有这个页面(404)`, url: `https://www.qinghe.example/${k}` });

async function open(name: string, faults: Fault[], now = at('2026-11-24 09:00')) {
  const { id } = await ensureSource(t.db, { name, kind: 'site', channel: '网站', profileId: 'national' });
  return { id, ids: await t.db.transaction().execute((trx) => replaceFaults(trx, id, ['dead-link', 'stale-column'], faults, now)) };
}
const tell = (ids: number[]) => t.db.transaction().execute((trx) => tellFaults(trx, ids, { clock: () => at('2026-11-24 09:01'), recipients }));
const notices = () => t.db.selectFrom('notice').select(['recipient', 'subject', 'body_text as text']).orderBy('id').execute();

it('tells the desk of what is new, one notice a source, each fault once', async () => {
  const a = await open('清河政府网', [dead(1), dead(2), { kind: 'stale-column', key: '财政', words: '栏目“财政预决算”已 45 天没有更新', url: null }]);
  const b = await open('清河教育局', [dead(3)]);
  await tell([...a.ids, ...b.ids]);
  await tell([...a.ids, ...b.ids]);
  const told = await notices();
  expect(told.map((n) => [n.recipient, n.subject])).toEqual([['舆情值班', '【信源提醒】清河政府网:死链 2 处、栏目未更新 1 处'], ['舆情值班', '【信源提醒】清河教育局:死链 1 处']]);
  expect(told[0]!.text).toContain('- 死链:“附件1”打不开:没有这个页面(404)\n  https://www.qinghe.example/1\n  发现于 2026-11-24 09:00');
  expect(await t.db.selectFrom('outbox').select('payload').where('stage', '=', 'deliver').execute()).toHaveLength(2);
});

it('of very many it writes out some and says how many there are; one that is gone by then is not told', async () => {
  const { id, ids } = await open('大站', Array.from({ length: 60 }, (_, k) => dead(k)));
  await open('大站', Array.from({ length: 59 }, (_, k) => dead(k)));
  await tell(ids);
  const { subject, text } = (await notices()).at(-1)!;
  expect(subject).toBe('【信源提醒】大站:死链 59 处');
  expect(text.match(/打不开/g)).toHaveLength(50);
  expect(text).toContain('另有 9 处');
  const untold = await t.db.selectFrom('source_fault').select('key').where('source_id', '=', id).where('noticed_at', 'is', null).execute();
  expect(untold).toEqual([{ key: '/59' }]);
});
