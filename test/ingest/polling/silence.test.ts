import { describe, expect, it } from 'vitest';
import type { SourceDay } from '../../../db/source-days.ts';
import { silenceOf, usualPerDay } from '../../../ingest/polling/silence.ts';
import { addDays } from '../../../model/index.ts';
import { loadCalendar } from '../../../profiles/load.ts';

const calendar = loadCalendar();
const at = (text: string) => new Date(`${text}:00+08:00`);

/** Days from `from` to `to`, each with news at the hours given, `each` items an hour. */
function days(from: string, to: string, hoursOf: (day: string) => number[], each = 1): SourceDay[] {
  const all: SourceDay[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const hours = hoursOf(day);
    const newsByHour = Array.from({ length: 24 }, (_, hour) => (hours.includes(hour) ? 1 : 0));
    if (hours.length > 0) all.push({ day, polls: 24, failures: 0, received: 0, stored: hours.length * each, updated: 0, rejected: 0, pollsByHour: Array<number>(24).fill(1), newsByHour });
  }
  return all;
}
const office = (day: string) => (calendar.isWorkday(day) ? [9, 11, 15, 17] : []);

describe('silent beyond its own habit', () => {
  it('an office’s site that publishes on working days is not silent over a weekend, nor over the week of the National Day', () => {
    const history = days('2026-08-01', '2026-09-30', office);
    expect(silenceOf(history, at('2026-10-08T08:00'), calendar)).toBeNull();
    expect(silenceOf(days('2026-09-28', '2026-11-13', office), at('2026-11-16T10:00'), calendar)).toBeNull();
  });

  it('but a day and a half of working hours without a word is told, with its longest pause before', () => {
    const history = days('2026-10-12', '2026-11-18', office);
    expect(silenceOf(history, at('2026-11-19T16:00'), calendar)).toBeNull();
    expect(silenceOf(history, at('2026-11-20T11:00'), calendar)).toEqual({ quietHours: 42, longestHours: 16, workdaysOnly: true });
  });

  it('a forum that speaks every hour of every day is silent after six hours, on a Sunday too', () => {
    const hourly = days('2026-11-01', '2026-11-21', () => Array.from({ length: 24 }, (_, h) => h));
    expect(silenceOf(hourly, at('2026-11-22T05:00'), calendar)).toBeNull();
    expect(silenceOf(hourly, at('2026-11-22T06:00'), calendar)).toEqual({ quietHours: 7, longestHours: 1, workdaysOnly: false });
  });

  it('a column with news once a week has time until it is late for it', () => {
    const weekly = days('2026-09-01', '2026-11-16', (day) => (new Date(`${day}T00:00Z`).getUTCDay() === 1 ? [10] : []));
    expect(silenceOf(weekly, at('2026-11-24T10:00'), calendar)).toBeNull();
    expect(silenceOf(weekly, at('2026-11-27T12:00'), calendar)).not.toBeNull();
  });

  it('too little history is no habit', () => {
    expect(silenceOf([], at('2026-11-24T08:00'), calendar)).toBeNull();
    expect(silenceOf(days('2026-11-02', '2026-11-05', () => [9]), at('2026-11-24T08:00'), calendar)).toBeNull();
  });
});

describe('what a day usually brings', () => {
  it('is the middle of its days, without today and without days off where nothing is published on them', () => {
    const history = days('2026-11-02', '2026-11-23', office, 3);
    expect(usualPerDay(history, at('2026-11-24T08:00'), calendar)).toBe(12);
  });

  it('days without anything count', () => {
    const rare = days('2026-11-01', '2026-11-20', (day) => (Number(day.slice(8)) % 3 === 0 ? [10] : []), 5);
    expect(usualPerDay(rare, at('2026-11-21T08:00'), calendar)).toBe(0);
  });

  it('is not known of a new source', () => {
    expect(usualPerDay(days('2026-11-22', '2026-11-23', () => [9]), at('2026-11-24T08:00'), calendar)).toBeNull();
  });
});
