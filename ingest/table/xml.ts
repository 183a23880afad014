import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';

/** Called with local names: `x:row` and `row` are the same to us. */
export interface XmlHandlers {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Characters that XML forbids and that careless writers leave in cells. */
const FORBIDDEN = /[^\P{Cc}\t\n\r\x7f-\x9f]|[\ufffe\uffff]/gu;

/**
 * Reads XML as it comes, a chunk at a time; `yield`s after each chunk so that the caller can hand on what it has
 * gathered. References to characters that XML forbids are passed over; everything else that is wrong throws.
 */
export async function* readXml(chunks: AsyncIterable<Buffer>, handlers: XmlHandlers): AsyncGenerator<void> {
  for await (const _ of readXmlText(decoded(chunks), handlers)) yield;
}

/** The same for text that has been decoded; yields what it was given. */
export async function* readXmlText<T extends { text: string }>(pieces: AsyncIterable<T>, handlers: XmlHandlers): AsyncGenerator<T> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const local = localNames();
  parser.on('error', (error) => {
    if (!/entity|disallowed/i.test(error.message)) throw error;
  });
  if (handlers.open) parser.on('opentag', (tag) => handlers.open!(local(tag.name), tag.attributes as Record<string, string>));
  if (handlers.text) {
    parser.on('text', (text) => handlers.text!(text));
    parser.on('cdata', (text) => handlers.text!(text));
  }
  if (handlers.close) parser.on('closetag', (tag) => handlers.close!(local(tag.name)));
  let last: T | undefined;
  for await (const piece of pieces) {
    parser.write(piece.text.replace(FORBIDDEN, ''));
    last = piece;
    yield piece;
  }
  parser.close();
  if (last) yield last;
}

async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<{ text: string }> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8');
    yield { text: decoder.decode(chunk, { stream: true }) };
  }
}

/** Reads a small part to its end. */
export async function readWholeXml(chunks: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(chunks, handlers));
}

function localNames(): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    let local = known.get(name);
    if (local === undefined) {
      local = name.slice(name.indexOf(':') + 1);
      known.set(name, local);
    }
    return local;
  };
}

/** `_x000D_` in a string of a workbook stands for a character; `_x005F_` is an escaped underscore. */
export function unescapeCell(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : text;
}
