import { fullYear, instantOf, type WallTime } from './instant.ts';
import { monthOf, weekdayOf } from './words.ts';
import { parseZone, SHANGHAI_MINUTES, type Zone } from './zones.ts';

const TIME = /(^|[^\d:])(\d{1,2}):(\d\d?)(?::(\d\d?)(?:\.(\d+))?)?(?![\d:])\s*(?:(a|p)\.?m\b\.?)?/;
/** Java's Date.toString on a Chinese server: `Tue Nov 24 10:00:00 CST 2026`. Elsewhere CST is America's (RFC 822). */
const JAVA_CST = /\d\s+cst\s+\d{4}$/;
/** Words that carry nothing; "at" is one before the time and Atlantic time after it. */
const FILLERS = new Set(['on', 'de', 'of', 'the', 'o’clock', 'uhr', 'à', 'om', 'um', 'a', 'den', 'der', 'le']);

/**
 * RFC 822, asctime and whatever people write: the time and the zone are taken out first, then each remaining word must
 * be a weekday, a month or a number, or the text is no date (`Sun, 16 zzz 2012` → null). Text in lower case.
 */
export function parseLoose(input: string, assumed: Zone): Date | null {
  const text = input
    // "(Coordinated Universal Time)"; "at 01:11"; "2004-július-13T9:15".
    .replace(/\s*\([^)]*\)\s*$/, '').replace(/\bat\s+(?=\d)/, '').replace(/(\d)-(\p{L}+)-(\d)/u, '$1 $2 $3').replace(/(?<=\d)t(?=\d{1,2}:)/, ' ');
  const found = TIME.exec(text);
  const clock = found ? clockOf(found) : {};
  if (clock === null) return null;
  const rest = found ? `${text.slice(0, found.index)}${found[1]} ${text.slice(found.index + found[0].length)}` : text;
  if (/\d:\d|:\d\d/.test(rest.replace(/[+-]\d\d?:?\d\d\b/g, ''))) return null;
  const parts = wordsOf(rest);
  if (!parts) return null;
  const day = dayOf(parts);
  const zone = JAVA_CST.test(text) ? SHANGHAI_MINUTES : parts.zone ?? assumed;
  return day && instantOf({ ...day, ...clock }, zone);
}

function clockOf(found: RegExpExecArray): Pick<WallTime, 'hour' | 'minute' | 'second' | 'ms'> | null {
  const [, , h, minute, second, fraction, half] = found;
  let hour = Number(h);
  if (half && hour > 12) return hour > 23 ? null : { hour, minute: Number(minute), second: Number(second ?? 0) };
  if (half === 'p' && hour < 12) hour += 12;
  if (half === 'a' && hour === 12) hour = 0;
  return { hour, minute: Number(minute), second: Number(second ?? 0), ms: Number((fraction ?? '').slice(0, 3).padEnd(3, '0')) };
}

interface Words {
  numbers: string[];
  month: number | null;
  weekday: number | null;
  zone: Zone | null;
  /** Numbers stood together with slashes or dots: `03/30/2020`, `30.10.23`. */
  dotted: boolean;
  slashed: boolean;
}

function wordsOf(rest: string): Words | null {
  const words: Words = { numbers: [], month: null, weekday: null, zone: null, dotted: /\d\.\d+\.\d/.test(rest), slashed: /\d\/\d+\/\d/.test(rest) };
  const tokens = rest.match(/(?:gmt|utc)?[+-]\d\d?:?\d\d\b|(?:gmt|utc)[+-]\d\d?\b|[a-z_]+(?:\/[a-z_]+)+|\d+(?:st|nd|rd|th)?|[+-]?[\p{L}’]+|\S/gu) ?? [];
  for (const token of tokens) {
    if (/^[,./-]$/.test(token) || FILLERS.has(token)) continue;
    if (/^\d/.test(token)) {
      words.numbers.push(token.replace(/\D+$/, ''));
      continue;
    }
    const day = words.weekday === null && words.numbers.length === 0 ? weekdayOf(token) : null;
    const month = monthOf(token);
    // French "mar." is Tuesday where a month still follows, March where none does.
    if (day !== null && (month === null || anotherMonth(tokens, token))) words.weekday = day;
    else if (month !== null && words.month === null) words.month = month;
    else {
      const zone = parseZone(token);
      if (zone === null) return null;
      if (words.zone === null || typeof words.zone !== 'number' || words.zone === 0) words.zone = zone;
    }
  }
  return words;
}

const anotherMonth = (tokens: string[], token: string) => tokens.some((other) => other !== token && monthOf(other) !== null && weekdayOf(other) === null)
  || tokens.filter((other) => other === token).length > 1;

function dayOf(words: Words): WallTime | null {
  const { numbers, month } = words;
  if (numbers.some((n) => n.length > 4)) return null;
  if (month !== null) {
    if (numbers.length === 1) return numbers[0]!.length === 4 ? { year: Number(numbers[0]), month, day: 1 } : null;
    if (numbers.length !== 2) return null;
    const [a, b] = numbers as [string, string];
    return a.length === 4 ? { year: Number(a), month, day: Number(b) } : { year: fullYear(b), month, day: Number(a) };
  }
  if (numbers.length !== 3) return null;
  const [a, b, c] = numbers as [string, string, string];
  if (a.length === 4) return { year: Number(a), month: Number(b), day: Number(c) };
  const year = fullYear(c);
  const dayFirst = { year, month: Number(b), day: Number(a) };
  const monthFirst = { year, month: Number(a), day: Number(b) };
  if (words.dotted || Number(a) > 12) return dayFirst;
  if (Number(b) > 12) return monthFirst;
  if (words.weekday !== null) return [dayFirst, monthFirst].find((d) => new Date(Date.UTC(d.year, d.month - 1, d.day)).getUTCDay() === words.weekday) ?? null;
  return words.slashed ? monthFirst : dayFirst;
}
