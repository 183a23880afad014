import type { ErrorCode, ReadEvent, RowRef, YuqingError } from '../../model/index.ts';
import { cleanLine } from './clean.ts';
import { isClosingLine } from './closing.ts';
import { findHeaderRows, type Score } from './header-rows.ts';
import { isNewHeader, Repeats } from './repeats.ts';
import { isBlank } from './text.ts';
import { HEADER_WITHIN, type RowFault, type TableBatch, type TableRow } from './types.ts';

/** What one kind of table makes of its headers and rows. */
export interface RowRules<Header extends { readonly names: readonly string[] }> {
  /** What a row is, for reasons: 工单, 评论. */
  noun: string;
  scoreOf: Score;
  /** Whether a name is known for what it is, not only by its ending. */
  isListed(name: string): boolean;
  /** The header as it is read, null where the sheet holds nothing of ours. `isFirst`: no other of the file has been read. */
  header(names: string[], groups: (string | null)[], isFirst: boolean): Header | null;
  /** Columns of which not even a rejected row keeps a copy. */
  hidden(header: Header): ReadonlySet<number>;
  /** Whether a row with fewer cells than the header has all that a row must have, and where it must have it. */
  isWhole(cells: readonly string[], header: Header): boolean;
  /** A sheet that is not ours, by its name. */
  isForeign?(sheet: string | null): boolean;
  /** Whether rows of a sheet without a header may be shown. */
  showsUnknown: boolean;
  row(row: TableRow, header: Header, format: TableBatch['format'], at: RowRef): Iterable<ReadEvent>;
  /** What is still held when a sheet ends. */
  endSheet?(): Iterable<ReadEvent>;
  unrecognised(seen: readonly string[]): YuqingError;
}

/** Goes through the batches of a file, sheet by sheet, first looking for the header and then reading by it. */
export class RowReader<Header extends { readonly names: readonly string[] }> {
  private readonly rules: RowRules<Header>;
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
  private firstSeen: string[] | null = null;
  /** Sheets without a header, told only once another sheet shows that the file is a table of ours. */
  private held: ReadEvent[] = [];
  /** A row of a csv whose empty cells at the end were left out, as several programs write it; the row behind it shows whether it was rather broken in two. */
  private short: TableRow | null = null;
  /** Whether a header was found at all. */
  found = false;

  constructor(rules: RowRules<Header>) {
    this.rules = rules;
  }

  * take(batch: TableBatch): Generator<ReadEvent> {
    if (batch.sheet !== this.sheet) {
      yield* this.endSheet();
      this.sheet = batch.sheet;
      this.header = null;
      this.givenUp = this.rules.isForeign?.(batch.sheet) ?? false;
    }
    this.format = batch.format;
    this.passedOver = batch.passedOver ?? null;
    this.keyed = batch.keys !== null;
    if (batch.keys && batch.keys.length > 0 && batch.keys.length !== this.header?.names.length) yield* this.adopt(batch.keys, []);
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

  /** @throws HEADER_UNRECOGNISED */
  * finish(): Generator<ReadEvent> {
    yield* this.endSheet();
    if (!this.found && this.firstSeen) throw this.rules.unrecognised(this.firstSeen);
  }

  private * endSheet(): Generator<ReadEvent> {
    if (!this.header && !this.givenUp && this.waiting.length > 0) yield* this.findHeader();
    this.waiting = [];
    const last = this.short;
    this.short = null;
    if (last && this.header) yield* this.rules.row(last, this.header, this.format, this.at(last));
    yield* this.rules.endSheet?.() ?? [];
  }

  private * findHeader(): Generator<ReadEvent> {
    const rows = this.waiting;
    this.waiting = [];
    const found = findHeaderRows(rows, this.rules.scoreOf);
    if (this.passedOver !== null) {
      this.givenUp = true;
      if (found) yield* this.tell(this.reject(rows[found.at]!, 'SHEET_PASSED_OVER', null, `工作表“${this.sheet}”${this.passedOver}工作表,没有导入`));
      return;
    }
    if (!found) {
      yield* this.giveUp(rows);
      return;
    }
    const first = found.at - found.rows.length + 1;
    yield* this.adopt(found.names, found.groups);
    if (!this.header) return;
    this.repeats = new Repeats(found.rows, rows.slice(0, first).map((r) => r.cells));
    for (const [i, row] of rows.entries()) {
      // Titles and notes above the header are no rows; a row that could not be read is one wherever it stands.
      if (i > found.at || (row.fault && i < first)) yield* this.next(row);
    }
  }

  /** A row behind the header: one of ours, the header once more, or the header of another table below. */
  private * next(row: TableRow): Generator<ReadEvent> {
    const before = this.short;
    this.short = null;
    if (before) {
      // Where a line break inside a cell broke a row in two, what follows is the rest of it and no row of its own.
      const { length } = this.header!.names;
      const broken = !row.fault && row.cells.length < length && before.cells.length + row.cells.length - 1 <= length && !this.rules.isWhole(row.cells, this.header!);
      if (broken) yield this.malformed(before);
      else yield* this.rules.row(before, this.header!, this.format, this.at(before));
    }
    const again = row.fault || this.keyed ? null : this.repeats.kindOf(row.cells);
    if (again !== null) yield this.reject(row, 'ROW_NO_CONTENT', null, `第 ${row.row} 行是重复的${again === 'header' ? '表头' : '标题'},不是${this.rules.noun}`);
    else if (!row.fault && !this.keyed && isNewHeader(row.cells, this.rules.scoreOf, this.rules.isListed)) {
      yield* this.rules.endSheet?.() ?? [];
      yield* this.adopt(row.cells, []);
      this.repeats = new Repeats([row.cells.map(cleanLine)], []);
    } else yield* this.event(row, this.header!);
  }

  private * adopt(names: string[], groups: (string | null)[]): Generator<ReadEvent> {
    if (this.keyed && this.rules.scoreOf(names) === 0) throw this.rules.unrecognised(names);
    this.header = this.rules.header(names, groups, !this.found);
    if (!this.header) {
      this.givenUp = true;
      return;
    }
    this.found = true;
    yield* this.held;
    this.held = [];
  }

  /** A sheet without a header that we know: notes are passed over, a table is put aside as a whole, once. */
  private * giveUp(rows: TableRow[]): Generator<ReadEvent> {
    this.givenUp = true;
    const seen = rows.slice(0, HEADER_WITHIN).reduce((a, b) => (filled(b) > filled(a) ? b : a));
    if (this.sheet === null) throw this.rules.unrecognised(seen.cells);
    this.firstSeen ??= seen.cells;
    if (rows.filter((r) => filled(r) >= 3).length < 2) return;
    yield* this.tell(this.reject(this.rules.showsUnknown ? seen : { ...seen, cells: [] }, 'HEADER_UNRECOGNISED', null, `工作表“${this.sheet}”没有认出表头,整张表没有导入`));
  }

  private * tell(event: ReadEvent): Generator<ReadEvent> {
    if (this.found) yield event;
    else this.held.push(event);
  }

  private * event(row: TableRow, header: Header): Generator<ReadEvent> {
    if (row.fault) yield this.fault(row, row.fault);
    else if (this.format !== 'csv' || fits(row.cells, header.names.length)) yield* this.rules.row(row, header, this.format, this.at(row));
    else if (isClosingLine(row.cells.map(cleanLine))) yield this.reject(row, 'ROW_NO_CONTENT', null, `第 ${row.row} 行是合计或落款行,不是${this.rules.noun}`);
    else if (row.cells.length < header.names.length && this.rules.isWhole(row.cells, header)) this.short = row;
    else yield this.malformed(row);
  }

  private malformed(row: TableRow): ReadEvent {
    return this.reject(row, 'ROW_MALFORMED', null, `第 ${row.row} 行有 ${row.cells.length} 列,表头是 ${this.header!.names.length} 列;可能是内容里的逗号、换行或引号没有处理好`);
  }

  private fault(row: TableRow, fault: RowFault): ReadEvent {
    return this.reject(this.rules.showsUnknown ? row : { ...row, cells: [] }, fault.code, null, `第 ${row.row} 行:${fault.reason}`);
  }

  private reject(row: TableRow, code: ErrorCode, column: string | null, reason: string): ReadEvent {
    return rejectOf(this.at(row), row.cells, this.header ? this.rules.hidden(this.header) : null, { code, column, reason });
  }

  private at(row: TableRow): RowRef {
    return this.sheet === null ? { row: row.row } : { row: row.row, sheet: this.sheet };
  }
}

/** A row put aside, without what is hidden of it. */
export function rejectOf(at: RowRef, cells: readonly string[], hidden: ReadonlySet<number> | null, why: { code: ErrorCode; column: string | null; reason: string }): ReadEvent {
  return { type: 'reject', reject: { ...at, ...why, cells: cells.map((cell, i) => (hidden?.has(i) ? '' : cell)) } };
}

/** As many cells as the header has; separators too many at the end do no harm. */
function fits(cells: readonly string[], width: number): boolean {
  return cells.length === width || (cells.length > width && cells.slice(width).every(isBlank));
}

const filled = (row: TableRow): number => row.cells.filter((c) => c.trim() !== '').length;
