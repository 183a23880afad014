/** Anything that has to be cleaned; most texts have nothing. */
const DIRTY = /[\0-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_|&[#a-zA-Z]|<[a-zA-Z/!]|  | ?\n[ \n]|^[ \n]|[ \n]$/;

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
    .replace(/\r\n?|[\u0085\u2028\u2029\x0b\x0c]/g, '\n')
    .replace(/[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff]/g, '')
    .replace(LONE_SURROGATE, '')
    .replace(/[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}

/** A cell as one line, for names and short values. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s*\n\s*/g, ' ');

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Only tags that editors of web forms leave behind; people write `<关于…>` and `a<b` themselves. */
const TAG = /<\/?(br|p|div|span|font|b|i|u|strong|em|a|img|li|ul|ol|table|tbody|thead|tr|td|th|h[1-6])(?:\s[^<>]{0,2000})?\s*\/?>/gi;

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
