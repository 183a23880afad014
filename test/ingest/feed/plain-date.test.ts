import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainDate } from '../../../ingest/feed/plain-date.ts';
import { parseFeedDate } from '../../../ingest/times.ts';

test.each([
  ['Tue, 24 Nov 2026 09:00:00 +0800', '2026-11-24T01:00:00.000Z'], ['4 Nov 2026 09:00:00 GMT', '2026-11-04T09:00:00.000Z'], ['Tue, 24 Nov 2026 09:00:00 -0330', '2026-11-24T12:30:00.000Z'],
  ['2026-11-24T09:00:00Z', '2026-11-24T09:00:00.000Z'], ['2026-11-24T09:00:00.250+08:00', '2026-11-24T01:00:00.250Z'],
  ['2026-11-24 09:00:00', undefined], ['2026-11-24T09:00:00', undefined], ['Tue, 24 Nov 2026 09:00:00 CST', undefined], ['31 Feb 2026 09:00:00 GMT', undefined], ['31 Xyz 2026 09:00:00 GMT', undefined], ['', undefined],
])('%s', (text, at) => {
  expect(plainDate(text)?.toISOString()).toBe(at);
});

test('what it reads, the full reader reads the same', () => {
  const two = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));
  const clock = fc.tuple(two(25), two(61), two(61)).map((parts) => parts.join(':'));
  const zone = fc.tuple(fc.constantFrom('+', '-'), two(15), two(61));
  const year = fc.integer({ min: 1_000, max: 9_999 }).map(String);
  const mail = fc.tuple(two(32), fc.constantFrom('Jan', 'Feb', 'Jun', 'Dec', 'Abc'), year, clock, zone).map(([d, m, y, t, z]) => `${d} ${m} ${y} ${t} ${z.join('')}`);
  const iso = fc.tuple(year, two(13), two(32), clock, fc.oneof(fc.constant('Z'), zone.map(([s, h, m]) => `${s}${h}:${m}`))).map(([y, m, d, t, z]) => `${y}-${m}-${d}T${t}${z}`);
  let read = 0;
  fc.assert(fc.property(fc.oneof(mail, iso), (text) => {
    const at = plainDate(text);
    if (at === null) return;
    read += 1;
    for (const chinese of [true, false]) expect(at).toEqual(parseFeedDate(text, { chinese }));
  }), { numRuns: 5_000 });
  expect(read).toBeGreaterThan(500);
});
