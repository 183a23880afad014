import { YuqingError } from '../../model/index.ts';
import { scoreHeader } from '../hotline/header.ts';
import { parseExactJson } from '../table/exact-json.ts';
import { tooDeep } from './depth.ts';

/** One record of a call. `row` counts from 1; of line-wise JSON it is the line. */
export interface PushedRecord {
  row: number;
  /** Null where no object stands; `fault` says what. */
  value: Record<string, unknown> | null;
  fault?: string;
}

/** Deeper than this nothing of a message is found. */
const DEEPEST = 32;
/** Names under which systems wrap what they list; `items` always is a list. */
const WRAPPERS = ['data', 'list', 'records', 'rows', 'results'];

const SHAPES = '请求体应是 JSON:一个对象、对象的数组、{"items":[…]},或每行一个对象';

/**
 * The records in the body of a call: one object, an array, `{"items":[…]}`, or one object per line (NDJSON). Whole
 * numbers of 16 digits and more stay exact, as text.
 *
 * @throws REQUEST_INVALID where it is none of these, REQUEST_TOO_LARGE beyond `most` records; neither repeats what was sent
 */
export function parsePushed(text: string, most: number): PushedRecord[] {
  if (text.trim() === '') throw new YuqingError('REQUEST_INVALID', '请求体是空的', SHAPES);
  const whole = parse(text);
  if (whole !== undefined && tooDeep(text, DEEPEST)) throw new YuqingError('REQUEST_INVALID', `请求体嵌套超过 ${DEEPEST} 层`, SHAPES);
  const records = whole === undefined ? fromLines(text, most) : fromValue(whole);
  return records.length > most ? tooMany(most) : records;
}

function fromValue(value: unknown): PushedRecord[] {
  const list = Array.isArray(value) ? value as unknown[] : isObject(value) ? listIn(value) : null;
  if (list === null) throw new YuqingError('REQUEST_INVALID', '请求体不是 JSON 对象或数组', SHAPES);
  return list.map((one, i) => (isObject(one) ? { row: i + 1, value: one } : { row: i + 1, value: null, fault: '不是 JSON 对象' }));
}

function listIn(object: Record<string, unknown>): unknown[] {
  if (Array.isArray(object['items'])) return object['items'] as unknown[];
  // A message may have a field of such a name: then it has words of its own besides.
  const wrapped = WRAPPERS.map((name) => object[name]).find((inner) => Array.isArray(inner) && inner.every(isObject));
  return wrapped !== undefined && scoreHeader(Object.keys(object), new Map()) === 0 ? wrapped as unknown[] : [object];
}

function fromLines(text: string, most: number): PushedRecord[] {
  const lines = text.split('\n').map((line, i) => ({ row: i + 1, line: line.trim() })).filter(({ line }) => line !== '');
  // JSON that is broken somewhere is not taken for lines of JSON: only where the first line is whole.
  if (lines.length < 2 || !isObject(parse(lines[0]!.line))) throw new YuqingError('REQUEST_INVALID', '请求体不是合法的 JSON', SHAPES);
  if (lines.length > most) return tooMany(most);
  return lines.map(({ row, line }) => {
    const value = parse(line);
    if (value !== undefined && tooDeep(line, DEEPEST)) return { row, value: null, fault: `嵌套超过 ${DEEPEST} 层` };
    return isObject(value) ? { row, value } : { row, value: null, fault: '不是 JSON 对象' };
  });
}

function tooMany(most: number): never {
  throw new YuqingError('REQUEST_TOO_LARGE', `一次推送的条数超过上限 ${most}`, `请分批推送,每次不超过 ${most} 条`);
}

/** Undefined where the text is no JSON. */
function parse(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
