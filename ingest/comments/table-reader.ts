import type { ErrorCode, ReadEvent, RowRef } from '../../model/index.ts';
import { cleanLine } from '../hotline/clean.ts';
import { isClosingLine } from '../hotline/values.ts';
import { HEADER_WITHIN, type RowFault, type TableBatch, type TableRow } from '../table/types.ts';
import type { Field } from './fields.ts';
import { personsOnly, readHeader, refuseUnknownColumns, scoreHeader, unrecognised, type ColumnMap, type Header } from './header.ts';
import type { PostTitles } from './post-titles.ts';
import { readComment, type RowContext } from './row.ts';

/** Columns whose cells offices merge over the comments of one article. */
const MERGED: readonly Field[] = ['title', 'account', 'url', 'channel'];

/** Goes through the batches of a table, sheet by sheet, first looking for the header and then reading by it. */
export class TableReader {
  private readonly file: string;
  private readonly map: ColumnMap;
  private readonly ctx: RowContext;
  private readonly titles: PostTitles;
  private sheet: string | null = null;
  private format: TableBatch['format'] = 'csv';
  private header: Header | null = null;
  /** Rows seen before the header of this sheet is known. */
  private waiting: TableRow[] = [];
  private givenUp = false;
  private anyHeader = false;
  private anyPersons = false;
  private firstSeen: string[] | null = null;
  /** Sheets without a header, told only once another sheet shows that the file is a table of comments. */
  private held: ReadEvent[] = [];
  /** What the merged cells above say. */
  private above: Partial<Record<Field, string>> = {};

  constructor(file: string, map: ColumnMap, ctx: RowContext, titles: PostTitles) {
    this.file = file;
    this.map = map;
    this.ctx = ctx;
    this.titles = titles;
  }

  * take(batch: TableBatch): Generator<ReadEvent> {
    if (batch.sheet !== this.sheet) {
      yield* this.endSheet();
      this.sheet = batch.sheet;
      this.header = null;
      this.givenUp = isPersonsSheet(batch.sheet);
      this.anyPersons ||= this.givenUp;
      this.above = {};
    }
    this.format = batch.format;
    if (this.givenUp) return;
    if (this.header) {
      for (const row of batch.rows) yield* this.event(row, this.header);
      return;
    }
    for (const row of batch.rows) this.waiting.push(row);
    if (this.waiting.length >= HEADER_WITHIN) yield* this.findHeader();
  }

  * finish(): Generator<ReadEvent> {
    yield* this.endSheet();
    if (this.anyHeader) return;
    if (this.firstSeen) throw unrecognised(this.file, this.firstSeen);
    if (this.anyPersons) throw personsOnly(this.file);
  }

  private * endSheet(): Generator<ReadEvent> {
    if (!this.header && !this.givenUp && this.waiting.length > 0) yield* this.findHeader();
    this.waiting = [];
  }

  private * findHeader(): Generator<ReadEvent> {
    const rows = this.waiting;
    this.waiting = [];
    const scores = rows.slice(0, HEADER_WITHIN).map((r) => (r.fault ? 0 : scoreHeader(r.cells, this.map)));
    const best = Math.max(...scores);
    if (best === 0) {
      yield* this.giveUp(rows);
      return;
    }
    const at = scores.indexOf(best);
    const header = readHeader(rows[at]!.cells, this.map);
    if (header.kind === 'person') {
      // The cards of users are never read, not even to say what was wrong with them.
      this.givenUp = true;
      this.anyPersons = true;
      return;
    }
    if (!this.anyHeader) refuseUnknownColumns(this.map, [header]);
    this.header = header;
    this.anyHeader = true;
    yield* this.held;
    this.held = [];
    for (const [i, row] of rows.entries()) {
      // Titles and notes above the header are no rows; a row that could not be read is one wherever it stands.
      if (i > at || row.fault) yield* this.event(row, header);
    }
  }

  /** A sheet without a header that we know: notes are passed over, a table is put aside as a whole, once. */
  private * giveUp(rows: TableRow[]): Generator<ReadEvent> {
    this.givenUp = true;
    const seen = rows.slice(0, HEADER_WITHIN).reduce((a, b) => (filled(b).length > filled(a).length ? b : a));
    if (this.format !== 'xlsx') throw unrecognised(this.file, seen.cells);
    this.firstSeen ??= seen.cells;
    if (rows.filter((r) => filled(r).length >= 3).length < 2) return;
    const event = this.reject({ ...seen, cells: [] }, 'HEADER_UNRECOGNISED', null, `工作表“${this.sheet}”没有认出表头,整张表没有导入`);
    if (this.anyHeader) yield event;
    else this.held.push(event);
  }

  private * event(row: TableRow, header: Header): Generator<ReadEvent> {
    if (row.fault) {
      yield this.fault(row, row.fault);
      return;
    }
    if (this.format === 'csv' && !fits(row.cells, header)) {
      yield isClosingLine(row.cells.map(cleanLine))
        ? this.reject(row, 'ROW_NO_CONTENT', null, `第 ${row.row} 行是合计或落款行,不是评论`)
        : this.reject(row, 'ROW_MALFORMED', null, `第 ${row.row} 行有 ${row.cells.length} 列,表头是 ${header.names.length} 列;可能是内容里的逗号或引号没有处理好`);
      return;
    }
    if (this.isGroupTitle(row, header)) {
      this.above = { ...this.above, title: cleanLine(row.cells[0]!) };
      yield this.reject({ ...row, cells: [] }, 'ROW_NO_CONTENT', null, `第 ${row.row} 行是一组评论的标题,不是评论`);
      return;
    }
    const given = this.inherit(row, header);
    const result = readComment(row.cells, row.row, header, this.ctx, this.titles.give(header, row.cells, given));
    if ('refused' in result) {
      yield this.reject(row, result.refused.code, result.refused.column, result.refused.reason);
      return;
    }
    this.titles.note(header, result.item);
    if (row.reencoded) result.item.marks.push('reencoded');
    yield { type: 'item', item: result.item, at: this.at(row) };
  }

  /** A merged cell has its value in the first row of its group only. A system that numbers comments or posts merges nothing: its gaps are gaps. */
  private inherit(row: TableRow, header: Header): Partial<Record<Field, string>> {
    if (header.kind !== 'comment' || header.columns.post_no || (this.format === 'csv' && header.columns.source_no) || isClosingLine(row.cells.map(cleanLine))) return {};
    const own = (field: Field) => (header.columns[field] ?? []).map((c) => cleanLine(row.cells[c] ?? '')).find((v) => v !== '');
    // Another article has another address.
    const isNew = own('title') !== undefined;
    for (const field of MERGED) {
      const value = own(field);
      if (value !== undefined && value.length <= LONGEST_TITLE) this.above[field] = value;
      else if (isNew && field === 'url') delete this.above.url;
    }
    return { ...this.above };
  }

  /** A line over the whole width names the article where no column does. */
  private isGroupTitle(row: TableRow, header: Header): boolean {
    if (this.format !== 'xlsx' || header.kind !== 'comment' || header.columns.title || header.columns.content?.includes(0)) return false;
    const words = filled(row);
    return words.length === 1 && (row.cells[0] ?? '') !== '' && words[0]!.length <= LONGEST_TITLE && !isClosingLine(row.cells.map(cleanLine));
  }

  private fault(row: TableRow, fault: RowFault): ReadEvent {
    return this.reject({ ...row, cells: [] }, fault.code, null, `第 ${row.row} 行:${fault.reason}`);
  }

  /** The row as it was, without what says who wrote it. */
  private reject(row: TableRow, code: ErrorCode, column: string | null, reason: string): ReadEvent {
    const cells = row.cells.map((cell, i) => (this.header?.personal.has(i) ? '' : cell));
    return { type: 'reject', reject: { ...this.at(row), column, code, reason, cells } };
  }

  private at(row: TableRow): RowRef {
    return this.sheet === null ? { row: row.row } : { row: row.row, sheet: this.sheet };
  }
}

const LONGEST_TITLE = 300;

/** MediaCrawler's third sheet. */
const isPersonsSheet = (sheet: string | null): boolean => sheet !== null && /^\s*(?:creators?|users?|用户(?:资料|信息)?|博主(?:资料|信息)?|粉丝)\s*$/i.test(sheet);

/** As many cells as the header has; separators too many at the end do no harm. */
function fits(cells: readonly string[], header: Header): boolean {
  const width = header.names.length;
  return cells.length === width || (cells.length > width && cells.slice(width).every((c) => c.trim() === ''));
}

const filled = (row: TableRow): string[] => row.cells.filter((c) => c.trim() !== '');
