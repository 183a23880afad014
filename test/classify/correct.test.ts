import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { correctVerdict, decide } from '../../classify/correct.ts';
import { openSuggestions, standingCorrections, suggestTo } from '../../db/corrections.ts';
import { putTerms } from '../../db/topics.ts';
import { appendVerdicts } from '../../db/verdicts.ts';
import { at, receive, respond, ticketOf, deadlinesOf } from '../respond/world.ts';
import { createTestDb, type TestDb } from '../support/database.ts';

let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

const NOW = at('2026-11-20 11:00');
const verdictsOf = (itemId: number) => t.db.selectFrom('verdict').select(['id', 'made_by', 'category', 'type', 'current', 'corrected', 'confidence', 'needs_review', 'evidence'])
  .where('item_id', '=', itemId).orderBy('id').execute();
const one = async (no: string, body: string) => (await receive(t.db, [{ no, body, category: 'URB' }]))[0]!;
const openLines = () => t.db.selectFrom('outbox').select(['stage', 'payload']).where('done_at', 'is', null).execute();

describe('a correction', () => {
  it('stands at once, keeps what it did not touch, and leaves the history', async () => {
    const id = await one('C1', '工地半夜打桩,整栋楼都在抖');
    const done = await correctVerdict(t.db, id, 'li', { category: 'ENV', secondary: ['URB', 'ENV'] }, { note: ' 噪声归环保 ' });
    expect(done).toEqual({ verdictId: expect.any(Number) as number, changed: ['category', 'secondary'], suggested: 0 });
    expect(await verdictsOf(id)).toMatchObject([
      { made_by: 'model:test@1', category: 'URB', current: false },
      { made_by: 'analyst:li', category: 'ENV', type: '投诉', current: true, corrected: ['category', 'secondary'], confidence: 1, needs_review: false, evidence: [] },
    ]);
  });

  it('wins against a newer model, and against the words coming again', async () => {
    const id = await one('C2', '公园的健身器材坏了没人修');
    await correctVerdict(t.db, id, 'li', { category: 'CUL' });
    const { text_revision: revision } = await t.db.selectFrom('item').select('text_revision').where('id', '=', id).executeTakeFirstOrThrow();
    await t.db.transaction().execute((trx) => appendVerdicts(trx, 'model:test@2', [{
      itemId: id, revision,
      verdict: { category: 'SAF', confidence: 0.99, secondary: [], type: '投诉', sentiment: '负面', urgency: '一般', flags: [], stance: null, places: [], needsReview: false, evidence: [] },
    }]));
    expect((await verdictsOf(id)).filter((v) => v.current)).toMatchObject([{ category: 'CUL', made_by: 'analyst:li' }]);
  });

  it('again is nothing new; another thought of the same person is', async () => {
    const id = await one('C3', '河里漂了好多死鱼');
    const first = await correctVerdict(t.db, id, 'li', { category: 'ENV' });
    expect(await correctVerdict(t.db, id, 'li', { category: 'ENV' })).toEqual({ verdictId: first.verdictId, changed: [], suggested: 0 });
    const second = await correctVerdict(t.db, id, 'li', { type: '举报' });
    expect(second.changed).toEqual(['type']);
    expect((await verdictsOf(id)).map((v) => [v.made_by, v.category, v.type, v.current])).toEqual([
      ['model:test@1', 'URB', '投诉', false], ['analyst:li', 'ENV', '投诉', false], ['analyst:li', 'ENV', '举报', true],
    ]);
  });

  it('that agrees with the model is a judgement too', async () => {
    const id = await one('C4', '小广告贴满楼道');
    await correctVerdict(t.db, id, 'li', { category: 'URB' });
    expect((await verdictsOf(id)).at(-1)).toMatchObject({ made_by: 'analyst:li', category: 'URB', current: true, corrected: ['category'] });
  });

  it('of two at once one wins, and the other is told', async () => {
    const id = await one('C5', '路口的红绿灯一直不亮');
    const seen = (await verdictsOf(id))[0]!.id;
    const both = await Promise.allSettled([
      correctVerdict(t.db, id, 'li', { category: 'TRA' }, { expected: seen }), correctVerdict(t.db, id, 'wang', { category: 'PSE' }, { expected: seen }),
    ]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((r) => r.status === 'rejected')).toMatchObject({ reason: { code: 'VERDICT_CHANGED' } });
    expect((await verdictsOf(id)).length).toBe(2);
  });

  it('of what nobody has judged is refused', async () => {
    await expect(correctVerdict(t.db, 999_999, 'li', { category: 'TRA' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('cannot be rewritten, nor made without saying what it corrects', async () => {
    const id = await one('C6', '窨井盖不见了');
    const { verdictId } = await correctVerdict(t.db, id, 'li', { category: 'TRA' });
    await expect(t.db.updateTable('verdict').set({ category: 'SAF' }).where('id', '=', verdictId).execute()).rejects.toThrow('只可追加');
    await expect(t.db.updateTable('verdict').set({ corrects: null }).where('id', '=', verdictId).execute()).rejects.toThrow();
  });
});

describe('what it teaches about near-duplicates', () => {
  it('is put to a person for the same words, accepted or declined, and never for what a person has judged', async () => {
    const [a, b, c, d] = await receive(t.db, ['D1', 'D2', 'D3', 'D4'].map((no) => ({ no, body: '养老院收了押金人跑了', category: 'FIN' as const })));
    await correctVerdict(t.db, d!, 'wang', { category: 'FIN' });
    expect((await correctVerdict(t.db, a!, 'li', { category: 'ELD' })).suggested).toBe(2);
    const open = await openSuggestions(t.db, 10);
    expect(open.map((s) => [s.itemNo, s.now, s.suggested, s.fromItemNo, s.fromBy, s.score])).toEqual([
      ['D3', 'FIN', 'ELD', 'D1', 'analyst:li', 1], ['D2', 'FIN', 'ELD', 'D1', 'analyst:li', 1],
    ]);
    expect(await decide(t.db, open[1]!.id, true, 'li')).toMatchObject({ changed: ['category'] });
    expect(await decide(t.db, open[0]!.id, false, 'li')).toBeNull();
    expect(await openSuggestions(t.db, 10)).toEqual([]);
    expect((await verdictsOf(b!)).at(-1)).toMatchObject({ made_by: 'analyst:li', category: 'ELD' });
    expect((await verdictsOf(c!)).length).toBe(1);
    await expect(decide(t.db, open[0]!.id, true, 'li')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('reaches those that share most of their words, and is void when the person thinks again', async () => {
    const [a, b, far] = await receive(t.db, ['东关菜场门口积水', '东关菜场门口又积水', '西河大桥路灯'].map((body, k) => ({ no: `E${k}`, body, category: 'URB' as const })));
    const terms = (words: string[]) => words.map((word) => ({ word, weight: 1 / Math.sqrt(words.length) }));
    await t.db.transaction().execute((trx) => putTerms(trx, 'national', [
      { itemId: a!, at: NOW, terms: terms(['东关', '菜场', '门口', '积水']) }, { itemId: b!, at: NOW, terms: terms(['东关', '菜场', '门口', '积水']) },
      { itemId: far!, at: NOW, terms: terms(['西河', '大桥', '路灯', '积水']) },
    ]));
    expect((await correctVerdict(t.db, a!, 'li', { category: 'DIS' })).suggested).toBe(1);
    expect((await openSuggestions(t.db, 10)).map((s) => [s.itemNo, s.suggested])).toEqual([['E1', 'DIS']]);
    await correctVerdict(t.db, a!, 'li', { category: 'TRA' });
    expect((await openSuggestions(t.db, 10)).map((s) => [s.itemNo, s.suggested])).toEqual([['E1', 'TRA']]);
    await correctVerdict(t.db, a!, 'li', { category: 'URB' });
    expect(await openSuggestions(t.db, 10)).toEqual([]);
  });

  it('is put for a new item that comes later', async () => {
    const [a] = await receive(t.db, [{ no: 'F1', body: '村主任选举发红包', category: 'STY' }]);
    await correctVerdict(t.db, a!, 'li', { category: 'GRV' });
    const [later] = await receive(t.db, [{ no: 'F2', body: '村主任选举发红包', category: 'STY' }]);
    const put = () => t.db.transaction().execute((trx) => suggestTo(trx, [later!], []));
    expect([await put(), await put()]).toEqual([1, 0]);
    expect((await openSuggestions(t.db, 1))[0]).toMatchObject({ itemNo: 'F2', suggested: 'GRV', fromItemNo: 'F1' });
  });
});

describe('its ticket', () => {
  it('takes on category, unit, type and clocks while nobody has it, and back again', async () => {
    const [id] = await receive(t.db, [{ no: 'T1', body: '请问停车证怎么办', category: 'TRA', type: '投诉', receivedAt: at('2026-11-20 10:00') } as never], { profileId: 'yangzhou-2018', channel: '寄语市长' });
    await respond(t.db, [id!], NOW);
    const before = await ticketOf(t.db, id!);
    const rules = async () => Object.values(await deadlinesOf(t.db, before.id)).filter((d) => d.cancelled_at === null).map((d) => d.rule_id).sort();
    const first = await rules();
    await correctVerdict(t.db, id!, 'li', { category: 'HOU', type: '咨询' });
    expect((await openLines()).filter((l) => l.stage === 'tickets').map((l) => l.payload)).toContainEqual({ itemIds: [id] });
    await respond(t.db, [id!], NOW);
    const after = await ticketOf(t.db, id!);
    expect(after).toMatchObject({ category: 'HOU', type: '咨询', lead_unit: '市住房和城乡建设局', state: 'S1' });
    const second = await rules();
    expect(second).not.toEqual(first);
    await respond(t.db, [id!], NOW);
    expect((await ticketOf(t.db, id!)).version).toBe(after.version);
    await correctVerdict(t.db, id!, 'li', { category: 'TRA', type: '投诉' });
    await respond(t.db, [id!], NOW);
    expect(await rules()).toEqual(first);
    expect((await ticketOf(t.db, id!)).next_due_at).toEqual(before.next_due_at);
  });

  it('that a unit has keeps what it was sent with', async () => {
    const [id] = await receive(t.db, [{ no: 'T2', body: '路灯不亮', category: 'URB', mainUnit: '城管局' }]);
    await respond(t.db, [id!], NOW);
    await correctVerdict(t.db, id!, 'li', { category: 'TRA' });
    await respond(t.db, [id!], NOW);
    expect(await ticketOf(t.db, id!)).toMatchObject({ category: 'URB', lead_unit: '城管局', state: 'S3' });
  });
});

it('what stands is what the model can learn from', async () => {
  const all = await standingCorrections(t.db);
  expect(all.find((c) => c.text.includes('半夜打桩'))).toMatchObject({ category: 'ENV', corrected: ['category', 'secondary'] });
  expect(new Set(all.map((c) => c.verdictId)).size).toBe(all.length);
});
