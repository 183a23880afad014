/**
 * What stands at a dot path of parsed JSON; only own members, so that `__proto__` leads nowhere. `$` is the whole.
 *
 *     valueAt({ cards: [{ content: 5 }] }, 'cards[0].content')   // 5
 */
export function valueAt(value: unknown, path: string): unknown {
  let at = value;
  for (const part of path.replace(/\[(\d{1,6})\]/g, '.$1').split('.').filter((name) => name !== '' && name !== '$')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Record<string, unknown>)[part];
  }
  return at;
}
