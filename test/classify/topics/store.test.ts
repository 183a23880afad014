import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyState, groupItem } from '../../../classify/topics/grouper.ts';
import { packMatter, unpackMatter, unpackTrail } from '../../../classify/topics/pack.ts';
import { groupInto, type FreshItem } from '../../../classify/topics/store.ts';
import { matterOf } from '../../../classify/topics/trails.ts';
import { vectorOf, type TextVector } from '../../../classify/topics/vector.ts';
import { receive } from '../../respond/world.ts';
import { createTestDb, type TestDb } from '../../support/database.ts';
import { stories, testModel } from './stories.ts';

let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

const NOW = new Date('2026-11-24T02:00:00Z');
const group = (profileId: string, items: readonly FreshItem[]) => t.db.transaction().execute((trx) => groupInto(trx, profileId, items, NOW));

async function told(profileId: string, mark: string): Promise<FreshItem[]> {
  const all = stories();
  const ids = await receive(t.db, all.map((s) => ({ no: `${mark}${s.id}`, title: s.title, body: s.body, publishedAt: new Date(s.at) })), { profileId });
  return all.map((s, k) => ({ itemId: ids[k]!, at: new Date(s.at), vector: vectorOf(s.title, s.body, testModel()) }));
}
const chunks = <T>(list: readonly T[], n: number): T[][] => Array.from({ length: Math.ceil(list.length / n) }, (_, k) => list.slice(k * n, (k + 1) * n));

/** Everything that the database remembers of a profile's matters, items by their place in `items`. */
async function remembered(profileId: string, items: readonly FreshItem[]) {
  const { rows: matters } = await sql<{ id: number; vector: Buffer | null; into: number | null }>`select id, vector, into_id as into from matter where profile_id = ${profileId} order by id`.execute(t.db);
  const { rows: trails } = await sql<{ feature: number; matters: Buffer }>`select feature, matters from matter_trail where profile_id = ${profileId} order by feature`.execute(t.db);
  const { rows: places } = await sql<{ itemId: number; matter: number; suggested: number | null }>`select item_id as "itemId", matter_id as matter, suggested_id as suggested from matter_item where profile_id = ${profileId}`.execute(t.db);
  const placeOf = new Map(places.map((p) => [p.itemId, [p.matter, p.suggested]]));
  return {
    matters: matters.map((m) => [m.id, m.into, m.vector?.toString('hex') ?? null]),
    trails: trails.map((r) => [r.feature, unpackTrail(r.matters)]), places: items.map((i) => placeOf.get(i.itemId)),
  };
}

/** The same by the pure grouping. */
function pure(items: readonly FreshItem[]) {
  const state = emptyState();
  const decisions = items.map((i) => groupItem(state, i.vector, i.at.getTime()));
  const ids = [...new Set([...state.matters.keys(), ...state.into.keys()])].sort((a, b) => a - b);
  return {
    matters: ids.map((id) => [id, state.into.has(id) ? matterOf(state.into, id) : null, state.matters.has(id) ? packMatter(state.matters.get(id)!).toString('hex') : null]),
    trails: [...state.trails].sort((a, b) => a[0] - b[0]), places: decisions.map((d) => [matterOf(state.into, d.matter), d.suggest?.matter ?? null]),
  };
}

describe('grouping over the database', () => {
  it.each([1, 3, 100])('is the pure grouping, byte for byte, in chunks of %i', async (n) => {
    const profileId = `national`;
    await sql`truncate matter_item, matter_trail, matter cascade`.execute(t.db);
    const items = await told(profileId, `A${n}-`);
    for (const chunk of chunks(items, n)) await group(profileId, chunk);
    expect(await remembered(profileId, items)).toEqual(pure(items));
  });

  it('makes topics of matters with two items and more, titled in their words, and says which gained', async () => {
    await sql`truncate matter_item, matter_trail, matter cascade`.execute(t.db);
    await sql`delete from topic_item`.execute(t.db);
    const items = await told('yangzhou-2018', 'B');
    const first = await group('yangzhou-2018', items.slice(0, 4));
    expect(first).toEqual([]);
    const gained = await group('yangzhou-2018', items.slice(4));
    const topics = await t.db.selectFrom('topic').select(['id', 'title', 'item_count', 'first_at', 'last_at']).where('id', 'in', gained).orderBy('id').execute();
    expect(topics.map((topic) => topic.item_count).sort()).toEqual([2, 2, 3, 4]);
    const plant = topics.find((topic) => topic.item_count === 4)!;
    expect(plant.title).toContain('搅拌站');
    expect([plant.first_at, plant.last_at]).toEqual([items[0]!.at, items.filter((_, k) => stories()[k]!.matter === 'plant').at(-1)!.at]);
  });

  it('adds nothing when a chunk comes again, nor when the transaction was lost', async () => {
    await sql`truncate matter_item, matter_trail, matter cascade`.execute(t.db);
    const items = await told('national', 'C');
    await group('national', items.slice(0, 6));
    const lost = t.db.transaction().execute(async (trx) => {
      await groupInto(trx, 'national', items.slice(6), NOW);
      throw new Error('killed');
    });
    await expect(lost).rejects.toThrow('killed');
    await group('national', items.slice(3));
    const once = await remembered('national', items);
    expect(once).toEqual(pure(items));
    expect(await group('national', items)).toEqual([]);
    expect(await remembered('national', items)).toEqual(once);
  });

  it('puts every item in one matter when several workers group at once', async () => {
    await sql`truncate matter_item, matter_trail, matter cascade`.execute(t.db);
    await sql`delete from topic_item`.execute(t.db);
    const items = await told('national', 'D');
    // Each chunk twice: two workers may hold the same one.
    await Promise.all([...chunks(items, 2), ...chunks(items, 3)].map((chunk) => group('national', chunk)));
    const { places, matters } = await remembered('national', items);
    expect(places.every((place) => place !== undefined)).toBe(true);
    // The order was theirs to choose; the books must fit all the same.
    for (const [id, into, vector] of matters) {
      const members = places.filter((place) => place![0] === id).length;
      expect(members).toBe(into === null ? unpackMatter(Number(id), Buffer.from(String(vector), 'hex')).size : 0);
    }
    const { rows: [wrong] } = await sql<{ n: number }>`
      select count(*)::int as n from topic t where t.state = 'open' and t.item_count <> (select count(*) from topic_item i where i.topic_id = t.id) and t.item_count > 0
        and exists (select from matter m where m.topic_id = t.id)`.execute(t.db);
    expect(wrong!.n).toBe(0);
  });

  it('keeps profiles apart', async () => {
    await sql`truncate matter_item, matter_trail, matter cascade`.execute(t.db);
    const [one, other] = [await told('national', 'E'), await told('yangzhou-2018', 'E')];
    await group('national', one);
    await group('yangzhou-2018', other);
    expect(await remembered('national', one)).toEqual(pure(one));
    expect(await remembered('yangzhou-2018', other)).toEqual(pure(other));
  });

  it('makes one topic of two that turn out to be one', async () => {
    await sql`truncate matter_item, matter_trail, matter cascade`.execute(t.db);
    await sql`delete from topic_item`.execute(t.db);
    const kind = new Float32Array(26).fill(1 / Math.sqrt(26));
    const vector = (features: number[], values: number[]): TextVector => {
      const norm = Math.hypot(...values);
      return { ids: Int32Array.from(features), values: Float32Array.from(values, (v) => v / norm), inPlace: new Uint8Array(features.length), places: [], kind };
    };
    const [left, right] = [vector([1, 2, 3, 4], [3, 3, 2, 1]), vector([5, 6, 3, 4], [3, 3, 2, 1])];
    const bridge = vector([1, 2, 5, 6, 3, 4], [2, 2, 2, 2, 2, 1]);
    const list = [left, left, right, right, bridge, bridge, bridge, bridge];
    const ids = await receive(t.db, list.map((_, k) => ({ no: `F${k}`, body: `第${k}件` })));
    const items = list.map((v, k) => ({ itemId: ids[k]!, at: new Date(NOW.getTime() + k * 60_000), vector: v }));
    const before = await group('national', items.slice(0, 4));
    expect(before).toHaveLength(2);
    await group('national', items.slice(4));
    const wanted = pure(items);
    expect(wanted.matters.some(([, into]) => into !== null)).toBe(true);
    expect(await remembered('national', items)).toEqual(wanted);
    const topics = await t.db.selectFrom('topic').select(['id', 'state', 'merged_into', 'item_count']).where('id', 'in', before).orderBy('id').execute();
    expect(topics).toEqual([{ id: before[0], state: 'open', merged_into: null, item_count: 8 }, { id: before[1], state: 'merged', merged_into: before[0], item_count: 0 }]);
  });
});
