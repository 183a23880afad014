import { isAscii, isUtf8, transcode } from 'node:buffer';

/** Text made of bytes, and how many places had to be replaced by �. */
export interface Attempt {
  text: string;
  replaced: number;
}

/** Reads bytes strictly: null at the first byte that does not belong to `encoding`. */
export function decodeStrict(bytes: Uint8Array, encoding: string): string | null {
  if (encoding.startsWith('utf-32')) {
    const { text, replaced } = decodeUtf32(bytes, encoding !== 'utf-32le');
    return replaced === 0 ? text : null;
  }
  if (encoding === 'us-ascii') return isAscii(bytes) ? Buffer.from(bytes).toString('latin1') : null;
  // Four times as fast as TextDecoder, and most of what comes is UTF-8.
  if (encoding === 'utf-8') return isUtf8(bytes) ? decodeUtf8(bytes) : null;
  try {
    return corrected(new TextDecoder(platformName(encoding), { fatal: true }).decode(bytes), encoding);
  } catch {
    return null;
  }
}

/** Reads bytes whatever they are; what does not belong becomes � and is counted. */
export function decodeLossy(bytes: Uint8Array, encoding: string): Attempt {
  if (encoding.startsWith('utf-32')) return decodeUtf32(bytes, encoding !== 'utf-32le');
  const text = corrected(new TextDecoder(platformName(encoding)).decode(bytes), encoding);
  return { text, replaced: countReplaced(text) };
}

/** `utf-16` and `utf-32` without a byte order mark are big-endian. */
function platformName(encoding: string): string {
  if (encoding === 'utf-16') return 'utf-16be';
  return encoding === 'us-ascii' ? 'utf-8' : encoding;
}

/** Bytes 80–9F in the Windows code page; the five it leaves empty stay as they are. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const C1 = /[\u0080-\u009f]/g;

/** Several releases of Node 20 to 24 read windows-1252 as plain Latin-1 (nodejs/node#56542): its own characters are put in here. */
function corrected(text: string, encoding: string): string {
  if (encoding !== 'windows-1252' && encoding !== 'iso-8859-1') return text;
  return text.replace(C1, (c) => WINDOWS[c.charCodeAt(0) - 0x80]!);
}

/** How many � a text holds. */
export function countReplaced(text: string): number {
  let n = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) n += 1;
  return n;
}

export function countBeyondAscii(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0x7f) n += 1;
  return n;
}

/** By hand: the platform has no decoder for UTF-32. */
function decodeUtf32(bytes: Uint8Array, bigEndian: boolean): Attempt {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  let run: number[] = [];
  let replaced = bytes.byteLength % 4 === 0 ? 0 : 1;
  for (let at = 0; at + 4 <= bytes.byteLength; at += 4) {
    const point = view.getUint32(at, !bigEndian);
    const legal = point <= 0x10_ffff && (point < 0xd800 || point > 0xdfff);
    if (!legal) replaced += 1;
    if (at > 0 || point !== 0xfeff) run.push(legal ? point : 0xfffd);
    if (run.length >= 4_096) {
      parts.push(String.fromCodePoint(...run));
      run = [];
    }
  }
  parts.push(String.fromCodePoint(...run));
  return { text: parts.join(''), replaced };
}

function decodeUtf8(bytes: Uint8Array): string {
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return transcode(bytes, 'utf8', 'utf16le').toString('utf16le').replace(/^\ufeff/, '');
}
