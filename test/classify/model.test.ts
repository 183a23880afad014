import { describe, expect, it } from 'vitest';
import { HEAD } from '../../classify/features.ts';
import { loadModel } from '../../classify/model.ts';
import { CATEGORY_CODES, FLAGS, REQUEST_TYPES, SENTIMENTS, URGENCIES, type Verdict } from '../../model/index.ts';

const model = loadModel();

/** What holds for every verdict, whatever was judged. */
function expectSound(v: Verdict, text: string): void {
  expect([CATEGORY_CODES.includes(v.category), REQUEST_TYPES.includes(v.type), SENTIMENTS.includes(v.sentiment), URGENCIES.includes(v.urgency)]).toEqual([true, true, true, true]);
  expect(v.flags.every((f) => FLAGS.includes(f))).toBe(true);
  expect(v.confidence).toBeGreaterThanOrEqual(0);
  expect(v.confidence).toBeLessThanOrEqual(1);
  expect(v.secondary.length).toBeLessThanOrEqual(2);
  expect(v.secondary).not.toContain(v.category);
  expect(v.evidence.length).toBeLessThanOrEqual(5);
  const spans = v.evidence.map((e) => [e.start, e.end] as const).sort((a, b) => a[0] - b[0]);
  expect(spans.every(([start], k) => k === 0 || start >= spans[k - 1]![1])).toBe(true);
  for (const e of v.evidence) {
    expect(e.term.length).toBeGreaterThanOrEqual(2);
    expect(text.slice(e.start, e.end)).toBe(e.term);
    expect(e.weight).toBeGreaterThan(0);
  }
}

describe('judge', () => {
  it.each([
    ['我们小区昨天开始停水,到现在也没人来修水管', 'UTI'],
    ['门口两盏路灯坏了半个月,晚上过马路看不清', 'TRA'],
    ['孩子到了上学年龄,户口所在学区的小学说学位满了', 'EDU'],
    ['包工头拖欠我们十几个农民工三个月工资', 'WAG'],
    ['化工厂晚上偷偷排放废气,臭味刺鼻', 'ENV'],
    ['超市买的面包里吃出虫子,孩子吃了拉肚子', 'FDS'],
    ['消防通道被堵死,电动车在楼道里充电', 'SAF'],
    ['村里征地的补偿款拖了两年还没发下来', 'LND'],
    ['健身房突然关门,办的会员卡余额不退', 'MKT'],
    ['低保申请被驳回,家里有重度残疾人', 'REL'],
    ['父亲住的养老院收费上涨,护工照顾不周', 'ELD'],
    ['今天天气不错,大家早安', 'OTH'],
  ])('%s: %s', (text, code) => {
    const v = model.judge(text);
    expectSound(v, text);
    expect([v.category, ...v.secondary]).toContain(code);
  });

  it('names the words that decided, not their pieces', () => {
    const text = '东门口的路灯坏了,路灯坏了没人修';
    const { evidence } = model.judge(text);
    expect(evidence[0]).toMatchObject({ term: '路灯', start: text.indexOf('路灯') });
    expect(evidence.map((e) => e.term)).not.toContain('灯');
  });

  it('lets the type of the source win, and the opening before the model', () => {
    const text = '市民来电咨询:路灯坏了找谁修';
    expect(model.judge(text).type).toBe('咨询');
    expect(model.judge(text, { givenType: '投诉' }).type).toBe('投诉');
    expect(model.judge('', { givenType: '求助' }).type).toBe('求助');
  });

  it('judges a title with the text; spans index the text alone', () => {
    const text = '已经三天了,没人管,请尽快处理';
    const v = model.judge(text, { title: '小区停水' });
    expect(v.category).toBe('UTI');
    expectSound(v, text);
    const again = `小区停水\n${text}`;
    expect(model.judge(again, { title: '小区停水' })).toEqual(model.judge(again));
  });

  it('finds evidence in the tail of a long text where it stands', () => {
    const text = `${'我是本地居民,有事向您反映。'.repeat(400)}农民工工资被拖欠,请劳动监察大队处理欠薪。`;
    const v = model.judge(text);
    expectSound(v, text);
    const late = v.evidence.filter((e) => e.start > HEAD);
    expect(late.map((e) => e.term).join()).toMatch(/工资|欠薪|拖欠|农民工|劳动/);
  });

  it.each([['empty', ''], ['white space', ' \n\t\0 '], ['English', 'please fix the street lamp'], ['digits', '13800000000'], ['emoji', '😀😀😀'], ['lone surrogates', '\ud83d\ude00\ud83d']])('%s: OTH, 其他, to be reviewed', (_name, text) => {
    expect(model.judge(text)).toEqual({
      category: 'OTH', confidence: 0, secondary: [], type: '其他', sentiment: '中性', urgency: '一般', flags: [], stance: null, places: [], needsReview: true, evidence: [],
    });
  });

  it('is unsure of a text that hardly says anything', () => {
    expect(model.judge('嗯').needsReview).toBe(true);
  });

  it.each([
    ['a megabyte of one character', '停'.repeat(1_000_000)],
    ['a megabyte without a space', '小区停水没人管'.repeat(150_000)],
    ['NULs between characters', [...'小区停水没人管'].join('\0')],
    ['lone surrogates between words', '停水\ud83d停电\ude00路灯\ud83d'],
    ['emoji and combining marks', '停水😀👨‍👩‍👧‍👦e\u0301\u0301\u0301停电'],
    ['a hundred thousand commas', ','.repeat(100_000) + '停水'],
    ['openings that a rule could choke on', `${'来电'.repeat(50_000)}咨询`],
    ['danger words without end', '正在'.repeat(50_000)],
  ])('%s does no harm', (_name, text) => {
    const v = model.judge(text);
    expectSound(v, text);
    // Nothing of it stays behind in the reused buffers.
    expect(model.judge('小区停水两天了')).toEqual(loadModel().judge('小区停水两天了'));
  });

  it('says the same twice, and in any order', () => {
    const texts = ['小区停水两天了', '路灯坏了', '包工头拖欠工资'];
    const first = texts.map((t) => model.judge(t));
    expect([...texts].reverse().map((t) => model.judge(t)).reverse()).toEqual(first);
  });
});
