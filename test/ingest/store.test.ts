import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRun } from '../../db/runs.ts';
import { ensureSource } from '../../db/sources.ts';
import { createSeal } from '../../ingest/seal.ts';
import { storeChunk, type StoreContext } from '../../ingest/store.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { incoming } from '../support/incoming.ts';

let t: TestDb;
const seal = createSeal('ab'.repeat(32));
let ctx: StoreContext;
const none = { rejected: 0, blocked: 0 };
beforeAll(async () => {
  t = await createTestDb();
  const source = await ensureSource(t.db, { name: '热线', kind: 'hotline', channel: '12345', profileId: 'national' });
  ctx = { sourceId: source.id, channel: '12345', runId: await openRun(t.db, source.id, 'a.csv'), seal, historical: false, historicalBefore: new Date('2026-08-01T00:00:00Z') };
});
afterAll(() => t.close());

const item = async (externalId: string) => t.db.selectFrom('item').selectAll().where('external_id', '=', externalId).executeTakeFirstOrThrow();
const outboxIds = async () => (await sql<{ ids: number[] }>`select payload->'itemIds' as ids from outbox where stage = 'classify' order by created_at`.execute(t.db)).rows.flatMap((r) => r.ids);

describe('storeChunk', () => {
  it('stores new items, counts repeats as duplicates and leaves one outbox line', async () => {
    const counts = await storeChunk(t.db, ctx, [incoming('A1'), incoming('A2'), incoming('A1')], { rejected: 2, blocked: 0 });
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
    await storeChunk(t.db, ctx, [incoming('K1')], none, { etag: 'x' });
    const cursor = async () => (await t.db.selectFrom('source').select('cursor').where('id', '=', ctx.sourceId).executeTakeFirstOrThrow()).cursor;
    expect(await cursor()).toEqual({ etag: 'x' });
    await expect(storeChunk(t.db, ctx, [incoming('K2', { publishedAt: new Date(Number.NaN) })], none, { etag: 'y' })).rejects.toThrow(/published_at/);
    expect(await cursor()).toEqual({ etag: 'x' });
    expect(await t.db.selectFrom('item').select('id').where('external_id', '=', 'K2').execute()).toEqual([]);
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
