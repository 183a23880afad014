import { LONGEST_HEADER, MOST_HEADER_BYTES, MOST_HEADERS } from './limits.ts';

/** The headers of a mail or of a part, in order: names in lower case, values unfolded, a character a byte. */
export type Headers = readonly (readonly [name: string, value: string])[];

export interface SplitMail {
  headers: Headers;
  body: string;
}

const NAME = /^([!-9;-~]{1,100})[ \t]*:[ \t]?/;

/**
 * Headers and body of a mail or part (latin1), cut at the first empty line. What mailers get wrong is read as meant:
 * bare LF or CR, an mbox `From ` line on top, a line without a colon among the headers (it ends them where no header
 * follows).
 *
 * @example splitHeaders('Subject: a\r\n b\r\n\r\nbody') // { headers: [['subject', 'a b']], body: 'body' }
 */
export function splitHeaders(source: string): SplitMail {
  const headers: [string, string][] = [];
  let at = source.startsWith('\u00ef\u00bb\u00bf') ? 3 : 0;
  while (source[at] === '\r' || source[at] === '\n') at += 1;
  const limit = at + MOST_HEADER_BYTES;
  for (let first = true; at < source.length; first = false) {
    const { line, next } = lineAt(source, at);
    if (line === '') return { headers, body: source.slice(next) };
    const named = NAME.exec(line);
    if (/^[ \t]/.test(line)) {
      const last = headers.at(-1);
      if (last && last[1].length + line.length < LONGEST_HEADER) last[1] += line.replace(/^[ \t]+/, ' ');
    } else if (named) {
      if (headers.length < MOST_HEADERS && at < limit) headers.push([named[1]!.toLowerCase(), line.slice(named[0].length, LONGEST_HEADER)]);
    } else if (!(first && /^>?From /.test(line)) && !NAME.test(lineAt(source, next).line)) {
      return { headers, body: source.slice(at) };
    }
    at = next;
  }
  return { headers, body: '' };
}

/** The line that begins at `at`, without its end (CRLF, LF, or the CR of old Macs), and where the next one begins. */
export function lineAt(source: string, at: number): { line: string; next: number } {
  let end = at;
  while (end < source.length && source.charCodeAt(end) !== LF && source.charCodeAt(end) !== CR) end += 1;
  const crlf = source.charCodeAt(end) === CR && source.charCodeAt(end + 1) === LF;
  return { line: source.slice(at, end), next: Math.min(source.length, end + (crlf ? 2 : 1)) };
}

const LF = 0x0a;
const CR = 0x0d;

/** First value of a header, null where it is absent or empty. */
export function headerOf(headers: Headers, name: string): string | null {
  const value = headers.find(([n, v]) => n === name && v.trim() !== '')?.[1].trim();
  return value ?? null;
}

export const headersOf = (headers: Headers, name: string): string[] => headers.filter(([n]) => n === name).map(([, v]) => v.trim());
