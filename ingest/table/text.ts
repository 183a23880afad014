import { TextDecoder } from 'node:util';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { detectEncoding, type RowEncoding } from './encoding.ts';
import type { RowFault } from './types.ts';

const CHUNK = 256 * 1024;

export interface TextChunk {
  /** Behind the BOM, in `encoding`. */
  bytes: Buffer;
  encoding: RowEncoding;
  /** Bytes of the file read so far, of `total`. */
  done: number;
  total: number;
}

/** The bytes of a text file; UTF-16 (Excel's "Unicode 文本") comes out as UTF-8. */
export async function* textChunks(path: string): AsyncGenerator<TextChunk> {
  const total = (await stat(path)).size;
  let encoding: RowEncoding | undefined;
  let utf16: TextDecoder | undefined;
  let done = 0;
  for await (const read of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    let bytes = read;
    if (!encoding) {
      const found = detectEncoding(read);
      bytes = read.subarray(found.bom);
      const wide = found.encoding === 'utf-16le' || found.encoding === 'utf-16be';
      if (wide) utf16 = new TextDecoder(found.encoding);
      encoding = found.encoding === 'gb18030' ? 'gb18030' : 'utf-8';
    }
    done += read.length;
    if (utf16) bytes = Buffer.from(utf16.decode(bytes, { stream: true }), 'utf8');
    yield { bytes, encoding, done, total: Math.max(total, done) };
  }
}

export const BAD_BYTES: RowFault = { code: 'ROW_MALFORMED', reason: '这一行的文字编码损坏,既不是 UTF-8 也不是 GB18030' };

export const UNCLOSED_QUOTE: RowFault = { code: 'ROW_MALFORMED', reason: '这一行的引号没有闭合' };

export const tooLong = (limit: number): RowFault => ({ code: 'ROW_TOO_LONG', reason: `这一行超过 ${Math.round(limit / 1024)} KB,不像一条工单` });

/** Nothing to read: white space, NULs, zero-width marks. */
export const isBlank = (cell: string): boolean => cell === '' || /^[\s\0\u200b\ufeff]*$/.test(cell);
