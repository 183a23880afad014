import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceDay } from '../../../db/source-days.ts';
import { nextInterval } from '../../../ingest/polling/interval.ts';
import { addDays } from '../../../model/index.ts';

const MINUTE = 60_000;
const OWN = { firstMs: 15 * MINUTE, leastMs: 5 * MINUTE, mostMs: 180 * MINUTE };
const at = (text: string) => new Date(`2026-11-24T${text}:00+08:00`);
const hours = (fill: (hour: number) => number) => Array.from({ length: 24 }, (_, hour) => fill(hour));

/** Two weeks in which every hour was looked at and had so much news. */
const weeks = (news: (hour: number) => number, polls: (hour: number) => number = () => 6): SourceDay[] => Array.from({ length: 14 }, (_, k) => ({
  day: addDays('2026-11-10', k), polls: 144, failures: 0, received: 0, stored: 0, updated: 0, rejected: 0, pollsByHour: hours(polls), newsByHour: hours(news),
}));
const minutes = (past: Partial<Parameters<typeof nextInterval>[1]>) => nextInterval(OWN, { days: [], previousMs: 60 * MINUTE, news: false, now: at('10:00'), ...past }) / MINUTE;

describe('how long until a source is asked again', () => {
  it('a fixed rhythm stays, whatever happens', () => {
    expect(nextInterval({ everyMs: 30 * MINUTE }, { days: weeks(() => 9), previousMs: 1, news: true, now: at('10:00') })).toBe(30 * MINUTE);
  });

  it('before its hours are known, news brings it sooner and no news later, from the first pause on', () => {
    expect(minutes({ previousMs: null })).toBe(22.5);
    expect(minutes({ previousMs: null, news: true })).toBe(10);
    const pauses = [15];
    for (let k = 0; k < 8; k += 1) pauses.push(minutes({ previousMs: pauses.at(-1)! * MINUTE }));
    expect(pauses.map(Math.round)).toEqual([15, 23, 34, 51, 76, 114, 171, 180, 180]);
  });

  it('once they are known, half a batch of news is waited for', () => {
    expect(minutes({ days: weeks(() => 1), previousMs: 30 * MINUTE })).toBe(30);
    expect(minutes({ days: weeks(() => 6), previousMs: 6 * MINUTE })).toBe(5);
    expect(minutes({ days: weeks(() => 0), previousMs: 180 * MINUTE })).toBe(180);
  });

  it('a site that publishes at nine is met at nine, not three hours later', () => {
    const morning = weeks((hour) => (hour === 9 ? 4 : 0));
    expect(minutes({ days: morning, now: at('07:00'), previousMs: 180 * MINUTE })).toBe(127.5);
    expect(minutes({ days: morning, now: at('09:00'), previousMs: 10 * MINUTE })).toBe(7.5);
    expect(minutes({ days: morning, now: at('12:00'), previousMs: 100 * MINUTE })).toBe(180);
  });

  it('one poll changes the pause by no more than twice', () => {
    expect(minutes({ days: weeks(() => 12), previousMs: 100 * MINUTE, news: true })).toBe(50);
    expect(minutes({ days: weeks(() => 0), previousMs: 20 * MINUTE })).toBe(40);
  });

  it('news never makes it come later', () => {
    expect(minutes({ days: weeks(() => 0), previousMs: 20 * MINUTE, news: true })).toBe(20);
  });

  it('an hour that was looked at on fewer than three days is not known', () => {
    const thin = weeks(() => 1).slice(0, 2);
    expect(minutes({ days: thin, previousMs: 20 * MINUTE })).toBe(30);
  });

  it('stays within its bounds, always', () => {
    fc.assert(fc.property(
      fc.array(fc.array(fc.nat(20), { minLength: 24, maxLength: 24 }), { maxLength: 14 }), fc.option(fc.integer({ min: 1, max: 1e9 })), fc.boolean(), fc.date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2030-01-01') }),
      (news, previousMs, brought, now) => {
        const days = news.map((newsByHour, k) => ({ ...weeks(() => 0)[k]!, newsByHour }));
        const ms = nextInterval(OWN, { days, previousMs, news: brought, now });
        expect(Number.isInteger(ms) && ms >= OWN.leastMs && ms <= OWN.mostMs).toBe(true);
      },
    ));
  });
});
