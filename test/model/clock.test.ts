import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../model/index.ts';

const iso = (text: string) => parseInstant(text)?.toISOString() ?? null;

describe('parseInstant', () => {
  it.each([
    ['2026-10-09 16:20', '2026-10-09T08:20:00.000Z'],
    ['2026/10/9 6:05:09', '2026-10-08T22:05:09.000Z'],
    ['2026-10-09', '2026-10-08T16:00:00.000Z'],
    ['2026-10-09T16:20:00+08:00', '2026-10-09T08:20:00.000Z'],
    ['2026-10-09T16:20:00.5Z', '2026-10-09T16:20:00.500Z'],
    ['2026-10-09T16:20:00-0530', '2026-10-09T21:50:00.000Z'],
    ['2026-10-09 24:00', '2026-10-09T15:59:59.000Z'],
    ['2024-02-29 00:00', '2024-02-28T16:00:00.000Z'],
  ])('reads %s', (text, expected) => expect(iso(text)).toBe(expected));

  it.each(['', '明天', '2026-02-29', '2026-13-01', '2026-10-09 24:01', '2026-10-09 12:60', '2026-10-09T16', '20261009', '2026-10-32'])(
    'refuses “%s”', (text) => expect(parseInstant(text)).toBeNull(),
  );
});
