import { describe, expect, it } from 'vitest';
import { evasionsOf } from '../../../classify/reply/evasive.ts';
import { answerOf } from '../../../classify/reply/form.ts';
import { fold, textOf } from '../../../classify/reply/pieces.ts';
import { LAMPS, LAMPS_ANSWER } from './answers.ts';

const evasions = (reply: string, message = LAMPS) => {
  const answer = answerOf(fold(reply));
  return evasionsOf(answer, message).map((e) => [e.kind, e.alone, textOf(answer.text, e)]);
};

describe('evasionsOf', () => {
  it.each([
    ['已转交市城管局处理。', '转办'], ['您反映的问题已交有关单位调查核处。', '转办'], ['因您未留下联系方式,无法核实。', '推给来信人'], ['建议您咨询市不动产登记中心。', '推给来信人'],
    ['对您的意见,我们将认真研究考虑。', '空泛表态'],
  ])('%s', (reply, kind) => {
    expect(evasions(reply)).toEqual([[kind, true, reply]]);
  });

  it.each(['该路段尚未移交,移交后由交警部门设置电子警察。', '2018年10月完成产权移交。', '我局将研究三个方案,6月底前定下其中一个。', LAMPS_ANSWER])('%s is none', (reply) => {
    expect(evasions(reply)).toEqual([]);
  });

  it('a sentence that hands on is told apart from an answer that does nothing else', () => {
    expect(evasions(`已转交市城管局处理。${LAMPS_ANSWER}`)).toEqual([['转办', false, '已转交市城管局处理。']]);
  });

  it('what repeats the letter says nothing of its own', () => {
    expect(evasions(`${LAMPS}`)).toEqual([['照抄来信', true, LAMPS]]);
    expect(evasions('人民路路灯坏了')).toEqual([['套话', true, '人民路路灯坏了']]);
  });

  it('of nothing, all of it is canned', () => {
    expect(evasions('')).toEqual([['套话', true, '']]);
  });
});
