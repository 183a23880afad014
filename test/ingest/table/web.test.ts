import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../../ingest/table/open.ts';
import { YuqingError } from '../../../model/index.ts';
import { GB, tempFile } from './files.ts';

const score = (cells: string[]) => cells.filter((c) => ['工单编号', '诉求内容', '受理时间'].includes(c)).length;

async function rowsOf(content: string | Buffer, name = '导出.xls') {
  const rows = [];
  for await (const batch of readTable(await tempFile(name, content), { score })) for (const { row, cells, wide, fault } of batch.rows) rows.push({ row, cells, wide, fault: fault?.code, sheet: batch.sheet });
  return rows;
}
const cellsOf = async (content: string | Buffer) => (await rowsOf(content)).map((r) => r.cells);
const header = '<tr><th>工单编号</th><th>诉求内容</th></tr>';

describe('a page that is called a workbook', () => {
  it('gives the rows of its table: line breaks, entities, tags and styles', async () => {
    const page = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><style>td{mso-number-format:"\\@"}</style></head><body>
      <table border=1>${header}<tr><td style='mso-number-format:"\\@"'>20260304000001</td><td>第一行<br>第二行&nbsp;&amp;<b>粗</b><p>第三行</p></td></tr></table></body></html>`;
    expect(await cellsOf(page)).toEqual([['工单编号', '诉求内容'], ['20260304000001', '第一行\n第二行\u00a0&粗\n第三行']]);
  });

  it('reads the encoding that the page names', async () => {
    const page = Buffer.concat([
      Buffer.from('<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><table><tr><td>'),
      GB['工单编号,诉求内容']!.subarray(0, 8), Buffer.from('</td><td>'), GB['路灯不亮']!, Buffer.from('</td></tr></table></html>'),
    ]);
    expect(await cellsOf(page)).toEqual([['工单编号', '路灯不亮']]);
  });

  it('fills cells that reach over rows, and tells those that reach over columns', async () => {
    const page = `<table><tr><td rowspan=2>工单编号</td><td colspan=2>诉求人信息</td><td rowspan=2>诉求内容</td></tr><tr><td>姓名</td><td>电话</td></tr>
      <tr><td>1</td><td>甲</td><td>2</td><td rowspan="2">停水</td></tr><tr><td>3</td><td>乙</td><td>4</td></tr></table>`;
    const rows = await rowsOf(page);
    expect(rows.map((r) => r.cells)).toEqual([
      ['工单编号', '诉求人信息', '', '诉求内容'], ['工单编号', '姓名', '电话', '诉求内容'], ['1', '甲', '2', '停水'], ['3', '乙', '4', '停水'],
    ]);
    expect(rows[0]!.wide).toEqual([{ from: 1, to: 2 }]);
  });

  it('passes over the frame of the page and finds the table inside it', async () => {
    const page = `<table><tr><td>首页</td><td>退出</td></tr></table><table><tr><td>菜单</td><td><table>${header}<tr><td>1</td><td>停水</td></tr></table></td></tr><tr><td>版权</td></tr></table>`;
    expect(await cellsOf(page)).toEqual([['工单编号', '诉求内容'], ['1', '停水']]);
  });

  it('keeps a table inside a cell as words', async () => {
    const page = `<table>${header}<tr><td>1</td><td>明细<table><tr><td>水费</td><td>30元</td></tr></table>请核实</td></tr><tr><td>2</td><td>停水</td></tr></table>`;
    expect(await cellsOf(page)).toEqual([['工单编号', '诉求内容'], ['1', expect.stringMatching(/明细\s+水费 30元\s+请核实/)], ['2', '停水']]);
  });

  it('counts the rows of all tables, as Excel shows them, and goes on where a page break began another', async () => {
    const page = `<table><tr><td>标题</td></tr></table><table>${header}<tr><td>1</td><td>停水</td></tr></table><table><tr><td>2</td><td>停电</td></tr></table>`;
    expect((await rowsOf(page)).map((r) => [r.row, r.cells[0]])).toEqual([[2, '工单编号'], [3, '1'], [4, '2']]);
  });

  it('reads tags left open, in capitals and without a body', async () => {
    expect(await cellsOf('<TABLE><TR><TD>工单编号<TD>诉求内容<TR><TD>1<TD>停水<script>var a="<td>x"</script></TABLE>')).toEqual([['工单编号', '诉求内容'], ['1', '停水']]);
  });

  it('takes the number beside, where a long one is shown in scientific form', async () => {
    expect(await cellsOf(`<table>${header}<tr><td x:num="20260304000001">2.02603E+13</td><td>停水</td></tr></table>`)).toContainEqual(['20260304000001', '停水']);
  });

  it('without a known header gives the longest table, to name its columns', async () => {
    expect(await cellsOf('<table><tr><td>甲</td></tr></table><table><tr><td>乙</td><td>丙</td></tr><tr><td>1</td></tr></table>')).toEqual([['乙', '丙'], ['1']]);
    await expect(rowsOf('<html><p>没有表格</p></html>')).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });

  it('puts a row aside that is too long, and is not led astray by spans without end', async () => {
    expect((await rowsOf(`<table>${header}<tr><td>1</td><td>${'长'.repeat(1_200_000)}</td></tr></table>`)).map((r) => r.fault)).toEqual([undefined, 'ROW_TOO_LONG']);
    const rows = await rowsOf(`<table>${header}${'<tr><td rowspan=999999 colspan=999999>x</td></tr>'.repeat(300)}</table>`);
    expect(rows.every((r) => r.cells.length <= 2_048)).toBe(true);
  });
});

describe('a page in a single file', () => {
  const mhtml = (body: string, encoding: string) => `MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="----=_Next"\r\n\r\n说明\r\n------=_Next\r\nContent-Location: file:///C:/工单.htm\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n<frameset></frameset>\r\n`
    + `------=_Next\r\nContent-Location: file:///C:/sheet001.htm\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n${body}\r\n------=_Next--\r\n`;
  const page = `<table>${header}<tr><td>1</td><td>停水=停电</td></tr></table>`;

  it('is taken apart, quoted or in base64', async () => {
    const soft = [...Buffer.from(page)].map((b, i) => `=${b.toString(16).toUpperCase().padStart(2, '0')}${i % 24 === 23 ? '=\r\n' : ''}`).join('');
    for (const [body, encoding] of [[soft, 'quoted-printable'], [Buffer.from(page).toString('base64').replace(/(.{76})/g, '$1\r\n'), 'base64'], [page, '8bit']] as const) {
      expect(await cellsOf(mhtml(body, encoding))).toEqual([['工单编号', '诉求内容'], ['1', '停水=停电']]);
    }
  });

  it('without a table says so', async () => {
    await expect(rowsOf(mhtml('<p>空</p>', '8bit'))).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  });
});

it('any page ends in rows or in an error in words', async () => {
  const piece = fc.oneof(fc.constantFrom('<table>', '</table>', '<tr>', '<td rowspan=3>', '<td colspan=2>', '</td>', '工单编号', '诉求内容', '<!--', '-->', '<script>', '&#x41;', '<br/>', '</tr>', '<td'), fc.string());
  await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (parts) => {
    const end = await rowsOf(`<html>${parts.join('')}`).catch((error: unknown) => error);
    expect(Array.isArray(end) || end instanceof YuqingError).toBe(true);
  }), { numRuns: 200 });
});
