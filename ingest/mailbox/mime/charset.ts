import iconv from 'iconv-lite';
import { decodeBytes } from '../../decode.ts';

/** Text of bytes, and whether what they said of their charset was not so. */
export interface ReadText {
  text: string;
  /** The charset was wrong or missing and has been guessed, or characters were lost. */
  doubtful: boolean;
}

/**
 * Bytes of a mail → text, by the charset they name where it can be, else by what they look like. gb2312 and gbk are
 * read as gb18030; the two seven-bit forms of old mailers, HZ and UTF-7, are known.
 *
 * @param charset as the part says it; null where it says nothing
 */
export function readText(bytes: Uint8Array, charset: string | null, kind: 'text' | 'html' = 'text'): ReadText {
  const label = (charset ?? '').trim().toLowerCase();
  if (/^(?:hz-gb-?2312|hz)$/.test(label)) return { text: decodeHz(bytes), doubtful: false };
  if (/^(?:unicode-1-1-)?utf-?7(?:-imap)?$/.test(label)) return { text: iconv.decode(Buffer.from(bytes), 'utf-7'), doubtful: false };
  const known = /^[\w.:-]{1,40}$/.test(label) && !VAGUE.has(label);
  if (!known && isTwoByteChinese(bytes)) return { text: decodeBytes(bytes, { contentType: 'text/plain; charset=gb18030', kind: 'text' }).text, doubtful: false };
  const read = decodeBytes(bytes, { kind, ...(known ? { contentType: `text/plain; charset=${label}` } : {}) });
  const wrong = known && read.marks.some((m) => m === 'encoding-contradicted' || m === 'encoding-guessed');
  return { text: read.text, doubtful: wrong || read.replaced > 0 };
}

/** Labels that mailers put there when they know nothing. */
const VAGUE = new Set(['unknown', 'unknown-8bit', 'x-unknown', 'default', 'default_charset', '_autodetect_all', 'binary', '8bit', 'none', 'us-ascii', 'ascii', 'iso-8859-1']);

/**
 * GB 2312 that is valid UTF-8 by chance, as 停水 and 联通 are. Chinese in UTF-8 has three bytes a character; letters with
 * accents stand alone among others.
 */
function isTwoByteChinese(bytes: Uint8Array): boolean {
  let pairs = 0;
  for (let at = 0; at < bytes.length && at < LOOK_AT; at += 1) {
    if (bytes[at]! < 0x80) continue;
    let run = 0;
    for (; at < bytes.length && bytes[at]! >= 0x80; at += 2, run += 1) {
      if (bytes[at]! < 0xb0 || bytes[at]! > 0xd7 || (bytes[at + 1] ?? 0) < 0xa1) return false;
    }
    if (run < 2) return false;
    pairs += run;
    at -= 1;
  }
  return pairs > 0;
}

/** A longer text shows by itself what it is. */
const LOOK_AT = 2_000;

/** HZ (RFC 1843): `~{VPND~}` holds GB 2312 in seven bits, `~~` is a tilde, `~` at the end of a line joins lines. */
function decodeHz(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  const eight = text.replace(/~\{([!-~\s]*?)(?:~\}|$)|~~|~\r?\n/g, (whole, gb: string | undefined) => {
    if (gb === undefined) return whole === '~~' ? '~' : '';
    return gb.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) | 0x80));
  });
  return decodeBytes(Buffer.from(eight, 'latin1'), { contentType: 'text/plain; charset=gb18030', kind: 'text' }).text;
}
