import { describe, expect, it } from 'vitest';
import { addItem, emptyMatter } from '../../../classify/topics/matter.ts';
import { titleOf, type Titled } from '../../../classify/topics/title.ts';
import { vectorOf } from '../../../classify/topics/vector.ts';
import { testModel } from './stories.ts';

function titled(items: readonly Titled[]): string {
  const matter = emptyMatter(1, 26);
  for (const item of items) addItem(matter, vectorOf(item.title, item.body, testModel()), 0);
  return titleOf(matter, items);
}
const body = '云栖花园小区北面的混凝土搅拌站日夜噪音扰民,粉尘污染。';

describe('title of a topic', () => {
  it('is the shortest of the items\u2019 titles that names what they have in common', () => {
    expect(titled([
      { title: '求助', body: '云栖花园搅拌站太吵了' }, { title: '关于云栖花园搅拌站噪音扰民问题长期得不到解决的再次投诉', body: '半夜还在响。' },
      { title: '云栖花园搅拌站噪音扰民', body: '请关停。' }, { title: '云栖花园搅拌站噪音扰民,请求关停', body: '睡不着。' },
    ])).toBe('云栖花园搅拌站噪音扰民');
  });

  it('is the first clause of the text where there is no title, on one line and not too long', () => {
    expect(titled([{ title: null, body: '云栖花园\n搅拌站噪音扰民。请处理。' }])).toBe('云栖花园');
    expect([...titled([{ title: `云栖花园搅拌站${'噪音'.repeat(40)}`, body }])]).toHaveLength(40);
    expect(titled([{ title: '云栖花园\u0007搅拌站\t噪音', body }])).toBe('云栖花园 搅拌站 噪音');
  });

  it('says so where there are no words', () => {
    expect(titled([])).toBe('(未命名)');
    expect(titled([{ title: ' ', body: '' }])).toBe('(未命名)');
  });
});
