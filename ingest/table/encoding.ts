import { isAscii, isUtf8 } from 'node:buffer';
import { mayBeTwoByteChinese } from '../decode.ts';

/** Encodings a csv may be in. UTF-16 is what Excel calls "Unicode 文本"; it is turned into UTF-8 as it is read. */
export type FileEncoding = RowEncoding | 'utf-16le' | 'utf-16be';

/** Encodings of a single row. */
export type RowEncoding = 'utf-8' | 'gb18030';

const gb = new TextDecoder('gb18030', { fatal: true });

/**
 * The encoding of a file from its beginning: BOM first, valid UTF-8 second, otherwise what most of its lines are in,
 * so that one foreign row near the top does not decide for all.
 */
export function detectEncoding(sample: Buffer): { encoding: FileEncoding; bom: number } {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return { encoding: 'utf-8', bom: 3 };
  if (sample[0] === 0xff && sample[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 };
  if (sample[0] === 0xfe && sample[1] === 0xff) return { encoding: 'utf-16be', bom: 2 };
  const wide = utf16WithoutMark(sample);
  if (wide) return { encoding: wide, bom: 0 };
  const whole = withoutCutTail(sample);
  if (isUtf8(whole)) return { encoding: 'utf-8', bom: 0 };
  let utf8 = 0;
  let other = 0;
  for (const line of splitBytes(whole, (b) => b === 0x0a || b === 0x0d)) {
    if (isAscii(line)) continue;
    if (isUtf8(line) && !mayBeTwoByteChinese(line)) utf8 += 1;
    else other += 1;
  }
  return { encoding: utf8 > other ? 'utf-8' : 'gb18030', bom: 0 };
}

/** Half of the zeros in a text of one byte a letter would stand at even places, if it had any; in UTF-16 they stand at one side. */
const ONE_SIDED = 20;
const FEWEST_ZEROS = 3;

/** UTF-16 without a mark at its start shows by the zeros beside its commas, digits and line ends; null where it is none. */
function utf16WithoutMark(sample: Buffer): 'utf-16le' | 'utf-16be' | null {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i += 1) {
    if (sample[i] !== 0) continue;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  }
  if (Math.max(even, odd) < Math.max(FEWEST_ZEROS, sample.length / 100) || Math.max(even, odd) < Math.min(even, odd) * ONE_SIDED) return null;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  const isLineEnd = (i: number) => (encoding === 'utf-16le' ? sample[i] === 0x0a && sample[i + 1] === 0 : sample[i] === 0 && sample[i + 1] === 0x0a);
  for (let i = 0; i + 1 < sample.length; i += 2) if (isLineEnd(i)) return encoding;
  return null;
}

export interface Decoded {
  text: string;
  reencoded: boolean;
}

/**
 * One record as text. A record that is not in the file's encoding is read as the other one, whole or else cell by cell.
 *
 * @returns null where neither fits: such a row is put aside and never garbled
 */
export function decodeRecord(bytes: Buffer, encoding: RowEncoding): Decoded | null {
  if (encoding === 'utf-8') {
    if (isUtf8(bytes) && !mayBeTwoByteChinese(bytes)) return { text: bytes.toString('utf8'), reencoded: false };
    const text = isBrokenUtf8(bytes) ? null : decodeGb(bytes);
    return text === null ? decodeCells(bytes) : { text, reencoded: true };
  }
  if (isAscii(bytes)) return { text: bytes.toString('latin1'), reencoded: false };
  if (isForeignUtf8(bytes)) return { text: bytes.toString('utf8'), reencoded: true };
  const text = decodeGb(bytes);
  if (text !== null && !(MOJIBAKE.test(text) && isBrokenUtf8(bytes))) return { text, reencoded: false };
  return decodeCells(bytes);
}

/** For showing a row that could not be decoded: what is no text becomes �. */
export function decodeLossy(bytes: Buffer, encoding: RowEncoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** Bytes that end a cell or a quoted part and are never the second half of a GB18030 character. */
const isStructure = (b: number) => b === 0x09 || b === 0x0a || b === 0x0d || b === 0x22 || b === 0x2c || b === 0x3b;

function decodeCells(bytes: Buffer): Decoded | null {
  let text = '';
  let at = 0;
  for (const run of splitBytes(bytes, isStructure)) {
    const part = isUtf8(run) && !mayBeTwoByteChinese(run) ? run.toString('utf8') : isBrokenUtf8(run) ? null : decodeGb(run);
    if (part === null) return null;
    text += part;
    at += run.length;
    if (at < bytes.length) text += String.fromCharCode(bytes[at++]!);
  }
  return { text, reencoded: true };
}

function decodeGb(bytes: Buffer): string | null {
  try {
    return gb.decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-8 with a Chinese character in it: GB18030 text practically never has this form by chance. */
function isForeignUtf8(bytes: Buffer): boolean {
  return isUtf8(bytes) && bytes.some((b) => b >= 0xe2 && b <= 0xef);
}

/** Characters that common UTF-8 sequences (,。的) become when they are read as GBK. */
const MOJIBAKE = /[锛銆鐨涓鍦]/;

/** Mostly good UTF-8 with a cut or broken character in it: reading that as GB18030 would give garbage that looks like text. */
function isBrokenUtf8(bytes: Buffer): boolean {
  let bad = 0;
  let good = 0;
  for (const char of bytes.toString('utf8')) {
    if (char === '\ufffd') bad += 1;
    else if (char >= '\u0080') good += 1;
  }
  return bad > 0 && good > bad;
}

function* splitBytes(bytes: Buffer, ends: (b: number) => boolean): Generator<Buffer> {
  let start = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    if (!ends(bytes[i]!)) continue;
    yield bytes.subarray(start, i);
    start = i + 1;
  }
  yield bytes.subarray(start);
}

/** A sample may end inside a character: up to three trailing bytes are left out. */
function withoutCutTail(sample: Buffer): Buffer {
  for (let cut = 0; cut <= 3 && cut < sample.length; cut += 1) {
    const part = sample.subarray(0, sample.length - cut);
    if (isUtf8(part)) return part;
  }
  return sample;
}
