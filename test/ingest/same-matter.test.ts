import { describe, expect, it } from 'vitest';
import { isSameMatter } from '../../ingest/same-matter.ts';

const told = (words: string, place: string | null = null) => ({ title: null, words, place });

describe('two messages of one person are about one matter', () => {
  it.each<[string, string]>([
    ['市民反映东风路18号楼下烧烤店油烟直排,晚上熏得睡不着', '市民再次来电,东风路的烧烤店还在排油烟,没有人来处理'],
    ['小区三号楼电梯坏了一周,物业不修', '电梯至今没修好,物业说没有维修资金'],
    ['咨询孩子户口不在清河能否就近入学', '上次问的户口不在清河的孩子就近入学,需要什么材料'],
  ])('%s / %s', (a, b) => expect(isSameMatter(told(a), told(b))).toBe(true));

  it.each<[string, string]>([
    ['市民反映东风路18号楼下烧烤店油烟直排', '咨询公积金提取需要什么材料'],
    ['小区电梯坏了一周,物业不修', '公交108路经常甩站,希望有关部门核实处理'],
    ['来电反映情况,希望有关部门尽快处理', '来电反映问题,请相关单位核实'],
  ])('or are not: %s / %s', (a, b) => expect(isSameMatter(told(a), told(b))).toBe(false));

  it('at the same place less likeness is enough', () => {
    const [a, b] = ['夜里机器声很大影响休息', '工地半夜还在开机器'];
    expect(isSameMatter(told(a), told(b))).toBe(false);
    expect(isSameMatter(told(a, '清河区柳林镇 工业园'), told(b, '柳林镇工业园'))).toBe(true);
  });
});
