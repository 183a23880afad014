import { basename } from 'node:path';
import { YuqingError } from '../../model/index.ts';
import { decodeLossy, decodeRecord, type RowEncoding } from './encoding.ts';
import { splitFields } from './fields.ts';
import { RecordCutter, type RawRecord } from './records.ts';
import { BAD_BYTES, isBlank, textChunks, tooLong, UNCLOSED_QUOTE } from './text.ts';
import { HEADER_WITHIN, ROW_LIMIT, type TableBatch, type TableOptions, type TableRow } from './types.ts';

const LF = 0x0a;
const CR = 0x0d;

/** How the text of this file is cut: found out from its beginning. */
interface Layout {
  encoding: RowEncoding;
  newline: number;
  delimiter: string;
  limit: number;
}

/**
 * Rows of a delimited text file, a chunk at a time, so that memory does not grow with the file. The encoding and the
 * delimiter are found out from the first chunk; each row is then decoded by itself.
 *
 * @throws DELIMITER_WRONG when the columns are separated by something that cannot be read as a table
 */
export async function* readCsv(path: string, options: TableOptions): AsyncGenerator<TableBatch> {
  let open: { layout: Layout; cutter: RecordCutter } | undefined;
  let row = 0;
  let place = { done: 0, total: 0 };
  const batch = (records: RawRecord[], layout: Layout): TableBatch => {
    const rows = records.map((record, i) => toRow(record, layout, row + i + 1)).filter((r) => r !== null);
    row += records.length;
    return { format: 'csv', sheet: null, keys: null, rows, ...place };
  };
  for await (const { bytes, encoding, done, total } of textChunks(path)) {
    place = { done, total };
    if (!open) {
      const layout = chooseLayout(bytes, encoding, options, basename(path));
      open = { layout, cutter: cutterFor(layout) };
    }
    yield batch(open.cutter.push(bytes), open.layout);
  }
  if (open) yield batch(open.cutter.end(), open.layout);
}

const cutterFor = (layout: Layout) => new RecordCutter({ newline: layout.newline, delimiter: layout.delimiter.charCodeAt(0), limit: layout.limit });

/** Null for a blank row. */
function toRow(record: RawRecord, layout: Layout, row: number): TableRow | null {
  if (record.bytes.length === 0 && !record.fault) return null;
  const decoded = decodeRecord(record.bytes, layout.encoding);
  const cells = splitFields(decoded?.text ?? decodeLossy(record.bytes, layout.encoding), layout.delimiter);
  if (record.fault === 'too-long') return { row, cells, fault: tooLong(layout.limit) };
  if (record.fault) return { row, cells, fault: UNCLOSED_QUOTE };
  if (!decoded) return { row, cells, fault: BAD_BYTES };
  if (cells.every(isBlank)) return null;
  return decoded.reencoded ? { row, cells, reencoded: true } : { row, cells };
}

const DELIMITERS = [',', '\t', ';', '|'];
/** Separators that people really use and that we do not read: named in the error. */
const ODD = ['\uff0c', '、', '^', '~', '#', '\u0001', '\u001f', ' '];

function chooseLayout(sample: Buffer, encoding: RowEncoding, options: TableOptions, name: string): Layout {
  const newline = sample.includes(LF) || !sample.includes(CR) ? LF : CR;
  const limit = options.rowLimit ?? ROW_LIMIT;
  const tries = DELIMITERS.map((delimiter) => {
    const layout: Layout = { encoding, newline, delimiter, limit };
    const rows = firstRows(sample, layout);
    // Where a delimiter leaves nothing, there was nothing but delimiters.
    const width = rows.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...rows.map((r) => r.cells.length));
    return { layout, score: Math.max(0, ...rows.map((r) => options.score(r.cells))), width };
  });
  const best = tries.reduce((a, b) => (b.score > a.score || (b.score === a.score && b.width > a.width) ? b : a));
  if (best.score === 0) refuseOddDelimiter(sample, best.layout, options, name);
  return best.layout;
}

function firstRows(sample: Buffer, layout: Layout): TableRow[] {
  const cutter = cutterFor(layout);
  const records = [...cutter.push(sample), ...cutter.end()].slice(0, HEADER_WITHIN * 3);
  return records.map((record, i) => toRow(record, layout, i + 1)).filter((r) => r !== null).slice(0, HEADER_WITHIN);
}

function refuseOddDelimiter(sample: Buffer, layout: Layout, options: TableOptions, name: string): void {
  const lines = firstRows(sample, layout).map((r) => r.cells.join(layout.delimiter));
  for (const odd of ODD) {
    // Two known columns at least: one alone may be a word of a sentence.
    if (lines.some((line) => line.includes(odd) && options.score(line.split(odd)) >= 2)) {
      throw new YuqingError('DELIMITER_WRONG', `${name} 的各列用“${odd < ' ' ? '控制字符' : odd === ' ' ? '空格' : odd}”分隔,读不成表`,
        '请在导出时选择英文逗号、制表符、分号或竖线分隔,或另存为 .xlsx');
    }
  }
}
