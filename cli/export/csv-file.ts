import { once } from 'node:events';
import iconv from 'iconv-lite';
import { csvField } from './shelter.ts';
import type { Rows, TableFile } from './table.ts';
import { createWholeFile } from './whole-file.ts';

export const CSV_ENCODINGS = ['utf8', 'gb18030'] as const;
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];

/** Characters gathered before they are written. */
const PIECE = 64 * 1024;

/** Rows as csv in pieces, whole rows in each; UTF-8 begins with the mark by which Excel knows it. */
async function* pieces(rows: Rows, encoding: CsvEncoding): AsyncGenerator<Uint8Array> {
  let text = encoding === 'utf8' ? '\ufeff' : '';
  const bytes = () => (encoding === 'utf8' ? Buffer.from(text) : iconv.encode(text, encoding));
  for await (const cells of rows) {
    text += `${cells.map(csvField).join(',')}\r\n`;
    if (text.length < PIECE) continue;
    yield bytes();
    text = '';
  }
  if (text !== '') yield bytes();
}

export async function createCsvFile(path: string, encoding: CsvEncoding): Promise<TableFile> {
  const file = await createWholeFile(path);
  return {
    notes: [],
    async write(rows) {
      try {
        for await (const bytes of pieces(rows, encoding)) await file.append(bytes);
        await file.finish();
      } catch (error) {
        await file.discard();
        throw error;
      }
    },
  };
}

/** To standard output, as fast as the reader takes it. */
export const csvToStdout = (encoding: CsvEncoding): TableFile => ({
  notes: [],
  async write(rows) {
    for await (const bytes of pieces(rows, encoding)) if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
  },
});
