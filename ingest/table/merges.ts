/** A merged range of a sheet, all ends included; rows from 1, columns from 0. */
export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** More merged ranges than a sheet of orders has; further ones are not looked at. */
const MOST_MERGES = 200_000;
/** What may follow the rows of a sheet and still be looked through for merged ranges. */
const MOST_TAIL = 32 * 1024 * 1024;
const END_OF_ROWS = Buffer.from('sheetData>');
const EMPTY_ROWS = Buffer.from('sheetData/>');
/** Longer than the tag with whatever prefix, in case a chunk ends inside it. */
const CARRY = 64;

/**
 * The merged ranges of a worksheet, which stand behind all its rows: the part is run through once for them, as bytes.
 *
 * @example mergesIn(chunks) // …</sheetData><mergeCells><mergeCell ref="A2:A4"/></mergeCells>… → [{ top: 2, bottom: 4, left: 0, right: 0 }]
 */
export async function mergesIn(chunks: AsyncIterable<Buffer>): Promise<Merge[]> {
  const tail: Buffer[] = [];
  let kept = 0;
  let carry: Buffer = Buffer.alloc(0);
  let behind = false;
  for await (const chunk of chunks) {
    if (!behind) {
      const seen = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
      const end = lastEnd(seen);
      if (end < 0) {
        carry = Buffer.from(seen.subarray(Math.max(0, seen.length - CARRY)));
        continue;
      }
      behind = true;
      tail.push(seen.subarray(end));
    } else tail.push(chunk);
    kept += chunk.length;
    if (kept > MOST_TAIL) break;
  }
  return readRefs(Buffer.concat(tail).toString('latin1'));
}

/** Behind the closing tag; the opening tag `<sheetData>` ends in the same letters. */
function lastEnd(bytes: Buffer): number {
  for (let at = bytes.indexOf(END_OF_ROWS); at >= 0; at = bytes.indexOf(END_OF_ROWS, at + 1)) {
    const before = bytes.toString('latin1', Math.max(0, at - 40), at);
    if (/<\/(?:[\w.-]+:)?$/.test(before)) return at + END_OF_ROWS.length;
  }
  const empty = bytes.indexOf(EMPTY_ROWS);
  return empty < 0 ? -1 : empty + EMPTY_ROWS.length;
}

const REF = /<(?:[\w.-]{1,20}:)?mergeCell\s[^<>]{0,200}?\bref\s*=\s*["']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})["']/gi;

function readRefs(xml: string): Merge[] {
  const merges: Merge[] = [];
  for (const [, left, top, right, bottom] of xml.matchAll(REF)) {
    if (merges.length >= MOST_MERGES) break;
    const merge = { top: Number(top), bottom: Number(bottom), left: columnOf(left!), right: columnOf(right!) };
    if (merge.bottom >= merge.top && merge.right >= merge.left) merges.push(merge);
  }
  return merges.sort((a, b) => a.top - b.top);
}

/** `columnOf('AB12')` → 27; -1 where no letter stands. */
export function columnOf(ref: string): number {
  let column = 0;
  for (let i = 0; i < ref.length; i += 1) {
    const letter = ref.charCodeAt(i) & 0xdf;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
  }
  return column - 1;
}
