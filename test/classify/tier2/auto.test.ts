import { describe, expect, it } from 'vitest';
import { COLUMNS, HEADS, WIDTH } from '../../../classify/heads.ts';
import { loadModel } from '../../../classify/model.ts';
import { mixedJudge } from '../../../classify/tier2/auto.ts';
import { certainty, readMix, type Mix } from '../../../classify/tier2/mix.ts';
import type { CategoryCode } from '../../../model/index.ts';

const model = loadModel();
const mix = readMix(null);
const odds = (text: string) => certainty(model.scores(text)!, model.calibration.temperature.category);
/** One that tier 1 is sure of, and one that it is not. */
const SURE = '小区停水两天了';
const DOUBTED = '答应的事情一直没有办,请给个说法';
const between: Mix = { ...mix, doubtBelow: (odds(SURE) + odds(DOUBTED)) / 2, weight: { category: 0.9, type: 0, urgency: 0, sentiment: 0 } };

/** Scores that say nothing but one category, and which texts were asked for. */
function says(code: CategoryCode) {
  const asked: string[] = [];
  return {
    asked,
    async score(text: string) {
      asked.push(text);
      const columns = new Float32Array(WIDTH);
      columns[COLUMNS.category + HEADS.category.indexOf(code)] = 20;
      return columns;
    },
    async close() {},
  };
}

describe('both tiers', () => {
  it('ask tier 2 about what tier 1 doubts and about nothing else, the title before the text', async () => {
    const tier2 = says('GRV');
    const verdicts = await mixedJudge(model, between, async () => tier2).judgeAll([{ text: SURE }, { text: DOUBTED, title: '来信' }, { text: SURE }, { text: '' }, { text: '12345' }]);
    expect(tier2.asked).toEqual([`来信\n${DOUBTED}`]);
    expect(verdicts.map((v) => [v.tier, v.category])).toEqual([[1, 'UTI'], [2, 'GRV'], [1, 'UTI'], [1, 'OTH'], [1, 'OTH']]);
    expect(verdicts[1]!.confidence).toBeGreaterThan(0.9);
  });

  it('what stays with tier 1 is judged as by tier 1 alone, but for the doubt that asks for a person', async () => {
    const [verdict] = await mixedJudge(model, between, async () => says('GRV')).judgeAll([{ text: SURE, givenType: '咨询' }]);
    const { needsReview: _own, ...alone } = model.judge(SURE, { givenType: '咨询' });
    expect(verdict).toMatchObject({ ...alone, tier: 1 });
    const [low] = await mixedJudge(model, { ...between, mixed: { ...mix.mixed, reviewBelow: 1.01 } }, async () => says('GRV')).judgeAll([{ text: SURE }]);
    expect(low!.needsReview).toBe(true);
  });

  it('evidence is tier 1\'s words for the category that was chosen', async () => {
    const text = '答应的事情一直没有办,拖欠的工资请给个说法';
    const [verdict] = await mixedJudge(model, { ...between, doubtBelow: Infinity }, async () => says('WAG')).judgeAll([{ text }]);
    expect(verdict).toMatchObject({ category: 'WAG', tier: 2 });
    expect(verdict!.evidence.map((e) => text.slice(e.start, e.end))).toContain('工资');
  });

  it('heads without a part of tier 2 keep what tier 1 said', async () => {
    const [verdict] = await mixedJudge(model, { ...between, doubtBelow: Infinity, weight: { category: 0.9, type: 0, urgency: 0, sentiment: 0 } }, async () => says('GRV')).judgeAll([{ text: SURE }]);
    const { type, urgency, sentiment, flags } = model.judge(SURE);
    expect(verdict).toMatchObject({ type, urgency, sentiment, flags });
  });

  it('tier 2 is opened by the first text that needs it, once; one that died is opened anew', async () => {
    let openings = 0;
    const judge = mixedJudge(model, between, async () => {
      openings += 1;
      if (openings === 2) throw new Error('no memory');
      const one = says('GRV');
      return { ...one, score: async (text: string) => (one.asked.length === 1 ? Promise.reject(new Error('the thread died')) : one.score(text)) };
    });
    await judge.judgeAll([{ text: SURE }]);
    expect(openings).toBe(0);
    await judge.judgeAll([{ text: DOUBTED }]);
    await expect(judge.judgeAll([{ text: DOUBTED }])).rejects.toThrow('the thread died');
    await expect(judge.judgeAll([{ text: DOUBTED }])).rejects.toThrow('no memory');
    expect((await judge.judgeAll([{ text: DOUBTED }]))[0]).toMatchObject({ category: 'GRV', tier: 2 });
    expect(openings).toBe(3);
  });

  it('the name and version of a verdict change with either tier, and tier 2 alone has its own', () => {
    const judge = mixedJudge(model, mix, async () => says('GRV'));
    expect([judge.name, judge.version]).toEqual([mix.name, `${model.version}+${mix.version}`]);
    expect(mixedJudge(model, mix, async () => says('GRV'), true).name).toBe('tier2');
    expect(judge.idfOf('停水')).toBe(model.idfOf('停水'));
  });

  it('tier 2 alone judges every text that can be read', async () => {
    const tier2 = says('POL');
    const verdicts = await mixedJudge(model, between, async () => tier2, true).judgeAll([{ text: SURE }, { text: '' }]);
    expect(verdicts.map((v) => [v.tier, v.category])).toEqual([[2, 'POL'], [1, 'OTH']]);
  });
});
