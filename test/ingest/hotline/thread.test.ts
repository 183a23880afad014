import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversationIn } from '../../../ingest/hotline/thread.ts';

/** Who speaks, the unit, the minute in Shanghai, the words. */
const voices = (text: string) => conversationIn(text)?.thread.map(({ who, unit, at, text: said }) =>
  [who, unit, at === null ? null : new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16), said]) ?? null;

describe('one voice', () => {
  it.each([
    '小区里面的路灯坏了一周，晚上看不见路。',
    '市民来电反映：小区里面的路灯坏了一周。',
    '我于2026-03-05 10:20去河东街道办事处，工作人员说明天回复我，要求给出明确答复，希望再次核实。',
    '向物业反映多次，物业公司答复：等通知。\n物业回复：没有钱修。',
    '据市民反映：路灯坏了。',
    '补充一点，公交站也没有灯。',
    '',
  ])('stays whole: %s', (text) => {
    expect(voices(text)).toBeNull();
  });
});

describe('several voices', () => {
  it('a reply with its time, and the citizen calling once more', () => {
    const text = '市民来电反映：柳湖路的井盖碎了。\n2026-03-05 10:20:33河东区城管局答复：已更换井盖。（工单号20260304000001）\n市民再次来电反映：新井盖松动，车一过就响。';
    expect(voices(text)).toEqual([
      ['citizen', null, null, '柳湖路的井盖碎了。'],
      ['unit', '河东区城管局', '2026-03-05T10:20', '已更换井盖。（工单号20260304000001）'],
      ['citizen', null, null, '新井盖松动，车一过就响。'],
    ]);
    expect(conversationIn(text)!.ownWords).toBe('市民来电反映：柳湖路的井盖碎了。\n市民再次来电反映：新井盖松动，车一过就响。');
  });

  it('all in one line, with a unit named by its short name, a person of a unit, and a remark that it was told', () => {
    expect(voices('路灯不亮。2026年3月5日 9:05城管：已派人。2026-03-06 08:00:00 张某(路灯所): 灯已亮。已告知市民，2026-03-07 09:00住建局反馈：属实。')).toEqual([
      ['citizen', null, null, '路灯不亮。'], ['unit', '城管', '2026-03-05T09:05', '已派人。'], ['unit', '路灯所', '2026-03-06T08:00', '灯已亮。'], ['unit', '住建局', '2026-03-07T09:00', '属实。'],
    ]);
  });

  it('additions, with and without a time', () => {
    expect(voices('井盖碎了。【追加】2026-03-05 10:20 市民补充：还有一个。\n补充诉求：第三个也碎了。\n市民于3月6日再次来电催办，希望快些。')).toEqual([
      ['citizen', null, null, '井盖碎了。'], ['citizen', null, '2026-03-05T10:20', '还有一个。'], ['citizen', null, null, '第三个也碎了。'], ['citizen', null, null, '希望快些。'],
    ]);
    expect(conversationIn('井盖碎了。【追加】还有一个。')!.ownWords).toBeNull();
  });

  it('replies without a name or a time, and the call back', () => {
    expect(voices('井盖碎了。\n承办单位回复：已修。\n一次答复：已修好。\n二次答复：已复查。\n【回访】市民表示满意。\n2026-03-05的处理意见：办结。')).toEqual([
      ['citizen', null, null, '井盖碎了。'], ['unit', '承办单位', null, '已修。'], ['unit', null, null, '已修好。'], ['unit', null, null, '已复查。'], ['unit', null, null, '市民表示满意。'], ['unit', null, '2026-03-05T00:00', '办结。'],
    ]);
  });

  it('a unit without a word for answering, before its time, or calling without a number', () => {
    expect(voices('井盖碎了。（请核实）河东区城管局：已修。\n市民再次来电反映：又碎了。\n河东区住建局2026-03-05 10:20的处理意见：转城管。\n2026-03-06 河东街道办3月6日到场。\n河东区城管来电反馈: 请给联系方式。')).toEqual([
      ['citizen', null, null, '井盖碎了。（请核实）'], ['unit', '河东区城管局', null, '已修。'], ['citizen', null, null, '又碎了。'], ['unit', '河东区住建局', '2026-03-05T10:20', '转城管。'],
      ['unit', '河东街道办', '2026-03-06T00:00', '3月6日到场。'], ['unit', '河东区城管', null, '请给联系方式。'],
    ]);
    expect(voices('我于2026-03-05 10:20在河东区公安局经人介绍办证，希望再次核实。请河东区公安局：核实。')).toBeNull();
  });

  it('a unit that passes on what another said keeps its name and its time', () => {
    expect(voices('井盖碎了。\n2026-03-05 10:20河东区城管局答复：\n滨河中队回复：已修。')).toEqual([
      ['citizen', null, null, '井盖碎了。'], ['unit', '河东区城管局', '2026-03-05T10:20', '已修。'],
    ]);
  });

  it('a unit that calls about somebody else\u2019s order', () => {
    expect(voices('河东派出所来电反馈: （工单号20260304000001）《关于夜里施工的问题》处理结果\n工单内容：\n市民来电反映: 工地夜里施工。')).toEqual([
      ['unit', '河东派出所', null, '（工单号20260304000001）《关于夜里施工的问题》处理结果'], ['citizen', null, null, '工地夜里施工。'],
    ]);
  });

  it('a text of a unit alone has no words of a citizen; one that repeats what it was told keeps its own', () => {
    expect(conversationIn('2026-03-05 10:20河东区城管局答复：已修。')).toEqual({ thread: [expect.objectContaining({ who: 'unit' })], ownWords: '' });
    expect(conversationIn('社区答复\uff1a不归他们管\uff0c那我该找谁？')!.ownWords).toBeNull();
  });

  it('a broken time is left out', () => {
    expect(voices('井盖碎了。2026-02-30 10:20城管局答复：已修。')).toEqual([['citizen', null, null, '井盖碎了。'], ['unit', '城管局', null, '已修。']]);
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.constantFrom('2026-03-05 10:20', '城管局', '答复：', '市民', '再次来电', '反映：', '\n', '（', '）', '【追加】', '工单内容：', '。', ' ', '于', '已告知', '回访', '2026-', '我局'),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );

  it('loses no words of the citizen and invents none', () => {
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }).map((p) => p.join('')), (text) => {
      const found = conversationIn(text);
      if (!found) return;
      let at = 0;
      for (const part of found.thread) {
        const place = text.indexOf(part.text, at);
        expect(place).toBeGreaterThanOrEqual(0);
        at = place + part.text.length;
      }
    }), { numRuns: 1_000 });
  });

  it('ends soon, however long and repetitive', () => {
    for (const word of ['2026-03-05 10:20', '市民再次', '答复', '城', '【追加】', '工单内容', '2026-03-05城管局答复：', '\n   ', '（城', '市民来电']) {
      const text = word.repeat(Math.ceil(200_000 / word.length));
      expect(conversationIn(text)?.thread.length ?? 0).toBeLessThanOrEqual(61);
    }
  });
});
