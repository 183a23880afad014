import { describe, expect, it } from 'vitest';
import { answerOf, matterOf, substanceOf } from '../../../classify/reply/form.ts';
import { fold, textOf } from '../../../classify/reply/pieces.ts';
import { CANNED, LAMPS_ANSWER, WHOLE } from './answers.ts';

const parts = (reply: string) => {
  const answer = answerOf(fold(reply));
  const words = (key: 'greeting' | 'receipt' | 'thanks' | 'contact' | 'signed') => (answer[key] ? textOf(answer.text, answer[key]).trim() : null);
  return { ...answer, words, said: substanceOf(answer).trim() };
};

describe('answerOf', () => {
  it('takes greeting, receipt, thanks, contact and date away and keeps what is said', () => {
    const { words, said } = parts(WHOLE);
    expect(words('greeting')).toBe('网友您好:');
    expect(words('receipt')).toBe('您的留言已收悉,现答复如下:');
    expect(words('contact')).toMatch(/^如有疑问,请致电清河街道征收办/);
    expect(words('thanks')).toBe('感谢您的关心与支持!');
    expect(words('signed')).toBe('2026年5月8日');
    expect(said).toMatch(/^一、关于开工时间[^]*以街道公示为准。$/);
  });

  it('leaves nothing of an answer that is form alone', () => {
    expect(parts(CANNED).said).toBe('');
    expect(parts('网友:您好!留言已收悉').said).toBe('');
  });

  it.each([
    ['full width', '网友\u201cA0001\u201d\uff1a您好\uff01您的留言已收悉\u3002现将有关情况回复如下\uff1a路灯已修好\u3002', '路灯已修好。'],
    ['a name alone in front', '\u201cUU0081\u201d 路灯已于5月7日修好。', '路灯已于5月7日修好。'],
    ['thanks behind a clause that says something', '施工期间将分段封闭,请您注意绕行,感谢您的支持!', '施工期间将分段封闭,请您注意绕行,感谢您的支持!'],
    ['a Chinese date', '路灯已修好。\n清河市城管局\n二〇二六年五月八日', '路灯已修好。'],
    ['a date that is the answer', '预计2026年9月30日开工。', '预计2026年9月30日开工。'],
  ])('%s', (_name, reply, said) => {
    expect(parts(reply).said.replace(/\n+/g, '\n').replace('\n清河市城管局', '')).toBe(said);
  });

  it('keeps the header that names the matter apart from what only hands it on', () => {
    const answer = answerOf(fold('关于您反映的人民路路灯问题,现答复如下:已转交城管局办理。路灯已修好。'));
    const [handedOn] = answer.substance;
    expect(matterOf(answer, [handedOn!]).replace(/\s+/g, ' ').trim()).toBe('关于您反映的人民路路灯问题,现答复如下: 路灯已修好。');
  });

  it('spans index the answer as it came', () => {
    const { text, substance } = parts(LAMPS_ANSWER);
    expect(text).toHaveLength(LAMPS_ANSWER.length);
    for (const span of substance) expect(substanceOf(answerOf(text)).slice(span.start, span.end)).toBe(text.slice(span.start, span.end));
  });
});
