import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../../ingest/table/open.ts';
import { YuqingError } from '../../../model/index.ts';
import { tempFile } from './files.ts';

const KNOWN = ['信访编号', '信访日期', '信访内容', 'content', 'orderNo'];
const score = (cells: string[]) => cells.filter((c) => KNOWN.includes(c)).length;

async function batchesOf(content: string | Buffer) {
  const batches = [];
  for await (const { sheet, keys, rows } of readTable(await tempFile('导出.xml', content), { score })) if (rows.length > 0) batches.push({ sheet, keys, rows });
  return batches;
}

describe('a spreadsheet of 2003', () => {
  const book = (rows: string) => `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Worksheet ss:Name="3月"><Table ss:ExpandedRowCount="1">${rows}</Table></Worksheet><Worksheet ss:Name="4月"><Table><Row><Cell><Data ss:Type="String">a</Data></Cell></Row></Table></Worksheet></Workbook>`;

  it('gives the rows of every sheet: places left out, merged cells, kinds of value', async () => {
    const [march, april] = await batchesOf(book(`
      <Row ss:Index="2"><Cell ss:MergeDown="1"><Data ss:Type="String">甲&#10;乙</Data></Cell><Cell ss:Index="4" ss:MergeAcross="1"><Data ss:Type="DateTime">2026-03-04T08:05:00.000</Data></Cell><Cell><Data ss:Type="Number">20260304000001</Data></Cell></Row>
      <Row><Cell ss:Index="2"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>粗</B>细</ss:Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell></Row>`));
    expect(march!.sheet).toBe('3月');
    expect(march!.rows).toEqual([
      { row: 2, cells: ['甲\n乙', '', '', '2026-03-04 08:05:00', '', '20260304000001'], wide: [{ from: 3, to: 4 }] },
      { row: 3, cells: ['甲\n乙', '粗细', '是', ''] },
    ]);
    expect(april).toMatchObject({ sheet: '4月', rows: [{ row: 1, cells: ['a'] }] });
  });

  it('broken off in the middle is damaged', async () => {
    await expect(batchesOf(book('<Row><Cell>').slice(0, 400))).rejects.toMatchObject({ code: 'FILE_DAMAGED', message: expect.stringContaining('导出.xml') });
  });
});

describe('records', () => {
  it('are the elements whose children have known names, whatever stands around them', async () => {
    const [batch] = await batchesOf(`<?xml version="1.0" encoding="UTF-8"?><导出><总数>2</总数><列表>
      <信访件 id="7"><信访编号>XF1</信访编号><信访日期>2026-03-04</信访日期><信访内容><![CDATA[井盖<碎>了]]></信访内容><附件><文件>a</文件><文件>b</文件></附件></信访件>
      <信访件><信访编号>XF2</信访编号><信访内容>停水&amp;停电</信访内容></信访件></列表></导出>`);
    expect(batch!.keys).toEqual(['id', '信访编号', '信访日期', '信访内容', '附件']);
    expect(batch!.rows).toEqual([{ row: 1, cells: ['7', 'XF1', '2026-03-04', '井盖<碎>了', 'a、b'] }, { row: 2, cells: ['', 'XF2', '', '停水&停电'] }]);
  });

  it('may name their columns in attributes', async () => {
    const [batch] = await batchesOf('<root><r><field name="信访编号">XF1</field><field name="信访内容" value="停水"/></r><r orderNo="1" content="停电"/></root>');
    expect(batch).toMatchObject({ keys: ['信访编号', '信访内容', 'orderNo', 'content'], rows: [{ cells: ['XF1', '停水'] }, { cells: ['', '', '1', '停电'] }] });
  });

  it('in GBK', async () => {
    const gb = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="GBK"?><r><i><orderNo>1</orderNo><content>'), Buffer.from('cda3cbae', 'hex'), Buffer.from('</content></i></r>')]);
    expect((await batchesOf(gb))[0]!.rows).toEqual([{ row: 1, cells: ['1', '停水'] }]);
  });

  it('of names that nobody knows are named', async () => {
    expect((await batchesOf('<r><i><甲>1</甲><乙>2</乙></i></r>'))[0]!.keys).toEqual(['甲', '乙']);
  });

  it('do not expand entities of their own', async () => {
    const bomb = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><r><i><orderNo>1</orderNo><content>x&b;</content></i></r>`;
    expect(JSON.stringify(await batchesOf(bomb)).length).toBeLessThan(300);
  });
});

it('any XML ends in rows or in an error in words', async () => {
  const piece = fc.oneof(fc.constantFrom('<a>', '</a>', '<信访编号>', '</信访编号>', '<content x="1">', '</content>', '<Row>', '<Cell ss:Index="9">', '&amp;', '<![CDATA[', ']]>'), fc.string());
  await fc.assert(fc.asyncProperty(fc.boolean(), fc.array(piece, { maxLength: 40 }), async (sheet, parts) => {
    const end = await batchesOf(`<?xml version="1.0"?>${sheet ? '<?mso-application progid="Excel.Sheet"?>' : ''}<r>${parts.join('')}</r>`).catch((error: unknown) => error);
    expect(Array.isArray(end) || end instanceof YuqingError).toBe(true);
  }), { numRuns: 200 });
});
