import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { TextDecoder } from 'node:util';
import { YuqingError } from '../../model/index.ts';
import { decodeLossy, decodeRecord } from '../table/encoding.ts';
import { RecordCutter } from '../table/records.ts';
import { isBlank, textChunks } from '../table/text.ts';
import { cutValues, parseExact } from './json-values.ts';

/** A value of a JSON file, or why a piece of it is none. `row`: its line in .jsonl, else how many stood before it, from 1. */
export type JsonValue = { row: number; value: Record<string, unknown> } | { row: number; text: string; reason: string };

const LF = 0x0a;
const SAMPLE = 64 * 1_024;
/** A line may hold the comments of a whole article. */
const LONGEST_LINE = 8 << 20;
/** A list is held in memory as text; .jsonl of any size is read by lines. */
const MOST_BYTES = 64 << 20;

/** `lines` one value a line; `list` a list, or objects over many lines; null where the file is no JSON. */
export async function jsonLayout(path: string): Promise<'lines' | 'list' | null> {
  const head = await readHead(path);
  if (head === null) return null;
  const text = head.toString('utf8').replace(/^\ufeff/, '').replaceAll('\0', '').trimStart();
  if (/^\[\s*[[{\]]/.test(text)) return /^\[[^\n]*\]\s*\n\s*[[{]/.test(text) ? 'lines' : 'list';
  const isNamed = /\.(?:jsonl|ndjson)$/i.test(path);
  if (!/^\{\s*["}]/.test(text)) return isNamed && /[\r\n]\s*\{\s*"/.test(text) ? 'lines' : null;
  const lines = text.split(/\r?\n/).map((l) => l.trim().replace(/,$/, '')).filter((l) => l !== '');
  if (isNamed) return 'lines';
  if (!/\n\s*\S/.test(text)) return 'list';
  const starts = lines.slice(0, -1).filter((l) => /^\{\s*"/.test(l) && l.endsWith('}'));
  return parseExact(lines[0]!) !== undefined || starts.length > lines.length / 2 ? 'lines' : 'list';
}

async function readHead(path: string): Promise<Buffer | null> {
  // What is no file, or not there, is told by the reader of tables.
  const kind = await stat(path).catch(() => null);
  if (!kind?.isFile()) return null;
  const file = await open(path).catch(() => null);
  if (!file) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0);
    const head = buffer.subarray(0, bytesRead);
    return head[0] === 0xff && head[1] === 0xfe ? Buffer.from(new TextDecoder('utf-16le').decode(head)) : head;
  } finally {
    await file.close();
  }
}

/** @returns values in file order, with how far the file is read, in bytes */
export async function* readJson(path: string, layout: 'lines' | 'list'): AsyncGenerator<{ values: JsonValue[]; done: number; total: number }> {
  if (layout === 'lines') yield* readLines(path);
  else yield* readList(path);
}

async function* readLines(path: string): AsyncGenerator<{ values: JsonValue[]; done: number; total: number }> {
  const cutter = new RecordCutter({ newline: LF, delimiter: null, limit: LONGEST_LINE });
  let row = 0;
  let place = { encoding: 'utf-8' as 'utf-8' | 'gb18030', done: 0, total: 0 };
  const values = (records: ReturnType<RecordCutter['push']>): JsonValue[] => records.flatMap((record): JsonValue[] => {
    row += 1;
    const decoded = decodeRecord(record.bytes, place.encoding);
    const text = decoded?.text ?? decodeLossy(record.bytes, place.encoding);
    if (record.fault) return [{ row, text, reason: `这一行超过 ${LONGEST_LINE >> 20} MB` }];
    if (isBlank(text)) return [];
    if (!decoded) return [{ row, text, reason: '这一行的文字编码损坏,既不是 UTF-8 也不是 GB18030' }];
    return parsed(text.trim().replace(/,$/, ''), row, '这一行不是完整的 JSON');
  });
  for await (const { bytes, ...at } of textChunks(path)) {
    place = at;
    yield { values: values(cutter.push(bytes)), done: at.done, total: at.total };
  }
  yield { values: values(cutter.end()), done: place.total, total: place.total };
}

async function* readList(path: string): AsyncGenerator<{ values: JsonValue[]; done: number; total: number }> {
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw new YuqingError('FETCH_TOO_LARGE', `${basename(path)} 超过 ${MOST_BYTES >> 20} MB,整体的 JSON 一次读不下`, '请导出成一行一条的 .jsonl,那样多大都可以');
  const parts: Buffer[] = [];
  let encoding = 'utf-8';
  for await (const chunk of textChunks(path)) {
    parts.push(Buffer.from(chunk.bytes));
    encoding = chunk.encoding;
  }
  const text = new TextDecoder(encoding).decode(Buffer.concat(parts));
  let row = 0;
  for (const piece of cutValues(text)) {
    // A broken wrapping: what stands in its list may be sound.
    const inner = piece.text.startsWith('{') && parseExact(piece.text) === undefined ? /\[\s*\{/.exec(piece.text) : null;
    for (const one of inner ? cutValues(piece.text.slice(inner.index)) : [piece]) {
      if (inner && /^[\]}\s]*$/.test(one.text)) continue;
      row += 1;
      yield { values: parsed(one.text, row, one.whole ? '这一条不是完整的 JSON' : '这一条没有写完(文件可能被截断)'), done: 0, total: size };
    }
  }
  yield { values: [], done: size, total: size };
}

function parsed(text: string, row: number, reason: string): JsonValue[] {
  const value = parseExact(text);
  const objects = Array.isArray(value) ? (value as unknown[]) : [value];
  return objects.map((one) => (typeof one === 'object' && one !== null && !Array.isArray(one) ? { row, value: one as Record<string, unknown> } : { row, text, reason: value === undefined ? reason : '这里不是一个 JSON 对象' }));
}
