/**
 * Undoes a Content-Transfer-Encoding: what it holds (latin1) as bytes. What does not belong is passed over, and an
 * encoding that nobody knows is taken as none.
 *
 * @param most bytes of input that are looked at
 */
export function decodeTransfer(source: string, encoding: string | null, most: number): Buffer {
  const text = source.length > most ? source.slice(0, most) : source;
  const name = (encoding ?? '').trim().toLowerCase();
  if (name === 'quoted-printable') return decodeQuotedPrintable(text);
  if (name === 'base64') return decodeBase64(text);
  if (/^(?:x-)?uue?(?:ncode)?$/.test(name)) return decodeUu(text);
  return Buffer.from(text, 'latin1');
}

/** `=E4=BD=A0=\r\n=E5=A5=BD` → 你好 in bytes. Broken escapes stay as they stand. */
export function decodeQuotedPrintable(text: string): Buffer {
  const joined = text.replace(/=[ \t]{0,80}(?:\r\n|\n|\r|$)/g, '').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(joined, 'latin1');
}

/**
 * Base64 with whatever stands between its lines. A list's footer in plain text behind it ends it; pieces that were
 * padded one by one are joined.
 */
export function decodeBase64(text: string): Buffer {
  const pieces: Buffer[] = [];
  let run = '';
  const end = () => {
    if (run !== '') pieces.push(Buffer.from(run, 'base64'));
    run = '';
  };
  let padded = false;
  for (const line of text.split(/[\r\n]+/)) {
    const odd = line.replace(/[A-Za-z0-9+/=\s]+/g, '').length;
    // Words behind it are a footer and no more base64.
    const blanks = line.trim().split(/\s+/).length - 1;
    if ((padded && (odd > 0 || blanks > 0)) || (blanks >= 3 && (run !== '' || pieces.length > 0))) break;
    if (odd * 4 > line.length) continue;
    for (const part of line.replace(/[^A-Za-z0-9+/=]+/g, '').split(/(=+)/)) {
      if (part === '') continue;
      padded = part.startsWith('=');
      if (padded) end();
      else run += part;
    }
  }
  end();
  return Buffer.concat(pieces);
}

function decodeUu(text: string): Buffer {
  const pieces: Buffer[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^(?:begin |end$|`?$)/.test(line)) continue;
    const length = (line.charCodeAt(0) - 32) & 0x3f;
    const out: number[] = [];
    for (let at = 1; at + 3 < line.length + 4 && out.length < length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((k) => (line.charCodeAt(at + k) - 32) & 0x3f);
      out.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
    }
    pieces.push(Buffer.from(out.slice(0, length)));
  }
  return Buffer.concat(pieces);
}
