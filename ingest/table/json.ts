import { Columns } from './columns.ts';
import { JsonCutter, type CutObject } from './json-cutter.ts';
import { recordsOfShape } from './json-shapes.ts';
import { objectRow } from './object-row.ts';
import { tooLong } from './text.ts';
import { textPieces } from './text-stream.ts';
import { ROW_LIMIT, type RowFault, type TableBatch, type TableOptions, type TableRow } from './types.ts';

/**
 * Rows of a .json file: the objects of its list, `[{…}]`, `{"data":[{…}]}` or `{"data":{"rows":[{…}]}}`, a piece at a
 * time. Of several lists those count whose first object has names that the caller knows. `row` counts objects from 1.
 */
export async function* readJson(path: string, options: TableOptions): AsyncGenerator<TableBatch> {
  const limit = options.rowLimit ?? ROW_LIMIT;
  const cutter = new JsonCutter(limit);
  const columns = new Columns();
  const taken = new Map<number, boolean>();
  let row = 0;
  /** The first list that is not known, and the whole where it is a single object: read where there is no better one. */
  let spare: CutObject | null = null;
  let any = false;
  let place = { done: 0, total: 0 };
  const rowsOf = (objects: CutObject[]): TableRow[] => objects.flatMap((object) => {
    let take = taken.get(object.list);
    if (take === undefined) {
      const names = new Columns();
      objectRow(object.text, 0, names);
      take = object.list > 0 && options.score(names.keys.map((k) => k.slice(k.lastIndexOf('.') + 1))) > 0;
      if (taken.size < MOST_LISTS) taken.set(object.list, take);
      spare ??= object;
    }
    if (!take) return [];
    any = true;
    row += 1;
    const made = object.tooLong ? { row, cells: [object.text.slice(0, SHOWN)], fault: tooLong(limit) } : objectRow(object.text, row, columns);
    return made ? [made] : [];
  });
  for await (const { text, ...at } of textPieces(path, 'text')) {
    place = at;
    const rows = rowsOf(cutter.push(text));
    if (rows.length > 0) yield { format: 'json', sheet: null, keys: columns.keys, rows, ...place };
  }
  const whole = cutter.end();
  const unfinished = cutter.unfinished();
  if (unfinished && taken.get(unfinished.list)) {
    row += 1;
    yield { format: 'json', sheet: null, keys: columns.keys, rows: [{ row, cells: [unfinished.text.slice(0, SHOWN)], fault: CUT_SHORT }], ...place };
  }
  if (any) return;
  const records = whole && recordsOfShape(whole.text, (names) => options.score(names) > 0);
  if (records) {
    const rows = records.flatMap((record, i) => objectRow(JSON.stringify(record), i + 1, columns) ?? []);
    yield { format: 'json', sheet: null, keys: columns.keys, rows, ...place };
    return;
  }
  const only = whole?.text.startsWith('{') && !whole.tooLong ? whole : spare;
  const last = only && objectRow(only.text, 1, columns);
  if (last) yield { format: 'json', sheet: null, keys: columns.keys, rows: [last], ...place };
}

const CUT_SHORT: RowFault = { code: 'ROW_MALFORMED', reason: '这一条没有写完,文件可能被截断' };
const MOST_LISTS = 10_000;
const SHOWN = 200;
