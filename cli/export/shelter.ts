import { bareCell, cleanText } from '../../ingest/table/clean.ts';

/** What no file of a spreadsheet may hold: control characters, halves of characters, non-characters. */
const UNFIT = /[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu;

/**
 * A stored cell so written that reading it gives the same words again: reading undoes `&lt;` and `_x000D_` and takes off
 * tags, so words that look like these go out as the source must have written them.
 *
 * @example sheltered('<p>路灯</p>') // → '&lt;p>路灯&lt;/p>'; sheltered('a < b') → 'a < b'
 */
export function sheltered(text: string): string {
  const fit = text.replace(UNFIT, '');
  if (cleanText(fit) === fit) return fit;
  const written = fit.replaceAll('&', '&amp;').replace(/<(?=\/?[a-zA-Z])/g, '&lt;').replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return cleanText(written) === fit ? written : fit;
}

/** A cell of a workbook: an apostrophe or `="…"` that belongs to the words keeps standing when the file is read. */
export const bookCell = (text: string): string => (bareCell(text) === text ? text : ` ${text}`);

/** What a spreadsheet would run as a formula when it opens a csv. */
const FORMULA = /^[=+\-@\t\r]/;
/** The same in full width, which some take for it; reading takes no apostrophe off there, but a space everywhere. */
const WIDE_FORMULA = /^[\uff1d\uff0b\uff0d\uff20]/;

/** A name of a column as a heading has it; reading takes no apostrophe off a name. */
export const headingCell = (name: string): string => (FORMULA.test(name) ? ` ${name}` : name);

/** A cell of a csv: quoted where it must be, and never a formula. `csvField('=1+1')` → `"'=1+1"` */
export function csvField(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : WIDE_FORMULA.test(text) ? ` ${text}` : bookCell(text);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
