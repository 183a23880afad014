import { YuqingError, type ErrorCode, type ReadEvent } from '../../model/index.ts';
import { cleanLine } from '../table/clean.ts';
import { findHeaderRows } from '../table/header-rows.ts';
import { readHeader, scoreHeader, unrecognised, type ColumnMap } from '../hotline/header.ts';
import { readRow } from '../hotline/row.ts';
import { splitFields } from '../table/fields.ts';
import { RecordCutter } from '../table/records.ts';
import { isBlank, tooLong, UNCLOSED_QUOTE } from '../table/text.ts';
import { HEADER_WITHIN, type TableRow } from '../table/types.ts';
import { entryChannel, type EntryChannel } from './channels.ts';
import { registered } from './entry.ts';
import type { Keyed } from './number.ts';

export interface PasteOptions {
  /** What columns mean (`registerMap`). */
  map: ColumnMap;
  now: Date;
  keyed: Keyed;
  /** Of rows that name none. */
  channel?: EntryChannel | undefined;
}

/** Rows pasted at a time, and bytes that one of them may have. */
export const MOST_PASTED = 2_000;
const ROW_BYTES = 256 * 1024;

/**
 * Rows copied in Excel (or a .csv) with their header as entries. `row` counts as Excel does where the first row copied
 * is row 1; a cell with line breaks is one row.
 *
 * @throws HEADER_UNRECOGNISED, REQUEST_INVALID where nothing stands there, REQUEST_TOO_LARGE
 */
export function* readPasted(text: string, options: PasteOptions): Generator<ReadEvent, void> {
  const rows = rowsOf(text, options.map);
  if (rows.length === 0) throw new YuqingError('REQUEST_INVALID', '没有粘贴任何内容', '请在 Excel 里连同表头一起选中、复制,再粘贴');
  const found = findHeaderRows(rows, (cells) => scoreHeader(cells, options.map));
  if (!found) throw unrecognised('粘贴的内容', rows[0]!.cells);
  const behind = rows.slice(found.at + 1);
  if (behind.length > MOST_PASTED) throw new YuqingError('REQUEST_TOO_LARGE', `一次粘贴的行数超过上限 ${MOST_PASTED}`, '请分几次粘贴,或存成文件用 yuqing import 导入');
  const header = readHeader(found.names, options.map, found.groups);
  for (const row of behind) {
    const refused = (code: ErrorCode, column: string | null, reason: string): ReadEvent => ({ type: 'reject', reject: { row: row.row, column, code, reason, cells: row.cells } });
    if (row.fault) {
      yield refused(row.fault.code, null, row.fault.reason);
      continue;
    }
    const extra = row.cells.slice(header.width).findIndex((cell) => !isBlank(cell));
    if (extra >= 0) {
      yield refused('ROW_MALFORMED', null, `第 ${row.row} 行比表头多出几列,请核对各列是否错位`);
      continue;
    }
    const read = readRow(row.cells, row.row, header, { receivedAt: options.now, now: options.now });
    if ('refused' in read) yield refused(read.refused.code, read.refused.column, read.refused.reason);
    else {
      const channel = read.item.channel === null ? options.channel ?? null : entryChannel(read.item.channel);
      yield { type: 'item', item: registered({ ...read.item, channel }, options.now, options.keyed), at: { row: row.row } };
    }
  }
}

/** Excel copies with tabs; a comma counts where it makes a better header. */
function rowsOf(text: string, map: ColumnMap): TableRow[] {
  const bytes = Buffer.from(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'), 'utf8');
  const tries = ['\t', ',', ';'].map((delimiter) => {
    const rows = cut(bytes, delimiter);
    return { rows, score: Math.max(0, ...rows.slice(0, HEADER_WITHIN).map((row) => (row.fault ? 0 : scoreHeader(row.cells, map)))) };
  });
  return tries.reduce((best, one) => (one.score > best.score ? one : best)).rows;
}

function cut(bytes: Buffer, delimiter: string): TableRow[] {
  const cutter = new RecordCutter({ newline: 0x0a, delimiter: delimiter.charCodeAt(0), limit: ROW_BYTES });
  return [...cutter.push(bytes), ...cutter.end()].map((record, i): TableRow => {
    const cells = splitFields(record.bytes.toString('utf8'), delimiter);
    const fault = record.fault === 'too-long' ? tooLong(ROW_BYTES) : record.fault ? UNCLOSED_QUOTE : null;
    return fault ? { row: i + 1, cells, fault } : { row: i + 1, cells };
  }).filter((row) => row.fault !== undefined || row.cells.some((cell) => cleanLine(cell) !== ''));
}
