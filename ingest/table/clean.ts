/** Anything that has to be cleaned; most texts have nothing. */
const DIRTY = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}]|[^\S\n ]|_x[0-9A-Fa-f]{4}_|&[#a-zA-Z]|<[a-zA-Z/]|  | ?\n[ \n]|^[ \n]|[ \n]$/u;

/**
 * A cell as text that can be stored and read: what PostgreSQL refuses (NUL, lone surrogates) and what is left over from
 * Excel and web pages is gone, line breaks are `\n`, none of them twice, no space at the ends of lines.
 *
 * @example cleanText('\u3000A&nbsp;B_x000D_\r\n\r\nC\0') // → 'A B\nC'
 */
export function cleanText(text: string): string {
  if (!DIRTY.test(text)) return text;
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(TAG, (_, name: string) => (/^(?:br|p|div|li|tr|h[1-6])$/i.test(name) ? '\n' : ''))
    .replace(ENTITY, decodeEntity)
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}]/gu, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}

/** What Excel shows for a formula that went wrong. */
const ERROR = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/;

/**
 * A cell without what keeps Excel from reading it: an apostrophe before a number or a sign, `="…"` around it. An error
 * is nothing.
 *
 * @example bareCell("'2026-03-04") // → '2026-03-04'; bareCell('="007"') → '007'; bareCell('#REF!') → ''
 */
export function bareCell(cell: string): string {
  const first = cell.charCodeAt(0);
  if (first === 0x23) return ERROR.test(cell.trim()) ? '' : cell;
  if (first === 0x3d) return /^="([^"]*)"$/.exec(cell)?.[1] ?? cell;
  return first === 0x27 || first === 0x2019 ? cell.replace(/^['\u2019](?=\s*[\d=+@-])/, '') : cell;
}

/** A cell as one line, for names and short values. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s*\n\s*/g, ' ');

/** Only tags that editors of web forms leave behind; people write `<关于…>` and `a<b` themselves. */
const TAG = /<\/?(br|p|div|span|font|b|i|u|strong|em|a|img|li|ul|ol|table|tbody|thead|tr|td|th|h[1-6])(?:\s[^<>]{0,2000})?\/?>/gi;

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g;

const NAMED: Record<string, string> = {
  nbsp: ' ', ensp: ' ', emsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’',
  hellip: '…', mdash: '—', ndash: '–', middot: '·', bull: '•', times: '×', deg: '°', yen: '¥', copy: '©', laquo: '«', raquo: '»',
};

function decodeEntity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name] ?? whole;
  const code = decimal === undefined ? parseInt(hex!, 16) : Number(decimal);
  return code > 0x10ffff ? '' : String.fromCodePoint(code);
}
