import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { decodeBytes } from '../decode.ts';

/** A piece of a text file; bytes of the file read so far, of `total`. */
export interface TextPiece {
  text: string;
  done: number;
  total: number;
}

const CHUNK = 256 * 1024;

/** The text of a page or an XML file, a piece at a time, in the encoding that it names and its beginning bears out. */
export async function* textPieces(path: string, kind: 'html' | 'xml' | 'text'): AsyncGenerator<TextPiece> {
  const total = (await stat(path)).size;
  let decoder: TextDecoder | undefined;
  let done = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    done += bytes.length;
    decoder ??= decoderFor(decodeBytes(bytes, { kind }).encoding);
    yield { text: decoder.decode(bytes, { stream: true }), done, total: Math.max(total, done) };
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield { text: rest, done, total };
}

/** Encodings that the platform cannot read a piece at a time (UTF-32) are read as UTF-8, and then as nothing sensible. */
export function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    return new TextDecoder('utf-8');
  }
}
