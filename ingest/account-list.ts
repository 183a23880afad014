import { basename } from 'node:path';
import { YuqingError, type ReadEvent, type Reject } from '../model/index.ts';
import { exactKey, nameKey } from './table/names.ts';
import { bareCell, cleanLine } from './table/clean.ts';
import { maskCell } from './privacy/cell.ts';
import { readTable } from './table/open.ts';
import { HEADER_WITHIN, type TableRow } from './table/types.ts';

/** An account as a row of a list names it. */
export interface ListedAccount {
  platform: string;
  name: string;
  ownerUnit: string;
  note: string | null;
}

export type AccountEvent = { type: 'account'; account: ListedAccount } | Extract<ReadEvent, { type: 'reject' }>;

export const ACCOUNT_COLUMNS = { platform: '平台', name: '账号名称', ownerUnit: '开设单位', note: '备注' } as const;
type AccountField = keyof typeof ACCOUNT_COLUMNS;

const ALIASES: Record<AccountField, string> = {
  platform: '平台 所属平台 平台名称 账号平台 账号类型 账号类别 新媒体平台 媒体平台 类型 类别 platform',
  name: '账号名称 账号名 账号 名称 账号昵称 昵称 新媒体名称 新媒体账号 账号全称 公众号名称 微博名称 抖音号名称 认证名称 account accountname name',
  ownerUnit: '开设单位 开办单位 主办单位 主管单位 运营单位 运维单位 所属单位 责任单位 管理单位 认证主体 单位 单位名称 开设主体 owner ownerunit unit',
  note: '备注 说明 备注说明 note remark remarks',
};
const FIELDS = new Map(Object.entries(ALIASES).flatMap(([field, names]) => names.split(' ').map((name, rank) => [name, { field: field as AccountField, rank }] as const)));

type Places = Partial<Record<AccountField, number>>;

function placesOf(cells: readonly string[]): Places | null {
  const places: Places = {};
  const ranks: Partial<Record<AccountField, number>> = {};
  for (const [i, cell] of cells.entries()) {
    const meaning = cell.length > LONGEST ? undefined : FIELDS.get(exactKey(cleanLine(cell))) ?? FIELDS.get(nameKey(cleanLine(cell)));
    if (!meaning || meaning.rank >= (ranks[meaning.field] ?? Infinity)) continue;
    ranks[meaning.field] = meaning.rank;
    places[meaning.field] = i;
  }
  return places.platform === undefined || places.name === undefined || places.ownerUnit === undefined ? null : places;
}

/** Longest that a platform, an account or a unit is called. */
const LONGEST = 100;
const LONGEST_NOTE = 500;

/**
 * The accounts of a list (.csv, .xlsx, .jsonl): 平台、账号名称、开设单位、备注, in any order and by their usual names. Rows
 * that lack one of the first three are put aside.
 *
 * @throws HEADER_UNRECOGNISED and what `readTable` throws
 */
export async function* readAccountList(path: string): AsyncGenerator<AccountEvent> {
  let sheet: string | null = null;
  let places: Places | null = null;
  let looked = 0;
  let any = false;
  let seen: readonly string[] = [];
  for await (const batch of readTable(path, { score: (cells) => (placesOf(cells) ? cells.length : 0) })) {
    if (batch.sheet !== sheet) {
      sheet = batch.sheet;
      places = null;
      looked = 0;
    }
    if (batch.passedOver !== undefined) continue;
    if (batch.keys) places = placesOf(batch.keys) ?? places;
    if (seen.length === 0) seen = batch.keys ?? batch.rows[0]?.cells ?? [];
    any ||= places !== null;
    for (const row of batch.rows) {
      if (places) yield eventOf(row, places, sheet);
      else if (!batch.keys && looked < HEADER_WITHIN) {
        looked += 1;
        places = row.fault ? null : placesOf(row.cells);
        any ||= places !== null;
      }
    }
  }
  if (any) return;
  const names = seen.map((cell) => maskCell(cleanLine(cell)).slice(0, 20)).filter((c) => c !== '').slice(0, 12);
  throw new YuqingError('HEADER_UNRECOGNISED', `${basename(path)} 里没有认出平台、账号名称、开设单位三列,看到的列是:${names.join('、') || '(空)'}`, '请把表头写成:平台、账号名称、开设单位、备注');
}

function eventOf(row: TableRow, places: Places, sheet: string | null): AccountEvent {
  const refuse = (code: Reject['code'], field: AccountField | null, reason: string): AccountEvent => ({
    type: 'reject', reject: { row: row.row, ...(sheet === null ? {} : { sheet }), column: field === null ? null : ACCOUNT_COLUMNS[field], code, reason: `第 ${row.row} 行:${reason}`, cells: row.cells },
  });
  if (row.fault) return refuse(row.fault.code, null, row.fault.reason);
  const cell = (field: AccountField) => cleanLine(bareCell(row.cells[places[field] ?? -1] ?? ''));
  const account = { platform: cell('platform'), name: cell('name').replace(/^[@\uff20]+\s*/, ''), ownerUnit: cell('ownerUnit'), note: cell('note').slice(0, LONGEST_NOTE).toWellFormed() || null };
  for (const field of ['platform', 'name', 'ownerUnit'] as const) {
    if (account[field] === '') return refuse('ROW_NO_CONTENT', field, `没有${ACCOUNT_COLUMNS[field]}`);
    if (account[field].length > LONGEST) return refuse('ROW_MALFORMED', field, `${ACCOUNT_COLUMNS[field]}超过 ${LONGEST} 个字,请核对各列是否错位`);
  }
  return { type: 'account', account };
}
