import { Columns } from './columns.ts';
import { decodeLossy, decodeRecord, type RowEncoding } from './encoding.ts';
import { objectRow } from './object-row.ts';
import { RecordCutter, type RawRecord } from './records.ts';
import { BAD_BYTES, isBlank, textChunks, tooLong } from './text.ts';
import { ROW_LIMIT, type TableBatch, type TableOptions, type TableRow } from './types.ts';

const LF = 0x0a;

/**
 * Rows of a .jsonl file: one object per line, its keys are the columns. `row` is the number of the line. Objects inside
 * become `outer.inner`, lists of plain values are joined with 、.
 */
export async function* readJsonl(path: string, options: Pick<TableOptions, 'rowLimit'>): AsyncGenerator<TableBatch> {
  const limit = options.rowLimit ?? ROW_LIMIT;
  const cutter = new RecordCutter({ newline: LF, delimiter: null, limit });
  const columns = new Columns();
  let row = 0;
  let place: { encoding: RowEncoding; done: number; total: number } = { encoding: 'utf-8', done: 0, total: 0 };
  const batch = (records: RawRecord[]): TableBatch => {
    const rows = records.map((record, i) => toRow(record, row + i + 1, place.encoding, limit, columns)).filter((r) => r !== null);
    row += records.length;
    return { format: 'jsonl', sheet: null, keys: columns.keys, rows, done: place.done, total: place.total };
  };
  for await (const { bytes, ...at } of textChunks(path)) {
    place = at;
    yield batch(cutter.push(bytes));
  }
  yield batch(cutter.end());
}

function toRow(record: RawRecord, row: number, encoding: RowEncoding, limit: number, columns: Columns): TableRow | null {
  const decoded = decodeRecord(record.bytes, encoding);
  const text = decoded?.text ?? decodeLossy(record.bytes, encoding);
  if (record.fault) return { row, cells: [text], fault: tooLong(limit) };
  if (isBlank(text)) return null;
  if (!decoded) return { row, cells: [text], fault: BAD_BYTES };
  const made = objectRow(text, row, columns);
  return made && !made.fault && decoded.reencoded ? { ...made, reencoded: true } : made;
}
