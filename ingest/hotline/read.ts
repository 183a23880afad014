import { basename } from 'node:path';
import type { ErrorCode, ReadEvent, Reject } from '../../model/index.ts';
import { readTable } from '../table/open.ts';
import { HEADER_WITHIN, type RowFault, type TableBatch, type TableRow } from '../table/types.ts';
import { cleanLine } from './clean.ts';
import { findHeaderRows } from './header-rows.ts';
import { readHeader, refuseUnknownColumns, scoreHeader, unrecognised, type ColumnMap, type Header } from './header.ts';
import { isNewHeader, Repeats } from './repeats.ts';
import { readRow, type RowContext } from './row.ts';
import { isClosingLine } from './values.ts';

export interface ReadOrdersOptions extends RowContext {
  map: ColumnMap;
  /** Each header as it is found, with what stands over its names. */
  onHeader?: (names: readonly string[], groups: readonly (string | null)[]) => void;
  /** Bytes a row may have; for tests. */
  rowLimit?: number;
}

/**
 * The orders of one file in the order in which they stand there, the rows that are none with their reasons, and
 * progress by bytes. Every worksheet with a header that we know is read.
 *
 * @throws HEADER_UNRECOGNISED, MAP_INVALID and what `readTable` throws
 */
export async function* readOrders(path: string, options: ReadOrdersOptions): AsyncGenerator<ReadEvent, void> {
  const reader = new OrderReader(basename(path), options);
  const table = readTable(path, { score: (cells) => scoreHeader(cells, options.map), ...(options.rowLimit && { rowLimit: options.rowLimit }) });
  for await (const batch of table) {
    yield* reader.take(batch);
    yield { type: 'progress', done: batch.done, total: batch.total };
  }
  yield* reader.finish();
}

/** Goes through the batches of a file, sheet by sheet, first looking for the header and then reading by it. */
class OrderReader {
  private readonly file: string;
  private readonly options: ReadOrdersOptions;
  private sheet: string | null = null;
  private format: TableBatch['format'] = 'csv';
  private header: Header | null = null;
  /** Rows seen before the header of this sheet is known. */
  private waiting: TableRow[] = [];
  /** Why this sheet is not read, null where it is. */
  private passedOver: string | null = null;
  private repeats = new Repeats([], []);
  /** Each row brings the names of its columns. */
  private keyed = false;
  private givenUp = false;
  private anyHeader = false;
  private firstSeen: string[] | null = null;
  /** Sheets without a header, told only once another sheet shows that the file is a table of orders. */
  private held: ReadEvent[] = [];

  constructor(file: string, options: ReadOrdersOptions) {
    this.file = file;
    this.options = options;
  }

  * take(batch: TableBatch): Generator<ReadEvent> {
    if (batch.sheet !== this.sheet) {
      yield* this.endSheet();
      this.sheet = batch.sheet;
      this.header = null;
      this.givenUp = false;
    }
    this.format = batch.format;
    this.passedOver = batch.passedOver ?? null;
    this.keyed = batch.keys !== null;
    if (batch.keys && batch.keys.length > 0 && batch.keys.length !== this.header?.width) yield* this.adopt(batch.keys, []);
    if (this.header) {
      for (const row of batch.rows) yield* this.next(row);
    } else if (batch.keys) {
      // Lines without a single object among them: each is put aside for what is wrong with it.
      for (const row of batch.rows) if (row.fault) yield this.fault(row, row.fault);
    } else if (!this.givenUp) {
      for (const row of batch.rows) this.waiting.push(row);
      if (this.waiting.length >= HEADER_WITHIN) yield* this.findHeader();
    }
  }

  * finish(): Generator<ReadEvent> {
    yield* this.endSheet();
    if (!this.anyHeader && this.firstSeen) throw unrecognised(this.file, this.firstSeen);
  }

  private * endSheet(): Generator<ReadEvent> {
    if (!this.header && !this.givenUp && this.waiting.length > 0) yield* this.findHeader();
    this.waiting = [];
  }

  private * findHeader(): Generator<ReadEvent> {
    const rows = this.waiting;
    this.waiting = [];
    const found = findHeaderRows(rows, this.options.map);
    if (this.passedOver !== null) {
      this.givenUp = true;
      if (found) yield* this.tell(this.reject(rows[found.at]!, 'SHEET_PASSED_OVER', null, `工作表“${this.sheet}”${this.passedOver}工作表,没有导入`, null));
      return;
    }
    if (!found) {
      yield* this.giveUp(rows);
      return;
    }
    const first = found.at - found.rows.length + 1;
    yield* this.adopt(found.names, found.groups);
    this.repeats = new Repeats(found.rows, rows.slice(0, first).map((r) => r.cells));
    for (const [i, row] of rows.entries()) {
      // Titles and notes above the header are no rows; a row that could not be read is one wherever it stands.
      if (i > found.at || (row.fault && i < first)) yield* this.next(row);
    }
  }

  /** A row behind the header: an order, the header once more, or the header of another table below. */
  private * next(row: TableRow): Generator<ReadEvent> {
    const again = row.fault || this.keyed ? null : this.repeats.kindOf(row.cells);
    if (again !== null) yield this.reject(row, 'ROW_NO_CONTENT', null, `第 ${row.row} 行是重复的${again === 'header' ? '表头' : '标题'},不是工单`, this.header);
    else if (!row.fault && !this.keyed && isNewHeader(row.cells, this.options.map)) {
      yield* this.adopt(row.cells, []);
      this.repeats = new Repeats([row.cells.map(cleanLine)], []);
    } else yield this.event(row, this.header!);
  }

  private * adopt(names: string[], groups: (string | null)[]): Generator<ReadEvent> {
    if (this.keyed && scoreHeader(names, this.options.map) === 0) throw unrecognised(this.file, names);
    const header = readHeader(names, this.options.map, groups);
    if (!this.anyHeader) refuseUnknownColumns(this.options.map, [header]);
    this.header = header;
    this.anyHeader = true;
    this.options.onHeader?.(header.names, groups);
    yield* this.held;
    this.held = [];
  }

  /** A sheet without a header that we know: notes are passed over, a table is put aside as a whole, once. */
  private * giveUp(rows: TableRow[]): Generator<ReadEvent> {
    this.givenUp = true;
    const seen = rows.slice(0, HEADER_WITHIN).reduce((a, b) => (filled(b) > filled(a) ? b : a));
    if (this.sheet === null) throw unrecognised(this.file, seen.cells);
    this.firstSeen ??= seen.cells;
    if (rows.filter((r) => filled(r) >= 3).length < 2) return;
    yield* this.tell(this.reject(seen, 'HEADER_UNRECOGNISED', null, `工作表“${this.sheet}”没有认出表头,整张表没有导入`, null));
  }

  private * tell(event: ReadEvent): Generator<ReadEvent> {
    if (this.anyHeader) yield event;
    else this.held.push(event);
  }

  private event(row: TableRow, header: Header): ReadEvent {
    const say = (code: ErrorCode, column: string | null, reason: string) => this.reject(row, code, column, reason, header);
    if (row.fault) return this.fault(row, row.fault);
    if (this.format === 'csv' && !fits(row.cells, header)) {
      return isClosingLine(row.cells.map(cleanLine))
        ? say('ROW_NO_CONTENT', null, `第 ${row.row} 行是合计或落款行,不是工单`)
        : say('ROW_MALFORMED', null, `第 ${row.row} 行有 ${row.cells.length} 列,表头是 ${header.width} 列;可能是内容里的逗号或引号没有处理好`);
    }
    const result = readRow(row.cells, row.row, header, this.options);
    if ('refused' in result) return say(result.refused.code, result.refused.column, result.refused.reason);
    if (row.reencoded) result.item.marks.push('reencoded');
    return { type: 'item', item: result.item, at: this.at(row) };
  }

  private fault(row: TableRow, fault: RowFault): ReadEvent {
    return this.reject(row, fault.code, null, `第 ${row.row} 行:${fault.reason}`, this.header);
  }

  private reject(row: TableRow, code: ErrorCode, column: string | null, reason: string, header: Header | null): ReadEvent {
    const cells = row.cells.map((cell, i) => (header?.ignored.has(i) ? '' : cell));
    const reject: Reject = { ...this.at(row), column, code, reason, cells };
    return { type: 'reject', reject };
  }

  private at(row: TableRow): { row: number; sheet?: string } {
    return this.sheet === null ? { row: row.row } : { row: row.row, sheet: this.sheet };
  }
}

/** As many cells as the header has; separators too many at the end do no harm. */
function fits(cells: readonly string[], header: Header): boolean {
  if (cells.length === header.width) return true;
  return cells.length > header.width && cells.slice(header.width).every((c) => c.trim() === '');
}

const filled = (row: TableRow): number => row.cells.filter((c) => c !== '').length;
