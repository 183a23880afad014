import { readText } from './charset.ts';
import { headerText } from './header-text.ts';

/** A structured header: `Content-Type: text/plain; charset="gb2312"`. */
export interface Structured {
  value: string;
  params: ReadonlyMap<string, string>;
}

const PARAM = /;\s*([^\s=;"]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.)*)(?:"|$)|([^;]*))/g;
const MOST_PIECES = 100;

/**
 * Value and parameters of a header (latin1). Names of files come in all ways: RFC 2231 (`name*0*=gb2312''%C2%B7`, in
 * pieces), encoded words in quotes, raw GBK.
 */
export function readStructured(header: string | null, charset: string | null = null): Structured {
  const text = header ?? '';
  const value = (/^[^;]*/.exec(text)?.[0] ?? '').trim().toLowerCase();
  const params = new Map<string, string>();
  const pieces = new Map<string, { index: number; text: string; encoded: boolean }[]>();
  for (const [, name, quoted, bare] of text.matchAll(PARAM)) {
    const given = quoted === undefined ? (bare ?? '').trim() : quoted.replace(/\\(["\\])/g, '$1');
    const split = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(name!.toLowerCase());
    if (!split) {
      if (!params.has(name!.toLowerCase())) params.set(name!.toLowerCase(), headerText(given, charset));
      continue;
    }
    const list = pieces.get(split[1]!) ?? [];
    if (list.length < MOST_PIECES) list.push({ index: Number(split[2] ?? 0), text: given, encoded: split[2] === undefined || split[3] !== undefined });
    pieces.set(split[1]!, list);
  }
  for (const [name, list] of pieces) params.set(name, joinPieces(list));
  return { value, params };
}

/** The extended form says its charset once, before the first piece. */
function joinPieces(list: { index: number; text: string; encoded: boolean }[]): string {
  const sorted = list.sort((a, b) => a.index - b.index);
  const head = /^([^']{0,40})'[^']{0,40}'/.exec(sorted[0]!.encoded ? sorted[0]!.text : '');
  const charset = head?.[1] ? head[1] : null;
  const bytes = sorted.map(({ text, encoded }, i) => {
    const body = i === 0 && head ? text.slice(head[0].length) : text;
    return Buffer.from(encoded ? body.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : body, 'latin1');
  });
  const joined = Buffer.concat(bytes);
  // Pieces that are encoded words in truth: some mailers do both.
  return /=\?/.test(joined.toString('latin1')) ? headerText(joined.toString('latin1'), charset) : readText(joined, charset).text;
}
