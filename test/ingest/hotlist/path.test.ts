import { expect, it } from 'vitest';
import { valueAt } from '../../../ingest/hotlist/path.ts';

it.each<[unknown, string, unknown]>([
  [{ a: { b: [{ c: 5 }] } }, 'a.b[0].c', 5], [{ a: { b: [{ c: 5 }] } }, 'a.b.0.c', 5], [[1, 2], '[1]', 2], [[1], '$', [1]], [{ a: null }, 'a.b', undefined], [{ a: 'text' }, 'a.length', undefined],
  [{}, '__proto__', undefined], [{}, 'constructor', undefined], [JSON.parse('{"__proto__":{"x":1}}'), '__proto__.x', 1], [null, 'a', undefined],
])('%j at %s → %j', (value, path, found) => {
  expect(valueAt(value, path)).toEqual(found);
});
