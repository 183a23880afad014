import { describe, expect, it } from 'vitest';
import { asksOf } from '../../../classify/reply/asks.ts';
import { fold, textOf } from '../../../classify/reply/pieces.ts';

const asks = (message: string) => asksOf(fold(message)).map((a) => [a.kind, textOf(fold(message), a)]);

describe('asksOf', () => {
  it('finds each question and what kind of answer it wants', () => {
    expect(asks('请问清河路什么时候开工\uff1f补偿标准是多少\uff1f为什么一直没有公示?窗口在哪里?换证需要哪些材料?')).toEqual([
      ['何时', '请问清河路什么时候开工?'], ['多少', '补偿标准是多少?'], ['为何', '为什么一直没有公示?'], ['何处', '窗口在哪里?'], ['如何', '换证需要哪些材料?'],
    ]);
  });

  it('finds wishes from where they begin, and not what others demanded', () => {
    expect(asks('路灯坏了一周,希望尽快修好。')).toEqual([['请求', '希望尽快修好。']]);
    expect(asks('夜宵摊很吵,请城管部门尽快处理。')).toEqual([['请求', '请城管部门尽快处理。']]);
    expect(asks('物业多次要求业主缴费。')).toEqual([]);
  });

  it('passes over what only waits for an answer, and questions that want none', () => {
    expect(asks('希望领导尽快回复。天理何在?难道没有人管吗?谢谢!')).toEqual([]);
  });

  it('of a letter that only tells there are none', () => {
    expect(asks('今天路过人民路,看到工人在修路灯。')).toEqual([]);
    expect(asks('')).toEqual([]);
  });

  it('stops at twelve', () => {
    expect(asksOf('请问何时开工?'.repeat(500))).toHaveLength(12);
  });
});
