import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeWorkbook } from '../../../cli/demo/workbook.ts';
import { makeWorld } from '../../../cli/demo/world.ts';
import type { Cell } from '../../../cli/demo/world-sheet.ts';
import { readXlsx } from '../../../ingest/table/xlsx.ts';

/** A number may be written shorter; `_x000D_` is how a workbook writes a carriage return. */
const same = (written: Cell, read = '') =>
  typeof written === 'number' ? Math.abs(Number(read) - written) < 1e-6 : read === (written ?? '').replaceAll('_x000D_', '\r');

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yuqing-workbook-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

it('is a real workbook: a reader of .xlsx finds every row and cell again, numbers as numbers', async () => {
  const { sheet } = makeWorld({ now: new Date('2026-11-24T02:00:00Z') });
  const file = join(dir, 'orders.xlsx');
  await writeFile(file, await writeWorkbook(sheet));

  const found = new Map<number, string[]>();
  for await (const batch of readXlsx(file, {})) for (const row of batch.rows) found.set(row.row, row.cells);

  const lost = sheet.flatMap((row, i) => row.flatMap((cell, j) => (same(cell, found.get(i + 1)?.[j]) ? [] : [{ row: i + 1, column: j + 1, cell }])));
  expect(lost).toEqual([]);
  expect(found.size).toBe(sheet.length - 1);
});
