import { type Columns, MOST_COLUMNS } from './columns.ts';
import { isBlank } from './text.ts';
import type { TableRow } from './types.ts';
import { parseExactJson } from './exact-json.ts';

/** The row that one JSON object is; null where nothing stands in it. */
export function objectRow(text: string, row: number, columns: Columns): TableRow | null {
  const malformed = (reason: string): TableRow => ({ row, cells: [text], fault: { code: 'ROW_MALFORMED', reason } });
  const value = parseObject(text);
  if (value === null) return malformed('这一行不是一个 JSON 对象');
  const cells: string[] = [];
  if (!flatten(value, '', cells, columns)) return malformed(`列太多,超过 ${MOST_COLUMNS} 列`);
  for (let i = 0; i < cells.length; i += 1) cells[i] ??= '';
  return cells.every(isBlank) ? null : { row, cells };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value = parseExactJson(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Deeper than this nothing of an order is found; what stands there is kept as JSON text. */
const DEEPEST = 3;

/** False when the file has more columns than a table of orders can have. */
function flatten(value: Record<string, unknown>, prefix: string, cells: string[], columns: Columns): boolean {
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix + key;
    if (isObject(inner) && name.split('.').length < DEEPEST) {
      if (!flatten(inner, `${name}.`, cells, columns)) return false;
    } else if (isAnswers(key, inner)) {
      if (!flatten(joined(inner), `${name}.`, cells, columns)) return false;
    } else if (!columns.put(cells, name, cellText(inner))) return false;
  }
  return true;
}

/** What several units answered to one order is one answer: the words of all, below one another, and the newest of the rest. */
const isAnswers = (key: string, value: unknown): value is Record<string, unknown>[] =>
  /^(?:repl(?:y|ies)|answers?|responses?|feedbacks?|答复|回复)(?:s?list|records?|infos?|列表|记录)?$/i.test(key) && Array.isArray(value) && value.length > 0 && value.every(isObject);

function joined(answers: readonly Record<string, unknown>[]): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [key, value] of answers.flatMap((answer) => Object.entries(answer))) {
    if (isObject(value) || value === null || value === '') continue;
    all[key] = /content|text|body|内容|意见/i.test(key) && all[key] !== undefined ? `${cellText(all[key])}\n${cellText(value)}` : value;
  }
  return all;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.some((v) => typeof v === 'object') ? JSON.stringify(value) : value.map(String).join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
