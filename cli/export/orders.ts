import type { Trx } from '../../db/connect.ts';
import { columnSamples, ordersToExport, rawColumns, type OrderChoice } from '../../db/order-export.ts';
import { sourceColumns, type ColumnOfSource } from '../../db/source-columns.ts';
import { scoreHeader, type ColumnMap } from '../../ingest/hotline/header.ts';
import type { Contact } from '../../model/index.ts';
import { layoutFor, PLAIN_COLUMNS, type Layout } from './layout.ts';
import { orderRow, type RowMaker } from './order-row.ts';
import { headingCell } from './shelter.ts';
import { timeStyle, type TimeStyle } from './time-style.ts';

/** How the table of a source will look. `guessed`: its files never told the order of their columns. */
export interface OrderTable extends RowMaker {
  guessed: boolean;
}

export async function orderTable(trx: Trx, sourceId: number, map: ColumnMap): Promise<OrderTable> {
  const told = await sourceColumns(trx, sourceId);
  const named = told ?? (await rawColumns(trx, sourceId)).map((name) => ({ name, group: null }));
  // Without a column of words it is no table of orders: letters keep other things beside them.
  const plain = told === null && scoreHeader(named.map((c) => c.name), map) === 0;
  const columns: ColumnOfSource[] = plain ? PLAIN_COLUMNS.map((name) => ({ name, group: null })) : named;
  const layout = layoutFor(columns, map);
  return { layout, styles: await stylesOf(trx, sourceId, layout), plain, guessed: told === null && !plain };
}

/** A column that has no time yet is written as the one in which orders come. */
async function stylesOf(trx: Trx, sourceId: number, { header, names }: Layout): Promise<Map<number, TimeStyle>> {
  const times = (['received_at', 'reply_at', 'closed_at'] as const).flatMap((field) => header.columns[field] ?? []);
  const samples = await columnSamples(trx, sourceId, times.map((c) => names[c]!));
  const received = header.columns.received_at?.flatMap((c) => samples.get(names[c]!) ?? []) ?? [];
  return new Map(times.map((c) => {
    const own = samples.get(names[c]!) ?? [];
    if (own.length > 0) return [c, timeStyle(own, names[c]!)];
    const { mark, padded, between } = timeStyle(received, names[c]!);
    return [c, { mark, padded, between, clock: timeStyle([], names[c]!).clock }];
  }));
}

export interface Exported {
  orders: number;
  changed: number;
}

/** All rows of the table, its heading first; `books` counts them as they go. */
export async function* orderRows(trx: Trx, table: OrderTable, choice: OrderChoice, open: ((sealed: Buffer) => Contact) | null, books: Exported, onBatch: () => void): AsyncGenerator<readonly string[]> {
  yield* table.layout.heading.map((names) => names.map(headingCell));
  for await (const batch of ordersToExport(trx, choice, { contacts: open !== null })) {
    for (const order of batch) {
      books.orders += 1;
      const row = orderRow(order, books.orders, open && order.contact ? open(order.contact) : null, table);
      if (row.changed) books.changed += 1;
      yield row.cells;
    }
    onBatch();
  }
}
