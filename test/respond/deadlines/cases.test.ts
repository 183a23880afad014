import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerCases } from '../../../respond/deadlines/cases.ts';

interface FixtureCase { id: string; why: string; expected: { due_at: string; counted_days: string[]; provisional: boolean } }

/** Reckoned apart from this code, from the notices: see the file's own `why`. */
const fixtures = JSON.parse(readFileSync(new URL('../../fixtures/deadlines/cases.json', import.meta.url), 'utf8')) as FixtureCase[];
const good = { id: 'A', profile: 'national', rule_id: 'GEN-2WD', received_at: '2024-09-02 10:00', clock: { mode: 'working_day', n: 2 } };

describe('answerCases', () => {
  it.each(fixtures.map((c) => [`${c.id} ${c.why}`, c] as const))('%s', (_, c) => {
    expect(answerCases([c])).toEqual([{ id: c.id, ...c.expected }]);
  });

  it('lets the clock of the case decide, and takes what it leaves out from the rule', () => {
    expect(answerCases([{ ...good, clock: { mode: 'working_day', n: 1 } }, { ...good, clock: { mode: 'working_day' } }]).map((a) => 'due_at' in a && a.due_at))
      .toEqual(['2024-09-03T23:59:59+08:00', '2024-09-04T23:59:59+08:00']);
  });

  it.each<[string, object, RegExp]>([
    ['a profile that is not there', { profile: 'yangzhou' }, /“yangzhou”.*可用的有/],
    ['a rule outside the chain', { rule_id: 'JN-12345-5WD' }, /national 里没有时限规则“JN-12345-5WD”/],
    ['a time that is none', { received_at: '2024-02-30 10:00' }, /received_at:“2024-02-30 10:00”不是时间/],
    ['a clock of no known kind', { clock: { mode: 'lunar_day', n: 1 } }, /clock\.mode/],
    ['no clock', { clock: undefined }, /clock:/],
    ['a calendar that is not there', { calendar_version: '2024-v7' }, /2024-v7/],
    ['a pause that ends before it begins', { pauses: [['2024-09-03', '2024-09-02']] }, /pauses\[0\]:停表的结束早于开始/],
    ['a pause without an end', { pauses: [['2024-09-03', null]] }, /pauses\[0\]\[1\]/],
    ['an extension of nothing', { rule_id: 'GEN-5WD', clock: { mode: 'working_day_extension', n: 10 } }, /from_due/],
    ['a year before the calendar', { received_at: '1999-01-04' }, /早于工作日历的起点/],
  ])('puts the error of %s in its place and goes on', (_, fault, expected) => {
    const [first, second, third] = answerCases([good, { ...good, id: 'B', ...fault }, { ...good, id: 'C' }]);
    expect(second).toEqual({ id: 'B', error: expect.stringMatching(expected) });
    expect([first, third]).toEqual(['A', 'C'].map((id) => ({ id, due_at: '2024-09-04T23:59:59+08:00', counted_days: ['2024-09-03', '2024-09-04'], provisional: false })));
  });

  it('calls a case without an id by its place', () => {
    expect(answerCases([good, { ...good, id: undefined }, 7]).slice(1)).toEqual([
      { id: '第2条', error: expect.stringContaining('缺少 id') }, { id: '第3条', error: expect.any(String) },
    ]);
  });
});
