const DAY_MS = 86_400_000;
/** China's clock all year round. Counted by hand, so that no process zone can come in. */
const SHANGHAI_MS = 8 * 3_600_000;

/** Days since 1970-01-01 in Shanghai. */
export type DayNumber = number;

export const dayNumberAt = (at: Date): DayNumber => Math.floor((at.getTime() + SHANGHAI_MS) / DAY_MS);

/** Sunday is 0; 1970-01-01 was a Thursday. */
export const weekdayOfNumber = (day: DayNumber): number => (((day + 4) % 7) + 7) % 7;

export const yearOfNumber = (day: DayNumber): number => new Date(day * DAY_MS).getUTCFullYear();

/** `dayNumberOf(2026, 11, 24)`; null where the calendar has no such day. */
export function dayNumberOf(year: number, month: number, day: number): DayNumber | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY_MS : null;
}

/** The instant so many seconds after that day's midnight in Shanghai. */
export const instantOn = (day: DayNumber, seconds: number): Date => new Date(day * DAY_MS - SHANGHAI_MS + seconds * 1_000);
