import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { textOf } from '../../classify/single/message.ts';
import { messageOf } from '../../classify/single/row.ts';
import { decodeRecord, detectEncoding, type RowEncoding } from '../../ingest/table/encoding.ts';
import { splitFields } from '../../ingest/table/fields.ts';
import { RecordCutter, type RawRecord } from '../../ingest/table/records.ts';
import { YuqingError } from '../../model/index.ts';

/** One input row: its text (and its words, where it came segmented), or why it has none. */
export type TextRow = { text: string; words?: readonly string[] } | { error: string };

/** Columns that hold the text, in the order they are tried. */
const TEXT_FIELDS = ['text', '诉求内容', '留言详情', '留言内容', '工单描述', '来信内容', '内容', '正文', 'content', 'body'];
/** A longer row is told as an error and never held in memory; bytes. */
const ROW_LIMIT = 1 << 22;
const LF = 0x0a;
const CR = 0x0d;
const OPENING_BRACE = 0x7b;

type Format = 'jsonl' | 'csv' | 'plain';

/**
 * The texts of a file or of stdin (`-`), in order, a chunk at a time: .jsonl by a field, .csv by a column, anything
 * else a line each (jsonl where it begins with a brace). UTF-8 with or without BOM, UTF-16, GB18030, row by row.
 *
 * @throws FILE_NOT_FOUND, HEADER_UNRECOGNISED (a csv without the column: names those it has)
 */
export async function* readTexts(file: string, field: string | undefined): AsyncGenerator<TextRow> {
  let reader: { cutter: RecordCutter; encoding: RowEncoding; rowOf: (text: string, n: number) => TextRow | null } | undefined;
  let n = 0;
  function* rows(records: RawRecord[]): Generator<TextRow> {
    for (const record of records) {
      n += 1;
      const row = record.fault ? { error: `第${n}行${FAULTS[record.fault]}` } : decoded(record.bytes);
      if (row) yield row;
    }
  }
  const decoded = (bytes: Buffer): TextRow | null => {
    const found = decodeRecord(bytes, reader!.encoding);
    return found ? reader!.rowOf(found.text, n) : { error: `第${n}行的文字编码损坏,既不是 UTF-8 也不是 GB18030` };
  };
  for await (const { bytes, encoding } of chunks(file)) {
    if (!reader) {
      const format = formatOf(file, bytes);
      const newline = bytes.includes(LF) || !bytes.includes(CR) ? LF : CR;
      const delimiter = format === 'csv' ? delimiterOf(bytes, encoding, newline) : null;
      reader = {
        encoding, cutter: new RecordCutter({ newline, delimiter: delimiter?.charCodeAt(0) ?? null, limit: ROW_LIMIT }),
        rowOf: delimiter !== null ? csvRow(delimiter, field) : format === 'jsonl' ? jsonRow(field ?? 'text') : (text) => ({ text }),
      };
    }
    yield* rows(reader.cutter.push(bytes));
  }
  if (reader) yield* rows(reader.cutter.end());
}

const FAULTS = { 'too-long': `超过 ${ROW_LIMIT >> 20} MB,没有研判`, 'unclosed-quote': '的引号没有闭合' } as const;

/** Bytes behind the BOM; UTF-16 comes out as UTF-8. */
async function* chunks(file: string): AsyncGenerator<{ bytes: Buffer; encoding: RowEncoding }> {
  const source: AsyncIterable<Buffer> = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 18 });
  let found: ReturnType<typeof detectEncoding> | undefined;
  let wide: TextDecoder | undefined;
  try {
    for await (const read of source) {
      let bytes = read;
      if (!found) {
        found = detectEncoding(read);
        bytes = read.subarray(found.bom);
        if (found.encoding.startsWith('utf-16')) wide = new TextDecoder(found.encoding);
      }
      yield { bytes: wide ? Buffer.from(wide.decode(bytes, { stream: true }), 'utf8') : bytes, encoding: found.encoding === 'gb18030' ? 'gb18030' : 'utf-8' };
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new YuqingError('FILE_NOT_FOUND', `找不到文件:${file}`, '请核对路径;要从标准输入读,请写 -', { cause: error });
    if (code === 'EISDIR' || code === 'EACCES') throw new YuqingError('FILE_NOT_FOUND', `读不了:${file}(${code})`, '请给出一个可读的文件', { cause: error });
    throw error;
  }
}

function formatOf(file: string, bytes: Buffer): Format {
  const extension = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase();
  if (extension === 'csv' || extension === 'tsv') return 'csv';
  if (extension === 'jsonl' || extension === 'ndjson') return 'jsonl';
  const first = bytes.find((b) => b > 0x20);
  return first === OPENING_BRACE ? 'jsonl' : 'plain';
}

/** What splits the first line into the most columns. */
function delimiterOf(bytes: Buffer, encoding: RowEncoding, newline: number): string {
  const end = bytes.indexOf(newline);
  const header = decodeRecord(end < 0 ? bytes : bytes.subarray(0, end), encoding)?.text ?? '';
  return [',', '\t', ';', '|'].map((d) => ({ d, n: splitFields(header, d).length })).reduce((a, b) => (b.n > a.n ? b : a)).d;
}

/** Reads the header from the first row; blank rows are no rows. */
function csvRow(delimiter: string, field: string | undefined): (record: string, n: number) => TextRow | null {
  let column = -1;
  return (record, n) => {
    if (record.trim() === '') return null;
    const cells = splitFields(record, delimiter);
    if (column >= 0) {
      const text = cells[column];
      return text === undefined ? { error: `第${n}行的列数不够` } : { text };
    }
    const header = cells.map((h) => h.trim());
    column = field === undefined ? (TEXT_FIELDS.map((f) => header.indexOf(f)).find((k) => k >= 0) ?? -1) : header.indexOf(field);
    if (column < 0) {
      throw new YuqingError('HEADER_UNRECOGNISED', `找不到${field === undefined ? '文本列' : `列“${field}”`};文件里的列:${header.join('、')}`, '请用 --field 列名 指定文本所在的列');
    }
    return null;
  };
}

function jsonRow(field: string): (line: string, n: number) => TextRow | null {
  return (line, n) => {
    if (line.trim() === '') return null;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return { error: `第${n}行不是有效的 JSON` };
    }
    const text = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
    if (typeof text === 'string') return { text };
    const segmented = field === 'text' ? messageOf(value) : { reason: '' };
    if ('row' in segmented && 'words' in segmented.row) return { text: textOf(segmented.row), words: segmented.row.words };
    return { error: `第${n}行没有文本字段“${field}”,请用 --field 指定` };
  };
}
