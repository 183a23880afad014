import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeStyle, writeTime } from '../../../cli/export/time-style.ts';
import { readTime } from '../../../ingest/hotline/dates.ts';

const AT = new Date('2026-03-05T01:07:09Z');

describe('a time in the style of its column', () => {
  it.each([
    [['2026-11-03 14:30:00'], '答复时间', '2026-03-05 09:07:09'],
    [['2026/11/3 9:05', '2026/11/13 14:30'], '答复时间', '2026/3/5 09:07'],
    [['2026年11月03日'], '答复时间', '2026年03月05日'],
    [['2026.11.03', '2026.11.04', '2026-11-05 10:00'], '答复时间', '2026.03.05'],
    [['2026-11-03T14:30:00'], '答复时间', '2026-03-05T09:07:09'],
    [[], '答复时间', '2026-03-05 09:07:09'],
    [[], '答复日期', '2026-03-05'],
    [['45991.5', '昨天'], '办结时间', '2026-03-05 09:07:09'],
  ])('%j in %s: %s', (samples, column, written) => expect(writeTime(AT, timeStyle(samples, column))).toBe(written));

  it('is read as the same time, as far as the style tells it', () => {
    fc.assert(fc.property(
      fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }), fc.constantFrom('-', '/', '.', '年'), fc.boolean(), fc.constantFrom(' ', 'T'), fc.constantFrom('none', 'minute', 'second'),
      (at, mark, padded, between, clock) => {
        const written = writeTime(at, { mark, padded, between, clock } as Parameters<typeof writeTime>[1]);
        const step = { none: 86_400_000, minute: 60_000, second: 1_000 }[clock as 'none'];
        const wall = at.getTime() + 8 * 3_600_000;
        expect(readTime(written)).toMatchObject({ at: new Date(Math.floor(wall / step) * step - 8 * 3_600_000), precision: clock === 'none' ? 'day' : clock });
      }));
  });
});
