import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadModel } from '../../../classify/model.ts';
import { judgeReply, type ReplyInput } from '../../../classify/reply/judge.ts';
import { loadReplyWeights } from '../../../classify/reply/weights.ts';
import type { ReplyQuality } from '../../../model/index.ts';
import { loadCalendar } from '../../../profiles/calendars.ts';
import { CANNED, FORWARDED, HALF, LAMPS, LAMPS_ANSWER, LETTER, LICENCE_ANSWER, PLEDGE, TURNED_BACK, WHOLE } from './answers.ts';

const judge = { idfOf: loadModel().idfOf, calendar: loadCalendar(), weights: loadReplyWeights() };
const quality = (message: string, reply: string, over: Partial<ReplyInput> = {}) => judgeReply({ message, reply, askedAt: null, repliedAt: null, ...over }, judge);
const said = (q: ReplyQuality, aspect: string) => q.evidence.filter((e) => e.aspect === aspect).map((e) => e.reason).join('|');

describe('judgeReply', () => {
  it('an answer to all that was asked, with causes and bases', () => {
    const q = quality(LETTER, WHOLE, { askedAt: new Date('2026-05-01T02:00:00Z'), repliedAt: new Date('2026-05-08T01:00:00Z') });
    expect(q).toMatchObject({ complete: true, explained: true, days: 7, workdays: 3 });
    expect(q.relevance).toBeGreaterThan(0.9);
    expect(said(q, 'complete')).toMatch(/^来信问了 2 件事,答复都说到了;有/);
    expect(said(q, 'explained')).toMatch(/^说明了成因、依据/);
    expect(said(quality(LAMPS, LAMPS_ANSWER), 'explained')).toMatch(/成因、依据/);
    expect(quality(LAMPS, LAMPS_ANSWER)).toMatchObject({ complete: true, explained: true });
  });

  it('a question passed over makes it incomplete, and is quoted', () => {
    const q = quality(LETTER, HALF);
    expect(q.complete).toBe(false);
    expect(said(q, 'complete')).toMatch(/^来信问了 2 件事,答复未提“征收补偿标准是多少”;/);
    expect(q.evidence.find((e) => e.aspect === 'complete')!.quotes[0]).toEqual({ from: 'message', text: '征收补偿标准是多少?', start: 14, end: 24 });
  });

  it.each([
    ['canned', CANNED, /^套话:除称呼、收悉、致谢外没有实质内容$/], ['only a receipt', '已收悉', /^套话/], ['handed on', FORWARDED, /^转办:只说已转交,没有办理情况$/],
    ['turned back', TURNED_BACK, /^推给来信人:只请来信人另行联系或补充材料/], ['a pledge', PLEDGE, /空泛表态:只有表态/], ['the letter itself', LAMPS, /^照抄来信:只重复了来信的话$/],
  ])('%s: neither complete nor explained, and named', (_name, reply, named) => {
    const q = quality(LAMPS, reply);
    expect(q).toMatchObject({ complete: false, explained: false });
    expect(said(q, 'evasive')).toMatch(named);
  });

  it('tells an answer to this letter from an answer to another', () => {
    const own = quality(LAMPS, LAMPS_ANSWER);
    const other = quality(LAMPS, LICENCE_ANSWER);
    expect(own.relevance).toBeGreaterThan(0.9);
    expect(other.relevance).toBeLessThan(0.1);
    expect(other).toMatchObject({ complete: false, explained: false });
    expect(said(other, 'complete')).toMatch(/^答复没有说到来信的事/);
    expect(quality(LAMPS, CANNED).relevance).toBe(0);
  });

  it('one sentence among others that hands on or pledges is named without spoiling the rest', () => {
    const q = quality(LAMPS, `您反映的问题已转交市照明所处理。${LAMPS_ANSWER}`);
    expect(q).toMatchObject({ complete: true, explained: true });
    expect(said(q, 'evasive')).toBe('转办:这一句只说转交');
  });

  it('more of the same substance never makes an answer incomplete', () => {
    const q = quality(LAMPS, `${LAMPS_ANSWER}另外,解放路段的6盏路灯也已同时检修,更换灯头4个。`);
    expect(q.complete).toBe(true);
  });

  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.constantFrom('您好', '已收悉', '如下:', '请问', '多少', '?', '。', '\n', '根据《', '》', '由于', '转交', '0514-', '8765', '希望', '2026年5月', '\ud83d', '１', ' ', ','), { maxLength: 60 }).map((parts) => parts.join('')));
  it('whatever the texts: numbers in range, quotes where they say they are, the same again', () => {
    fc.assert(fc.property(text, text, fc.option(text), (message, reply, title) => {
      const q = quality(message, reply, { title });
      expect(q.relevance).toBeGreaterThanOrEqual(0);
      expect(q.relevance).toBeLessThanOrEqual(1);
      for (const e of q.evidence) {
        expect(e.reason).not.toBe('');
        for (const { from, text: words, start, end } of e.quotes) expect((from === 'message' ? message : reply).slice(start, end)).toBe(words);
      }
      expect(quality(message, reply, { title })).toEqual(q);
    }), { numRuns: 200 });
  });

  it('reads the beginning of what is far too long', () => {
    const q = quality('请问何时开工?'.repeat(20_000), '0514-0514-'.repeat(20_000) + '《'.repeat(50_000) + '因'.repeat(50_000));
    expect(q.complete).toBe(false);
    expect(q.evidence.flatMap((e) => e.quotes).every((x) => x.end <= 20_000)).toBe(true);
  });
});
