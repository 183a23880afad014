import type { Given } from './cells.ts';
import { meaningOf } from './aliases.ts';
import type { Field } from './fields.ts';
import { readHeader, scoreHeader, type ColumnMap, type Header } from './header.ts';
import { platformOfColumns } from './platform.ts';

/** One comment or post of a JSON value, as cells under a header. */
export interface JsonRecord {
  header: Header;
  cells: string[];
  given: Given;
}

type JsonObject = Record<string, unknown>;

/** Answers to answers, lists in `data` in `result`: nothing real goes deeper. */
const DEEPEST = 8;
/** Keys of one object, with those of the objects in it. */
const WIDEST = 500;
const KEY_DEPTH = 3;
/** Headers of one file that are remembered: exports have a handful. */
const MOST_HEADERS = 1_000;
/** Lists of comments by their name: `elected_comment`, `sub_comments`, `reply_list`. */
const OF_COMMENTS = /comment|repl(?:y|ies)|评论|留言|跟帖/i;
/** Lists that hold no comments, whatever is called `text` in them. */
const OTHER_LISTS = /user|member|topic|tag|emoji|emote|pic|image|img|url|label|medal|cover/i;
/** What an object tells the comments in it. */
const HANDED_DOWN: ReadonlySet<Field> = new Set<Field>(['title', 'account', 'post_no', 'channel', 'url', 'crawled_at']);

/**
 * The comments of JSON values of any build: an object is one, or holds lists of them (`{data: [...]}`, the WeChat
 * interface's `{comment: [...]}` under the title of its article), or both (`replies` of a comment, comments of a post).
 */
export function jsonReader(map: ColumnMap): (value: JsonObject) => Generator<JsonRecord> {
  const headers = new Map<string, Header>();
  const headerOf = (names: string[], inComments: boolean): Header => {
    const key = [inComments, ...names].join('\n');
    let header = headers.get(key);
    if (!header) {
      header = readHeader(names, map, { inComments });
      if (headers.size < MOST_HEADERS) headers.set(key, header);
    }
    return header;
  };
  function* visit(value: JsonObject, given: Given, depth: number, inComments: boolean): Generator<JsonRecord> {
    const flat = flatten(value);
    const header = headerOf(flat.names, inComments);
    const lists = depth < DEEPEST ? listsOf(value, map, depth) : [];
    const words = header.columns.content?.some((c) => (flat.cells[c] ?? '') !== '') ?? false;
    // The article above the comments of a 公众号 is the office's own.
    const isOwn = lists.length > 0 && header.kind === 'post' && platformOfColumns(header.names) === 'wechat';
    const isEmpty = !flat.names.some((name) => meaningOf(name)?.field === 'content') && Object.values(value).some((v) => Array.isArray(v) && v.length === 0);
    const isRecord = lists.length === 0 ? !isEmpty : words && !isOwn;
    if (isRecord) yield { header, cells: flat.cells, given };
    const inner = isRecord && header.kind === 'comment' ? { ...given, ...platformFrom(header, given), ...parentOf(header, flat.cells) } : { ...given, ...platformFrom(header, given), ...handedDown(flat) };
    for (const { list, key } of lists) for (const one of list) if (isObject(one)) yield* visit(one, inner, depth + 1, OF_COMMENTS.test(key));
  }
  return (value) => visit(value, {}, 0, false);
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

interface Flat {
  names: string[];
  cells: string[];
}

/** Objects inside become `outer.inner`; lists of objects are left out, but for pictures it counts that there are some. */
function flatten(value: JsonObject): Flat {
  const flat: Flat = { names: [], cells: [] };
  const take = (object: JsonObject, prefix: string, depth: number): void => {
    for (const [key, inner] of Object.entries(object)) {
      if (flat.names.length >= WIDEST) return;
      if (isObject(inner)) {
        if (depth < KEY_DEPTH) take(firstOfList(key, inner), `${prefix}${key}.`, depth + 1);
        continue;
      }
      const cell = cellText(prefix + key, inner);
      if (cell === null) continue;
      flat.names.push(prefix + key);
      flat.cells.push(cell);
    }
  };
  take(value, '', 1);
  return flat;
}

/** WeChat also answers with `reply: {reply_list: [{content, create_time}]}`. */
function firstOfList(key: string, inner: JsonObject): JsonObject {
  const list = key === 'reply' ? Object.values(inner).find((v) => Array.isArray(v) && isObject(v[0])) : undefined;
  return list === undefined ? inner : ((list as JsonObject[])[0]!);
}

function cellText(name: string, value: unknown): string | null {
  if (value === null || value === undefined) return '';
  if (!Array.isArray(value)) return String(value);
  // An article without comments has an empty list of them, and no words.
  if (value.length === 0) return null;
  if (!value.some((v) => typeof v === 'object')) return value.slice(0, WIDEST).map(String).join('、');
  return meaningOf(name)?.field === 'pictures' ? `${value.length}` : null;
}

/** Lists in which comments stand, also inside plain objects (`data.comments`); those of the replies to a comment too. */
function listsOf(value: JsonObject, map: ColumnMap, depth: number): { key: string; list: unknown[] }[] {
  const lists: { key: string; list: unknown[] }[] = [];
  for (const [key, inner] of Object.entries(value).slice(0, WIDEST)) {
    if (OTHER_LISTS.test(key) || key === 'reply') continue;
    if (Array.isArray(inner)) {
      if (inner.slice(0, LOOKED_AT).some((one) => isObject(one) && holdsComments(one, map, depth + 1))) lists.push({ key, list: inner });
    } else if (isObject(inner) && depth < DEEPEST) lists.push(...listsOf(inner, map, depth + 1));
  }
  return lists;
}

const LOOKED_AT = 5;

const holdsComments = (value: JsonObject, map: ColumnMap, depth: number): boolean =>
  scoreHeader(flatten(value).names, map) > 0 || (depth < DEEPEST && listsOf(value, map, depth).length > 0);

function parentOf(header: Header, cells: readonly string[]): Given {
  const id = header.columns.source_no?.map((c) => cells[c] ?? '').find((cell) => cell !== '');
  return id === undefined ? {} : { parent_no: id };
}

/** The answers to a comment have fewer keys, often none that only one platform has. */
function platformFrom(header: Header, given: Given): Given {
  const platform = given.channel === undefined && header.columns.channel === undefined ? platformOfColumns(header.names) : null;
  return platform === null ? {} : { channel: platform };
}

function handedDown(flat: Flat): Given {
  const given: Partial<Record<Field, string>> = {};
  const ranks = new Map<Field, number>();
  for (const [i, name] of flat.names.entries()) {
    const meaning = meaningOf(name);
    if (!meaning || !HANDED_DOWN.has(meaning.field) || flat.cells[i] === '' || meaning.rank >= (ranks.get(meaning.field) ?? Infinity)) continue;
    ranks.set(meaning.field, meaning.rank);
    given[meaning.field] = flat.cells[i]!;
  }
  return given;
}
