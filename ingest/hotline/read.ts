import { basename } from 'node:path';
import type { ReadEvent } from '../../model/index.ts';
import { parseTimeAt } from '../times.ts';
import { cleanLine } from '../table/clean.ts';
import { readTable } from '../table/open.ts';
import { rejectOf, RowReader, type RowRules } from '../table/row-reader.ts';
import { meaningOf } from './aliases.ts';
import { readTime } from './dates.ts';
import { readHeader, refuseUnknownColumns, scoreHeader, unrecognised, type ColumnMap, type Header } from './header.ts';
import { PlacesOfNumbers, unnumbered } from './place-numbers.ts';
import { readRow, type RowContext } from './row.ts';

export interface ReadOrdersOptions extends RowContext {
  map: ColumnMap;
  /** Each header as it is found, with what stands over its names. */
  onHeader?: (names: readonly string[], groups: readonly (string | null)[]) => void;
  /** Bytes a row may have; for tests. */
  rowLimit?: number;
}

/**
 * The orders of one file in the order in which they stand there, the rows that are none with their reasons, and
 * progress by bytes. Every worksheet with a header that we know is read.
 *
 * @throws HEADER_UNRECOGNISED, MAP_INVALID and what `readTable` throws
 */
export async function* readOrders(path: string, options: ReadOrdersOptions): AsyncGenerator<ReadEvent, void> {
  const rules = orderRules(basename(path), options);
  const reader = new RowReader(rules);
  for await (const batch of readTable(path, { score: rules.scoreOf, ...(options.rowLimit && { rowLimit: options.rowLimit }) })) {
    yield* reader.take(batch);
    yield { type: 'progress', done: batch.done, total: batch.total };
  }
  yield* reader.finish();
}

function orderRules(file: string, options: ReadOrdersOptions): RowRules<Header> {
  const places = new PlacesOfNumbers();
  return {
    noun: '工单',
    scoreOf: (cells) => scoreHeader(cells, options.map),
    isListed: (name) => meaningOf(name)?.listed ?? false,
    header(names, groups, isFirst) {
      const header = readHeader(names, options.map, groups);
      if (isFirst) refuseUnknownColumns(options.map, [header]);
      options.onHeader?.(header.names, groups);
      return header;
    },
    hidden: (header) => header.ignored,
    isWhole(cells, { columns }) {
      const at = (of: readonly number[] | undefined) => cleanLine(cells[of?.[0] ?? -1] ?? '');
      if (at(columns.content ?? columns.title) === '') return false;
      if (!columns.received_at) return /\d/.test(at(columns.source_no));
      const time = readTime(at(columns.received_at));
      return time !== null && (time !== 'bad' || (options.exportedAt !== undefined && parseTimeAt(at(columns.received_at), options.exportedAt) !== null));
    },
    showsUnknown: true,
    * row(row, header, _format, at): Generator<ReadEvent> {
      const result = readRow(row.cells, row.row, header, options);
      if ('refused' in result) {
        yield rejectOf(at, row.cells, header.ignored, result.refused);
        return;
      }
      if (row.reencoded) result.item.marks.push('reencoded');
      yield { type: 'item', item: places.isTaken(result.item.externalId, at) ? unnumbered(result.item) : result.item, at };
    },
    unrecognised: (seen) => unrecognised(file, seen),
  };
}
