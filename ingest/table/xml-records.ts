import { Columns, MOST_COLUMNS } from './columns.ts';
import { isBlank, tooLong } from './text.ts';
import { textPieces } from './text-stream.ts';
import { ROW_LIMIT, type TableBatch, type TableOptions, type TableRow } from './types.ts';
import { readXmlText } from './xml.ts';

/** An element that is open: the texts of its children by name, and its own. */
interface Open {
  name: string;
  /** The name as `<field name="信访编号">` gives it. */
  label: string;
  text: string;
  fields: Map<string, string>;
}

/** Deeper nesting is no export. */
const DEEPEST = 50;
/** What was answered to a record is a part of it, though its children have the names of one: `<reply><content>…</reply>`. */
const ANSWER = /^(?:repl(?:y|ies)|answers?|responses?|feedbacks?|答复|回复)(?:s?list|info|信息|列表)?$/i;
const LABELS = ['name', '名称', 'field', 'key', 'title'];

/**
 * Rows of an XML file of records, as petition systems 信访系统 export them: an element whose children have names that the
 * caller knows is one row. `row` counts them from 1. Attributes count as children.
 */
export async function* readXmlRecords(path: string, options: TableOptions): AsyncGenerator<TableBatch> {
  const limit = options.rowLimit ?? ROW_LIMIT;
  const columns = new Columns();
  const open: Open[] = [];
  let rows: TableRow[] = [];
  let row = 0;
  let record: string | null = null;
  /** What stood there instead, to name it where nothing is known. */
  let seen: string[] = [];
  let deeper = 0;
  const pieces = readXmlText(textPieces(path, 'xml'), {
    open(name, attributes) {
      if (open.length >= DEEPEST) {
        deeper += 1;
        return;
      }
      const label = LABELS.map((l) => attributes[l]?.trim()).find((l) => l !== undefined && l !== '' && l.length <= 40);
      const one: Open = { name, label: label ?? name, text: '', fields: new Map() };
      if (label !== undefined) one.text = (attributes['value'] ?? '').slice(0, limit + 1);
      else for (const [key, value] of Object.entries(attributes).slice(0, MOST_COLUMNS)) if (!key.startsWith('xmlns')) one.fields.set(key, value.slice(0, limit + 1));
      open.push(one);
    },
    text(text) {
      const here = open.at(-1);
      if (here && here.text.length <= limit) here.text += text;
    },
    close() {
      if (deeper > 0) {
        deeper -= 1;
        return;
      }
      const one = open.pop();
      if (!one) return;
      const outside = open.at(-1);
      if (outside && one.fields.size > 0 && ANSWER.test(one.name)) {
        for (const [key, value] of one.fields) putAnswer(outside.fields, `${one.label}.${key}`, value, limit);
        return;
      }
      const names = [...one.fields.keys()];
      const isRecord = record === null ? names.length > 1 && options.score(names) > 1 : one.name === record;
      if (isRecord && names.length > 0) {
        record = one.name;
        row += 1;
        rows.push(rowOf(one.fields, row, columns, limit));
        return;
      }
      if (names.length > seen.length) seen = names;
      const outer = outside;
      const text = one.text.trim() || [...one.fields.values()].join(' ').slice(0, limit + 1);
      if (!outer || (outer.fields.size >= MOST_COLUMNS && !outer.fields.has(one.label))) return;
      const before = outer.fields.get(one.label);
      if (before === undefined || before.length <= limit) outer.fields.set(one.label, before === undefined || before === '' ? text : `${before}、${text}`);
    },
  });
  let last = { done: 0, total: 0 };
  for await (const { done, total } of pieces) {
    last = { done, total };
    if (rows.length > 0) yield { format: 'xml', sheet: null, keys: columns.keys, rows, ...last };
    rows = [];
  }
  if (record === null && seen.length > 0) yield { format: 'xml', sheet: null, keys: seen, rows: [{ row: 1, cells: seen.map(() => '') }], ...last };
}

/** Of several answers the words of all, below one another, and the newest of the rest. */
function putAnswer(fields: Map<string, string>, name: string, value: string, limit: number): void {
  const before = fields.get(name);
  if (before === undefined && fields.size >= MOST_COLUMNS) return;
  const joins = before !== undefined && before !== '' && before.length <= limit && /(?:content|text|内容|意见)$/i.test(name);
  if (value !== '' || before === undefined) fields.set(name, joins ? `${before}\n${value}` : value);
}

function rowOf(fields: Map<string, string>, row: number, columns: Columns, limit: number): TableRow {
  const cells: string[] = [];
  let chars = 0;
  for (const [name, value] of fields) {
    chars += value.length;
    if (!columns.put(cells, name, chars <= limit ? value : value.slice(0, 200))) return { row, cells: [], fault: { code: 'ROW_MALFORMED', reason: `列太多,超过 ${MOST_COLUMNS} 列` } };
  }
  for (let i = 0; i < cells.length; i += 1) cells[i] ??= '';
  if (chars > limit) return { row, cells, fault: tooLong(limit) };
  return cells.every(isBlank) ? { row, cells, fault: { code: 'ROW_MALFORMED', reason: '这一条是空的' } } : { row, cells };
}
