import type { OrderToExport } from '../../db/order-export.ts';
import { nameKey } from '../../ingest/table/names.ts';
import { readTime } from '../../ingest/hotline/dates.ts';
import type { Field } from '../../ingest/hotline/fields.ts';
import { orNull } from '../../ingest/hotline/values.ts';
import type { Contact } from '../../model/index.ts';
import type { Layout } from './layout.ts';
import { sheltered } from './shelter.ts';
import { writeTime, type TimeStyle } from './time-style.ts';

/** What writing a row needs beside the order. */
export interface RowMaker {
  layout: Layout;
  /** How each column of times is written, by its place. */
  styles: ReadonlyMap<number, TimeStyle>;
  /** Orders whose source has no columns of its own: all is taken from the order itself. */
  plain: boolean;
}

export interface OrderRow {
  cells: string[];
  /** Something of ours stands in it that the source did not have. */
  changed: boolean;
}

/**
 * An order as a row of its source's own table: what its file had, and over it what has become known here since. Where
 * nothing has happened, the row says what the source's row said.
 *
 * @param no its number in this file, for a column 序号
 * @param contact in the clear, null where nobody may see it
 */
export function orderRow(order: OrderToExport, no: number, contact: Contact | null, { layout, styles, plain }: RowMaker): OrderRow {
  const { names, header } = layout;
  const cells = names.map((name) => (Object.hasOwn(order.raw, name) ? order.raw[name]! : ''));
  const columns = (field: Field): readonly number[] => header.columns[field] ?? [];
  /** What the source said, as reading understands it: the best column that says something. */
  const speaks = (field: Field): number | undefined => columns(field).find((c) => orNull(cells[c]!) !== null);
  const put = (field: Field, text: string) => {
    const column = speaks(field) ?? columns(field)[0];
    if (column !== undefined) cells[column] = text;
  };
  const putTime = (field: Field, at: Date) => {
    const column = speaks(field) ?? columns(field)[0];
    if (column !== undefined) cells[column] = writeTime(at, styles.get(column)!);
  };
  const time = (field: Field): Date | null => {
    const column = speaks(field);
    const read = column === undefined ? null : readTime(cells[column]!);
    return read === null || read === 'bad' ? null : read.at;
  };

  for (const c of columns('ignore')) if (nameKey(names[c]!) === '序号') cells[c] = String(no);
  if (plain) fillPlain(order, put, putTime);
  const before = cells.join('\0');
  const reply = speaks('reply');
  const answered = order.reply !== null && (reply === undefined || cells[reply] !== order.reply);
  if (answered) put('reply', order.reply!);
  const replyAt = order.replyAt ?? (answered ? order.answeredAt : null);
  if (replyAt !== null && !isSame(time('reply_at'), replyAt)) putTime('reply_at', replyAt);

  const closedThere = time('closed_at');
  const closedAt = order.closedAt ?? (closedThere === null ? order.ticketClosedAt : null);
  if (closedAt !== null && !isSame(closedThere, closedAt)) {
    putTime('closed_at', closedAt);
    // A source that had closed it has its own word for that.
    if (closedThere === null) put('status', '已办结');
  }
  const unit = order.sentTo ?? order.mainUnit;
  if (unit !== null && speaks('main_unit') === undefined) put('main_unit', unit);
  const changed = cells.join('\0') !== before;

  if (contact) fillContact(contact, columns, cells, names);
  return { cells: cells.map(sheltered), changed };
}

const isSame = (a: Date | null, b: Date): boolean => a !== null && a.getTime() === b.getTime();

function fillPlain(order: OrderToExport, put: (field: Field, text: string) => void, putTime: (field: Field, at: Date) => void): void {
  put('source_no', order.externalId);
  putTime('received_at', order.publishedAt);
  put('channel', order.channel);
  put('request_type', order.givenType ?? '');
  put('title', order.title ?? '');
  put('content', order.body);
  put('location', order.place ?? '');
  put('co_unit', order.coUnits.join('、'));
  put('due_at', order.dueText ?? '');
  put('status', order.status ?? '');
  put('main_unit', order.mainUnit ?? '');
}

/** Columns of the person; those that are kept with the row stay as they are. */
function fillContact(contact: Contact, columns: (field: Field) => readonly number[], cells: string[], names: readonly string[]): void {
  const put = (column: number | undefined, text: string | undefined) => {
    if (column !== undefined && text !== undefined && cells[column] === '') cells[column] = text;
  };
  put(columns('person.name')[0], contact.name);
  const phones = [contact.phone, ...contact.otherPhones ?? []].filter((phone) => phone !== undefined);
  const places = columns('person.phone');
  // What does not have a column of its own stood beside another number.
  for (const [i, column] of places.entries()) put(column, (i === places.length - 1 ? phones.slice(i).join('/') : phones[i]) || undefined);
  put(columns('person.id')[0], contact.idNumber);
  put(columns('person.address')[0], contact.address);
  put(columns('person.other').find((c) => /邮箱|邮件|mail/i.test(names[c]!)), contact.email);
}
