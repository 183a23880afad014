import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFaults } from '../../db/faults.ts';
import { itemsToJudge } from '../../db/items.ts';
import { rankingsOf } from '../../db/rankings.ts';
import { openRun } from '../../db/runs.ts';
import { snapshotsOf } from '../../db/snapshots.ts';
import { sourceDays } from '../../db/source-days.ts';
import { ensureSource } from '../../db/sources.ts';
import { createSeal } from '../../ingest/seal.ts';
import { storeChunk, type StoreContext } from '../../ingest/store.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { incoming } from '../support/incoming.ts';

let t: TestDb;
const seal = createSeal('ab'.repeat(32));
let ctx: StoreContext;
const none = { rejected: 0, blocked: [] };
beforeAll(async () => {
  t = await createTestDb();
  const source = await ensureSource(t.db, { name: '热线', kind: 'hotline', channel: '12345', profileId: 'national' });
  ctx = { sourceId: source.id, channel: '12345', runId: await openRun(t.db, source.id, 'a.csv'), seal, now: new Date('2026-11-24T08:00:00Z'), historical: false, historicalBefore: new Date('2026-08-01T00:00:00Z') };
});
afterAll(() => t.close());

const item = async (externalId: string) => t.db.selectFrom('item').selectAll().where('external_id', '=', externalId).executeTakeFirstOrThrow();
const outboxIds = async () => (await sql<{ ids: number[] }>`select payload->'itemIds' as ids from outbox where stage = 'classify' order by created_at`.execute(t.db)).rows.flatMap((r) => r.ids);

describe('storeChunk', () => {
  it('stores new items, counts repeats as duplicates and leaves one outbox line', async () => {
    const counts = await storeChunk(t.db, ctx, [incoming('A1'), incoming('A2'), incoming('A1')], { rejected: 2, blocked: [] });
    expect(counts).toEqual({ received: 5, stored: 2, duplicate: 1, updated: 0, rejected: 2, blocked: 0 });
    expect(await outboxIds()).toEqual([(await item('A1')).id, (await item('A2')).id]);
  });
  it('adds nothing when the same chunk comes again', async () => {
    const before = await outboxIds();
    const counts = await storeChunk(t.db, ctx, [incoming('A1'), incoming('A2')], none);
    expect(counts).toMatchObject({ received: 2, stored: 0, duplicate: 2, updated: 0 });
    expect(await outboxIds()).toEqual(before);
  });
  it('a changed row is a revision: history kept, judged again, counted inside duplicate', async () => {
    const replied = incoming('A2', { status: '已办结', reply: '已修复', replyAt: new Date('2026-11-21T02:00:00Z'), closedAt: new Date('2026-11-21T03:00:00Z') });
    const counts = await storeChunk(t.db, ctx, [replied], none);
    expect(counts).toMatchObject({ stored: 0, duplicate: 1, updated: 1 });
    const row = await item('A2');
    expect(row).toMatchObject({ revision: 2, text_revision: 1, status: '已办结', historical: false });
    const { rows } = await sql<{ before: { status: null } }>`select before from item_revision where item_id = ${row.id}`.execute(t.db);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.before.status).toBeNull();
    await storeChunk(t.db, ctx, [incoming('A2', { body: '完全不同的文字' })], none);
    expect(await item('A2')).toMatchObject({ revision: 3, text_revision: 3 });
  });
  it('two changed versions of one order in one file are two revisions, in order', async () => {
    await storeChunk(t.db, ctx, [incoming('R1')], none);
    const counts = await storeChunk(t.db, ctx, [incoming('R1', { status: '办理中' }), incoming('R1', { status: '已办结' }), incoming('R1', { status: '已办结' })], none);
    expect(counts).toMatchObject({ received: 3, duplicate: 3, updated: 2 });
    expect(await item('R1')).toMatchObject({ revision: 3, status: '已办结' });
  });
  it('the same words under another number are stored and linked, in one chunk and across chunks', async () => {
    const body = '小区门口的井盖松动,车一过就响,夜里睡不着。';
    await storeChunk(t.db, ctx, [incoming('S1', { body }), incoming('S2', { body: body.replace('。', ' ! ') })], none);
    await storeChunk(t.db, ctx, [incoming('S3', { body })], none);
    const first = await item('S1');
    expect(first.same_text_as).toBeNull();
    expect((await item('S2')).same_text_as).toBe(first.id);
    expect((await item('S3')).same_text_as).toBe(first.id);
  });
  it('knows old material by flag, by closing and by age', async () => {
    await storeChunk(t.db, ctx, [
      incoming('H1', { publishedAt: new Date('2026-01-05T02:00:00Z') }), incoming('H2', { closedAt: new Date('2026-11-21T02:00:00Z') }), incoming('H3'),
    ], none);
    await storeChunk(t.db, { ...ctx, historical: true }, [incoming('H4')], none);
    expect(await Promise.all(['H1', 'H2', 'H3', 'H4'].map(async (k) => (await item(k)).historical))).toEqual([true, true, false, true]);
  });
  it('keeps contact data sealed and apart, and finds the same phone again', async () => {
    await storeChunk(t.db, ctx, [
      incoming('C1', { contact: { name: '张某', phone: '13800001234' } }), incoming('C2', { contact: { phone: '138-0000-1234' } }), incoming('C3', { contact: { phone: '13800009999' } }),
    ], none);
    const rows = await t.db.selectFrom('contact as c').innerJoin('item as i', 'i.id', 'c.item_id').select(['i.external_id', 'c.sealed', 'c.phone_key']).orderBy('i.external_id').execute();
    expect(rows.map((r) => r.phone_key)).toEqual([rows[0]!.phone_key, rows[0]!.phone_key, expect.not.stringMatching(rows[0]!.phone_key!)]);
    expect(seal.open(rows[0]!.sealed)).toEqual({ name: '张某', phone: '13800001234' });
    expect(rows[0]!.sealed.toString('latin1')).not.toContain('13800001234');
    const { rows: everywhere } = await sql<{ n: number }>`select count(*) n from item where (item.*)::text like '%13800001234%'`.execute(t.db);
    expect(everywhere[0]!.n).toBe(0);
  });
  it('survives what PostgreSQL does not hold: NUL and lone surrogates', async () => {
    await storeChunk(t.db, ctx, [incoming('N1', { body: `前\0后\ud800尾`, raw: { 备注: '\0' } })], none);
    expect((await item('N1')).body).toBe('前后\ufffd尾');
  });
  it('the cursor moves with the items or not at all', async () => {
    await storeChunk(t.db, ctx, [incoming('K1')], none, { cursor: { etag: 'x' } });
    const cursor = async () => (await t.db.selectFrom('source').select('cursor').where('id', '=', ctx.sourceId).executeTakeFirstOrThrow()).cursor;
    expect(await cursor()).toEqual({ etag: 'x' });
    await expect(storeChunk(t.db, ctx, [incoming('K2', { publishedAt: new Date(Number.NaN) })], none, { cursor: { etag: 'y' } })).rejects.toThrow(/published_at/);
    expect(await cursor()).toEqual({ etag: 'x' });
    expect(await t.db.selectFrom('item').select('id').where('external_id', '=', 'K2').execute()).toEqual([]);
  });
  it('keeps the page an item was read from, once per content, packed and with its hash', async () => {
    const page = (text: string) => ({ url: 'https://www.qinghe.example/1.html', fetchedAt: new Date('2026-11-24T07:00:00Z'), contentType: 'text/html', bytes: Buffer.from(text) });
    await storeChunk(t.db, ctx, [incoming('S1', { snapshot: page('<p>清河</p>') }), incoming('S2', { snapshot: page('<p>清河</p>') })], none);
    const [{ id }] = [await item('S1')];
    const [kept] = await snapshotsOf(t.db, id);
    expect(kept).toMatchObject({ url: 'https://www.qinghe.example/1.html', fetchedAt: new Date('2026-11-24T07:00:00Z'), contentType: 'text/html', size: 13 });
    expect(gunzipSync(kept!.packed).toString()).toBe('<p>清河</p>');
    expect(kept!.hash).toBe(createHash('sha256').update('<p>清河</p>').digest('hex'));
    expect(await t.db.selectFrom('snapshot').select('hash').execute()).toHaveLength(1);

    // Another advertisement beside the same words is no news; other words are.
    await storeChunk(t.db, ctx, [incoming('S1', { snapshot: page('<p>清河</p><i>广告</i>') })], none);
    expect(await snapshotsOf(t.db, id)).toHaveLength(1);
    await storeChunk(t.db, ctx, [incoming('S1', { body: '更正', snapshot: page('<p>更正</p>') })], none);
    expect((await snapshotsOf(t.db, id)).map((s) => gunzipSync(s.packed).toString()).sort()).toEqual(['<p>更正</p>', '<p>清河</p>']);
  });
  it('adds each place on a hot list to the history of its item, without a revision', async () => {
    const place = (minute: number, rank: number, heat: number | null) => incoming('热搜1', { ranking: { at: new Date(Date.UTC(2026, 10, 24, 8, minute)), rank, heat } });
    await storeChunk(t.db, ctx, [place(0, 7, 12_000)], none);
    expect(await storeChunk(t.db, ctx, [place(10, 2, 980_000.5)], none)).toMatchObject({ duplicate: 1, updated: 0 });
    await storeChunk(t.db, ctx, [place(10, 2, 980_000.5), place(20, 31, null)], none);
    const { id } = await item('热搜1');
    expect((await rankingsOf(t.db, id)).map((r) => [r.at.getUTCMinutes(), r.rank, r.heat])).toEqual([[0, 7, 12_000], [10, 2, 980_000.5], [20, 31, null]]);
  });
  it('notes marks and reasons by their number, over all chunks of a run', async () => {
    const run = { ...ctx, runId: await openRun(t.db, ctx.sourceId, 'b.csv') };
    await storeChunk(t.db, run, [incoming('M1', { marks: ['text-garbled', 'feed-malformed'] })], { rejected: 3, blocked: [], reasons: { ROW_NO_CONTENT: 2, ROW_NO_TIME: 1 } });
    await storeChunk(t.db, run, [incoming('M2', { marks: ['text-garbled'] })], { rejected: 1, blocked: [], reasons: { ROW_NO_TIME: 1 } });
    const { notes } = await t.db.selectFrom('run').select('notes').where('id', '=', run.runId).executeTakeFirstOrThrow();
    expect(notes).toEqual({ marks: { 'text-garbled': 2, 'feed-malformed': 1 }, rejects: { ROW_NO_CONTENT: 2, ROW_NO_TIME: 2 } });
  });
  it('counts the day’s books of its source, and when it last had news', async () => {
    const { id } = await ensureSource(t.db, { name: '日账', kind: 'feed', channel: '网站', profileId: 'national' });
    const of = async (now: string) => ({ ...ctx, sourceId: id, runId: await openRun(t.db, id, null), now: new Date(now) });
    await storeChunk(t.db, await of('2026-11-24T15:59:00Z'), [incoming('D1'), incoming('D2')], { rejected: 1, blocked: [] });
    await storeChunk(t.db, await of('2026-11-24T16:01:00Z'), [incoming('D1')], none);
    expect((await sourceDays(t.db, id, '2026-11-01')).map(({ day, received, stored, rejected }) => [day, received, stored, rejected]))
      .toEqual([['2026-11-24', 3, 2, 1], ['2026-11-25', 1, 0, 0]]);
    expect((await t.db.selectFrom('source').select('last_item_at').where('id', '=', id).executeTakeFirstOrThrow()).last_item_at).toEqual(new Date('2026-11-24T15:59:00Z'));
  });
  it('faults are opened once, kept while they stand and closed when they are gone; the line hears of the new ones', async () => {
    const link = (key: string, words = `死链:${key}`) => ({ kind: 'dead-link' as const, key, words, url: null });
    const at = (minute: number) => ({ ...ctx, now: new Date(Date.UTC(2026, 10, 24, 9, minute)) });
    const open = async () => (await openFaults(t.db, ctx.sourceId)).map((f) => [f.key, f.words, f.openedAt.getUTCMinutes()]);
    const lines = async () => (await t.db.selectFrom('outbox').select('payload').where('stage', '=', 'faults').orderBy('created_at').execute()).map((l) => (l.payload as { faultIds: number[] }).faultIds.length);
    await storeChunk(t.db, at(0), [], none, { cursor: null, faults: [link('a'), link('b'), link('a')] });
    await storeChunk(t.db, at(5), [], none, { cursor: null });
    await storeChunk(t.db, at(10), [], none, { cursor: null, faults: [link('b', '死链:b,现在 3 处'), link('c')] });
    expect(await open()).toEqual([['b', '死链:b,现在 3 处', 0], ['c', '死链:c', 10]]);
    await storeChunk(t.db, at(20), [], none, { cursor: null, faults: [link('a')] });
    expect(await open()).toEqual([['a', '死链:a', 20]]);
    expect(await lines()).toEqual([2, 1, 1]);
  });
  it('who calls again about the same matter is linked to the first call, within one file too; another matter or another person is not', async () => {
    const call = (no: string, phone: string, body: string, day: number) => incoming(no, { body, contact: { phone }, publishedAt: new Date(Date.UTC(2026, 10, day, 2)) });
    await storeChunk(t.db, ctx, [call('R1', '13800138001', '东风路烧烤店油烟直排,晚上熏得睡不着', 1)], none);
    await storeChunk(t.db, ctx, [
      call('R2', '13800138001', '东风路烧烤店还在排油烟', 3), call('R3', '13800138001', '咨询公积金提取材料', 4),
      call('R4', '13800138002', '东风路烧烤店油烟直排,晚上熏得睡不着', 5), call('R5', '13800138001', '烧烤店的油烟第三次来电', 6),
    ], none);
    const rows = await t.db.selectFrom('item').select(['id', 'external_id', 'same_matter_as']).where('external_id', 'in', ['R1', 'R2', 'R3', 'R4', 'R5']).orderBy('external_id').execute();
    const first = rows[0]!.id;
    expect(rows.map((r) => r.same_matter_as)).toEqual([null, first, null, null, first]);
  });
  it('keeps what a text is made of: own words, threads, answers, references', async () => {
    const thread = [{ who: 'citizen' as const, unit: null, at: null, text: '路灯坏了' }, { who: 'unit' as const, unit: '城管局', at: new Date('2026-11-20T02:00:00Z'), text: '已修复' }];
    await storeChunk(t.db, ctx, [incoming('T1', { body: '路灯坏了 城管局答复:已修复', ownWords: '路灯坏了', thread, parentId: 'T0', refs: ['20180404159024'], account: '清河发布' })], none);
    const { id } = await item('T1');
    expect(await t.db.selectFrom('item').select(['own_words', 'parent_ref', 'refs', 'account', 'thread']).where('id', '=', id).executeTakeFirstOrThrow()).toEqual({
      own_words: '路灯坏了', parent_ref: 'T0', refs: ['20180404159024'], account: '清河发布', thread: JSON.parse(JSON.stringify(thread)) as unknown,
    });
    expect((await itemsToJudge(t.db, [id]))[0]).toMatchObject({ body: '路灯坏了' });
  });
  it('two importers of one file at once store each row once', async () => {
    const rows = Array.from({ length: 200 }, (_, k) => incoming(`P${k}`));
    const [a, b] = await Promise.all([storeChunk(t.db, ctx, rows, none), storeChunk(t.db, ctx, [...rows].reverse(), none)]);
    expect(a.stored + b.stored).toBe(200);
    expect(a.duplicate + b.duplicate).toBe(200);
  });
  it('every run of the books adds up in the database', async () => {
    const { rows } = await sql<{ ok: boolean }>`select bool_and(received = stored + duplicate + rejected + blocked) as ok from run`.execute(t.db);
    expect(rows[0]!.ok).toBe(true);
    const { rows: [sum] } = await sql<{ stored: number; items: number }>`select (select sum(stored) from run)::int as stored, (select count(*) from item) as items`.execute(t.db);
    expect(sum!.stored).toBe(sum!.items);
  });
});
