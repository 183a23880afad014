import { isAscii, isUtf8 } from 'node:buffer';
import { countBeyondAscii, countReplaced, decodeLossy, decodeStrict } from './bytes-to-text.ts';
import { charsetOfDocument, charsetOfHeader, type DecodeHints } from './declared.ts';
import { detectEncoding } from './detect.ts';
import { encodingOf } from './labels.ts';
import { isGarbled } from './mojibake.ts';
import { isTwoByteChinese } from './two-byte.ts';

/** Marks that decoding leaves on a text, for a person to see. */
export type DecodeMark = 'encoding-unknown' | 'encoding-contradicted' | 'encoding-guessed' | 'characters-replaced' | 'text-garbled';

export interface DecodedText {
  text: string;
  /** Lower case; gb2312, gbk and their like are `gb18030`. */
  encoding: string;
  /** What the document says of its encoding is not so, or it says nothing and is not UTF-8. */
  malformed: boolean;
  /** Places that became �. */
  replaced: number;
  marks: DecodeMark[];
}

/** Below this share of broken characters a stated encoding is still believed. */
const TOLERABLE = 0.05;

/**
 * Bytes → text. In order: byte order mark, the header's charset, the document's own label, and what the bytes look
 * like. A label that the bytes contradict is passed over; gb2312 and gbk are read as gb18030.
 *
 *     decodeBytes(bytes, { contentType: 'text/xml; charset=gb2312', kind: 'xml' })   // { text, encoding: 'gb18030', … }
 */
export function decodeBytes(bytes: Uint8Array, hints: DecodeHints = {}): DecodedText {
  const marked = byMark(bytes) ?? byZeros(bytes);
  if (marked) return finish(bytes.subarray(marked.skip), marked.encoding, []);

  const inDocument = charsetOfDocument(bytes, hints.kind);
  const inHeader = charsetOfHeader(hints.contentType);
  const marks: DecodeMark[] = [];
  let best: { encoding: string; damage: number } | null = null;
  for (const label of [inHeader, inDocument]) {
    if (label === null) continue;
    const encoding = encodingOf(label);
    if (encoding === null) {
      // The header may be the server's default; only the document's own label makes it malformed.
      if (label === inDocument) marks.push('encoding-unknown');
      continue;
    }
    const strict = fitting(bytes, encoding);
    if (strict !== null) return finish(bytes, saidByType(bytes, encoding, inHeader, hints) ?? encoding, marks, strict);
    marks.push('encoding-contradicted');
    const damage = damageOf(bytes, encoding);
    if (!best || damage < best.damage) best = { encoding, damage };
  }
  if (inHeader === null && inDocument === null && isTwoByteChinese(bytes)) return finish(bytes, 'gb18030', [...marks, 'encoding-guessed']);
  if (isUtf8(bytes)) return finish(bytes, 'utf-8', marks);
  if (best && best.damage <= TOLERABLE) return finish(bytes, best.encoding, marks);
  if (damageOf(bytes, 'utf-8') <= TOLERABLE) return finish(bytes, 'utf-8', marks);
  return finish(bytes, detectEncoding(bytes), [...marks, 'encoding-guessed']);
}

function byMark(b: Uint8Array): { encoding: string; skip: number } | null {
  if (b[0] === 0xff && b[1] === 0xfe && b[2] === 0 && b[3] === 0) return { encoding: 'utf-32le', skip: 4 };
  if (b[0] === 0 && b[1] === 0 && b[2] === 0xfe && b[3] === 0xff) return { encoding: 'utf-32be', skip: 4 };
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return { encoding: 'utf-8', skip: 3 };
  if (b[0] === 0xff && b[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  return b[0] === 0xfe && b[1] === 0xff ? { encoding: 'utf-16be', skip: 2 } : null;
}

/** Documents begin with ASCII (`<` or `{`): where its zeros stand tells the width and the order (XML 1.0, appendix F). */
function byZeros(b: Uint8Array): { encoding: string; skip: 0 } | null {
  if (b.length < 4) return null;
  const zeros = [...b.subarray(0, 4)].map((x) => (x === 0 ? '0' : 'x')).join('');
  const encoding = { '000x': 'utf-32be', x000: 'utf-32le', '0x0x': 'utf-16be', x0x0: 'utf-16le' }[zeros];
  return encoding === undefined ? null : { encoding, skip: 0 };
}

/** The text where the bytes can be what a label says, else null. */
function fitting(bytes: Uint8Array, encoding: string): string | null {
  // The zeros have spoken already: a label of two or four bytes over such bytes is a mistake of the program that wrote it.
  if (encoding.startsWith('utf-16') || encoding.startsWith('utf-32')) return null;
  return encoding !== 'utf-8' && !isAscii(bytes) && looksUtf8(bytes, encoding) ? null : decodeStrict(bytes, encoding);
}

/** Valid UTF-8 beyond chance under another label: servers send their default charset over whatever the file is. */
function looksUtf8(bytes: Uint8Array, label: string): boolean {
  if (!isUtf8(bytes)) return false;
  if (label === 'iso-8859-1' || label === 'windows-1252') return true;
  let threeByte = 0;
  for (const b of bytes) if (b >= 0xe1 && b <= 0xef && ++threeByte >= 2) return true;
  return false;
}

/** Broken characters among those beyond ASCII, 0–1. */
function damageOf(bytes: Uint8Array, encoding: string): number {
  if (encoding === 'us-ascii' || encoding.startsWith('utf-16') || encoding.startsWith('utf-32')) return 1;
  const { text, replaced } = decodeLossy(bytes, encoding);
  const beyond = countBeyondAscii(text);
  // Half a character at the very end is where a download was cut, and says nothing of the encoding.
  const cut = text.endsWith('\ufffd') ? 1 : 0;
  return beyond === 0 ? 0 : (replaced - cut) / beyond;
}

/**
 * `text/xml` without a charset means us-ascii (RFC 3023) over what the document says. Later rules let the document
 * speak, and so do we; where all is ASCII anyway, the header's reading costs nothing and is given.
 */
function saidByType(bytes: Uint8Array, encoding: string, inHeader: string | null, hints: DecodeHints): string | null {
  const sevenBit = !/^(?:iso-2022|hz)/.test(encoding) && isAscii(bytes);
  return inHeader === null && sevenBit && /^\s*text\//i.test(hints.contentType ?? '') ? 'utf-8' : null;
}

function finish(bytes: Uint8Array, encoding: string, marks: DecodeMark[], strict = decodeStrict(bytes, encoding)): DecodedText {
  const { text, replaced } = strict === null ? decodeLossy(bytes, encoding) : { text: strict, replaced: 0 };
  const all = [...marks];
  if (replaced > 0) all.push('characters-replaced');
  if (isGarbled(text, countReplaced(text) - replaced)) all.push('text-garbled');
  return { text, encoding: shownAs(bytes, encoding), replaced, marks: all, malformed: all.some((m) => m !== 'text-garbled') };
}

/** ASCII is UTF-8; bytes 80–9F make Latin-1 the Windows code page, and Thai likewise. */
function shownAs(bytes: Uint8Array, encoding: string): string {
  const highControls = () => bytes.some((b) => b >= 0x80 && b < 0xa0);
  if (encoding === 'us-ascii') return 'utf-8';
  if (encoding === 'utf-16') return 'utf-16be';
  if (encoding === 'iso-8859-1') return highControls() ? 'windows-1252' : 'iso-8859-1';
  return encoding;
}
