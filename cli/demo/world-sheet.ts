import { shanghaiIso, type IngestCounts } from '../../model/index.ts';
import type { Order } from './world-orders.ts';

/** One cell as a spreadsheet holds it; null is an empty one. */
export type Cell = string | number | null;

/** What a reader has to find in the sheet. */
export interface SheetTruth {
  /**
   * Every row below the header that is not empty is received. `updated` is the order that came again as it stood later;
   * rejected are a row without content, one with an impossible date, and the two closing lines, which are no orders.
   */
  books: IngestCounts;
  revisedOrder: string;
  repeatedOrder: string;
  /** The same words under two numbers. */
  sameText: [string, string];
}

export const TITLE = '清河市12345政务服务便民热线工单明细表';
const HEADER: Cell[] = ['工单编号', '来电时间', '诉求类型', '诉求内容', '来电人', '联系电话', '事发地址', '承办单位', '办理状态', '答复意见', '办结时间'];
const WIDTH = HEADER.length;
const HOUR = 3_600_000;

/**
 * Writes the orders down the way offices export them, with the dirt they bring: a title above the header, three styles
 * of date in one column, types and units left out, line breaks, full-width spaces and `_x000D_` in the text, one order
 * twice, one again as it stood later, one copied under a new number, two rows that are none, and sums at the end.
 */
export function makeSheet(orders: Order[], now: Date): { rows: Cell[][]; truth: SheetTruth } {
  const body = orders.map(toRow);
  const asked = orders.map((order, i) => ({ order, i })).filter(({ order }) => order.place !== '清河市第三小学');
  const repeated = nth(asked.filter(({ order }) => order.closedAt !== null), 10);
  const revised = nth(asked.filter(({ order }) => order.status === '办理中' && order.type === '投诉' && now.getTime() - order.receivedAt.getTime() < 20 * 24 * HOUR), 1);
  const copied = nth(asked.filter(({ order }) => order.status === '办理中' && order.type === '求助'), 0);
  const copyNo = `${copied.order.orderNo.slice(0, 8)}000999`;
  const copiedAt = new Date(Math.min(copied.order.receivedAt.getTime() + 2 * HOUR, now.getTime() - 60_000));

  body.splice(repeated.i + 1, 0, toRow(repeated.order, repeated.i));
  body.push(
    toRow({ ...copied.order, orderNo: copyNo, receivedAt: copiedAt }, 0),
    later(toRow(revised.order, revised.i), now),
    [`${copyNo.slice(0, 8)}000901`, ...dated(copied.order.receivedAt, 0), '投诉', '\u3000 ', '匿名', '不愿透露', '', '', '待签收', '', ''],
    [`${copyNo.slice(0, 8)}000902`, `${copyNo.slice(0, 4)}-02-30 09:15:00`, '咨询', '想问问社保卡丢了在哪里补办，要不要带照片。', '李女士', '13800001234', '', '', '待签收', '', ''],
  );
  const closing: Cell[][] = [
    ['合计', null, null, `共${body.length}件`, ...blank(WIDTH - 4)],
    ['制表人：热线运行股', null, null, null, null, null, null, '审核人：', ...blank(WIDTH - 8)],
  ];
  const received = body.length + closing.length;
  return {
    rows: [
      [TITLE, ...blank(WIDTH - 1)],
      HEADER,
      ...body,
      blank(WIDTH),
      ...closing,
    ],
    truth: {
      books: { received, stored: received - 4 - closing.length, duplicate: 2, updated: 1, rejected: 2 + closing.length, blocked: 0 },
      revisedOrder: revised.order.orderNo, repeatedOrder: repeated.order.orderNo, sameText: [copied.order.orderNo, copyNo],
    },
  };
}

function toRow(order: Order, i: number): Cell[] {
  return [
    order.orderNo, ...dated(order.receivedAt, i), i % 9 === 4 ? '' : order.type, dirtied(order.text, i),
    order.caller, i % 17 === 5 ? '不愿透露' : order.phone, order.place, order.unit, order.status, order.reply,
    ...(order.closedAt ? dated(order.closedAt, i) : ['']),
  ];
}

/** How the same order looks in the export of a later day: answered a moment ago. */
function later(row: Cell[], now: Date): Cell[] {
  return [...row.slice(0, 8), '已办结', '承办单位已到现场处理完毕，来电人表示认可。', ...dated(new Date(now.getTime() - 10 * 60_000), 0)];
}

/** `2026-11-09 08:05:41`, `2026/11/9 8:05`, or the number Excel keeps, 46335.337: by turns in one column. */
function dated(at: Date, i: number): [Cell] {
  const iso = shanghaiIso(at);
  if (i % 3 === 0) return [iso.slice(0, 19).replace('T', ' ')];
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  if (i % 3 === 1) return [`${year}/${month}/${day} ${Number(iso.slice(11, 13))}:${iso.slice(14, 16)}`];
  return [(at.getTime() + 8 * HOUR) / 86_400_000 + 25_569];
}

function dirtied(text: string, i: number): string {
  if (i % 11 === 3) return text.replace('，', '，\n');
  if (i % 11 === 6) return `\u3000\u3000${text}`;
  if (i % 11 === 9) return text.replace(/，(?=[^，]*$)/, '，_x000D_\n');
  return text;
}

const blank = (n: number): Cell[] => Array.from({ length: n }, () => null);

function nth<T>(list: readonly T[], n: number): T {
  const found = list[Math.min(n, list.length - 1)];
  if (found === undefined) throw new Error('the sample world has too few orders');
  return found;
}
