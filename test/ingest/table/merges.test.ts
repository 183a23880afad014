import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FillDown } from '../../../ingest/table/fill-down.ts';
import { columnOf, mergesIn } from '../../../ingest/table/merges.ts';

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}
const read = (xml: string, size = 1 << 16) => mergesIn(cut(Buffer.from(xml), size));

describe('merged ranges of a sheet', () => {
  const xml = (p: string) => `<${p}worksheet><${p}sheetData><${p}row><${p}c t="str"><${p}v>mergeCell ref="A9:A10" &lt;sheetData></${p}v></${p}c></${p}row></${p}sheetData>`
    + `<${p}mergeCells count="3"><${p}mergeCell ref="B3:B4"/><${p}mergeCell  ref='$A$1:$D$2' /><${p}mergeCell ref="C4:C3"/></${p}mergeCells></${p}worksheet>`;
  const ranges = [{ top: 1, bottom: 2, left: 0, right: 3 }, { top: 3, bottom: 4, left: 1, right: 1 }];

  it('are found behind the rows, by their first row, however the bytes are cut', async () => {
    for (const prefix of ['', 'x:']) for (const size of [1, 7, 64, 1 << 16]) expect(await read(xml(prefix), size)).toEqual(ranges);
  });

  it('are none where there are none', async () => {
    expect(await read('<worksheet><sheetData/></worksheet>')).toEqual([]);
    expect(await read('<worksheet><sheetData><row/></sheetData></worksheet>')).toEqual([]);
    expect(await read('')).toEqual([]);
    expect(await read('<worksheet><sheetData/><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>', 3)).toHaveLength(1);
  });

  it('of any bytes are ranges', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(fc.constantFrom('</sheetData>', '<mergeCell ref="', 'A1:B2', '"/>', 'XFD1048576:A1'), fc.string())), fc.integer({ min: 1, max: 50 }), async (parts, size) => {
      for (const { top, bottom, left, right } of await read(parts.join(''), size)) expect(bottom >= top && right >= left).toBe(true);
    }));
  });
});

describe('filling down', () => {
  it('gives the value to rows below, widens them, and lets their own value stand', () => {
    const fill = new FillDown([{ top: 1, bottom: 3, left: 2, right: 3 }, { top: 2, bottom: 2, left: 0, right: 1 }]);
    const rows = [{ row: 1, cells: ['a', 'b', 'c'] }, { row: 2, cells: ['d'] }, { row: 3, cells: ['e', '', 'own'] }, { row: 4, cells: ['f'] }];
    for (const row of rows) fill.apply(row);
    expect(rows).toEqual([
      { row: 1, cells: ['a', 'b', 'c'], wide: [{ from: 2, to: 3 }] }, { row: 2, cells: ['d', '', 'c'], wide: [{ from: 0, to: 1 }] }, { row: 3, cells: ['e', '', 'own'] }, { row: 4, cells: ['f'] },
    ]);
  });

  it('bears ranges that lie over each other', () => {
    const merges = Array.from({ length: 100_000 }, (_, i) => ({ top: 1, bottom: 1_000_000, left: i % 16_384, right: i % 16_384 }));
    const fill = new FillDown(merges);
    const row = { row: 1, cells: Array.from({ length: 2_048 }, () => 'x') };
    fill.apply(row);
    const below = { row: 2, cells: ['y'] };
    fill.apply(below);
    expect(below.cells).toHaveLength(512);
  });
});

it('columns by their letters', () => {
  expect(['A', 'AB12', 'XFD1', '12', ''].map(columnOf)).toEqual([0, 27, 16_383, -1, -1]);
});
