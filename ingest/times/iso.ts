import { fullYear, instantOf } from './instant.ts';
import { parseZone, SHANGHAI_MINUTES, type Zone } from './zones.ts';

const FULL = /^(\d{4})-(0?\d{1,2})-(0?\d{1,2})(?:(?:t|\s+|\s*t\s*)(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d+))?)?)?\s*(.*))?$/;
const BASIC = /^(\d{4})(\d\d)(\d\d)(?:t?(\d\d)(\d\d)(\d\d)?\s*(.*))?$/;
const SHORT = /^(?:-?(\d\d)-?(\d\d)(?:-?(\d\d))?)$/;
/** Forums of ours write the year first and short: `26-11-24 10:03`. */
const SHORT_WITH_TIME = /^(\d\d)-(\d\d?)-(\d\d?) (\d\d?):(\d\d)(?::(\d\d))?$/;

/**
 * ISO 8601 and W3CDTF with what feeds make of them: `2003-012-31T10:14:55Z`, `2003-12`, `20031231`, `031231`, `-0312`,
 * `2020-11-08T16:20:00-05:00Z`, `2004-07-08 23:56:58.0`. Text in lower case.
 */
export function parseIso(text: string, zone: Zone): Date | null {
  const full = FULL.exec(text) ?? BASIC.exec(text);
  if (full) {
    const [year, month, day, hour, minute, second] = full.slice(1, 7).map((part) => (part === undefined ? 0 : Number(part))) as [number, number, number, number, number, number];
    const fraction = text.includes('-') ? full[7] : undefined;
    const named = (text.includes('-') ? full[8] : full[7])?.trim();
    const where = named ? zoneNamed(named) : zone;
    if (where === null || second > 59) return null;
    return instantOf({ year, month, day, hour, minute, second, ms: milliseconds(fraction) }, where);
  }
  const short = SHORT_WITH_TIME.exec(text);
  if (short) {
    const [month, day, hour, minute, second = 0] = short.slice(2).filter((part) => part !== undefined).map(Number) as [number, number, number, number, number?];
    return instantOf({ year: fullYear(short[1]!), month, day, hour, minute, second }, zone);
  }
  const month = /^(\d{4})(?:-(\d\d))?$/.exec(text);
  if (month) return instantOf({ year: Number(month[1]), month: Number(month[2] ?? 1), day: 1 }, zone);
  return parseOrdinal(text, zone) ?? parseShort(text, zone);
}

/** CST beside a date written year first is China's; America writes it in RFC 822. */
const zoneNamed = (name: string) => (name === 'cst' ? SHANGHAI_MINUTES : parseZone(name.replace(/^([+-]\d\d:?\d\d)z$/, '$1')));

const milliseconds = (fraction: string | undefined) => Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));

/** Year and day of the year: `2003-335`, `2003335`; of two-digit years only those with a leading zero, or any number would be one. */
function parseOrdinal(text: string, zone: Zone): Date | null {
  const parts = /^(\d{4})-?(\d{3})$/.exec(text) ?? /^(0\d)-?(\d{3})$/.exec(text);
  const dayOfYear = Number(parts?.[2]);
  if (!parts?.[1] || dayOfYear < 1 || dayOfYear > 366) return null;
  const date = new Date(Date.UTC(fullYear(parts[1]), 0, dayOfYear));
  return instantOf({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }, zone);
}

/** Two-digit years: `03-12-31`, `031231`, `-03-12`, `-0312`. A bare `0312` is a number. */
function parseShort(text: string, zone: Zone): Date | null {
  const parts = SHORT.exec(text);
  if (!parts?.[1] || (parts[3] === undefined && !text.startsWith('-'))) return null;
  return instantOf({ year: fullYear(parts[1]), month: Number(parts[2]), day: Number(parts[3] ?? 1) }, zone);
}
