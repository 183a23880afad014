import type { TimePrecision } from '../../model/index.ts';

export interface ReadTime {
  at: Date;
  precision: TimePrecision;
}

const EMPTY = /^(?:[-—/\\.]+|无|暂无|空|未知|null|none|nan|nat|n\/a|0+(?:[-/:\s]0+)*|1900[-/]0?1[-/]0?0.*|1899-12-3[01].*)$/i;
const ANY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:\s*[(（]?(?:星期|周)[一二三四五六日天][)）]?)?(.*)$/;
const PACKED = /^(\d{4})(\d\d)(\d\d)(?:[\sT]?(\d\d):?(\d\d)(?::?(\d\d))?)?$/;
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(.*)$/;
/** `25-9-1`, `25年9月1日`: a first number above 12 is no month. */
const SHORT_YEAR = /^(1[3-9]|[2-6]\d)(?=\s*([-/.年])\s*\d{1,2}\s*(?:\2|月)\s*\d{1,2}(?!\d))/;
/** `9/1/25 8:05`, as Excel in English and libraries write it into a csv. */
const AMERICAN_SHORT = /^(\d{1,2})\/(\d{1,2})\/(1[3-9]|[2-6]\d)(?!\d)(.*)$/;
const CLOCK = /^[\sT,]*(凌晨|清晨|早上|早|上午|中午|下午|傍晚|晚上|晚间|晚|夜间|夜里|am|pm)?\s*(?:(\d{1,2})\s*[:时点](?:\s*(\d{1,2}|半|整)(?:\s*[:分](?:\s*(\d{1,2})(?:\.\d+)?\s*秒?)?)?)?)?\s*(am|pm)?\s*(z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * A time as hotline systems and Excel write it, in the zone of Shanghai unless it names its own: `2025/9/1 8:5`,
 * `2025年9月1日上午`, `2025-09-01T08:05:00Z`, `20250901080500`, an Excel serial, seconds or milliseconds since 1970.
 *
 * @returns null where nothing stands there, 'bad' where it is no time that exists
 */
export function readTime(cell: string): ReadTime | null | 'bad' {
  // A deadline is often written 2026-03-11前.
  const text = cell.normalize('NFKC').trim().replace(/(?<=[\d日时分点])\s*(?:之?前|止)$/, '').replace(SHORT_YEAR, '20$1')
    .replace(WITH_DAY_PART, (_, day: string, part: string) => `${day} ${clockOfPart(part)}`).replace(SERIAL_WITH_CLOCK, (_, serial: string) => `${dayOfSerial(serial)} `)
    .replace(/^(\d{4})[-—–―‐\\](\d{1,2})[-—–―‐\\](?=\d)/, '$1-$2-').replace(/^([^\s_]{6,11})[-_](?=\d{1,2}:\d)/, '$1 ').replace(/^\/date\((\d+)(?:[+-]\d{4})?\)\/$/i, '$1')
    .replace(/^(\S{6,11}) (\d{1,2})\.(\d\d)(?:\.(\d\d))?$/, (_, day: string, h: string, m: string, sec?: string) => `${day} ${h}:${m}${sec === undefined ? '' : `:${sec}`}`);
  if (text === '' || EMPTY.test(text)) return null;
  if (/^\d+(?:\.\d+)?$/.test(text)) return fromNumber(text);
  const packed = PACKED.exec(text);
  if (packed) return build(packed[1]!, packed[2]!, packed[3]!, packed[4] === undefined ? '' : `${packed[4]}:${packed[5]}${packed[6] === undefined ? '' : `:${packed[6]}`}`);
  const any = ANY.exec(text);
  if (any) return build(any[1]!, any[2]!, any[3]!, any[4]!);
  const american = AMERICAN.exec(text);
  const short = american ? null : AMERICAN_SHORT.exec(text);
  if (short) return build(`20${short[3]!}`, short[1]!, short[2]!, short[4]!);
  return american ? build(american[3]!, american[1]!, american[2]!, american[4]!) : 'bad';
}

/** Whether a cell is a time of day only, to go with a date in another column. */
export const isClock = (cell: string): boolean => CLOCK_ALONE.test(cell.normalize('NFKC').trim());

const CLOCK_ALONE = /^(?:(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|夜间|早|晚)?\s*\d{1,2}(?::\d{1,2}(?::\d{1,2})?|[时点](?:\d{1,2}分?|半|整)?)\s*(?:am|pm)?|0?\.\d{1,20})$/i;
/** A date and a part of a day, from two columns of Excel: `2025-9-1 0.5`, `45901 0.5`. */
const WITH_DAY_PART = /^(\S{5,11}) 0?(\.\d{1,20})$/;
const SERIAL_WITH_CLOCK = /^([2-7]\d{4}) (?=\S*[:时点])/;

const clockOfPart = (part: string): string => new Date(Math.round(Number(part) * DAY_S) * 1_000).toISOString().slice(11, 19);
const dayOfSerial = (serial: string): string => new Date((Number(serial) - SERIAL_1970) * DAY_S * 1_000).toISOString().slice(0, 10);

/** Serials of 1954 to 2119; smaller numbers are counts, larger ones are packed dates or Unix times. */
const SERIAL = { from: 20_000, to: 80_000 };
const SERIAL_1970 = 25_569;
const DAY_S = 86_400;
const SHANGHAI_MS = 8 * 3_600_000;

function fromNumber(text: string): ReadTime | 'bad' {
  const n = Number(text);
  if (n >= SERIAL.from && n < SERIAL.to) {
    // A serial is a time on the wall: the offset of Shanghai is taken off afterwards.
    const wall = Math.round((n - SERIAL_1970) * DAY_S) * 1_000;
    return { at: new Date(wall - SHANGHAI_MS), precision: Number.isInteger(n) ? 'day' : 'second' };
  }
  if (/^\d{8}$|^\d{12}$|^\d{14}$/.test(text)) {
    const packed = PACKED.exec(text);
    return packed ? build(packed[1]!, packed[2]!, packed[3]!, text.length === 8 ? '' : `${text.slice(8, 10)}:${text.slice(10, 12)}${text.length === 14 ? `:${text.slice(12)}` : ''}`) : 'bad';
  }
  if (/^1\d{9}(?:\.\d+)?$/.test(text)) return { at: new Date(Math.trunc(n) * 1_000), precision: 'second' };
  if (/^1\d{12}$/.test(text)) return { at: new Date(n), precision: 'second' };
  return 'bad';
}

function build(year: string, month: string, day: string, rest: string): ReadTime | 'bad' {
  const clock = CLOCK.exec(rest);
  if (!clock) return 'bad';
  const wall = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // JavaScript rolls 2025-02-30 over into March.
  if (Number(year) < 1970 || wall.getUTCMonth() !== Number(month) - 1 || wall.getUTCDate() !== Number(day)) return 'bad';
  const midnight = wall.getTime() - SHANGHAI_MS;
  if (clock[2] === undefined) return { at: new Date(midnight), precision: 'day' };
  const hour = hourOf(Number(clock[2]), (clock[1] ?? clock[5] ?? '').toLowerCase());
  const minute = clock[3] === '半' ? 30 : clock[3] === '整' ? 0 : Number(clock[3] ?? 0);
  const second = Number(clock[4] ?? 0);
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute + second > 0)) return 'bad';
  const at = midnight + ((hour * 60 + minute) * 60 + second) * 1_000;
  return { at: new Date(at - zoneShift(clock[6])), precision: clock[4] === undefined ? 'minute' : 'second' };
}

function hourOf(hour: number, half: string): number {
  // 晚上12点 ends the day, as 24:00 does.
  if (/^[晚夜]/.test(half) && hour === 12) return 24;
  if (/^(?:下午|傍晚|[晚夜]|pm)/.test(half) && hour < 12) return hour + 12;
  if (half === '中午' && hour < 3) return hour + 12;
  return ['am', '凌晨'].includes(half) && hour === 12 ? 0 : hour;
}

/** How far a named zone is ahead of Shanghai, in ms. */
function zoneShift(zone: string | undefined): number {
  if (zone === undefined) return 0;
  const minutes = /^z$/i.test(zone) ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0));
  return (minutes - 8 * 60) * 60_000;
}
