import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRun } from '../../db/runs.ts';
import { ensureSource } from '../../db/sources.ts';
import { joinTopics, lockTopics } from '../../db/topics.ts';
import { appendVerdicts } from '../../db/verdicts.ts';
import { createSeal } from '../../ingest/seal.ts';
import { storeChunk, type StoreContext } from '../../ingest/store.ts';
import type { IncomingItem, Verdict } from '../../model/index.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { incoming } from '../support/incoming.ts';
import { insertTopic } from '../support/rows.ts';
import { until } from '../support/wait.ts';
import { KEY } from './line.ts';

/** Stages that run side by side must neither wait for one another in a circle nor wait at all without need. */
describe('stages side by side', () => {
  let t: TestDb;
  let ctx: StoreContext;
  beforeAll(async () => {
    t = await createTestDb();
    const source = await ensureSource(t.db, { name: '热线', kind: 'hotline', channel: '12345', profileId: 'national' });
    ctx = { sourceId: source.id, channel: '12345', runId: await openRun(t.db, source.id, 'a.csv'), seal: createSeal(KEY), now: new Date(), historical: false, historicalBefore: new Date(0) };
  });
  afterAll(() => t.close());
  const store = (items: IncomingItem[]) => storeChunk(t.db, ctx, items, { rejected: 0, blocked: [] });
  const idOf = async (no: string) => (await t.db.selectFrom('item').select('id').where('external_id', '=', no).executeTakeFirstOrThrow()).id;
  const verdict: Verdict = { category: 'URB', confidence: 0.9, secondary: [], type: '投诉', sentiment: '负面', urgency: '一般', flags: [], stance: null, places: [], needsReview: false, evidence: [] };

  it('an import links to items that are being judged, and does not wait for it', async () => {
    await store([incoming('A1', { body: '井盖松动' }), incoming('A2', { body: '路灯不亮' })]);
    await t.db.transaction().execute(async (trx) => {
      await appendVerdicts(trx, 'model:test@1', [{ itemId: await idOf('A1'), revision: 1, verdict }, { itemId: await idOf('A2'), revision: 1, verdict }]);
      await sql`set local statement_timeout = '5s'`.execute(trx);
      expect(await store([incoming('B1', { body: '路灯不亮' }), incoming('B2', { body: '井盖松动' })])).toMatchObject({ stored: 2 });
    });
    expect((await t.db.selectFrom('item').select('same_text_as').where('external_id', '=', 'B2').executeTakeFirstOrThrow()).same_text_as).toBe(await idOf('A1'));
  });

  it('the same rows brought in opposite orders at once are stored once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const rows = Array.from({ length: 400 }, (_, k) => incoming(`R${round}-${k}`));
      const [a, b] = await Promise.all([store(rows), store([...rows].reverse())]);
      expect(a.stored + b.stored).toBe(400);
    }
  });

  it('grouping and alerting lock topics in one order', async () => {
    const topics = [await insertTopic(t.db, '甲'), await insertTopic(t.db, '乙')];
    await store([incoming('T1'), incoming('T2')]);
    const members = [{ itemId: await idOf('T1'), topicId: topics[1]!, score: 1 }, { itemId: await idOf('T2'), topicId: topics[0]!, score: 1 }];
    /** Lets `act` wait for the first topic: meanwhile it must not hold the second. */
    const order = async (act: (trx: Parameters<typeof lockTopics>[0]) => Promise<void>) => {
      let acting: Promise<void> | undefined;
      await t.db.transaction().execute(async (holder) => {
        await sql`select id from topic where id = ${topics[0]!} for no key update`.execute(holder);
        acting = t.db.transaction().execute(act);
        await until('it to wait', async () => (await sql<{ n: number }>`
          select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(t.db)).rows[0]!.n === 1);
        await sql`select id from topic where id = ${topics[1]!} for no key update nowait`.execute(holder);
      });
      await acting;
    };
    await order((trx) => lockTopics(trx, [...topics].reverse()));
    await order((trx) => joinTopics(trx, members));
  });
});
