import { basename } from 'node:path';
import { readTime } from '../../ingest/hotline/dates.ts';
import { exactKey, nameKey } from '../../ingest/table/names.ts';
import { readTable } from '../../ingest/table/open.ts';
import { HEADER_WITHIN, type TableRow } from '../../ingest/table/types.ts';
import { YuqingError } from '../../model/index.ts';

/** A message of the file, with what its topic needs to know. */
export interface TopicRow {
  id: string;
  title: string | null;
  body: string;
  at: Date;
  interactions: number;
}

/** Why a row is no message. `row` as Excel counts. */
export interface RowRefused {
  row: number;
  reason: string;
}

/** Columns named by hand; those that are not are found by their names. */
export interface TopicColumns {
  id?: string | undefined;
  text?: readonly string[] | undefined;
  time?: string | undefined;
}

const names = (list: string): string[] => list.split(' ').map(nameKey);
/** Best first. */
const KNOWN = {
  id: names('留言编号 工单编号 诉求编号 信件编号 评论编号 编号 id 序号'),
  title: names('留言主题 诉求标题 工单标题 来信主题 标题 主题 title subject'),
  body: names('留言详情 留言内容 诉求内容 工单描述 来信内容 评论内容 内容 正文 content body text'),
  time: names('留言时间 受理时间 来电时间 诉求时间 来信时间 评论时间 发布时间 时间 日期 time date publishedAt createdAt'),
};
const VOTES = names('点赞数 反对数 评论数 转发数 点赞 反对 likes comments reposts');

interface Layout {
  id: number | undefined;
  /** The first of several is the title. */
  text: number[];
  time: number;
  votes: number[];
}

/**
 * The messages of a table in the order in which they stand there, and the rows that are none.
 *
 * @throws HEADER_UNRECOGNISED where the columns of text or time are not found, and what `readTable` throws
 */
export async function readTopicRows(path: string, columns: TopicColumns): Promise<{ rows: TopicRow[]; refused: RowRefused[] }> {
  const rows: TopicRow[] = [];
  const refused: RowRefused[] = [];
  let layout: Layout | null = null;
  let any = false;
  let sheet: string | null = null;
  let looked = 0;
  let first: string[] = [];
  for await (const batch of readTable(path, { score: (cells) => (layoutOf(cells, columns) ? cells.length : 0) })) {
    if (batch.passedOver !== undefined) continue;
    if (batch.sheet !== sheet) [layout, looked, sheet] = [null, 0, batch.sheet];
    if (batch.keys) layout = layoutOf(batch.keys, columns);
    if (first.length === 0) first = batch.keys ?? batch.rows[0]?.cells ?? [];
    for (const row of batch.rows) {
      if (layout) {
        const read = readRow(row, layout);
        if ('reason' in read) refused.push(read);
        else rows.push(read);
      } else if (looked < HEADER_WITHIN) {
        looked += 1;
        layout = layoutOf(row.cells, columns);
      }
      any ||= layout !== null;
    }
  }
  if (!any) throw unrecognised(path, first, columns);
  return { rows, refused };
}

function layoutOf(cells: readonly string[], wanted: TopicColumns): Layout | null {
  const [exact, keys] = [cells.map(exactKey), cells.map(nameKey)];
  const named = (name: string) => found(exact.indexOf(exactKey(name)));
  const known = (list: readonly string[]) => found(list.map((key) => keys.indexOf(key)).find((k) => k >= 0) ?? -1);
  const id = wanted.id === undefined ? known(KNOWN.id) : named(wanted.id);
  const time = wanted.time === undefined ? known(KNOWN.time) : named(wanted.time);
  const body = known(KNOWN.body);
  const text = wanted.text ? wanted.text.map(named) : body === undefined ? [] : [known(KNOWN.title), body];
  const there = text.filter((k) => k !== undefined);
  if (time === undefined || there.length === 0 || (wanted.text && there.length < text.length) || (wanted.id !== undefined && id === undefined)) return null;
  return { id, time, text: there, votes: VOTES.flatMap((key) => found(keys.indexOf(key)) ?? []) };
}

const found = (k: number): number | undefined => (k < 0 ? undefined : k);

function readRow({ row, cells, fault }: TableRow, layout: Layout): TopicRow | RowRefused {
  if (fault) return { row, reason: fault.reason };
  const texts = layout.text.map((k) => (cells[k] ?? '').trim());
  if (texts.every((text) => text === '')) return { row, reason: '没有文字' };
  const cell = cells[layout.time] ?? '';
  const time = readTime(cell);
  if (time === null) return { row, reason: '没有时间' };
  if (time === 'bad') return { row, reason: `时间“${cell.slice(0, 40)}”读不懂` };
  const [title, ...bodies] = texts.length > 1 ? texts : [null, texts[0]!];
  const interactions = layout.votes.reduce((sum, k) => sum + (Number.parseInt(cells[k] ?? '', 10) || 0), 0);
  return { id: (layout.id === undefined ? '' : cells[layout.id]?.trim()) || String(row), title: title || null, body: bodies.join('\n'), at: time.at, interactions };
}

function unrecognised(path: string, cells: readonly string[], { id, text, time }: TopicColumns): YuqingError {
  const wanted = [id, ...(text ?? []), time].filter((name) => name !== undefined);
  const what = wanted.length > 0 ? `找不到列“${wanted.join('”“')}”,或缺少文字、时间列` : '找不到文字列或时间列';
  const shown = cells.map((cell) => cell.slice(0, 20)).slice(0, 20).join('、');
  return new YuqingError('HEADER_UNRECOGNISED', `${basename(path)}:${what};文件里的列:${shown}`, '请用 --text 列名,列名 和 --time 列名 指明(几个文字列时第一个是标题)');
}
