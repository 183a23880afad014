import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { YuqingError, type ReadEvent } from '../../model/index.ts';
import { decodeBytes } from '../decode.ts';
import { readTime } from '../hotline/dates.ts';
import { readHeader, refuseUnknownColumns, unrecognised, type Header } from '../hotline/header.ts';
import type { ReadOrdersOptions } from '../hotline/read.ts';
import { readRow } from '../hotline/row.ts';
import { parseTimeAt } from '../times.ts';
import { findRecords } from './json-records.ts';
import { parseExactJson } from '../table/exact-json.ts';

const ROWS_BETWEEN_PROGRESS = 500;

/**
 * The letters of a JSON export, which is read as a whole; `row` is the place in the list, from 1.
 *
 * @throws FILE_DAMAGED, HEADER_UNRECOGNISED, MAP_INVALID
 */
export async function* readJsonFile(path: string, options: ReadOrdersOptions): AsyncGenerator<ReadEvent, void> {
  const name = basename(path);
  const bytes = await readFile(path);
  const records = findRecords(parse(decodeBytes(bytes, { kind: 'text' }).text, name), options.map);
  if (records === null) throw unrecognised(name, topKeys(bytes));
  const header = readHeader(records.names, options.map);
  refuseUnknownColumns(options.map, [header]);
  header.columns.received_at ??= unnamedTime(records.names, records.rows, header);
  const times = [...(header.columns.received_at ?? []), ...(header.columns.reply_at ?? [])];
  for (const [i, cells] of records.rows.entries()) {
    const row = i + 1;
    for (const column of times) cells[column] = wallTime(cells[column]!, options.now);
    const result = readRow(cells, row, header, options);
    if ('refused' in result) yield { type: 'reject', reject: { row, ...result.refused, cells: cells.map((cell, c) => (header.ignored.has(c) ? '' : cell)) } };
    else yield { type: 'item', item: result.item, at: { row } };
    if (row % ROWS_BETWEEN_PROGRESS === 0 || row === records.rows.length) yield { type: 'progress', done: row, total: records.rows.length };
  }
}

const SAMPLE = 50;

/** Of a file whose time has no name that is known: the column that is called some time or other, and holds times. */
function unnamedTime(names: readonly string[], rows: readonly string[][], header: Header): number[] {
  const used = new Set(Object.values(header.columns).flat());
  const column = names.findIndex((name, i) => {
    if (used.has(i) || !/time|date|stamp|时间|日期/i.test(name) || /update|modif|edit|reply|answer|finish|end|expire|更新|修改|答复|回复|办结|截止/i.test(name)) return false;
    const cells = rows.slice(0, SAMPLE).map((row) => row[i] ?? '').filter((cell) => cell !== '');
    const times = cells.map(readTime).filter((t) => t !== null && t !== 'bad');
    return cells.length > 0 && times.length * 2 > cells.length;
  });
  return column < 0 ? [] : [column];
}

/** `3小时前` as the time that it was; what is a time already, or is none, stays. */
function wallTime(cell: string, now: Date): string {
  if (readTime(cell) !== 'bad') return cell;
  return parseTimeAt(cell, now)?.at.toISOString() ?? cell;
}

function parse(text: string, name: string): unknown {
  const body = text.replace(/^\ufeff/, '').trim();
  try {
    return parseExactJson(body);
  } catch (error) {
    throw new YuqingError('FILE_DAMAGED', `${name} 不是有效的 JSON,或不完整`, '请重新导出;括号和引号要成对', { cause: error });
  }
}

/** What stands on top, to be shown where nothing was recognised. */
function topKeys(bytes: Uint8Array): string[] {
  const keys = decodeBytes(bytes.subarray(0, 20_000), { kind: 'text' }).text.matchAll(/"([^"\\]{1,30})"\s*:/g);
  return [...new Set([...keys].map((m) => m[1]!))].slice(0, 20);
}
