import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../../ingest/table/open.ts';
import type { TableRow } from '../../../ingest/table/types.ts';
import { tempFile } from './files.ts';
import { makeWorkbook, zip, type WorkbookSpec } from './workbook.ts';

async function rowsOf(file: string): Promise<(TableRow & { sheet: string | null })[]> {
  const rows = [];
  for await (const batch of readTable(file, { score: (cells) => cells.length })) rows.push(...batch.rows.map((r) => ({ ...r, sheet: batch.sheet })));
  return rows;
}

const read = async (spec: WorkbookSpec) => rowsOf(await tempFile('a.xlsx', makeWorkbook(spec)));
const cellsOf = async (rows: string, spec: Partial<WorkbookSpec> = {}) =>
  (await read({ sheets: [{ name: 'S', rows }], ...spec })).map((r) => r.cells);

describe('a workbook', () => {
  it('reads shared strings: plain, rich text joined, phonetic guides left out, escapes undone', async () => {
    const strings = '<si><t>甲</t></si><si><r><t>乙</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 丙</t></r></si>'
      + '<si><t>漢</t><rPh sb="0" eb="1"><t>かん</t></rPh></si><si><t>一行_x000D_\n二_x005F_x0041_</t></si><si/>';
    const row = [0, 1, 2, 3, 4].map((i) => `<c t="s"><v>${i}</v></c>`).join('');
    expect(await cellsOf(`<row r="1">${row}</row>`, { strings })).toEqual([['甲', '乙 丙', '漢', '一行\r\n二_x0041_', '']]);
  });

  it('reads inline strings, formulas by their cached value, booleans, errors and CDATA', async () => {
    const row = '<c t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c><c t="str"><f>A1&amp;"x"</f><v>甲x</v></c><c><f>1+1</f><v>2</v></c>'
      + '<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="str"><v><![CDATA[<b>]]></v></c>';
    expect(await cellsOf(`<row>${row}</row>`)).toEqual([['甲乙', '甲x', '2', '是', '否', '', '<b>']]);
  });

  it('keeps the place of a cell and the number of a row', async () => {
    const rows = await read({ sheets: [{ name: 'S', rows: '<row r="3"><c r="B3"><v>1</v></c><c r="AA3"><v>2</v></c></row><row r="7"><c><v>3</v></c></row>' }] });
    expect(rows.map((r) => r.row)).toEqual([3, 7]);
    expect(rows[0]!.cells).toHaveLength(27);
    expect([rows[0]!.cells[1], rows[0]!.cells[26], rows[0]!.cells[0], rows[1]!.cells[0]]).toEqual(['1', '2', '', '3']);
  });

  it('reads dates by their style, built in and written by hand', async () => {
    const styles = [0, 14, 22, 31, 164, 165, 166];
    const formats = { 164: 'yyyy"年"m"月"d"日" h:mm;@', 165: '0.00"day"', 166: '[$-804]上午/下午h:mm:ss' };
    const row = [0, 1, 2, 3, 4, 5].map((s) => `<c s="${s}"><v>45901.336805555555</v></c>`).join('') + '<c s="1"><v>45901</v></c><c s="6"><v>0.5</v></c>';
    expect(await cellsOf(`<row>${row}</row>`, { styles, formats })).toEqual([[
      '45901.3368055556', '2025-09-01 08:05:00', '2025-09-01 08:05:00', '2025-09-01 08:05:00', '2025-09-01 08:05:00', '45901.3368055556', '2025-09-01', '12:00:00',
    ]]);
  });

  it('counts dates from 1904 where the workbook does', async () => {
    expect(await cellsOf('<row><c s="1"><v>44439</v></c></row>', { styles: [0, 14], date1904: true })).toEqual([['2025-09-01']]);
  });

  it('keeps 14 digits of an order number whole and shows that longer ones are spoilt', async () => {
    const row = '<c><v>20180404159024</v></c><c><v>1.12345678901234E+17</v></c><c><v>112345678901234560</v></c><c s="1"><v>42</v></c><c><v>188006.0</v></c>';
    expect(await cellsOf(`<row>${row}</row>`, { styles: [0, 164], formats: { 164: '000000' } })).toEqual([
      ['20180404159024', '1.12345678901234E+17', '1.12345678901235E+17', '000042', '188006'],
    ]);
  });

  it('reads every sheet in the order of the tabs, prefixed tags too', async () => {
    const rows = await read({ sheets: [{ name: '一月', rows: [['a']] }, { name: '二月 & 三月', rows: [['b'], [null, 'c']] }], prefix: 'x' });
    expect(rows.map((r) => [r.sheet, r.row, r.cells])).toEqual([['一月', 1, ['a']], ['二月 & 三月', 1, ['b']], ['二月 & 三月', 2, ['', 'c']]]);
  });

  it('passes over blank rows, and rows that are only formatted', async () => {
    expect(await cellsOf('<row r="1"><c s="0"/></row><row r="2"/><row r="3"><c t="inlineStr"><is><t> \u3000</t></is></c></row><row r="4"><c><v>1</v></c></row>')).toEqual([['1']]);
  });

  it('passes over characters that XML forbids', async () => {
    expect(await cellsOf('<row><c t="str"><v>a\u000bb&#x1F;c</v></c></row>')).toEqual([[expect.stringMatching(/^ab.*c$/)]]);
  });

  it('puts a row of more than the limit aside', async () => {
    const rows = await read({ sheets: [{ name: 'S', rows: [['x'.repeat(2_000_000)], ['b']] }] });
    expect(rows.map((r) => r.fault?.code)).toEqual(['ROW_TOO_LONG', undefined]);
  });

  it('names a workbook without a filled cell empty', async () => {
    await expect(read({ sheets: [{ name: 'S', rows: '<row r="1"/>' }] })).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });
});

const codeOf = async (bytes: Buffer) => rowsOf(await tempFile('断.xlsx', bytes)).then(() => 'read', (error: { code?: string }) => error.code);

describe('a damaged workbook', () => {
  const whole = makeWorkbook({ sheets: [{ name: 'S', rows: Array.from({ length: 2_000 }, (_, i) => [`行${i}`, i]) }] });

  it('is said to be damaged wherever it was cut', async () => {
    for (const part of [0.1, 0.5, 0.9, 0.99]) expect(await codeOf(whole.subarray(0, Math.floor(whole.length * part)))).toBe('FILE_DAMAGED');
  });

  it('tells in Chinese what to do', async () => {
    await expect(rowsOf(await tempFile('断.xlsx', whole.subarray(0, 500)))).rejects.toThrow(/断\.xlsx 已损坏/);
  });

  it('is said to be damaged when a part is broken inside', async () => {
    const broken = Buffer.from(whole);
    const sheet = broken.indexOf('xl/worksheets/sheet1.xml') + 200;
    broken.fill(0xff, sheet, sheet + 400);
    expect(await codeOf(broken)).toBe('FILE_DAMAGED');
    expect(await codeOf(makeWorkbook({ sheets: [{ name: 'S', rows: '<row><c><v>1</row>' }] }))).toBe('FILE_DAMAGED');
    expect(await codeOf(zip({ '[Content_Types].xml': '<Types/>' }))).toBe('FILE_DAMAGED');
  });

  it('is not unpacked without end', async () => {
    const bomb = makeWorkbook({ sheets: [{ name: 'S', rows: `<row><c t="str"><v>${' '.repeat(100 * 1024 * 1024)}</v></c></row>` }] });
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(rowsOf(await tempFile('炸弹.xlsx', bomb))).rejects.toThrow(/大得反常/);
  });

  it('is told from other packages', async () => {
    expect(await codeOf(zip({ '[Content_Types].xml': '<Types/>', '_rels/.rels': '<Relationships/>', 'word/document.xml': '<d/>' }))).toBe('FILE_KIND_UNKNOWN');
    expect(await codeOf(zip({ 'orders.csv': 'a,b' }))).toBe('FILE_KIND_UNKNOWN');
    expect(await codeOf(zip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.bin': 'x' }))).toBe('FILE_KIND_UNKNOWN');
  });
});

const blank = fileURLToPath(new URL('../../../../shared/data/taidi/sheet-with-blank-rows.xlsx', import.meta.url));
const shared = existsSync(blank);
if (!shared) console.warn('跳过:没有 ../shared/data/taidi,未试读真实的工作簿');

describe.skipIf(!shared)('a sheet with 65,000 blank rows', () => {
  it('gives its 495 rows and the header', async () => {
    expect(await rowsOf(blank)).toHaveLength(496);
  });
});
