import { parseExactJson } from '../table/exact-json.ts';

/** One value of a JSON text, as it stands there. */
export interface JsonPiece {
  text: string;
  /** The brackets close. */
  whole: boolean;
}

/**
 * Cuts the values out of a JSON list, or out of objects written one behind the other, whether or not they are sound: a
 * broken one must not take its neighbours with it. A string ends with its line, and an object that is not closed ends
 * where another begins a line as far left as it did, outside any list.
 *
 * @example [...cutValues('[{"a":1},\n{"b":,\n{"c":3}]')].map((p) => p.text) // → ['{"a":1}', '{"b":,', '{"c":3}']
 */
export function* cutValues(text: string): Generator<JsonPiece> {
  let at = skip(text, 0);
  if (text[at] === '[') at += 1;
  for (;;) {
    at = skip(text, at);
    if (at >= text.length || (text[at] === ']' && skip(text, at + 1) >= text.length)) return;
    const end = text[at] === '{' || text[at] === '[' ? endOfValue(text, at) : endOfScalar(text, at);
    yield { text: text.slice(at, end.at).replace(/[\s,]+$/, ''), whole: end.whole };
    at = Math.max(end.at, at + 1);
  }
}

const SPACE = /[\s,]/;

function skip(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACE.test(text[at]!)) at += 1;
  return at;
}

function endOfScalar(text: string, from: number): { at: number; whole: boolean } {
  const found = /[,\]{[\n]/g;
  found.lastIndex = from + 1;
  return { at: found.exec(text)?.index ?? text.length, whole: true };
}

function endOfValue(text: string, from: number): { at: number; whole: boolean } {
  const indent = from - (text.lastIndexOf('\n', from) + 1);
  const open: string[] = [];
  let quoted = false;
  let last = '';
  for (let i = from; i < text.length; i += 1) {
    const c = text[i]!;
    if (c === '\n') {
      const next = skip(text, i + 1);
      // Only in a list, and as a value, may an object begin here.
      const isMisplaced = quoted || (open.at(-1) === '{' && last !== ':');
      if (isMisplaced && text[next] === '{' && next - (text.lastIndexOf('\n', next) + 1) <= indent) return { at: next, whole: false };
      quoted = false;
    } else if (quoted) {
      if (c === '\\') i += 1;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === '{' || c === '[') open.push(c);
    else if (c === '}' || c === ']') {
      open.pop();
      if (open.length === 0) return { at: i + 1, whole: true };
    }
    if (!SPACE.test(c)) last = c;
  }
  return { at: text.length, whole: false };
}

/** The value, with long numbers as text; undefined where it is no JSON. */
export function parseExact(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
}
