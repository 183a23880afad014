import type { Contact, ErrorCode, IncomingItem, TimePrecision } from '../../model/index.ts';
import { maskCell } from '../privacy/cell.ts';
import { personOf } from '../privacy/person.ts';
import { parseTimeAt } from '../times.ts';
import { cleanLine } from '../table/clean.ts';
import { isClosingLine } from '../table/closing.ts';
import { nameKey } from '../table/names.ts';
import { isClock, readTime } from './dates.ts';
import type { Header } from './header.ts';
import { cleanOrderNo, dayOfOrderNo, isSpoilt, keyFromWords, LONGEST_ORDER_NO } from './order-no.ts';
import { readConversation, readRefs } from './row-voices.ts';
import { RowValues } from './row-values.ts';
import { phonesOf, readCount, readLevels, readRequestType, readUnit, readUnits } from './values.ts';

/** What reading a row needs to know from outside. */
export interface RowContext {
  /** When the file came, for rows that tell no time of their own (`--received-at`); null where nobody said. */
  receivedAt: Date | null;
  /** When the file was exported: what 今天 12:03 in it is counted from. */
  exportedAt?: Date | undefined;
  now: Date;
}

/** Why a row is put aside. `reason` names row and column and holds nothing personal. */
interface RowRefusal {
  code: ErrorCode;
  column: string | null;
  reason: string;
}

export type RowResult = { item: IncomingItem } | { refused: RowRefusal };

/** A row that a template brings to show how it is filled in. */
const EXAMPLE = /^[(\uff08【]?(?:填写)?(?:示例|样例|范例)(?:\d{0,6}$|[)\uff09】:\uff1a])/;

/** A clock of ours or theirs may be a little wrong. */
const AHEAD_MS = 24 * 3_600_000;

/**
 * One row of an export as an item: read by the header's columns, cleaned, personal data taken out into `contact` and
 * hidden everywhere else.
 *
 * @param row number of the row, for the reason of a refusal
 */
export function readRow(cells: readonly string[], row: number, header: Header, ctx: RowContext): RowResult {
  const values = new RowValues(cells, header);
  if (isClosing(values.all(), cells, header)) return refuse('ROW_NO_CONTENT', null, `第 ${row} 行是合计或落款行,不是工单`);

  if (EXAMPLE.test(values.plain('source_no') ?? '') || EXAMPLE.test(values.plain('content') ?? '')) return refuse('ROW_NO_CONTENT', null, `第 ${row} 行是填写示例,不是工单`);
  const body = values.text('content') ?? values.text('title');
  if (body === null) return refuse('ROW_NO_CONTENT', values.name('content') ?? values.name('title'), `第 ${row} 行没有诉求内容`);
  const orderNo = readOrderNo(values);
  if (orderNo === 'spoilt') {
    const column = values.name('source_no');
    return refuse('ROW_BAD_ORDER_NO', column, `第 ${row} 行“${column}”列的编号成了科学计数(如 1.12E+17),末几位已丢失;请把该列设为“文本”格式后重新导出`);
  }
  if (orderNo !== null && orderNo.length > LONGEST_ORDER_NO) {
    const column = values.name('source_no');
    return refuse('ROW_BAD_ORDER_NO', column, `第 ${row} 行“${column}”列有 ${orderNo.length} 个字,不像工单编号;请核对各列是否错位`);
  }
  const time = readWhen(values, orderNo, ctx);
  if ('column' in time) return refuse('ROW_BAD_TIME', time.column, `第 ${row} 行“${time.column}”列的时间认不出或不存在:${shown(time.cell)}`);
  if (time.at === null) return refuse('ROW_NO_TIME', values.name('received_at'), `第 ${row} 行没有时间,编号里也看不出日期;请补上受理时间,或用 --received-at 指明收件时间`);

  const marks = [...time.marks];
  const place = values.text('location');
  const title = values.text('title');
  const replyAt = values.time('reply_at', marks, 'reply-time-unreadable', ctx.exportedAt);
  const closedAt = values.time('closed_at', marks, 'closed-time-unreadable', ctx.exportedAt);
  const requestType = values.line('request_type');
  if (orderNo === null) marks.push('no-order-number');
  const reply = values.text('reply');
  const conversation = readConversation(body, reply);
  if (conversation.ownWords === '') marks.push('no-own-words');
  const refs = readRefs(values, header, body, orderNo);
  return {
    item: {
      externalId: orderNo ?? keyFromWords([title, body, place, values.line('received_at')]),
      kind: 'message', title, body, url: values.line('url'), author: null,
      publishedAt: time.at, precision: time.precision,
      channel: values.line('channel'), requestType: requestType === null ? null : readRequestType(requestType),
      place, categoryPath: readCategories(values),
      mainUnit: readUnit(values.line('main_unit')), coUnits: readUnits(values.line('co_unit') ?? ''),
      // Many tables have 办理结果 and 办结时间 only: the answer is as old as the end.
      status: readStatus(values), reply, replyAt: values.name('reply_at') === null && reply !== null ? closedAt : replyAt, closedAt, dueText: values.line('due_at'),
      engagement: readEngagement(values), contact: readPerson(values), raw: values.raw(), marks,
      ...conversation, ...(refs.length > 0 && { refs }),
    },
  };
}

/** As it is written; 是 under 是否办结 is said in words. */
function readStatus(values: RowValues): string | null {
  const [own] = values.plains('status');
  const yes = own && /^是否(?:已)?办结$/.test(nameKey(own.column)) ? /^(?:是|已|y|yes|true|1|√)$/i.exec(own.cell) !== null : null;
  if (own && yes !== null && (yes || /^(?:否|未|n|no|false|0|×)$/i.test(own.cell))) return yes ? '已办结' : '未办结';
  return values.line('status');
}

/** 合计 often stands in the column of 序号, which is not read otherwise. */
function isClosing(clean: readonly string[], cells: readonly string[], header: Header): boolean {
  const first = cells.findIndex((c) => c !== '');
  return isClosingLine(header.ignored.has(first) ? clean.with(first, cleanLine(cells[first]!)) : clean);
}

const refuse = (code: ErrorCode, column: string | null, reason: string): RowResult => ({ refused: { code, column, reason } });

/** A cell in an error: masked and short, for a shifted row may have anything in any column. */
const shown = (cell: string): string => `“${maskCell(cell).slice(0, 20)}”`;

/** The number of the order; 'spoilt' where every number that stands there has lost digits. */
function readOrderNo(values: RowValues): string | null | 'spoilt' {
  const numbers = values.plains('source_no').map(({ cell }) => cleanOrderNo(cell)).filter((n) => n !== '');
  return numbers.find((n) => !isSpoilt(n)) ?? (numbers.length > 0 ? 'spoilt' : null);
}

type When = { at: Date | null; precision: TimePrecision; marks: string[] } | { column: string; cell: string };

/** When the order came: its own time, else the day in its number, else when the file came. */
function readWhen(values: RowValues, orderNo: string | null, ctx: RowContext): When {
  const cells = values.plains('received_at');
  const own = cells.find(({ cell }) => !isClock(cell) && readTime(cell) !== null);
  if (own) {
    let time = readTime(own.cell);
    const clock = values.plain('received_clock') ?? cells.find(({ cell }) => isClock(cell))?.cell;
    if (time !== null && time !== 'bad' && time.precision === 'day' && clock && isClock(clock)) time = readTime(`${own.cell} ${clock}`);
    if (time === 'bad' && ctx.exportedAt) time = parseTimeAt(own.cell, ctx.exportedAt) ?? time;
    if (time === null || time === 'bad') return { column: own.column, cell: own.cell };
    // A slip of the pen (2205): no clock may start in the future.
    if (time.at.getTime() <= ctx.now.getTime() + AHEAD_MS) return { ...time, marks: [] };
    const day = orderNo === null ? null : dayOfOrderNo(orderNo, ctx.now);
    return day ? { at: day, precision: 'day', marks: ['future-time-clamped', 'time-from-order-number'] } : { at: ctx.receivedAt ?? ctx.now, precision: 'second', marks: ['future-time-clamped'] };
  }
  const day = orderNo === null ? null : dayOfOrderNo(orderNo, ctx.now);
  if (day) return { at: day, precision: 'day', marks: ['time-from-order-number'] };
  return { at: ctx.receivedAt, precision: 'second', marks: ['time-from-received-at'] };
}

function readCategories(values: RowValues): string[] {
  const levels = (['cat1', 'cat2', 'cat3', 'cat4', 'cat5'] as const).map((level) => values.line(level)).filter((v) => v !== null);
  return levels.length === 1 ? readLevels(levels[0]!) : levels;
}

function readEngagement(values: RowValues): IncomingItem['engagement'] {
  const engagement: IncomingItem['engagement'] = {};
  for (const what of ['likes', 'reposts', 'comments', 'reads'] as const) {
    const count = readCount(values.plain(`engage.${what}`) ?? '');
    if (count !== undefined) engagement[what] = count;
  }
  return engagement;
}

/** Contact columns, and where they are silent what the person wrote into the text. */
function readPerson(values: RowValues): Contact | null {
  const phones = phonesOf(values.plains('person.phone').map(({ cell }) => cell));
  const idNumber = values.contact('person.id');
  const name = values.contact('person.name');
  const address = values.contact('person.address');
  const contact: Contact = { ...(name && { name }), ...phones, ...(idNumber && { idNumber }), ...(address && { address }) };
  return personOf(Object.keys(contact).length > 0 ? contact : null, values.found);
}
