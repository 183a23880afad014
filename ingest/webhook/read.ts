import type { ErrorCode, IncomingItem, ItemKind, ReadEvent } from '../../model/index.ts';
import type { ColumnMap } from '../hotline/header.ts';
import { cleanOrderNo, LONGEST_ORDER_NO } from '../hotline/order-no.ts';
import { readRow } from '../hotline/row.ts';
import type { PushedRecord } from './body.ts';
import { recordRow } from './record.ts';

export interface ReadPushedOptions {
  /** What keys mean (`pushedMap`). */
  map: ColumnMap;
  /** When the call came: the time of a record that tells none. */
  now: Date;
  /** Messages somebody is owed an answer to, unless the source says that it pushes posts. */
  kind?: ItemKind;
}

/**
 * The records of a call as items, in their order, those that are none with their reasons. Keys are recognised as the
 * columns of a table are: by our names, by aliases, by the source's own map.
 *
 * @example
 * readPushed(parsePushed('{"externalId":"A-1","body":"路灯不亮"}', 500), { map: pushedMap([]), now }) // → one item, A-1
 */
export function* readPushed(records: Iterable<PushedRecord>, options: ReadPushedOptions): Generator<ReadEvent, void> {
  for (const { row, value, fault } of records) {
    const made = value === null ? fault ?? '不是 JSON 对象' : recordRow(value, options.map);
    if (typeof made === 'string') {
      yield reject(row, 'ROW_MALFORMED', null, `第 ${row} 条${made}`, value === null ? [] : [JSON.stringify(value)]);
      continue;
    }
    const read = readRow(made.cells, row, made.header, { receivedAt: options.now, now: options.now });
    if ('refused' in read) {
      const { code, column, reason } = read.refused;
      // A record is no row of a sheet.
      yield reject(row, code, column, reason.replace(/^第 (\d+) 行(?:(“[^”]*”)列)?/, (_, no: string, name = '') => `第 ${no} 条${name}`), made.cells);
    } else {
      yield { type: 'item', item: { ...read.item, kind: options.kind ?? 'message', ...linksOf(value!, read.item) }, at: { row } };
    }
  }
}

/** What a table has no column for: the message that this one answers, and other orders by number. */
function linksOf(value: Record<string, unknown>, item: IncomingItem): Pick<IncomingItem, 'parentId' | 'refs'> {
  const [parentId] = numbersIn(value['parentId'] ?? value['parent_id']);
  const refs = [...new Set([...item.refs ?? [], ...numbersIn(value['refs'])])].filter((no) => no !== item.externalId);
  return { ...(parentId !== undefined && { parentId }), ...(refs.length > 0 && { refs }) };
}

const MOST_REFS = 50;

const numbersIn = (value: unknown): string[] => (Array.isArray(value) ? value as unknown[] : [value]).slice(0, MOST_REFS)
  .filter((one) => typeof one === 'string' || typeof one === 'number').map((one) => cleanOrderNo(String(one))).filter((no) => no !== '' && no.length <= LONGEST_ORDER_NO);

const reject = (row: number, code: ErrorCode, column: string | null, reason: string, cells: string[]): ReadEvent => ({ type: 'reject', reject: { row, column, code, reason, cells } });
