import { describe, expect, it } from 'vitest';
import { loadModel } from '../../../classify/model.ts';
import { answersTo } from '../../../classify/reply/answered.ts';
import { asksOf } from '../../../classify/reply/asks.ts';

const { idfOf } = loadModel();
const answered = (message: string, substance: string) => answersTo(asksOf(message), message, substance, idfOf).map((a) => [a.kind, a.answered, a.passedOver]);

describe('answersTo', () => {
  it.each([
    ['请问清河路何时开工?', '清河路预计9月开工。', ['何时', true, false]],
    ['请问清河路何时开工?', '清河路已列入计划。', ['何时', false, false]],
    ['征收补偿标准是多少?', '2026年3月已经开工。', ['多少', false, true]],
    ['征收补偿标准是多少?', '征收补偿每平方米2860元。', ['多少', true, false]],
    ['为什么路灯不亮?', '路灯因电缆被挖断而熄灭。', ['为何', true, false]],
    ['希望尽快修好路灯。', '路灯已修好。', ['请求', true, false]],
    ['希望尽快修好路灯。', '驾驶证可以网上申请换证。', ['请求', false, false]],
  ])('%s %s', (message, substance, expected) => {
    expect(answered(message, substance)).toEqual([expected]);
  });

  it('nothing answers nothing', () => {
    expect(answered('请问清河路何时开工?补偿标准是多少?', '\n\n')).toEqual([['何时', false, true], ['多少', false, true]]);
  });
});
