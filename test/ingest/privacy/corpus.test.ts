import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generaliseForOutside } from '../../../ingest/privacy/outside.ts';
import { maskText, type Found } from '../../../ingest/privacy/mask.ts';

interface Case { text: string; masked: string; kinds: string[] }
const corpus = ['names', 'numbers', 'places'].flatMap((file) => readFileSync(new URL(`../../fixtures/privacy/${file}.jsonl`, import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case));

/** A name is a name, whosever it is; a telephone under another sign is found all the same. */
const same = (kind: string): string => (kind === 'person' ? 'name' : kind);

/** By kind: how many were hidden as they should be, how many too many, how many too few. */
function measure(): Map<string, { right: number; extra: number; missed: number }> {
  const by = new Map<string, { right: number; extra: number; missed: number }>();
  const of = (kind: string) => by.get(kind) ?? by.set(kind, { right: 0, extra: 0, missed: 0 }).get(kind)!;
  for (const { text, kinds } of corpus) {
    const wanted = kinds.map(same);
    for (const kind of maskText(text).found.map((f) => same(f.kind))) {
      const at = wanted.indexOf(kind);
      if (at < 0) of(kind).extra += 1;
      else {
        wanted.splice(at, 1);
        of(kind).right += 1;
      }
    }
    for (const kind of wanted) of(kind).missed += 1;
  }
  return by;
}

describe('our own corpus', () => {
  it('is large, and a good part of it is numbers and words that are nobody', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(400);
    expect(corpus.filter((c) => c.kinds.length === 0).length).toBeGreaterThanOrEqual(180);
  });

  it.each(corpus)('$text', ({ text, masked }) => {
    expect(maskText(text).text).toBe(masked);
  });

  it.each<Found['kind']>(['phone', 'landline', 'id', 'bank', 'plate', 'email', 'wechat', 'qq', 'account', 'paper', 'name', 'address', 'pupil'])('%s: precision and recall ≥ 0.95', (kind) => {
    const { right, extra, missed } = measure().get(kind) ?? { right: 0, extra: 0, missed: 0 };
    expect(right).toBeGreaterThanOrEqual(4);
    expect(right / (right + extra)).toBeGreaterThanOrEqual(0.95);
    expect(right / (right + missed)).toBeGreaterThanOrEqual(0.95);
  });

  it('is not changed by masking it again', () => {
    for (const { masked } of corpus) expect(maskText(masked)).toEqual({ text: masked, found: [] });
  });
});

describe('generaliseForOutside', () => {
  it.each<[string, string, string[]]>([
    ['老伴患尿毒症,每周透析三次', '老伴患某种疾病,每周某种治疗三次', ['health']],
    ['我是二级残疾,有残疾证', '我是身体状况特殊,有相关证件', ['disability']],
    ['家里是低保户,孩子上不起学', '家里是享受救助的家庭,孩子上不起学', ['welfare']],
    ['五保老人没人管', '享受救助老人没人管', ['welfare']],
    ['他有精神分裂症,常打人', '他有某种疾病,常打人', ['health']],
    ['邻居感染艾滋病', '邻居感染某种疾病', ['health']],
    ['我叫张建国,肝癌晚期', '我叫张*,某种疾病', ['health']],
    ['怀孕七个月被辞退', '特殊生理期被辞退', ['health']],
  ])('%s', (text, outside, kinds) => {
    const general = generaliseForOutside(text);
    expect(general).toEqual({ text: outside, kinds });
    expect(generaliseForOutside(general.text)).toEqual({ text: outside, kinds: [] });
  });

  it.each(['新冠肺炎疫情防控期间停工', '肿瘤医院停车难', '残疾人联合会在几楼', '癌症筛查什么时候开始', '糖尿病门诊排队太久', '路灯不亮'])('leaves what speaks of nobody: %s', (text) => {
    expect(generaliseForOutside(text)).toEqual({ text, kinds: [] });
  });

  it('is not for the working text', () => {
    expect(maskText('老伴患尿毒症,低保户').text).toBe('老伴患尿毒症,低保户');
  });
});
