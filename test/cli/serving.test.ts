import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHIPPED_WEIGHTS } from '../../classify/model.ts';
import { judgeChunk, storeJudged } from '../../classify/stage.ts';
import { packBytes, readWeights } from '../../classify/weights-file.ts';
import { lazyJudge } from '../../cli/judge.ts';
import { correctVerdict } from '../../classify/correct.ts';
import { openSuggestions } from '../../db/corrections.ts';
import { makeCurrent, putVersion } from '../../db/model-versions.ts';
import { at, receive } from '../respond/world.ts';
import { createTestDb, type TestDb } from '../support/database.ts';

let t: TestDb;
beforeAll(async () => { t = await createTestDb(); });
afterAll(() => t.close());

const shipped = readWeights(SHIPPED_WEIGHTS);
const LOG = { debug() {}, info() {}, warn() {}, error() {} };
const figures = { learned: 30, heldBack: 6, before: 0.5, after: 0.9, fixed: {} };

describe('the version that serves', () => {
  it('follows the version that serves from one chunk to the next, and goes back', async () => {
    const judge = lazyJudge({ modelDir: undefined, tier: '1' }, t.db, LOG);
    const first = await judge.get();
    expect(first.version).toBe(shipped.card.version);
    expect(await judge.get()).toBe(first);

    const { card, bytes } = packBytes({ ...shipped, card: { ...shipped.card, version: 'learned-here' } });
    await t.db.transaction().execute((trx) => putVersion(trx, { name: 'tier1', version: 'learned-here', card, weights: bytes, figures, state: 'current', why: '' }));
    const [both, again] = await Promise.all([judge.get(), judge.get()]);
    expect([both.version, again]).toEqual(['learned-here', both]);

    await t.db.transaction().execute((trx) => makeCurrent(trx, 'tier1', null));
    expect((await judge.get()).version).toBe(shipped.card.version);
    await judge.close();
  });

  it('a chunk is signed by the version that judged it, whatever serves when it is stored', async () => {
    const judge = lazyJudge({ modelDir: undefined, tier: '1' }, t.db, LOG);
    const ids = await receive(t.db, [{ no: 'V1', body: '小区停水两天了' }]);
    const judged = await judgeChunk(t.db, await judge.get(), ids);
    await t.db.transaction().execute((trx) => makeCurrent(trx, 'tier1', 'learned-here'));
    await judge.get();
    await t.db.transaction().execute((trx) => storeJudged(trx, judged, () => at('2026-11-24 09:00')));
    expect(await t.db.selectFrom('verdict').select('made_by').where('item_id', '=', ids[0]!).where('current', '=', true).execute()).toEqual([{ made_by: `model:tier1@${shipped.card.version}` }]);
    await judge.close();
  });

  it('what a person has corrected is suggested for a new item that says the same', async () => {
    const judge = lazyJudge({ modelDir: undefined, tier: '1' }, t.db, LOG);
    const through = async (no: string, body: string) => {
      const ids = await receive(t.db, [{ no, body }]);
      const judged = await judgeChunk(t.db, await judge.get(), ids);
      await t.db.transaction().execute((trx) => storeJudged(trx, judged, () => at('2026-11-24 09:00')));
      return ids[0]!;
    };
    const first = await through('W1', '东关菜场门口青团驿站把货堆到人行道上,推婴儿车过不去');
    await correctVerdict(t.db, first, 'li', { category: 'CUL' });
    await through('W2', '东关菜场门口青团驿站把货堆到人行道上,推婴儿车的过不去');
    await through('W3', '西河大桥的路灯坏了');
    expect((await openSuggestions(t.db, 10)).map((s) => [s.itemNo, s.suggested, s.fromItemNo])).toEqual([['W2', 'CUL', 'W1']]);
    await judge.close();
  });

  it('a version that cannot be read is passed over, and told once: the line goes on with the shipped weights', async () => {
    await t.db.transaction().execute((trx) => putVersion(trx, { name: 'tier1', version: 'broken', card: '{}', weights: Buffer.alloc(8), figures, state: 'current', why: '' }));
    const said: string[] = [];
    const judge = lazyJudge({ modelDir: undefined, tier: '1' }, t.db, { ...LOG, warn: (_fields, message) => { said.push(message); } });
    expect([(await judge.get()).version, (await judge.get()).version]).toEqual([shipped.card.version, shipped.card.version]);
    expect(said).toEqual([expect.stringContaining('yuqing model use')]);
    await judge.close();
  });
});
