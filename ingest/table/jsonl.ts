import { decodeLossy, decodeRecord, type RowEncoding } from './encoding.ts';
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
  const columns = new Map<string, number>();
  let row = 0;
  let place: { encoding: RowEncoding; done: number; total: number } = { encoding: 'utf-8', done: 0, total: 0 };
  const batch = (records: RawRecord[]): TableBatch => {
    const rows = records.map((record, i) => toRow(record, row + i + 1, place.encoding, limit, columns)).filter((r) => r !== null);
    row += records.length;
    return { format: 'jsonl', sheet: null, keys: [...columns.keys()], rows, done: place.done, total: place.total };
  };
  for await (const { bytes, ...at } of textChunks(path)) {
    place = at;
    yield batch(cutter.push(bytes));
  }
  yield batch(cutter.end());
}

function toRow(record: RawRecord, row: number, encoding: RowEncoding, limit: number, columns: Map<string, number>): TableRow | null {
  const decoded = decodeRecord(record.bytes, encoding);
  const text = decoded?.text ?? decodeLossy(record.bytes, encoding);
  if (record.fault) return { row, cells: [text], fault: tooLong(limit) };
  if (isBlank(text)) return null;
  if (!decoded) return { row, cells: [text], fault: BAD_BYTES };
  const malformed = (reason: string): TableRow => ({ row, cells: [text], fault: { code: 'ROW_MALFORMED', reason } });
  const value = parseLine(text);
  if (value === null) return malformed('这一行不是一个 JSON 对象');
  const cells: string[] = [];
  if (!flatten(value, '', cells, columns)) return malformed(`列太多,超过 ${WIDEST} 列`);
  for (let i = 0; i < cells.length; i += 1) cells[i] ??= '';
  if (cells.every(isBlank)) return null;
  return decoded.reencoded ? { row, cells, reencoded: true } : { row, cells };
}

/** Strings are passed over; whole numbers of 16 digits and more (order numbers, snowflake ids) are kept as text. */
const STRING_OR_LONG_NUMBER = /"(?:[^"\\]|\\.)*"|-?\b\d{16,}\b(?![.eE])/g;

function parseLine(text: string): Record<string, unknown> | null {
  const exact = /\d{16}/.test(text) ? text.replace(STRING_OR_LONG_NUMBER, (m) => (m.startsWith('"') ? m : `"${m}"`)) : text;
  try {
    const value: unknown = JSON.parse(exact);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Deeper than this nothing of an order is found; what stands there is kept as JSON text. */
const DEEPEST = 3;
const WIDEST = 1_000;

/** False when the file has more columns than a table of orders can have. */
function flatten(value: Record<string, unknown>, prefix: string, cells: string[], columns: Map<string, number>): boolean {
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix + key;
    if (isObject(inner) && name.split('.').length < DEEPEST) {
      if (!flatten(inner, `${name}.`, cells, columns)) return false;
      continue;
    }
    let index = columns.get(name);
    if (index === undefined) {
      if (columns.size >= WIDEST) return false;
      index = columns.size;
      columns.set(name, index);
    }
    cells[index] = cellText(inner);
  }
  return true;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.some((v) => typeof v === 'object') ? JSON.stringify(value) : value.map(String).join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
