import { basename } from 'node:path';
import { readTime } from '../../ingest/hotline/dates.ts';
import { readTable } from '../../ingest/table/open.ts';
import { HEADER_WITHIN, type TableRow } from '../../ingest/table/types.ts';
import { parseFeedDate } from '../../ingest/times.ts';
import { YuqingError } from '../../model/index.ts';
import { pairColumns, scorePairs } from './columns.ts';

/** A message and its answer, or why the row is none. `row` as Excel counts, in .jsonl the line. */
export type PairRow = { row: number } & (
  | { error: string }
  | { id: string; title: string | null; message: string; reply: string; askedAt: Date | null; repliedAt: Date | null; dayOnly: boolean; timeError: string | null }
);

type Columns = ReturnType<typeof pairColumns>;

/**
 * Messages with their answers from a .jsonl ({message, reply, askedAt, repliedAt}), .xlsx or .csv (留言详情, 答复意见,
 * 留言时间, 答复时间 and what such columns are called elsewhere), row by row.
 *
 * @throws HEADER_UNRECOGNISED and what `readTable` throws
 */
export async function* readPairs(path: string): AsyncGenerator<PairRow> {
  let columns: Columns | null = null;
  let sheet: string | null = null;
  let above = 0;
  let seen: readonly string[] = [];
  let any = false;
  for await (const batch of readTable(path, { score: scorePairs })) {
    if (batch.passedOver !== undefined) continue;
    if (batch.sheet !== sheet) {
      columns = null;
      above = 0;
      sheet = batch.sheet;
    }
    if (batch.keys) columns = pairColumns(batch.keys);
    for (const row of batch.rows) {
      if (columns === null) {
        if (scorePairs(row.cells) > 0) columns = pairColumns(row.cells);
        else if (row.cells.length > seen.length) seen = row.cells;
        if (columns === null && (above += 1) >= HEADER_WITHIN) break;
        continue;
      }
      any = true;
      yield pairOf(row, columns);
    }
  }
  // A sheet with the header alone has no rows, and is right.
  if (!any && columns === null) {
    throw new YuqingError('HEADER_UNRECOGNISED', `${basename(path)} 里没有认出来信和答复两列;看到的列:${seen.slice(0, 12).join('、').slice(0, 200)}`, '列名请写成 留言详情、答复意见、留言时间、答复时间,或 .jsonl 的 message、reply、askedAt、repliedAt');
  }
}

function pairOf({ row, cells, fault }: TableRow, columns: Columns): PairRow {
  if (fault) return { row, error: `第 ${row} 行:${fault.reason}` };
  const cell = (at: number | undefined) => (at === undefined ? '' : (cells[at] ?? ''));
  const message = cell(columns.message);
  const reply = cell(columns.reply);
  if (!/\S/.test(message)) return { row, error: `第 ${row} 行没有来信内容` };
  if (!/\S/.test(reply)) return { row, error: `第 ${row} 行没有答复内容` };
  const asked = timeOf(cell(columns.askedAt));
  const replied = timeOf(cell(columns.repliedAt));
  const unread = [asked === 'bad' ? `留言时间“${cell(columns.askedAt).slice(0, 40)}”` : '', replied === 'bad' ? `答复时间“${cell(columns.repliedAt).slice(0, 40)}”` : ''].filter(Boolean);
  const times = [asked, replied].map((t) => (t === 'bad' ? null : t));
  const title = cell(columns.title);
  return {
    row, id: cell(columns.id).trim(), title: /\S/.test(title) ? title : null, message, reply,
    askedAt: times[0]?.at ?? null, repliedAt: times[1]?.at ?? null, dayOnly: times.some((t) => t?.precision === 'day'),
    timeError: unread.length > 0 ? `第 ${row} 行的${unread.join('、')}读不懂` : null,
  };
}

interface CellTime {
  at: Date;
  precision: string;
}

/** What tables write first, then what feeds do; without a zone Shanghai's. */
function timeOf(text: string): CellTime | null | 'bad' {
  const read = readTime(text);
  if (read !== 'bad') return read;
  const at = parseFeedDate(text);
  return at ? { at, precision: 'second' } : 'bad';
}
