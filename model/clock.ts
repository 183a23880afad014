/** "What time is it": handed in everywhere, so that a test or a replay can say. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

const HOUR = 3_600_000;
/** Asia/Shanghai has had no daylight saving since 1991, so a fixed offset is exact for every date we meet. */
const SHANGHAI_OFFSET = 8 * HOUR;

/** The day in Asia/Shanghai on which an instant falls: `shanghaiDay(new Date('2026-11-24T16:30:00Z'))` → `'2026-11-25'`. */
export function shanghaiDay(at: Date): string {
  return new Date(at.getTime() + SHANGHAI_OFFSET).toISOString().slice(0, 10);
}

/** Midnight that begins a Shanghai day: `startOfDay('2026-11-25')` → 2026-11-24T16:00:00Z. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

/** The last second of a Shanghai day, the way a paper prints "当日24时前". */
export function endOfDay(day: string): Date {
  return new Date(`${day}T23:59:59+08:00`);
}

/** `addDays('2026-02-28', 1)` → `'2026-03-01'`. */
export function addDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * 24 * HOUR).toISOString().slice(0, 10);
}

/** `shanghaiIso(new Date(0))` → `'1970-01-01T08:00:00+08:00'`. */
export function shanghaiIso(at: Date): string {
  return `${new Date(at.getTime() + SHANGHAI_OFFSET).toISOString().slice(0, 19)}+08:00`;
}

/** For people: `shanghaiText(d)` → `'2026-11-24 18:30'`. */
export function shanghaiText(at: Date): string {
  return new Date(at.getTime() + SHANGHAI_OFFSET).toISOString().slice(0, 16).replace('T', ' ');
}
