import { readText } from './charset.ts';
import { decodeBase64 } from './transfer.ts';

/** An encoded word (RFC 2047) with what mailers get wrong: blanks inside, a language tag, the end missing. */
const WORD = /=\?([^?\s*]{1,40})(?:\*[^?\s]{0,40})?\?([bBqQ])\?([^?]*)(?:\?=|$)/g;
const LONGEST = 2_000;

/**
 * A header value (latin1, unfolded) as a person reads it, one line. Neighbouring encoded words of one charset are
 * joined before they are decoded, because mailers cut inside a character; eight-bit words without an encoding are read
 * as what they look like.
 *
 * @param charset what the mail's body says, for words that stand there raw
 * @example headerText('=?gb2312?B?wrc=?= =?gb2312?B?tcY=?=') // '路灯'
 */
export function headerText(value: string, charset: string | null = null): string {
  let out = '';
  let waiting: { charset: string; bytes: Buffer[] } | null = null as { charset: string; bytes: Buffer[] } | null;
  const flush = () => {
    if (waiting) out += readText(Buffer.concat(waiting.bytes), waiting.charset).text;
    waiting = null;
  };
  let at = 0;
  WORD.lastIndex = 0;
  for (const found of value.matchAll(WORD)) {
    const between = value.slice(at, found.index);
    if (between.trim() !== '' || waiting === null) {
      flush();
      out += raw(between, charset);
    }
    const label = found[1]!.toLowerCase();
    if (waiting?.charset !== label) flush();
    waiting ??= { charset: label, bytes: [] };
    waiting.bytes.push(/b/i.test(found[2]!) ? decodeBase64(found[3]!) : decodeQ(found[3]!));
    at = found.index + found[0].length;
  }
  flush();
  return oneLine(out + raw(value.slice(at), charset));
}

/** As in quoted-printable, but `_` is a blank. */
const decodeQ = (text: string): Buffer =>
  Buffer.from(text.replaceAll('_', ' ').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1');

function raw(text: string, charset: string | null): string {
  return /[\x80-\xff]/.test(text) ? readText(Buffer.from(text, 'latin1'), charset).text : text;
}

/** As it is shown in one line: no control characters, none that turn the direction of writing. */
export const oneLine = (text: string): string => text.slice(0, LONGEST).replace(/[\p{Cc}\s]+/gu, ' ').replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '').toWellFormed().trim();
