import type { TextPiece } from './text-stream.ts';
import { ROW_LIMIT, type TableBatch, type TableOptions } from './types.ts';
import { WebTables } from './web-tables.ts';

/**
 * Rows of the tables of a page: what many systems call an Excel file. All tables together are one sheet, as Excel
 * shows them; page furniture above the first table with a known header is passed over.
 */
export async function* readWeb(pieces: AsyncIterable<TextPiece>, options: TableOptions, sheet: string | null = null, format: TableBatch['format'] = 'web'): AsyncGenerator<TableBatch> {
  const tables = new WebTables(options.score, options.rowLimit ?? ROW_LIMIT);
  let place = { done: 0, total: 0 };
  for await (const { text, done, total } of pieces) {
    place = { done, total };
    tables.write(text);
    yield { format, sheet, keys: null, rows: tables.take(), ...place };
  }
  yield { format, sheet, keys: null, rows: tables.end(), ...place };
}
