/** A stretch of a text, UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** Longer texts are judged by their beginning; no message or answer that people write is longer. */
export const LONGEST = 20_000;

/**
 * Full width to half width, one unit to one, so that spans fit the original: patterns below know half width only.
 *
 * @example fold('\uff11\uff0e您好\uff01') // → '1.您好!'
 */
export function fold(text: string): string {
  return text.slice(0, LONGEST).replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ');
}

/** Ends a sentence; the colon only where it opens what follows (答复如下:). */
const END = /[。!?;\n\r]/;

/**
 * The sentences of a folded text, trimmed, with their closing mark; a header that ends with 如下: is one of its own.
 *
 * @example pieces('您好!现答复如下:已修好。') // → 您好! | 现答复如下: | 已修好。
 */
export function pieces(text: string): Span[] {
  const found: Span[] = [];
  let start = 0;
  for (let k = 0; k <= text.length; k += 1) {
    const c = text[k] ?? '\n';
    const ends = END.test(c) || (c === ':' && text.startsWith('如下', k - 2));
    if (!ends) continue;
    const piece = trimmed(text, start, Math.min(k + 1, text.length));
    if (piece) found.push(piece);
    start = k + 1;
  }
  return found;
}

/** Null where nothing but white space and marks stands there. */
export function trimmed(text: string, start: number, end: number): Span | null {
  let from = start;
  let to = end;
  while (from < to && BLANK.test(text[from]!)) from += 1;
  while (to > from && /\s/.test(text[to - 1]!)) to -= 1;
  return to > from && /[\p{L}\p{N}]/u.test(text.slice(from, to)) ? { start: from, end: to } : null;
}

const BLANK = /[\s,。!?;:、)"”]/;

export const textOf = (text: string, { start, end }: Span): string => text.slice(start, end);

/** Letters, digits and Han of a stretch: marks and spaces say nothing. */
export function signs(text: string): number {
  let n = 0;
  for (const _ of text.matchAll(/[\p{L}\p{N}]/gu)) n += 1;
  return n;
}
