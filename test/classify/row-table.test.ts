import { array, assert, integer, property } from 'fast-check';
import { expect, it } from 'vitest';
import { rowOf, tableOf } from '../../classify/row-table.ts';

it('finds each hash at its row and no other, collisions of their low bits included', () => {
  const hash = integer({ min: -0x8000_0000, max: 0x7fff_ffff });
  assert(property(array(hash, { maxLength: 300 }), array(integer({ min: -8, max: 8 }), { maxLength: 300 }), (wide, near) => {
    const hashes = [...new Set([...wide, ...near.map((x) => x * 4_096)])];
    const table = tableOf(Int32Array.from(hashes))!;
    hashes.forEach((h, row) => expect(rowOf(table, h)).toBe(row));
    for (const h of [...near, 77, -77]) if (!hashes.includes(h)) expect(rowOf(table, h)).toBe(-1);
  }), { numRuns: 100 });
});

it('refuses a hash that stands there twice, and is empty for none', () => {
  expect(tableOf(Int32Array.of(5, 7, 5))).toBeNull();
  expect(rowOf(tableOf(new Int32Array(0))!, 5)).toBe(-1);
});
