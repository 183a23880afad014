import { YuqingError } from '../../model/index.ts';

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const DEEPEST = 10;

/**
 * Settings with `键=值` put in; the given ones are not changed. A value is JSON where it can be read as such, else text;
 * an empty one takes the setting away, so that its default holds again.
 *
 *     applySettings({ url: 'https://a/' }, ['list.item=li.news', 'intervalMinutes=30', 'render='])
 *     // { url: 'https://a/', list: { item: 'li.news' }, intervalMinutes: 30 }
 *
 * @throws YuqingError USAGE where there is no `=`, or the key leads through something that has no inside
 */
export function applySettings(settings: Record<string, unknown>, entries: readonly string[]): Record<string, unknown> {
  const result = structuredClone(settings);
  for (const entry of entries) {
    const at = entry.indexOf('=');
    const key = entry.slice(0, Math.max(0, at)).trim();
    const path = key.split('.');
    if (at <= 0 || path.length > DEEPEST || path.some((part) => part === '' || FORBIDDEN.has(part))) {
      throw new YuqingError('USAGE', `设置写法不对:${(at < 0 ? entry : key).slice(0, 60)}`, '应写成 设置=值,如 intervalMinutes=30、list.item=li.news;值为空则去掉该设置');
    }
    put(result, path, entry.slice(at + 1).trim(), key);
  }
  return result;
}

function put(root: Record<string, unknown>, path: readonly string[], text: string, key: string): void {
  let inside: Record<string, unknown> | unknown[] = root;
  for (const part of path.slice(0, -1)) {
    const next: unknown = get(inside, part, key);
    if (next === undefined && text === '') return;
    if (next !== undefined && (typeof next !== 'object' || next === null)) throw new YuqingError('USAGE', `设置 ${key} 写不进去:${part} 不是一组设置`, `请直接写 ${part}=值`);
    const made: Record<string, unknown> | unknown[] = (next as Record<string, unknown> | undefined) ?? {};
    if (next === undefined) assign(inside, part, made, key);
    inside = made;
  }
  const last = path.at(-1)!;
  if (text !== '') assign(inside, last, valueOf(text), key);
  else if (Array.isArray(inside)) inside.splice(index(inside, last, key), 1);
  else delete inside[last];
}

const get = (inside: Record<string, unknown> | unknown[], part: string, key: string): unknown => (Array.isArray(inside) ? inside[index(inside, part, key)] : Object.hasOwn(inside, part) ? inside[part] : undefined);

function assign(inside: Record<string, unknown> | unknown[], part: string, value: unknown, key: string): void {
  if (Array.isArray(inside)) inside[index(inside, part, key)] = value;
  else inside[part] = value;
}

/** A place in a list, or the one behind its end. */
function index(list: readonly unknown[], part: string, key: string): number {
  const at = /^\d{1,4}$/.test(part) ? Number(part) : -1;
  if (at < 0 || at > list.length) throw new YuqingError('USAGE', `设置 ${key} 写不进去:列表里没有第 ${part} 项`, `列表从 0 数起,现有 ${list.length} 项`);
  return at;
}

/** `'30'` → 30, `'["a"]'` → ['a'], `'li.news'` → 'li.news'; a number too long for a number stays text. */
function valueOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'number' && !(Number.isFinite(value) && String(value) === text) ? text : value;
  } catch {
    return text;
  }
}
