import { describe, expect, it } from 'vitest';
import { readTable } from '../../../ingest/table/open.ts';
import type { TableRow } from '../../../ingest/table/types.ts';
import { GB, tempFile } from './files.ts';

const score = (cells: string[]) => cells.filter((c) => ['工单编号', '诉求内容', '承办单位'].includes(c.trim())).length;

async function read(content: string | Buffer, rowLimit?: number): Promise<TableRow[]> {
  const rows = [];
  for await (const batch of readTable(await tempFile('a.csv', content), { score, ...(rowLimit && { rowLimit }) })) rows.push(...batch.rows);
  return rows;
}

const cells = async (content: string | Buffer) => (await read(content)).map((r) => r.cells);
const gb = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((p) => (typeof p === 'string' ? GB[p] ?? Buffer.from(p, 'latin1') : p)));

describe('encodings of a csv', () => {
  const table = '工单编号,诉求内容\n1,路灯不亮\n';
  const expected = [['工单编号', '诉求内容'], ['1', '路灯不亮']];

  it('reads UTF-8 with and without a BOM', async () => {
    expect(await cells(table)).toEqual(expected);
    expect(await cells(`\ufeff${table}`)).toEqual(expected);
  });

  it('reads UTF-16, which Excel calls Unicode text', async () => {
    const wide = Buffer.from(`\ufeff${table.replaceAll(',', '\t')}`, 'utf16le');
    expect(await cells(wide)).toEqual(expected);
    expect(await cells(Buffer.from(wide).swap16())).toEqual(expected);
  });

  it('reads GB18030, its characters of four bytes too', async () => {
    expect(await cells(gb('工单编号,诉求内容', '\n1,', '路灯不亮', '\n2,', '㐀村', '\n'))).toEqual([...expected, ['2', '㐀村']]);
  });

  it('reads a row of GB18030 in a file of UTF-8 as what it is', async () => {
    const rows = await read(Buffer.concat([Buffer.from(table), gb('2,', '停水', '\n'), Buffer.from('3,停电\n')]));
    expect(rows.map((r) => r.cells[1])).toEqual(['诉求内容', '路灯不亮', '停水', '停电']);
    expect(rows.map((r) => r.reencoded)).toEqual([undefined, undefined, true, undefined]);
  });

  it('reads a row of UTF-8 in a file of GB18030 as what it is', async () => {
    const rows = await read(Buffer.concat([gb('工单编号,诉求内容', '\n1,', '路灯不亮', '\n'), Buffer.from('2,小区停电\n')]));
    expect(rows.map((r) => r.cells[1])).toEqual(['诉求内容', '路灯不亮', '小区停电']);
    expect(rows[2]!.reencoded).toBe(true);
  });

  it('reads both in one row, cell by cell', async () => {
    const rows = await read(Buffer.concat([Buffer.from('工单编号,诉求内容,承办单位\n1,小区里面已经连续三天没有自来水,'), gb('路灯不亮', '\n')]));
    expect(rows[1]!.cells).toEqual(['1', '小区里面已经连续三天没有自来水', '路灯不亮']);
  });

  it('puts a row aside that is neither, and never garbles one', async () => {
    const cut = Buffer.from('小区里面已经连续三天没有自来水').subarray(0, -1);
    const rows = await read(Buffer.concat([Buffer.from(table), Buffer.from('2,'), cut, Buffer.from('\n3,'), Buffer.from([0xff, 0xfe, 0xff]), Buffer.from('\n4,好\n')]));
    expect(rows.map((r) => r.fault?.code)).toEqual([undefined, undefined, 'ROW_MALFORMED', 'ROW_MALFORMED', undefined]);
    expect(rows[2]!.fault!.reason).toContain('编码损坏');
  });

  it('is not led astray by one foreign row near the top', async () => {
    const many = Array.from({ length: 20 }, (_, i) => `${i},中文内容\n`).join('');
    const rows = await read(Buffer.concat([Buffer.from('工单编号,诉求内容\n'), gb('0,', '停水', '\n'), Buffer.from(many)]));
    expect(rows.slice(1).map((r) => r.cells[1])).toEqual(['停水', ...Array.from({ length: 20 }, () => '中文内容')]);
  });
});

describe('shape of a csv', () => {
  it.each([[','], [';'], ['\t'], ['|']])('finds the delimiter %j', async (d) => {
    expect(await cells(`工单编号${d}诉求内容\n1${d}"一${d}二"\n`)).toEqual([['工单编号', '诉求内容'], ['1', `一${d}二`]]);
  });

  it('names a delimiter that it does not read', async () => {
    await expect(read('工单编号^诉求内容\n1^停水\n')).rejects.toMatchObject({ code: 'DELIMITER_WRONG', message: expect.stringContaining('“^”') });
    await expect(read('工单编号，诉求内容\n1，停水\n')).rejects.toMatchObject({ code: 'DELIMITER_WRONG' });
  });

  it('counts rows as Excel does: a line break in a cell is none, a blank line is one', async () => {
    const rows = await read('工单编号,诉求内容\r\n1,"第一行\r\n第二行"\r\n\r\n,\r\n2,b\r\n');
    expect(rows.map((r) => [r.row, r.cells])).toEqual([[1, ['工单编号', '诉求内容']], [2, ['1', '第一行\r\n第二行']], [5, ['2', 'b']]]);
  });

  it('reads line ends of old Macintoshes', async () => {
    expect(await cells('工单编号,诉求内容\r1,a\r2,b')).toEqual([['工单编号', '诉求内容'], ['1', 'a'], ['2', 'b']]);
  });

  it('puts a row of more than the limit aside and reads on', async () => {
    const rows = await read(`工单编号,诉求内容\n1,${'长'.repeat(400_000)}\n2,b\n`);
    expect(rows.map((r) => [r.row, r.fault?.code])).toEqual([[1, undefined], [2, 'ROW_TOO_LONG'], [3, undefined]]);
    expect(rows[1]!.cells.join('').length).toBeLessThan(300);
  });

  it('loses one row to a quote that is never closed', async () => {
    const rows = await read(`工单编号,诉求内容\n1,"没有闭合\n${Array.from({ length: 500 }, (_, i) => `${i + 2},正常\n`).join('')}`);
    expect(rows).toHaveLength(502);
    expect(rows[1]!.fault).toEqual({ code: 'ROW_MALFORMED', reason: '这一行的引号没有闭合' });
    expect(rows.filter((r) => r.fault)).toHaveLength(1);
  });

  it('keeps NULs for the caller to clean', async () => {
    expect(await cells('工单编号,诉求内容\n1,a\0b\n')).toEqual([['工单编号', '诉求内容'], ['1', 'a\0b']]);
  });

  it('tells how far it has come in bytes', async () => {
    const content = `工单编号,诉求内容\n${'1,内容内容内容内容\n'.repeat(30_000)}`;
    const places = [];
    for await (const batch of readTable(await tempFile('a.csv', content), { score })) places.push(batch.done);
    expect(places.length).toBeGreaterThan(3);
    expect(places.at(-1)).toBe(Buffer.byteLength(content));
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it.each([['nothing', ''], ['a BOM', '\ufeff'], ['blank lines', ' \r\n\r\n'], ['blank cells', ',,\n,,\n'], ['NULs', '\0'.repeat(3_000)]])('calls a file of %s empty', async (_, content) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });
});
