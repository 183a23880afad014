import { describe, expect, it } from 'vitest';

interface Countdown {
  span(ms: number): string;
  countdown(dueAt: Date, now: Date): { text: string; pressure: string };
  moment(at: Date, now: Date): string;
  dayOf(at: Date, now: Date): string;
  ago(at: Date, now: Date): string;
  wallClock(now: Date): string;
}
const { span, countdown, moment, dayOf, ago, wallClock } = (await import(new URL('../../web/app/countdown.js', import.meta.url).href)) as Countdown;

const at = (text: string) => new Date(`${text}+08:00`);
const due = at('2026-11-27T23:59:59');

describe('countdown', () => {
  it.each([
    ['2026-11-26T21:00:00', '剩余 1天3小时', 'fine'],
    ['2026-11-26T00:00:00', '剩余 2天', 'fine'],
    ['2026-11-27T00:00:00', '剩余 1天', 'fine'],
    ['2026-11-27T00:00:01', '剩余 23小时59分', 'soon'],
    ['2026-11-27T23:18:00', '剩余 42分钟', 'soon'],
    ['2026-11-27T23:59:30', '剩余 30秒', 'soon'],
    // The day ends at 24:00, so its last second still counts.
    ['2026-11-27T23:59:59', '剩余 1秒', 'soon'],
    ['2026-11-28T00:00:00', '已超期 0秒', 'late'],
    ['2026-11-28T02:00:00', '已超期 2小时', 'late'],
    ['2026-12-04T05:30:00', '已超期 6天5小时', 'late'],
  ])('at %s: %s', (now, text, pressure) => {
    expect(countdown(due, at(now))).toEqual({ text, pressure });
  });

  it('says a length in its two largest units', () => {
    expect([0, 59_999, 60_000, 3_600_000, 3_660_000, 86_400_000, 97_200_000].map(span)).toEqual(['0秒', '59秒', '1分钟', '1小时', '1小时1分', '1天', '1天3小时']);
  });

  it('says moments in Asia/Shanghai, the year where it differs, and the end of a day as 24:00', () => {
    const now = at('2026-11-24T18:30:00');
    expect(moment(due, now)).toBe('11-27 24:00');
    expect(moment(at('2027-01-04T23:59:59'), now)).toBe('2027-01-04 24:00');
    expect(moment(at('2026-11-24T00:05:00'), now)).toBe('11-24 00:05');
    expect(dayOf(at('2018-04-04T00:00:00'), now)).toBe('2018-04-04');
    expect(wallClock(now)).toBe('11月24日 周二 18:30');
    expect(wallClock(at('2026-11-29T00:00:00'))).toBe('11月29日 周日 00:00');
  });

  it('says how long ago', () => {
    const now = at('2026-11-24T18:30:00');
    expect(['18:29:30', '18:18:00', '15:29:00'].map((time) => ago(at(`2026-11-24T${time}`), now))).toEqual(['刚刚', '12分钟前', '3小时前']);
    expect(ago(at('2026-11-22T08:10:00'), now)).toBe('11-22 08:10');
  });
});
