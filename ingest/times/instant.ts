import type { Zone } from './zones.ts';

export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour?: number;
  minute?: number;
  second?: number;
  ms?: number;
}

/** A wall-clock time in a zone as an instant; null when the calendar or the clock has no such time. 24:00 is the next midnight. */
export function instantOf(at: WallTime, zone: Zone): Date | null {
  const { year, month, day, hour = 0, minute = 0, second = 0, ms = 0 } = at;
  const midnight = hour === 24 && minute === 0 && second === 0;
  if (month < 1 || month > 12 || (hour > 23 && !midnight) || minute > 59 || second > 60) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const wall = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000 + ms;
  const instant = new Date(wall - (typeof zone === 'number' ? zone : zone(wall)) * 60_000);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** Two digits: 00–68 are of this century, 69–99 of the last one (POSIX). Four digits stand as written. */
export function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < 69 ? 2000 : 1900);
}
