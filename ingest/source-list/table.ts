import { basename } from 'node:path';
import { YuqingError, type ErrorCode } from '../../model/index.ts';
import { cleanLine } from '../table/clean.ts';
import { readTable } from '../table/open.ts';
import { HEADER_WITHIN, type TableBatch, type TableRow } from '../table/types.ts';
import { readListHeader, scoreListHeader, type ListField, type ListHeader } from './columns.ts';
import { LONGEST_NAME, LONGEST_WORD, type ListEvent, type WantedSource } from './types.ts';
import { addressOf, kindOf, minutesOf, wordsOf, yesOrNo } from './values.ts';

/**
 * A list of watched sites 重点网站定向监测清单, one source a row: .csv, .xlsx (every worksheet with a header we know) or
 * .jsonl. Rows that name no source are put aside with row, column and reason.
 *
 * @param kind of rows that name none
 * @throws HEADER_UNRECOGNISED and what `readTable` throws
 */
export async function* readListTable(path: string, kind: string): AsyncGenerator<ListEvent> {
  let sheet: string | null = null;
  let header: ListHeader | null = null;
  let any = false;
  let waiting: TableRow[] = [];
  let firstSeen: string[] | null = null;
  const find = function* find(batch: Pick<TableBatch, 'sheet'>): Generator<ListEvent> {
    const at = waiting.findIndex((row) => !row.fault && scoreListHeader(row.cells) > 0);
    firstSeen ??= waiting[0]?.cells ?? null;
    const rows = at < 0 ? [] : waiting.slice(at + 1);
    if (at >= 0) header = readListHeader(waiting[at]!.cells);
    waiting = [];
    any ||= header !== null;
    for (const row of rows) yield eventOf(row, header!, batch.sheet, kind);
  };
  let looked = false;
  for await (const batch of readTable(path, { score: scoreListHeader })) {
    if (batch.sheet !== sheet) {
      if (!header && !looked) yield* find({ sheet });
      sheet = batch.sheet;
      header = null;
      looked = false;
    }
    if (batch.keys && batch.keys.length > 0) {
      if (scoreListHeader(batch.keys) > 0) header = readListHeader(batch.keys);
      any ||= header !== null;
      firstSeen ??= batch.keys;
    }
    for (const row of batch.rows) {
      if (header || (batch.keys && row.fault)) yield eventOf(row, header, batch.sheet, kind);
      else if (!batch.keys && !looked) waiting.push(row);
      if (!header && !looked && waiting.length >= HEADER_WITHIN) {
        yield* find(batch);
        looked = true;
      }
    }
  }
  if (!header && !looked) yield* find({ sheet });
  if (!any) throw unrecognised(path, firstSeen ?? []);
}

function unrecognised(path: string, seen: readonly string[]): YuqingError {
  const names = seen.map((c) => cleanLine(c).slice(0, 20)).filter((c) => c !== '').slice(0, 12);
  return new YuqingError('HEADER_UNRECOGNISED', `${basename(path)} 里没有认出“网址”一列,看到的列是:${names.join('、') || '(空)'}`,
    '清单的表头应有 名称、网址,可有 种类(feed、page、hotlist、site)、关键词、渠道、间隔分钟、渲染、辖区配置、启用');
}

function eventOf(row: TableRow, header: ListHeader | null, sheet: string | null, kind: string): ListEvent {
  const at = sheet === null ? { row: row.row } : { row: row.row, sheet };
  const put = (code: ErrorCode, column: string | null, reason: string): ListEvent => ({ type: 'reject', reject: { ...at, column, code, reason, cells: row.cells } });
  if (row.fault || !header) return put(row.fault?.code ?? 'ROW_MALFORMED', null, `第 ${row.row} 行:${row.fault?.reason ?? '没有表头'}`);
  if (row.cells.slice(header.names.length).some((c) => c.trim() !== '')) {
    return put('ROW_MALFORMED', null, `第 ${row.row} 行有 ${row.cells.length} 列,表头是 ${header.names.length} 列;多个关键词请用 、或 ; 分隔`);
  }
  const cell = (field: ListField): string => cleanLine(row.cells[header.columns[field] ?? -1] ?? '');
  const titleOf = (field: ListField): string | null => header.names[header.columns[field] ?? -1] ?? null;
  const wrong = (field: ListField, reason: string): ListEvent => put('CONFIG_INVALID', titleOf(field), `第 ${row.row} 行“${titleOf(field)}”列:${reason}`);

  if (cell('url') === '') return wrong('url', '没有网址');
  const url = addressOf(cell('url'));
  if (url === null) return wrong('url', '不是完整的网址,应写成 https://www.example.gov.cn/ 的样子');
  const given = cell('name');
  if (given.length > LONGEST_NAME) return wrong('name', `名称超过 ${LONGEST_NAME} 个字`);
  const long = (['kind', 'channel', 'profile'] as const).find((field) => cell(field).length > LONGEST_WORD);
  if (long) return wrong(long, `超过 ${LONGEST_WORD} 个字`);
  const config: WantedSource['config'] = { url };
  if (cell('interval') !== '') {
    const minutes = minutesOf(cell('interval'));
    if (minutes === null) return wrong('interval', '认不出间隔,应写成 30、30分钟 或 2小时');
    config['intervalMinutes'] = minutes;
  }
  const render = yesOrNo(cell('render'));
  if (render === null) return wrong('render', '应填 是 或 否');
  if (render) config['render'] = true;
  const enabled = cell('enabled') === '' ? true : yesOrNo(cell('enabled'));
  if (enabled === null) return wrong('enabled', '应填 是 或 否');
  const keywords = wordsOf(cell('keywords'));
  if (keywords.length > 0) config['keywords'] = keywords;
  const allowHosts = wordsOf(cell('allowHosts'));
  if (allowHosts.length > 0) config['allowHosts'] = allowHosts;
  const { host } = new URL(url);
  return {
    type: 'source',
    source: {
      at, kind: cell('kind') === '' ? kind : kindOf(cell('kind')), name: given === '' ? host : given, named: given !== '', hints: [host],
      channel: cell('channel') || null, profileId: cell('profile') || null, enabled, config, cells: row.cells,
    },
  };
}
