import { describe, expect, it } from 'vitest';
import { elementsOf } from '../../../classify/reply/elements.ts';
import { REASON_KINDS, reasonsOf } from '../../../classify/reply/reasons.ts';
import { fold } from '../../../classify/reply/pieces.ts';
import { CANNED, LAMPS_ANSWER } from './answers.ts';

const kinds = (text: string) => REASON_KINDS.filter((kind) => reasonsOf(fold(text))[kind].length > 0);

describe('reasonsOf', () => {
  it.each([
    ['由于电缆被挖断,路灯不亮。', '成因'], ['因资金没有到位,暂缓建设。', '成因'], ['根据《照明管理规定》第二十条', '依据'], ['清政规\uff3b2025\uff3d6号文件', '依据'], ['清政规〔2025〕6号', '依据'],
    ['一是加装路灯,二是增加巡查。', '方案'], ['该路段不具备安装条件。', '制约'], ['5月6日,我局召开会议协商。', '经过'],
  ])('%s', (text, kind) => {
    expect(kinds(text)).toContain(kind);
  });

  it('因此 is no cause, and politeness gives no reason', () => {
    expect(kinds('因此已修好。')).not.toContain('成因');
    expect(kinds(CANNED)).toEqual([]);
  });
});

it('elementsOf finds what an answer consists of, where it is first said', () => {
  const found = elementsOf(LAMPS_ANSWER);
  const words = Object.fromEntries(Object.entries(found).map(([key, span]) => [key, span && LAMPS_ANSWER.slice(span.start, span.end)]));
  expect(words).toMatchObject({ found: '经查', phone: '致电0514-87654321' });
  expect(words['measure']).toMatch(/^已于5月6日更换/);
  expect(elementsOf('好的')).toEqual({ found: null, measure: null, verdict: null, figure: null, unit: null, phone: null });
});
