import { describe, expect, it } from 'vitest';
import { dangersIn } from '../../classify/dangers.ts';

const numbers = (text: string): string[] => dangersIn(text).map(({ to }) => to);

describe('dangersIn', () => {
  it.each([
    ['三楼着火了,邻居被烧伤', ['119', '120']],
    ['楼道里燃气大量泄漏', ['119']],
    ['孩子被困在电梯里', ['119']],
    ['工地脚手架倒塌\uff0c两人昏迷', ['119', '120']],
    ['学校食堂几十人食物中毒', ['120']],
    ['桥上有人要跳河', ['110']],
    ['老人中午走失至今未归', ['110']],
    ['有人溺水', ['120', '110']],
    ['路口两车追尾', ['122']],
    ['面包车撞倒行人后逃走\uff0c行人受伤', ['120', '122']],
  ])('%s: %j', (text, expected) => {
    expect(numbers(text)).toEqual(expected);
  });

  it.each(['', '小区停水两天', '去年这里曾起火', '飞线充电容易引发火灾', '车子打不着火', '工伤认定怎么申请', '存在坍塌隐患', '希望开展火灾演练', '路灯坏了'])('%j: nobody to ring', (text) => {
    expect(dangersIn(text)).toEqual([]);
  });

  it('one per number, with what to do, however often a danger is told', () => {
    const [only, ...rest] = dangersIn('着火了。着火了!起火了');
    expect(only?.advice).toContain('119(消防救援)');
    expect(rest).toEqual([]);
  });

  it('takes a long text without a break', () => {
    expect(dangersIn('煤气'.repeat(200_000))).toEqual([]);
  });
});
