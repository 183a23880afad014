import { describe, expect, it } from 'vitest';
import { loadModel } from '../../classify/model.ts';
import { signature } from '../../classify/signature.ts';

const model = loadModel();

function cosine(a: string, b: string): number {
  const other = new Map(signature(b, model).map((t) => [t.word, t.weight]));
  return signature(a, model).reduce((s, t) => s + t.weight * (other.get(t.word) ?? 0), 0);
}

describe('signature', () => {
  const text = '市民来电反映:穗香园小区门口的搅拌站夜间施工,噪音扰民,电话13800000000,请核实处理';

  it('keeps at most twelve distinctive words, unit length together, the same each time', () => {
    const terms = signature(`${text},附近的翠湖学校、云岭医院、北山公园和老船厂宿舍的住户都深受其害,多次投诉无果`, model);
    expect(terms).toHaveLength(12);
    expect(Math.sqrt(terms.reduce((s, t) => s + t.weight ** 2, 0))).toBeCloseTo(1, 3);
    expect(terms.map((t) => t.weight)).toEqual(terms.map((t) => t.weight).sort((a, b) => b - a));
    expect(terms.every((t) => t.word.length >= 2)).toBe(true);
    expect(signature(text, model)).toEqual(signature(text, loadModel()));
  });

  it('leaves out numbers and what every message says', () => {
    const words = signature(text, model).map((t) => t.word);
    expect(words).toContain('搅拌站');
    for (const plain of ['市民', '来电', '反映', '核实', '处理', '13800000000']) expect(words).not.toContain(plain);
  });

  it('of two reports of one matter is closer than of two matters', () => {
    expect(cosine(text, '穗香园旁边有个搅拌站,整夜噪音,老人睡不着')).toBeGreaterThan(0.3);
    expect(cosine(text, '云岭路公交站的站牌倒了,等车的人不知道几点来车')).toBeLessThan(0.1);
  });

  it('has nothing to say of nothing', () => {
    expect(signature('', model)).toEqual([]);
    expect(signature('\0\ud83d 12345', model)).toEqual([]);
  });
});
