import { readText } from './charset.ts';

/** What stands in an Outlook winmail.dat: the text of the mail, where it is there in plain, and the names of files. */
export interface Tnef {
  text: string | null;
  files: { name: string; bytes: number }[];
}

const SIGNATURE = 0x223e9f78;
const BODY = 0x0002800c;
const FILE_TITLE = 0x00018010;
const FILE_DATA = 0x0006800f;
const CODEPAGE = 0x00069007;
const MAPI = 0x00069003;
const PR_BODY = 0x1000;
const PR_HTML = 0x1013;
const MOST = 10_000;

/** Reads the attributes of a TNEF stream; null where it is none. Formatted text (RTF) is left alone. */
export function readTnef(bytes: Buffer): (Tnef & { html: string | null }) | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return null;
  const found: Tnef & { html: string | null } = { text: null, html: null, files: [] };
  let codepage: string | null = null;
  for (let at = 6, n = 0; at + 9 <= bytes.length && n < MOST; n += 1) {
    const id = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const data = bytes.subarray(at + 9, at + 9 + length);
    if (id === CODEPAGE && data.length >= 4) codepage = charsetOf(data.readUInt32LE(0));
    else if (id === BODY) found.text = words(data, codepage);
    else if (id === FILE_TITLE) found.files.push({ name: words(data, codepage), bytes: 0 });
    else if (id === FILE_DATA) (found.files.at(-1) ?? { bytes: 0 }).bytes = data.length;
    else if (id === MAPI) readMapi(data, codepage, found);
    at += 9 + length + 2;
  }
  return found;
}

const charsetOf = (codepage: number): string | null => ({ 936: 'gb18030', 54936: 'gb18030', 950: 'big5', 65001: 'utf-8', 932: 'shift_jis' })[codepage] ?? null;
const words = (data: Buffer, charset: string | null): string => readText(data, charset).text.replace(/\0+/g, '');

/** MAPI properties: only as far as each can be measured; the body is text (1E), Unicode (1F) or bytes (0102). */
function readMapi(data: Buffer, codepage: string | null, found: Tnef & { html: string | null }): void {
  if (data.length < 4) return;
  let at = 4;
  for (let left = Math.min(data.readUInt32LE(0), MOST); left > 0 && at + 4 <= data.length; left -= 1) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) {
      at = afterName(data, at);
      if (at < 0) return;
    }
    const fixed = FIXED.get(type);
    if (fixed !== undefined) {
      at += fixed;
      continue;
    }
    if (!VARIABLE.has(type) || at + 8 > data.length) return;
    const length = data.readUInt32LE(at + 4);
    const value = data.subarray(at + 8, at + 8 + length);
    const text = () => (type === 0x1f ? value.toString('utf16le') : words(value, codepage)).replace(/\0+/g, '');
    if (id === PR_BODY && type !== 0x102) found.text ??= text();
    if (id === PR_HTML) found.html ??= text();
    at += 8 + length + ((4 - (length % 4)) % 4);
  }
}

/** Sizes by type, padded to four: numbers, truth values, dates; and the types that say their length. */
const FIXED = new Map([[0x02, 4], [0x03, 4], [0x04, 4], [0x05, 8], [0x06, 8], [0x07, 8], [0x0a, 4], [0x0b, 4], [0x14, 8], [0x40, 8], [0x48, 16]]);
const VARIABLE = new Set([0x0d, 0x1e, 0x1f, 0x102]);

/** A named property brings a GUID and a number or a name; -1 where it is cut off. */
function afterName(data: Buffer, at: number): number {
  if (at + 24 > data.length) return -1;
  const second = data.readUInt32LE(at + 20);
  if (data.readUInt32LE(at + 16) === 0) return at + 24;
  return at + 24 + second + ((4 - (second % 4)) % 4);
}
