import { YuqingError } from '../../model/index.ts';
import { fieldsOf, HEAT_NAMES, LINK_NAMES, objectOf, RANK_NAMES, type Json } from './fields.ts';
import { valueAt } from './path.ts';
import { titleOf, titleText } from './title.ts';
import type { HotlistPaths } from './types.ts';

const MAX_DEPTH = 8;
const MAX_NODES = 20_000;
/** A list is known by its first entries. */
const LOOKED_AT = 100;

/**
 * The array that is the list: the one at `paths.list`, else the one with the most entries that look like a hot list's
 * (a title; with a rank, a heat or a link they count double).
 *
 * @throws YuqingError HOTLIST_NOT_A_LIST, with what the answer itself says or holds
 */
export function findList(value: unknown, paths: HotlistPaths): unknown[] {
  if (paths.list !== undefined) {
    const list = valueAt(value, paths.list);
    if (Array.isArray(list)) return list;
    throw new YuqingError('HOTLIST_NOT_A_LIST', `设置的 list(${paths.list})那里不是列表${answerOf(value)}`, `请核对路径;最外层有:${keysOf(value)}`);
  }
  let best: { list: unknown[]; score: number } | null = null;
  for (const list of arraysIn(value)) {
    const score = scoreOf(list, paths.title);
    if (score > (best?.score ?? 0)) best = { list, score };
  }
  if (best) return best.list;
  throw new YuqingError('HOTLIST_NOT_A_LIST', `是 JSON,但里面没有榜单${answerOf(value)}`, `请核对网址;或用 list、title 指明路径,最外层有:${keysOf(value)}`);
}

/** Every array, the outer ones first; as many and as deep as we care to look. */
function arraysIn(value: unknown): unknown[][] {
  const found: unknown[][] = [];
  let nodes = 0;
  let layer = [value];
  for (let depth = 0; depth < MAX_DEPTH && layer.length > 0; depth++) {
    const next: unknown[] = [];
    for (const node of layer) {
      if (typeof node !== 'object' || node === null) continue;
      if (Array.isArray(node)) found.push(node);
      for (const child of Array.isArray(node) ? node.slice(0, LOOKED_AT) : Object.values(node)) {
        if (++nodes > MAX_NODES) return found;
        if (typeof child === 'object' && child !== null) next.push(child);
      }
    }
    layer = next;
  }
  return found;
}

/** 0 for what is no list: fewer than half of its entries have a title. */
function scoreOf(list: unknown[], titlePath: string | undefined): number {
  const seen = list.slice(0, LOOKED_AT);
  const scores = seen.map((entry) => {
    if (typeof entry === 'string') return titlePath === undefined && /\p{L}/u.test(entry) && !/^https?:/i.test(entry.trim()) ? 1 : 0;
    const object = objectOf(entry);
    return object ? scoreOfObject(object, titlePath) : 0;
  });
  return scores.filter((score) => score > 0).length * 2 >= seen.length ? scores.reduce((sum, score) => sum + score, 0) : 0;
}

function scoreOfObject(entry: Json, titlePath: string | undefined): number {
  const fields = fieldsOf(entry);
  const title = titlePath === undefined ? titleOf(fields) : titleText(valueAt(entry, titlePath));
  if (title === '') return 0;
  return [RANK_NAMES, HEAT_NAMES, LINK_NAMES].some((names) => names.some((name) => fields.has(name))) ? 2 : 1;
}

const SAYS = ['msg', 'message', 'error', 'errmsg', 'errormsg', 'error_msg', 'info', 'reason'];

/** `{"code":-1,"msg":"请先登录"}` → `,对方说:请先登录`. */
function answerOf(value: unknown): string {
  const object = objectOf(value);
  const said = SAYS.map((name) => (object && Object.hasOwn(object, name) ? titleText(object[name]) : '')).find((text) => text !== '');
  return said === undefined ? '' : `,对方说:${said.slice(0, 100).toWellFormed()}`;
}

function keysOf(value: unknown): string {
  const keys = Object.keys(objectOf(value) ?? {}).slice(0, 10).map((key) => key.slice(0, 40).toWellFormed());
  return keys.length === 0 ? (Array.isArray(value) ? '一个数组' : '没有字段') : keys.join('、');
}
