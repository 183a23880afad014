import type { ReadEvent, RowRef, YuqingError } from '../../model/index.ts';
import { cleanLine } from '../table/clean.ts';
import { isClosingLine } from '../table/closing.ts';
import { rejectOf, type RowRules } from '../table/row-reader.ts';
import type { TableBatch, TableRow } from '../table/types.ts';
import { meaningOf } from './aliases.ts';
import type { Field } from './fields.ts';
import { personsOnly, readHeader, refuseUnknownColumns, scoreHeader, unrecognised, type ColumnMap, type Header } from './header.ts';
import { HeldComment } from './held.ts';
import { PostTitles } from './post-titles.ts';
import { readComment, type RowContext } from './row.ts';
import { readCommentTime } from './time.ts';

/** Columns whose cells offices merge over the comments of one article. */
const MERGED: readonly Field[] = ['title', 'account', 'url', 'channel'];
const LONGEST_TITLE = 300;

type Format = TableBatch['format'];

/** How tables of comments are read; one of these for each file. */
export class CommentRules implements RowRules<Header> {
  readonly noun = '评论';
  readonly showsUnknown = false;
  private readonly file: string;
  private readonly map: ColumnMap;
  private readonly ctx: RowContext;
  private readonly titles = new PostTitles();
  private readonly last = new HeldComment();
  private anyPersons = false;
  /** What the merged cells above say. */
  private above: Partial<Record<Field, string>> = {};

  constructor(file: string, map: ColumnMap, ctx: RowContext) {
    this.file = file;
    this.map = map;
    this.ctx = ctx;
  }

  scoreOf = (cells: readonly string[]): number => scoreHeader(cells, this.map);
  isListed = (name: string): boolean => meaningOf(name)?.listed ?? false;
  hidden = (header: Header): ReadonlySet<number> => header.personal;
  isWhole = (cells: readonly string[], { columns }: Header): boolean => {
    const at = (of: readonly number[] | undefined) => cleanLine(cells[of?.[0] ?? -1] ?? '');
    const time = columns.received_at ? readCommentTime(at(columns.received_at), this.ctx.now) : undefined;
    return at(columns.content) !== '' && time !== null && time !== 'bad';
  };

  unrecognised = (seen: readonly string[]): YuqingError => unrecognised(this.file, seen);

  isForeign(sheet: string | null): boolean {
    this.above = {};
    const foreign = isPersonsSheet(sheet);
    this.anyPersons ||= foreign;
    return foreign;
  }

  header(names: string[], groups: (string | null)[], isFirst: boolean): Header | null {
    const header = readHeader(names, this.map, { groups });
    if (header.kind === 'person') {
      // The cards of users are never read, not even to say what was wrong with them.
      this.anyPersons = true;
      return null;
    }
    if (isFirst) refuseUnknownColumns(this.map, [header]);
    return header;
  }

  * row(row: TableRow, header: Header, format: Format, at: RowRef): Generator<ReadEvent> {
    const refuse = (cells: readonly string[], reason: string) => rejectOf(at, cells, header.personal, { code: 'ROW_NO_CONTENT', column: null, reason });
    if (isGroupTitle(row, header, format)) {
      this.above = { ...this.above, title: cleanLine(row.cells[0]!) };
      yield* this.last.flush();
      yield refuse([], `第 ${row.row} 行是一组评论的标题,不是评论`);
      return;
    }
    const given = this.inherit(row, header, format);
    const result = readComment(row.cells, row.row, header, this.ctx, this.titles.give(header, row.cells, given));
    if ('answer' in result) {
      const to = this.last.answer(result.answer);
      yield refuse([], to === null ? `第 ${row.row} 行是账号自己的话,上面没有它回复的那一条` : `第 ${row.row} 行是账号对第 ${to} 行的回复,已并入那一条`);
    } else if ('refused' in result) {
      yield* this.last.flush();
      yield rejectOf(at, row.cells, header.personal, result.refused);
    } else {
      this.titles.note(header, result.item);
      if (row.reencoded) result.item.marks.push('reencoded');
      yield* this.last.comment(result.item, at);
    }
  }

  endSheet(): Iterable<ReadEvent> {
    return this.last.flush();
  }

  /** @throws HEADER_UNRECOGNISED where the file holds the cards of users and nothing else */
  refusePersons(): void {
    if (this.anyPersons) throw personsOnly(this.file);
  }

  /** A merged cell has its value in the first row of its group only. A system that numbers comments or posts merges nothing: its gaps are gaps. */
  private inherit(row: TableRow, header: Header, format: Format): Partial<Record<Field, string>> {
    if (header.kind !== 'comment' || header.columns.post_no || (format === 'csv' && header.columns.source_no) || isClosingLine(row.cells.map(cleanLine))) return {};
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
}

/** MediaCrawler's third sheet. */
const isPersonsSheet = (sheet: string | null): boolean => sheet !== null && /^\s*(?:creators?|users?|用户(?:资料|信息)?|博主(?:资料|信息)?|粉丝)\s*$/i.test(sheet);

/** A line over the whole width names the article where no column does. */
function isGroupTitle(row: TableRow, header: Header, format: Format): boolean {
  if (format === 'csv' || header.kind !== 'comment' || header.columns.title || header.columns.content?.includes(0)) return false;
  const words = row.cells.filter((c) => c.trim() !== '');
  return words.length === 1 && (row.cells[0] ?? '') !== '' && words[0]!.length <= LONGEST_TITLE && !isClosingLine(row.cells.map(cleanLine));
}
