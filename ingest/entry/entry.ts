import { YuqingError, shanghaiIso, type IncomingItem, type RequestType } from '../../model/index.ts';
import { readTime } from '../hotline/dates.ts';
import { readHeader } from '../hotline/header.ts';
import { readRow } from '../hotline/row.ts';
import { readContact } from '../hotline/values.ts';
import { parseTimeAt } from '../times.ts';
import { isMotion, type EntryChannel } from './channels.ts';
import { entryNumber, type Keyed } from './number.ts';

/** What somebody types in. */
export interface Entry {
  channel: EntryChannel;
  title?: string | undefined;
  body: string;
  /** As it is written: `2026-11-24 09:30`, 昨天下午3点; now where it is left out. */
  receivedAt?: string | undefined;
  place?: string | undefined;
  name?: string | undefined;
  phone?: string | undefined;
  type?: RequestType | undefined;
  mainUnit?: string | undefined;
  /** The number that it has already: of the motion, of the incoming paper. */
  refNo?: string | undefined;
}

/** More than anybody writes down. */
export const MOST_BODY = 50_000;

/** An entry is a row of a table with this header, so that it is cleaned, masked and cut as every other row is. */
const COLUMNS = ['渠道', '编号', '受理时间', '标题', '诉求内容', '事发地址', '诉求人姓名', '联系电话', '诉求类型', '主办单位'] as const;
const HEADER = readHeader([...COLUMNS], new Map());

/**
 * @throws REQUEST_INVALID, which never repeats name, telephone or the words of the person
 */
export function readEntry(entry: Entry, now: Date, keyed: Keyed): IncomingItem {
  if (entry.body.length > MOST_BODY) throw new YuqingError('REQUEST_INVALID', `内容超过 ${MOST_BODY} 个字`, '请摘要登记,原件另存');
  const at = entry.receivedAt === undefined || entry.receivedAt.trim() === '' ? '' : shanghaiIso(timeOf(entry.receivedAt, now));
  const cells = [
    entry.channel, entry.refNo ?? '', at, entry.title ?? '', entry.body, entry.place ?? '', entry.name ?? '', entry.phone ?? '', entry.type ?? '', entry.mainUnit ?? '',
  ];
  const read = readRow(cells, 1, HEADER, { receivedAt: now, now });
  if ('refused' in read) {
    const reason = read.refused.code === 'ROW_NO_CONTENT' ? '没有内容' : read.refused.reason.replace(/^第 1 行/, '');
    throw new YuqingError('REQUEST_INVALID', `没有登记:${reason}`, '请补全或改正后再登记');
  }
  return registered(withPhone(read.item, entry.phone), now, keyed);
}

/** The item as the register keeps it: its number, and what its channel asks for. */
export function registered(item: IncomingItem, now: Date, keyed: Keyed): IncomingItem {
  const marks = item.marks.filter((mark) => mark !== 'no-order-number');
  const numbered = item.marks.length === marks.length ? item.externalId : entryNumber(item, now, keyed);
  return { ...item, externalId: numbered, marks: isMotion(item.channel) ? [...marks, 'motion'] : marks };
}

/** A person writes down what they heard: too short for a telephone, an extension, 转3号. It is kept all the same. */
function withPhone(item: IncomingItem, phone: string | undefined): IncomingItem {
  const heard = readContact((phone ?? '').trim());
  return heard === null || item.contact?.phone !== undefined ? item : { ...item, contact: { ...item.contact, phone: heard } };
}

/** A clock may be a little wrong; nothing is received tomorrow. */
const AHEAD_MS = 60 * 60_000;

function timeOf(text: string, now: Date): Date {
  const plain = readTime(text);
  const time = plain === 'bad' || plain === null ? parseTimeAt(text, now) : plain;
  if (!time) throw new YuqingError('REQUEST_INVALID', '收到时间认不出', '请写成 2026-11-24 09:30');
  if (time.at.getTime() > now.getTime() + AHEAD_MS) throw new YuqingError('REQUEST_INVALID', '收到时间在将来', '请核对收到时间');
  return time.at;
}
