/** How a number of a workbook is to be read. */
export type NumberKind = 'number' | 'date' | 'datetime' | 'time' | { zeros: number };

/** Built-in formats (ECMA-376 §18.8.30), the Chinese ones of 27–36 and 50–58 among them. */
const DATE_IDS = new Set([14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const TIME_IDS = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]);

/** @example numberKind(0, 'yyyy"年"m"月"d"日" h:mm') // → 'datetime' */
export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return id === 22 ? 'datetime' : DATE_IDS.has(id) ? 'date' : TIME_IDS.has(id) ? 'time' : 'number';
  if (/^0{2,}$/.test(code)) return { zeros: code.length };
  const bare = code.split(';')[0]!.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?![hms]+\])[^\]]*\]/gi, '').replace(/general|am\/pm|a\/p/gi, '');
  const day = /[yd]/i.test(bare) || /m/i.test(bare) && !/[hs]/i.test(bare);
  const clock = /[hs]/i.test(bare);
  return day && clock ? 'datetime' : day ? 'date' : clock ? 'time' : 'number';
}

const DAY_MS = 86_400_000;
/** Serial 0 of the two systems. The first counts a 1900-02-29 that never was, so it is right from 1900-03-01 on. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/**
 * A date serial as text in the clock of the sheet, whole seconds: `serialText(45901.336806, 'datetime', false)` →
 * `'2025-09-01 08:05:00'`. A whole day under a date format has no time.
 */
export function serialText(serial: number, kind: 'date' | 'datetime' | 'time', date1904: boolean): string {
  const ms = Math.round(serial * 86_400) * 1_000;
  const iso = new Date((date1904 ? EPOCH_1904 : EPOCH_1900) + ms);
  if (Number.isNaN(iso.getTime()) || iso.getUTCFullYear() > 9999 || serial < 0) return String(serial);
  const text = iso.toISOString();
  if (kind === 'time' && serial < 1) return text.slice(11, 19);
  return kind === 'date' && ms % DAY_MS === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

/** Excel keeps 15 digits of a number. */
const EXACT = 1e15;

/**
 * A number of a cell as text. Beyond 15 digits the last ones are lost, so it stays in scientific form, by which an
 * order number is known to be spoilt: `numberText('20180404159024')` → itself, `numberText('112345678901234560')` →
 * `'1.12345678901235E+17'`.
 */
export function numberText(value: string): string {
  const n = Number(value);
  if (value.trim() === '' || !Number.isFinite(n)) return value;
  if (Math.abs(n) >= EXACT) return n.toPrecision(15).toUpperCase().replace(/\.?0+E/, 'E');
  return String(Number.isInteger(n) ? n : Number(n.toPrecision(15)));
}
