import { describe, expect, it } from 'vitest';
import { maskForScreen } from '../../web/api/mask.ts';

describe('people\'s words on a screen', () => {
  it.each([
    ['请回电13800138000谢谢', '请回电138****8000谢谢'],
    ['住阳光小区3栋2单元502室', '住阳光小区***'],
    ['锦绣花园12号楼1503室漏水', '锦绣花园***漏水'],
    ['幸福里二栋三单元五〇二室', '幸福里***'],
    ['家住2单元301', '家住***'],
    ['我叫张建国,', '我叫张*,'],
    ['联系人:欧阳建国。', '联系人:欧阳*。'],
    ['来电人为李芳,反映', '来电人为李*,反映'],
    ['王建国先生来电', '王*先生来电'],
  ])('%s → %s', (text, shown) => {
    expect(maskForScreen(text)).toBe(shown);
  });

  it.each([
    '3栋电梯停运三天', '王先生来电反映', '工单20180404159024已转办', '近24小时 34 条,达到红色阈值 30 条;首见 2026-11-24 08:10', '拨打12345或0514-12345无人接听',
    '一座桥塌了', '第5号楼前积水',
  ])('leaves alone: %s', (text) => {
    expect(maskForScreen(text)).toBe(text);
  });

  it('changes nothing more the second time', () => {
    const once = maskForScreen('我叫张建国,电话13800138000,身份证110101199003078515,住阳光小区3栋2单元502室,微信zhangjg1980');
    expect(maskForScreen(once)).toBe(once);
    expect(once).not.toMatch(/建国|138001|19900307|502|zhangjg/);
  });

  it('takes a long hostile text in its stride', () => {
    const started = performance.now();
    for (const part of ['1', '我叫', '栋1单元', '联系人:王', 'a@', '张'.repeat(3), '138-']) maskForScreen(part.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
