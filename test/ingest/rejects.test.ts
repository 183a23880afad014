import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { createRejects, csvCell } from '../../ingest/rejects.ts';
import type { Reject } from '../../model/index.ts';
import { tempDir } from './table/files.ts';

const reject = (more: Partial<Reject> = {}): Reject => ({ row: 2, column: '受理时间', code: 'ROW_BAD_TIME', reason: '第 2 行的时间不存在', cells: ['1', '2025-02-30'], ...more });

const newPath = async () => join(await tempDir(), '工单.csv.rejects.csv');

describe('the rejects file', () => {
  it('says where and why, and then gives the row as it was', async () => {
    const path = await newPath();
    const file = createRejects(path);
    await file.add(reject());
    await file.add(reject({ row: 7, sheet: '9月', column: null, code: 'ROW_NO_CONTENT', cells: ['带,逗号', '带"引号"', '两\n行', '空\0字符'] }));
    expect(await file.close()).toBe(path);
    const text = await readFile(path, 'utf8');
    expect(text.startsWith('\ufeff原行号,工作表,列,代码,原因,')).toBe(true);
    expect(parse(text, { bom: true, relax_column_count: true }).slice(1)).toEqual([
      ['2', '', '受理时间', 'ROW_BAD_TIME', '第 2 行的时间不存在', '1', '2025-02-30'],
      ['7', '9月', '', 'ROW_NO_CONTENT', '第 2 行的时间不存在', '带,逗号', '带"引号"', '两\n行', '空字符'],
    ]);
  });

  it('is not made when nothing was put aside', async () => {
    const path = await newPath();
    expect(await createRejects(path).close()).toBeNull();
    expect(await readdir(dirname(path))).toEqual([]);
  });

  it('appears whole or not at all', async () => {
    const path = await newPath();
    const file = createRejects(path);
    for (let row = 1; row <= 5_000; row += 1) await file.add(reject({ row, cells: ['x'.repeat(100)] }));
    expect(existsSync(path)).toBe(false);
    await file.close();
    expect((await readFile(path, 'utf8')).trimEnd().split('\r\n')).toHaveLength(5_001);
    expect(await readdir(dirname(path))).toHaveLength(1);
  });

  it('leaves nothing behind when it is given up', async () => {
    const path = await newPath();
    const file = createRejects(path);
    await file.add(reject());
    await file.discard();
    expect(await readdir(dirname(path))).toEqual([]);
  });

  it('is for its owner only: the rows hold contact data', async () => {
    const path = await newPath();
    const file = createRejects(path);
    await file.add(reject());
    await file.close();
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('says in words that it cannot be written', async () => {
    const file = createRejects(join(await tempDir(), '没有这个文件夹', 'x.csv'));
    await expect(file.add(reject())).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('没有这个文件夹') });
  });
});

describe('csvCell', () => {
  it.each([
    ['=1+1', "'=1+1"], ['+86', "'+86"], ['-5', "'-5"], ['@SUM(A1)', "'@SUM(A1)"], ['\t=1', "'\t=1"], ['＝1', "'＝1"], ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ['1=1', '1=1'], ['路灯坏了', '路灯坏了'], ['', ''],
  ])('%j → %j', (cell, safe) => {
    expect(csvCell(cell)).toBe(safe);
  });
});
