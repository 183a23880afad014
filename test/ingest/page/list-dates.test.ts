import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateAtEnd, dateBeside, isDate } from '../../../ingest/page/list-dates.ts';

const now = new Date('2026-01-05T04:00:00Z');
const said = (...texts: string[]) => {
  const date = dateBeside(texts, now);
  return date && `${new Date(date.at.getTime() + 8 * 3_600_000).toISOString().slice(0, date.precision === 'day' ? 10 : 16)}${date.yearless ? '?' : ''}`;
};

describe('a date beside a link', () => {
  it.each([
    [['2025-11-24'], '2025-11-24'], [['(2025/1/4)'], '2025-01-04'], [['2025年11月24日'], '2025-11-24'], [['2025.11.24 9:05'], '2025-11-24T09:05'], [['20251124'], '2025-11-24'],
    [['发布时间:2025-11-24 09:05:30 来源:清河日报'], '2025-11-24T09:05'], [['25-11-24'], '2025-11-24'], [['清河日报', '2025-11-24', '2025-11-25'], '2025-11-24'],
    [['24', '2025-11'], '2025-11-24'], [['2025年11月', '24日'], '2025-11-24'], [['11-24', '2025'], '2025-11-24'], [['2025', '11/24'], '2025-11-24'],
    // Without a year: the last such day, or tomorrow's.
    [['[11/24]'], '2025-11-24?'], [['01-06'], '2026-01-06?'], [['1月4日'], '2026-01-04?'], [['11-24 09:05'], '2025-11-24T09:05?'], [['24', '11月'], '2025-11-24?'],
    [['3小时前'], '2026-01-05T09:00'], [['昨天 09:15'], '2026-01-04T09:15'], [['今天'], '2026-01-05'],
  ])('%j → %s', (texts, expected) => {
    expect(said(...texts)).toBe(expected);
  });

  it.each([['2025-13-01'], ['2025-02-30'], ['阅读 11-24 万'], ['3.5万'], ['1.24.5'], ['12:30'], ['回复 24'], ['0312-1234567'], ['第 2-3 页'], ['会议定于2025年11月24日在县政府一楼会议室召开,请各单位主要负责同志准时参加,不得缺席。']])('%s → none', (text) => {
    expect(said(text)).toBeNull();
  });

  it('none of the future beyond what a notice is dated ahead', () => {
    expect(said('02-30')).toBeNull();
    expect(said('12-25')).toBe('2025-12-25?');
  });

  it('at the end of a title', () => {
    expect(dateAtEnd('关于停水的通知 (2025-11-24)', now)).toMatchObject({ title: '关于停水的通知', date: { precision: 'day' } });
    expect(dateAtEnd('关于停水的通知【11/24】', now)?.title).toBe('关于停水的通知');
    expect(dateAtEnd('关于停水的通知(第二批)', now)).toBeNull();
    expect(isDate('2025-11-24 10:00', now)).toBe(true);
    expect(isDate('2025年公务员招考公告', now)).toBe(false);
  });

  it('whatever the texts, a real time or none', () => {
    const text = fc.oneof(fc.string({ maxLength: 90 }), fc.stringMatching(/^[\d\-/.年月日: ]{1,30}$/));
    fc.assert(fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
      const date = dateBeside(texts, now);
      expect(date === null || !Number.isNaN(date.at.getTime())).toBe(true);
      expect(() => texts.map((one) => dateAtEnd(one, now))).not.toThrow();
    }), { numRuns: 500 });
  });
});
