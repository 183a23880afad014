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

const TIME = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * A time as people and files write it: `2026-10-09 16:20`, `2026/10/9`, `2026-10-09T16:20:00+08:00`. Without a zone it
 * is Shanghai's; without an hour it is midnight; 24:00 is the last second of its day. Null when there is no such time.
 */
export function parseInstant(text: string): Date | null {
  const parts = TIME.exec(text.trim());
  if (!parts) return null;
  const [y, mo, d, h = 0, mi = 0, s = 0] = parts.slice(1, 7).map((p) => (p === undefined ? undefined : Number(p))) as [number, number, number, number?, number?, number?];
  const ms = Number((parts[7] ?? '').padEnd(3, '0'));
  const day = Date.UTC(y, mo - 1, d);
  if (new Date(day).getUTCDate() !== d || new Date(day).getUTCMonth() !== mo - 1) return null;
  const midnight24 = h === 24 && mi === 0 && s === 0;
  if ((h > 23 && !midnight24) || mi > 59 || s > 59) return null;
  const local = day + h * HOUR + mi * 60_000 + s * 1000 + ms - (midnight24 ? 1000 : 0);
  return new Date(local - zoneOffset(parts[8]));
}

/** `+0530` → 19,800,000 */
function zoneOffset(zone: string | undefined): number {
  if (zone === undefined) return SHANGHAI_OFFSET;
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
