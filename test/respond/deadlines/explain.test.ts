import { describe, expect, it } from 'vitest';
import { parseInstant, type ClockSpec } from '../../../model/index.ts';
import { loadCalendar, loadProfile } from '../../../profiles/load.ts';
import { countDeadline, type CountInput } from '../../../respond/deadlines/count.ts';
import { explainDeadline, explainShort } from '../../../respond/deadlines/explain.ts';
import { planDeadlines } from '../../../respond/deadlines/select.ts';

const calendar = loadCalendar();
const at = (text: string) => parseInstant(text)!;

function explain(clock: ClockSpec, start: string, more: Partial<CountInput> & { starts?: string } = {}): string {
  const startsAt = at(start);
  return explainDeadline({ ...countDeadline({ clock, startsAt, calendar, ...more }), clock, starts: more.starts }, startsAt);
}

describe('explainDeadline', () => {
  it('says a planned one as a desk shows it', () => {
    const [, result] = planDeadlines({
      resolved: loadProfile('yangzhou-2018'), subjectKind: 'ticket', channel: '12345', type: '投诉', category: 'HOU', urgency: '一般',
      starts: { received_at: at('2026-10-09 16:20') }, calendar,
    });
    expect(explainDeadline(result!)).toBe('2026-10-09 16:20 收到,次日起算5个工作日:10-10(周六,调休上班)、10-12、10-13、10-14、10-15;其间不计:10-11(周日)。截止 2026-10-15 24:00。依据:缺省;本级未规定,采用缺省');
    expect(explainShort(result!)).toBe('2026-10-15(周四)24:00前,5个工作日,本级未规定,采用缺省');
  });

  it('joins neighbouring days of one reason, and says the year where it changes', () => {
    expect(explain({ mode: 'working_day', n: 2 }, '2026-12-30 10:00', { starts: 'dispatched_at' }))
      .toBe('2026-12-30 10:00 派单,次日起算2个工作日:12-31、2027-01-04;其间不计:2027-01-01(元旦放假)、2027-01-02至2027-01-03(周末)。截止 2027-01-04 24:00。暂定:2027年放假安排尚未公布,公布后重算');
  });

  it('puts long counts together', () => {
    expect(explain({ mode: 'working_day', n: 20 }, '2025-09-15 10:00', { starts: 'received_at' }))
      .toContain('次日起算20个工作日:09-16至09-19、09-22至09-26、09-28(周日,调休上班)、09-29至09-30、10-09至10-10、10-11(周六,调休上班)、10-13至10-17;其间不计:09-20至09-21(周末)、09-27(周六)、10-01至10-08(国庆节、中秋节放假)、10-12(周日)');
  });

  it.each<[string, string]>([
    ['hours', explain({ mode: 'natural_hour', n: 48 }, '2025-10-01 09:00', { starts: 'known_at' })],
    ['natural days', explain({ mode: 'natural_day', n: 60, roll: true }, '2025-08-08 10:00', { starts: 'accepted_at' })],
    ['natural days with a pause', explain({ mode: 'natural_day', n: 3, roll: true }, '2024-09-10 10:00', { pauses: [{ from: at('2024-09-11 09:00'), to: at('2024-09-12 09:00') }] })],
    ['a fixed date', explain({ mode: 'fixed_date', date: '2021-11-20' }, '2021-09-01 09:00')],
    ['the hour table', explain({ mode: 'workday_24h_tick', n: 2 }, '2025-09-27 15:00', { starts: 'received_at' })],
    ['an extension', explain({ mode: 'working_day_extension', n: 1 }, '2023-10-11 24:00', { starts: 'due_at', fromDue: at('2023-10-11 24:00') })],
    ['a redispatch', explain({ mode: 'multi_clock', n: 1 }, '2024-09-02 10:00', { starts: 'received_at' })],
    ['a merge', explain({ mode: 'merge_min', n: 1 }, '2024-09-02 10:00', { starts: 'received_at', members: [at('2024-09-03')] })],
    ['a roll', explain({ mode: 'working_day', n: 1, after_hours: 'roll' }, '2018-07-06 20:30', { starts: 'received_at' })],
  ])('%s', (name, said) => {
    expect({ [name]: said }).toEqual({
      [name]: {
        hours: '2025-10-01 09:00 知悉,连续计算48小时,不扣节假日。截止 2025-10-03 09:00',
        'natural days': '2025-08-08 10:00 受理,次日起算60个自然日;末日顺延,越过:10-07至10-08(国庆节、中秋节放假)。截止 2025-10-09 24:00',
        'natural days with a pause': '2024-09-10 10:00 起,次日起算3个自然日;其间不计:09-11(停表)。截止 2024-09-14 24:00',
        'a fixed date': '2021-09-01 09:00 起,固定日期,不因休息日顺延。截止 2021-11-20 24:00',
        'the hour table': '2025-09-27 15:00 收到,工作日逐小时走表,共2个工作日(每日24小时);其间停走:09-27(周六)。截止 2025-09-30 00:00',
        'an extension': '2023-10-11 24:00 原到期,次日起算1个工作日(延期):10-12。截止 2023-10-12 24:00',
        'a redispatch': '2024-09-02 10:00 收到,次日起算1个工作日(退单改派不重置总时限,取较早者):09-03。截止 2024-09-03 24:00',
        'a merge': '2024-09-02 10:00 收到,次日起算1个工作日(并案取各件最早者):09-03。截止 2024-09-03 24:00',
        'a roll': '2018-07-06 20:30 收到,次日起算1个工作日:07-10;其间不计:07-07至07-08(周末)、07-09(非工作时间收到,视为该日收到)。截止 2018-07-10 24:00',
      }[name],
    });
  });

  it('explains a row that knows no more than its days', () => {
    const counted = countDeadline({ clock: { mode: 'working_day', n: 1 }, startsAt: at('2024-09-02 10:00'), calendar });
    expect(explainDeadline(counted, at('2024-09-02 10:00'))).toBe('2024-09-02 10:00 起,次日起算1个工作日:09-03。截止 2024-09-03 24:00');
    expect(explainShort({ ...counted, provisional: true })).toBe('2024-09-03(周二)24:00前(暂定),1个工作日');
  });

  it('says hour clocks to the minute in the short form', () => {
    const clock: ClockSpec = { mode: 'natural_hour', n: 5 };
    expect(explainShort({ ...countDeadline({ clock, startsAt: at('2025-10-06 22:15'), calendar }), clock })).toBe('2025-10-07(周二)03:15前,5小时');
  });
});
