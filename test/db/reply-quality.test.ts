import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replyQualitiesOf } from '../../db/reply-quality.ts';
import { tier1Judge } from '../../classify/judge.ts';
import { loadModel } from '../../classify/model.ts';
import { judgeChunk, storeJudged } from '../../classify/stage.ts';
import { at, receive } from '../respond/world.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { CANNED, LAMPS, LAMPS_ANSWER } from '../classify/reply/answers.ts';

let t: TestDb;
const judge = tier1Judge(loadModel());
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

/** What the classify stage does with these items. */
async function classify(ids: number[]): Promise<void> {
  const judged = await judgeChunk(t.db, judge, ids);
  await t.db.transaction().execute((trx) => storeJudged(trx, judged, () => at('2026-11-24 09:00')));
}
const told = { no: 'Q1', body: LAMPS, publishedAt: at('2026-05-01 10:00') };

describe('the quality of an answer', () => {
  it('is kept when the item is judged; a rerun adds nothing; an item without an answer has none', async () => {
    const ids = await receive(t.db, [{ ...told, reply: CANNED, replyAt: at('2026-05-06 09:00') }, { no: 'Q2', body: LAMPS }, { no: 'Q3', body: LAMPS, reply: ' \n' }]);
    await classify(ids);
    await classify(ids);
    const [kept, none, blank] = await Promise.all(ids.map((id) => replyQualitiesOf(t.db, id)));
    expect([none, blank]).toEqual([[], []]);
    expect(kept).toMatchObject([{ revision: 1, madeBy: expect.stringMatching(/^model:reply@\d{4}-\d\d-\d\d$/) as string, relevance: 0, complete: false, explained: false, days: 5, workdays: 1 }]);
    expect(kept![0]!.evidence.find((e) => e.aspect === 'evasive')!.reason).toBe('套话:除称呼、收悉、致谢外没有实质内容');
  });

  it('another answer is another row beside the first; a revision that leaves the answer alone adds none', async () => {
    const [id] = await receive(t.db, [{ ...told, reply: LAMPS_ANSWER, replyAt: at('2026-05-08 09:00') }]);
    await classify([id!]);
    await receive(t.db, [{ ...told, reply: LAMPS_ANSWER, replyAt: at('2026-05-08 09:00'), status: '已办结' }]);
    await classify([id!]);
    expect((await replyQualitiesOf(t.db, id!)).map((q) => [q.revision, q.complete, q.explained, q.days, q.workdays])).toEqual([[1, false, false, 5, 1], [2, true, true, 7, 3]]);
  });

  it('an answer dated before the letter keeps no days', async () => {
    const [id] = await receive(t.db, [{ ...told, no: 'Q4', reply: LAMPS_ANSWER, replyAt: at('2026-04-20 09:00') }]);
    await classify([id!]);
    const [kept] = await replyQualitiesOf(t.db, id!);
    expect(kept).toMatchObject({ complete: true, days: null, workdays: null });
    expect(kept!.evidence.find((e) => e.aspect === 'timely')).toMatchObject({ ok: false });
  });

  it('goes with its item, and cannot be out of range', async () => {
    const [id] = await receive(t.db, [{ ...told, no: 'Q5', reply: LAMPS_ANSWER }]);
    const row = { item_id: id!, revision: 1, made_by: 'm', relevance: 2, complete: true, explained: true, days: null, workdays: null, evidence: '[]' };
    await expect(t.db.insertInto('reply_quality').values(row).execute()).rejects.toThrow(/relevance_check/);
    await expect(t.db.insertInto('reply_quality').values({ ...row, relevance: 1, days: -1 }).execute()).rejects.toThrow(/days_check/);
    await t.db.insertInto('reply_quality').values({ ...row, relevance: 1 }).execute();
    await t.db.deleteFrom('item').where('id', '=', id!).execute();
    expect(await replyQualitiesOf(t.db, id!)).toEqual([]);
  });
});
