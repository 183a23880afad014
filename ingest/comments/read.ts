import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { YuqingError, type ReadEvent, type Reject } from '../../model/index.ts';
import { readTable } from '../table/open.ts';
import { rejectOf as rejected, RowReader } from '../table/row-reader.ts';
import { personsOnly, refuseUnknownColumns, unrecognised, type ColumnMap, type Header } from './header.ts';
import { jsonLayout, readJson, type JsonValue } from './json-file.ts';
import { jsonReader, type JsonRecord } from './json-records.ts';
import { keysOfWords } from './keys.ts';
import { platformNamed } from './platform.ts';
import { HeldComment } from './held.ts';
import { PostTitles } from './post-titles.ts';
import { readComment, type RowContext } from './row.ts';
import { CommentRules } from './table-rules.ts';

export interface ReadCommentsOptions extends Omit<RowContext, 'fileDate' | 'pathPlatform' | 'keyOf'> {
  map: ColumnMap;
}

/**
 * The comments and posts of one file in the order in which they stand there, the rows that are none with their reasons,
 * and progress by bytes. Every worksheet with a header that we know is read; the cards of users never are.
 *
 * @throws HEADER_UNRECOGNISED, MAP_INVALID, FILE_EMPTY, FETCH_TOO_LARGE and what `readTable` throws
 */
export async function* readComments(path: string, options: ReadCommentsOptions): AsyncGenerator<ReadEvent, void> {
  const fileDate = (await stat(path).catch(() => null))?.mtime ?? options.now;
  const ctx: RowContext = { ...options, fileDate: fileDate > options.now ? options.now : fileDate, pathPlatform: platformOfPath(path), keyOf: keysOfWords() };
  const layout = await jsonLayout(path);
  if (layout !== null) yield* readJsonComments(path, layout, options.map, ctx);
  else yield* readTableComments(path, options.map, ctx);
}

/** MediaCrawler writes into `data/<platform>/<type>/`; offices name the file. */
function platformOfPath(path: string): RowContext['pathPlatform'] {
  const parts = resolve(path).split(/[\\/]/).slice(-3).reverse();
  return parts.reduce<RowContext['pathPlatform']>((found, part) => found ?? platformNamed(part), null);
}

async function* readTableComments(path: string, map: ColumnMap, ctx: RowContext): AsyncGenerator<ReadEvent> {
  const rules = new CommentRules(basename(path), map, ctx);
  const reader = new RowReader(rules);
  for await (const batch of readTable(path, { score: rules.scoreOf })) {
    yield* reader.take(batch);
    yield { type: 'progress', done: batch.done, total: batch.total };
  }
  yield* reader.finish();
  if (!reader.found) rules.refusePersons();
}

async function* readJsonComments(path: string, layout: 'lines' | 'list', map: ColumnMap, ctx: RowContext): AsyncGenerator<ReadEvent> {
  const read = jsonReader(map);
  const titles = new PostTitles();
  const last = new HeldComment();
  const headers = new Set<Header>();
  const held: ReadEvent[] = [];
  let row = 0;
  let any = false;
  let anyItem = false;
  // Until one object is a comment the file may be no file of comments at all.
  const tell = function* (events: Iterable<ReadEvent>): Generator<ReadEvent> {
    for (const event of events) {
      anyItem ||= event.type === 'item';
      if (!anyItem && held.length < MOST_HELD) held.push(event);
      else yield* [...held.splice(0), event];
    }
  };
  for await (const batch of readJson(path, layout)) {
    for (const value of batch.values) {
      any = true;
      for (const record of recordsOf(value, read)) {
        row = layout === 'lines' ? value.row : row + 1;
        if (!('fault' in record) && headers.size < MOST_HEADERS) headers.add(record.header);
        yield* tell('fault' in record ? [...last.flush(), rejectOf(row, record.fault)] : eventsOf(record, row, ctx, titles, last));
      }
    }
    yield { type: 'progress', done: batch.done, total: batch.total };
  }
  yield* tell(last.flush());
  if (!any) throw new YuqingError('FILE_EMPTY', `文件里没有一条评论:${basename(path)}`, '请重新导出后再导入');
  refuseStrangeFile(basename(path), map, [...headers]);
  yield* held;
}

/** Objects of a file differ in a few keys. */
const MOST_HEADERS = 200;
const MOST_HELD = 500;

function* recordsOf(value: JsonValue, read: ReturnType<typeof jsonReader>): Generator<JsonRecord | { fault: { text: string; reason: string } }> {
  if ('reason' in value) yield { fault: value };
  else yield* read(value.value);
}

/** The text of a broken piece stays out: nobody can tell what in it says who wrote. */
function rejectOf(row: number, fault: { reason: string }): ReadEvent {
  const reject: Reject = { row, column: null, code: 'ROW_MALFORMED', reason: `第 ${row} 行:${fault.reason}`, cells: [] };
  return { type: 'reject', reject };
}

function* eventsOf({ header, cells, given }: JsonRecord, row: number, ctx: RowContext, titles: PostTitles, last: HeldComment): Generator<ReadEvent> {
  const result = readComment(cells, row, header, ctx, titles.give(header, cells, given));
  if ('answer' in result) {
    const to = last.answer(result.answer);
    yield rejected({ row }, [], null, { code: 'ROW_NO_CONTENT', column: null, reason: to === null ? `第 ${row} 行是账号自己的话,上面没有它回复的那一条` : `第 ${row} 行是账号对第 ${to} 行的回复,已并入那一条` });
  } else if ('refused' in result) {
    yield* last.flush();
    yield rejected({ row }, cells, header.personal, result.refused);
  } else {
    titles.note(header, result.item);
    yield* last.comment(result.item, { row });
  }
}

/** A file in which no object has words under a name that we know is not ours to guess at. */
function refuseStrangeFile(file: string, map: ColumnMap, headers: readonly Header[]): void {
  if (headers.length === 0) return;
  refuseUnknownColumns(map, headers);
  if (headers.some((h) => h.kind !== 'person' && h.columns.content)) return;
  if (headers.every((h) => h.kind === 'person')) throw personsOnly(file);
  throw unrecognised(file, headers[0]!.names);
}
