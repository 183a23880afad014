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
  const read = decodeBytes(bytes, { kind, ...(known ? { contentType: `text/plain; charset=${label}` } : {}) });
  const wrong = known && read.marks.some((m) => m === 'encoding-contradicted' || m === 'encoding-guessed');
  return { text: read.text, doubtful: wrong || read.replaced > 0 };
}

/** Labels that mailers put there when they know nothing. */
const VAGUE = new Set(['unknown', 'unknown-8bit', 'x-unknown', 'default', 'default_charset', '_autodetect_all', 'binary', '8bit', 'none', 'us-ascii', 'ascii', 'iso-8859-1']);

/** HZ (RFC 1843): `~{VPND~}` holds GB 2312 in seven bits, `~~` is a tilde, `~` at the end of a line joins lines. */
function decodeHz(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  const eight = text.replace(/~\{([!-~\s]*?)(?:~\}|$)|~~|~\r?\n/g, (whole, gb: string | undefined) => {
    if (gb === undefined) return whole === '~~' ? '~' : '';
    return gb.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) | 0x80));
  });
  return decodeBytes(Buffer.from(eight, 'latin1'), { contentType: 'text/plain; charset=gb18030', kind: 'text' }).text;
}
