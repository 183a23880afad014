import { headerOf, splitHeaders, type Headers } from './headers.ts';
import { DEEPEST_PART, MOST_PARTS, MOST_TEXT_BYTES } from './limits.ts';
import { readStructured } from './parameters.ts';
import { decodeTransfer } from './transfer.ts';

/** A part of a mail. `body` is latin1 and still encoded; containers have children instead. */
export interface Part {
  headers: Headers;
  /** `text/plain`; what is missing or malformed is the default of where it stands. */
  type: string;
  params: ReadonlyMap<string, string>;
  disposition: string;
  filename: string | null;
  encoding: string | null;
  body: string;
  children: Part[];
}

/**
 * A mail (latin1) as the tree of its parts. Boundaries that are missing, never closed or not the ones announced are
 * made out from the text; depth and number of parts are bounded, what lies beyond is not looked at.
 */
export function readParts(source: string): Part {
  const budget = { left: MOST_PARTS };
  const { headers, body } = splitHeaders(source);
  return partOf(headers, body, 'text/plain', 0, budget);
}

function partOf(headers: Headers, body: string, fallback: string, depth: number, budget: { left: number }): Part {
  budget.left -= 1;
  const said = readStructured(headerOf(headers, 'content-type'));
  const type = /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.test(said.value) ? said.value : said.value === 'text' || said.value === '' ? fallback : said.value === 'html' ? 'text/html' : 'application/octet-stream';
  const disposition = readStructured(headerOf(headers, 'content-disposition'), said.params.get('charset') ?? null);
  const filename = disposition.params.get('filename') ?? said.params.get('name') ?? null;
  const part: Part = {
    headers, type, params: said.params, disposition: disposition.value, filename: filename === '' ? null : filename,
    encoding: headerOf(headers, 'content-transfer-encoding'), body, children: [],
  };
  if (depth >= DEEPEST_PART) return part;
  if (type.startsWith('multipart/')) {
    const inner = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    for (const piece of cut(body, part.params.get('boundary') ?? null)) {
      if (budget.left <= 0) break;
      const split = splitHeaders(piece);
      // A part may have no headers at all, and then begins with an empty line.
      part.children.push(/^\r?\n/.test(piece) ? partOf([], piece.replace(/^\r?\n/, ''), inner, depth + 1, budget) : partOf(split.headers, split.body, inner, depth + 1, budget));
    }
    // Announced as several and one in truth.
    if (part.children.length === 0 && body.trim() !== '') part.children.push(partOf([], body, 'text/plain', depth + 1, budget));
  } else if (type === 'message/rfc822' || type === 'message/global') {
    const inside = /base64|quoted/i.test(part.encoding ?? '') ? decodeTransfer(body, part.encoding, 4 * MOST_TEXT_BYTES).toString('latin1') : body;
    const split = splitHeaders(inside);
    if (budget.left > 0) part.children.push(partOf(split.headers, split.body, 'text/plain', depth + 1, budget));
  }
  return part;
}

/** The pieces between the boundaries. */
function cut(body: string, boundary: string | null): string[] {
  const known = boundary !== null && boundary !== '' ? between(body, boundary) : [];
  if (known.length > 0) return known;
  const guessed = /^--([!-~][ -~]{2,98}?)[ \t]*\r?\n(?=[\w-]{1,60}:|\r?\n)/m.exec(body.slice(0, LOOK_FOR_BOUNDARY))?.[1];
  return guessed === undefined ? [] : between(body, guessed);
}

const LOOK_FOR_BOUNDARY = 64 * 1024;

function between(body: string, boundary: string): string[] {
  const mark = `--${boundary}`;
  const pieces: string[] = [];
  let from = -1;
  for (let at = body.indexOf(mark); at >= 0 && pieces.length < MOST_PARTS; at = body.indexOf(mark, at + mark.length)) {
    const before = at === 0 ? '\n' : body[at - 1]!;
    const tail = body.slice(at + mark.length, at + mark.length + 2);
    const closes = tail.startsWith('--');
    if ((before !== '\n' && before !== '\r') || !(closes || tail === '' || /^[\s]/.test(tail))) continue;
    if (from >= 0) pieces.push(body.slice(from, body[at - 2] === '\r' && before === '\n' ? at - 2 : Math.max(from, at - 1)));
    from = -1;
    if (closes) break;
    const lf = body.indexOf('\n', at + mark.length);
    const cr = body.indexOf('\r', at + mark.length);
    const end = lf < 0 ? cr : lf;
    from = end < 0 ? body.length : end + 1;
  }
  // Never closed: the mail was cut off.
  if (from >= 0 && from < body.length) pieces.push(body.slice(from));
  return pieces;
}
