/** `1.2.840.113549.1.7.2` signedData and `…7.1` data, as DER writes them. */
const SIGNED = Buffer.from('06092a864886f70d010702', 'hex');
const DATA = Buffer.from('06092a864886f70d010701', 'hex');
const DEEPEST = 8;

/**
 * The mail inside an opaquely signed one (S/MIME `application/pkcs7-mime`). The signature is not checked: a letter is
 * read whoever wrote it.
 *
 * @returns null for an encrypted one, and for what is no such thing
 */
export function contentOfSigned(bytes: Buffer): Buffer | null {
  const signed = bytes.indexOf(SIGNED);
  const data = signed < 0 ? -1 : bytes.indexOf(DATA, signed + SIGNED.length);
  if (data < 0) return null;
  const wrapper = element(bytes, data + DATA.length, bytes.length);
  if (wrapper?.tag !== 0xa0) return null;
  const pieces: Buffer[] = [];
  collect(bytes, wrapper.from, wrapper.to, pieces, 0);
  return pieces.length > 0 ? Buffer.concat(pieces) : null;
}

interface Element {
  tag: number;
  from: number;
  /** End of the content; of an indefinite one, of what surrounds it. */
  to: number;
  indefinite: boolean;
}

function element(bytes: Buffer, at: number, end: number): Element | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || at + 2 > end) return null;
  if (first === 0x80) return { tag, from: at + 2, to: end, indefinite: true };
  if (first < 0x80) return { tag, from: at + 2, to: Math.min(end, at + 2 + first), indefinite: false };
  const count = first & 0x7f;
  if (count > 4 || at + 2 + count > end) return null;
  const length = bytes.readUIntBE(at + 2, count);
  return { tag, from: at + 2 + count, to: Math.min(end, at + 2 + count + length), indefinite: false };
}

/** The octet strings in a row, whole or made of pieces; where an indefinite one ended. */
function collect(bytes: Buffer, from: number, to: number, pieces: Buffer[], depth: number): number {
  let at = from;
  while (at < to && depth < DEEPEST) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return at + 2;
    const inner = element(bytes, at, to);
    if (inner === null || inner.to <= at) return to;
    if (inner.tag === 0x04) pieces.push(bytes.subarray(inner.from, inner.to));
    else if (inner.tag !== 0x24) return to;
    at = inner.tag === 0x24 ? Math.max(collect(bytes, inner.from, inner.to, pieces, depth + 1), inner.indefinite ? 0 : inner.to) : inner.to;
  }
  return at;
}
