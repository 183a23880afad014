import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseColumnMap } from '../../../ingest/hotline/header.ts';
import { readOrders } from '../../../ingest/hotline/read.ts';
import type { IncomingItem, Reject, RowRef } from '../../../model/index.ts';
import { tempFile } from '../table/files.ts';
import { makeWorkbook, type WorkbookSpec } from '../table/workbook.ts';

const NOW = new Date('2026-11-24T08:00:00Z');

async function read(name: string, content: string | Buffer, map: string[] = [], exportedAt?: Date) {
  const items: (IncomingItem & { at: RowRef })[] = [];
  const rejects: Reject[] = [];
  for await (const event of readOrders(await tempFile(name, content), { map: parseColumnMap(map), receivedAt: null, exportedAt, now: NOW })) {
    if (event.type === 'item') items.push({ ...event.item, at: event.at });
    if (event.type === 'reject') rejects.push(event.reject);
  }
  return { items, rejects };
}
const csv = (text: string, map: string[] = []) => read('工单.csv', text, map);
const book = (spec: WorkbookSpec) => read('工单.xlsx', makeWorkbook(spec));
const rejected = (rejects: Reject[]) => rejects.map((r) => [r.row, r.code, r.reason]);

/** Merged ranges behind the rows of the first sheet, where Excel writes them. */
function merged(rows: (string | number | null)[][], refs: string[]): Buffer {
  const spec: WorkbookSpec = { sheets: [{ name: '明细', rows }] };
  const xml = (n: (string | number | null)[][]) => n.map((row, r) => `<row r="${r + 1}">${row.map((v, c) => (v === null ? '' : typeof v === 'number' ? `<c r="${String.fromCharCode(65 + c)}${r + 1}"><v>${v}</v></c>` : `<c r="${String.fromCharCode(65 + c)}${r + 1}" t="inlineStr"><is><t>${v}</t></is></c>`)).join('')}</row>`).join('');
  return makeWorkbook({ ...spec, parts: { 'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:B2"/><sheetData>${xml(rows)}</sheetData><mergeCells count="1">${refs.map((r) => `<mergeCell ref="${r}"/>`).join('')}</mergeCells></worksheet>` } });
}

it('a code with its name beside it in JSON means what the key above says', async () => {
  const { items } = await read('接口.json', JSON.stringify({ data: { records: [{ orderNo: 'J1', createTime: 1772582700000, requestType: { code: '1', name: '投诉' }, content: '拒载', linkman: { name: '何某某' }, status: { value: '已办结' } }] } }));
  expect(items).toMatchObject([{ requestType: '投诉', status: '已办结', contact: { name: '何某某' } }]);
});

it('an answer without a time of its own is as old as the end; a day without a year is of the year of the export', async () => {
  const of = async (header: string, row: string) => (await read('a.csv', `${header}\n${row}\n`, [], new Date('2026-11-20T00:00:00Z'))).items[0];
  const head = '工单编号,受理时间,诉求内容,办理结果';
  expect(await of(`${head},办结时间`, 'A1,2026-03-04,停水,已修,2026-3-5 8:5')).toMatchObject({ replyAt: new Date('2026-03-05T00:05:00Z'), closedAt: new Date('2026-03-05T00:05:00Z') });
  expect(await of(`${head},办结时间`, 'A1,2026-03-04,停水,,2026-3-5')).toMatchObject({ reply: null, replyAt: null });
  expect(await of(`${head},回复时间,办结时间`, 'A1,2026-03-04,停水,已修,,2026-3-5')).toMatchObject({ replyAt: null });
  expect(await of(`${head},回复时间`, 'A1,2026-03-04,停水,已修,3月6日')).toMatchObject({ replyAt: new Date('2026-03-05T16:00:00Z'), marks: [] });
});

it('a day and its hour in two columns, as people and Excel write them', async () => {
  const { items, rejects } = await csv('编号,受理日期,受理时间,诉求内容\nY1,2026-03-04,下午3:05,一\nY2,2026-03-04,0.5,二\nY3,46085,0.336805555555556,三\nY4,46085,8点半,四\n');
  expect(rejects).toEqual([]);
  expect(items.map((i) => i.publishedAt.toISOString())).toEqual(['2026-03-04T07:05:00.000Z', '2026-03-04T04:00:00.000Z', '2026-03-04T00:05:00.000Z', '2026-03-04T00:30:00.000Z']);
});

it('the words of an answer that is an object in JSON are never the words of the order', async () => {
  const { items } = await read('接口.json', JSON.stringify([{ orderNo: 'R3', createTime: '2026-03-04 20:00', title: '路灯坏了', replyInfo: { content: '已修', time: '2026-03-05 09:00', dept: '住建局' } }]));
  expect(items).toMatchObject([{ body: '路灯坏了', reply: '已修', replyAt: new Date('2026-03-05T01:00:00Z'), mainUnit: '住建局' }]);
});

it('UTF-16 without a mark at its start is read as Excel shows it', async () => {
  const { items } = await read('工单.csv', Buffer.from('工单号\t受理时间\t诉求内容\r\nA1\t2026-03-04 10:00\t食堂问题\r\n', 'utf16le'));
  expect(items).toMatchObject([{ externalId: 'A1', body: '食堂问题', at: { row: 2 } }]);
});

describe('a header of two rows', () => {
  const top = '工单编号,受理时间,诉求人信息,,诉求内容,承办信息,,';
  const sub = ',,姓名,电话,,单位,姓名,时间';

  it('in csv: the lower name counts, the upper one tells equal names apart and says what 时间 means', async () => {
    const { items, rejects } = await csv(`河东区热线工单\n${top}\n${sub}\n20260304001,2026-03-04 08:05,何某某,13900001234,路灯坏了,城管局,刘工,2026-03-05 10:00\n`);
    expect(rejects).toEqual([]);
    expect(items[0]).toMatchObject({
      externalId: '20260304001', at: { row: 4 }, body: '路灯坏了', mainUnit: '城管局', publishedAt: new Date('2026-03-04T00:05:00Z'), contact: { name: '何某某', phone: '13900001234' },
      raw: { 单位: '城管局', '承办信息·姓名': '刘工', 时间: '2026-03-05 10:00' },
    });
  });

  it('in a workbook, merged across and down', async () => {
    const rows = [
      ['河东区热线工单', null, null, null, null],
      ['工单编号', '诉求人信息', null, '诉求内容', '受理时间'],
      [null, '姓名', '电话', null, null],
      ['20260304001', '何某某', '13900001234', '路灯坏了', '2026-03-04 08:05'],
    ];
    const { items, rejects } = await read('工单.xlsx', merged(rows, ['A1:E1', 'A2:A3', 'B2:C2', 'D2:D3', 'E2:E3']));
    expect(rejects).toEqual([]);
    expect(items[0]).toMatchObject({ externalId: '20260304001', at: { row: 4 }, contact: { name: '何某某', phone: '13900001234' }, body: '路灯坏了' });
  });

  it('repeated at a page break, with the title above it, is no order', async () => {
    const { items, rejects } = await csv(`河东区热线工单,,,,,,,\n${top}\n${sub}\n20260304001,2026-03-04 08:05,何某某,,路灯坏了,,,\n河东区热线工单,,,,,,,\n${top}\n${sub}\n20260304002,2026-03-04 08:06,,,停水,,,\n`);
    expect(items.map((i) => [i.at.row, i.externalId])).toEqual([[4, '20260304001'], [8, '20260304002']]);
    expect(rejected(rejects)).toEqual([
      [5, 'ROW_NO_CONTENT', '第 5 行是重复的标题,不是工单'], [6, 'ROW_NO_CONTENT', '第 6 行是重复的表头,不是工单'], [7, 'ROW_NO_CONTENT', '第 7 行是重复的表头,不是工单'],
    ]);
  });

  it('is not seen where the second row is the first order', async () => {
    expect((await csv('工单编号,诉求内容,办理状态,姓名\n20260304001,停水,,\n')).items.map((i) => i.externalId)).toEqual(['20260304001']);
    expect((await csv('统计时间,单位,\n工单编号,诉求内容,办理状态\n20260304001,停水,已办结\n')).items[0]).toMatchObject({ status: '已办结', at: { row: 3 } });
  });

  it('can be mapped by its lower name or by both', async () => {
    const table = '工单编号,甲方,,乙方,\n,说法,号,说法,号\n20260304001,停水,1,停电,2\n';
    expect((await csv(table, ['乙方·说法=content'])).items[0]).toMatchObject({ body: '停电' });
    expect((await csv(table, ['说法=content'])).items[0]).toMatchObject({ body: '停水' });
  });
});

describe('names of columns', () => {
  it('with line breaks, remarks, stars, escapes and entities', async () => {
    const { items } = await csv('"工单\n编号（必填）*",*诉求&nbsp;内容_x000D_,"受理\r\n时间【年-月-日】"\n20260304001,"<p>停水</p>_x000D_\n&lt;两天&gt;",\'2026-03-04\n');
    expect(items[0]).toMatchObject({ externalId: '20260304001', publishedAt: new Date('2026-03-03T16:00:00Z') });
    expect(items[0]!.body).toMatch(/^停水\n/);
  });

  it('change in the middle where another table begins', async () => {
    const { items, rejects } = await csv('工单编号,诉求内容,办理状态\n20260304001,停水,已办结\n\n诉求内容,受理时间,工单编号,承办单位\n停电,2026-03-05,20260305001,供电公司\n');
    expect(rejects).toEqual([]);
    expect(items.map((i) => [i.at.row, i.externalId, i.body, i.mainUnit])).toEqual([[2, '20260304001', '停水', null], [5, '20260305001', '停电', '供电公司']]);
  });
});

describe('lines below the table', () => {
  it.each(['合计,1,,', '共2件,,,', '制表人：某,,审核人：某,', ',,,制表日期：2026-03-05', '备注：以上为本周,,,', '小计：,1,,', '单位负责人：某,,,填表人：某'])('%s is no order', async (line) => {
    const { items, rejects } = await csv(`序号,工单编号,诉求内容,承办单位\n1,20260304001,停水,水务局\n${line}\n`);
    expect(items).toHaveLength(1);
    expect(rejected(rejects)).toEqual([[3, 'ROW_NO_CONTENT', '第 3 行是合计或落款行,不是工单']]);
  });
});

describe('merged cells in the body', () => {
  it('give their value to the further rows, and a note over several rows is one row', async () => {
    const rows = [
      ['登记日期', '所属街道', '诉求内容', '诉求人姓名'],
      ['2026-03-04', '西坝街道', '路灯坏了', '何某'],
      [null, null, '停水', null],
      [null, '东坝街道', '停电', '苏某'],
      ['备注：以上内容由各街道填报', null, null, null],
      [null, null, null, null],
    ];
    const { items, rejects } = await read('登记表.xlsx', merged(rows, ['A2:A4', 'B2:B3', 'A5:D6', 'C99:C98', 'XFD1:XFD2']));
    expect(items.map((i) => [i.at.row, i.place, i.body, i.publishedAt.toISOString().slice(0, 10), i.contact?.name ?? null])).toEqual([
      [2, '西坝街道', '路灯坏了', '2026-03-03', '何某'], [3, '西坝街道', '停水', '2026-03-03', null], [4, '东坝街道', '停电', '2026-03-03', '苏某'],
    ]);
    expect(rejected(rejects)).toEqual([[5, 'ROW_NO_CONTENT', '第 5 行是合计或落款行,不是工单']]);
  });

  it('are not guessed where the file does not know them', async () => {
    const { rejects } = await csv('登记日期,诉求内容\n2026-03-04,路灯坏了\n,停水\n');
    expect(rejected(rejects)).toEqual([[3, 'ROW_NO_TIME', expect.stringContaining('没有时间')]]);
  });
});

describe('times seen from the export', () => {
  const table = '工单编号,诉求内容,来电时间,办理时限\n20260304001,停水,今天 08:05,2026年3月11日18时前\n';

  it('are counted from it where it is given, and refused where it is not', async () => {
    expect((await read('工单.csv', table, [], new Date('2026-03-04T10:00:00Z'))).items[0]).toMatchObject({ publishedAt: new Date('2026-03-04T00:05:00Z'), dueText: '2026年3月11日18时前' });
    expect(rejected((await csv(table)).rejects)).toEqual([[2, 'ROW_BAD_TIME', expect.stringContaining('今天 08:05')]]);
  });
});

describe('conversations and other orders', () => {
  it('stand in the text, in the answer and in columns of their own', async () => {
    const { items } = await csv('工单编号,关联工单编号,诉求内容,答复意见\n20260304001,20260301009,"市民来电反映：路灯坏了，见20260302005。\n2026-03-04 10:20城管局答复：已修。\n市民再次来电反映：又坏了，电话13900001234。","一次答复：已派人。\n二次答复：已更换。"\n20260304002,,停水,已修\n');
    expect(items[0]!.thread!.map((p) => [p.who, p.unit, p.text])).toEqual([
      ['citizen', null, '路灯坏了，见20260302005。'], ['unit', '城管局', '已修。'], ['citizen', null, '又坏了，电话139****1234。'], ['unit', null, '已派人。'], ['unit', null, '已更换。'],
    ]);
    expect(items[0]).toMatchObject({ refs: ['20260301009', '20260302005'], ownWords: '市民来电反映：路灯坏了，见20260302005。\n市民再次来电反映：又坏了，电话139****1234。' });
    expect(items[0]!.body).toContain('城管局答复');
    expect(['thread', 'ownWords', 'refs'].filter((key) => key in items[1]!)).toEqual([]);
  });
});

describe('worksheets', () => {
  const header = ['工单编号', '受理时间', '诉求内容'];
  const order = (no: string) => [no, '2026-03-04', '停水'];
  const hide = (state: string) => ({ 'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="3月" r:id="s1"/><sheet name="旧稿" state="${state}" r:id="s2"/><sheet name="填表说明" r:id="s3"/></sheets></workbook>` });

  it.each(['hidden', 'veryHidden'])('that are %s, or explain the others, are passed over and told', async (state) => {
    const { items, rejects } = await book({
      sheets: [{ name: '3月', rows: [header, order('20260304001')] }, { name: '旧稿', rows: [header, order('20250101001')] }, { name: '填表说明', rows: [header, order('示例')] }], parts: hide(state),
    });
    expect(items.map((i) => i.externalId)).toEqual(['20260304001']);
    expect(rejects.map((r) => [r.sheet, r.code, r.reason])).toEqual([
      ['旧稿', 'SHEET_PASSED_OVER', '工作表“旧稿”是隐藏的工作表,没有导入'], ['填表说明', 'SHEET_PASSED_OVER', '工作表“填表说明”是说明工作表,没有导入'],
    ]);
  });

  it('are read when there is no other one', async () => {
    expect((await book({ sheets: [{ name: '说明', rows: [header, order('20260304001')] }] })).items).toHaveLength(1);
  });
});

describe('cells of a workbook', () => {
  it('that are errors, formulas, booleans, dates of 1904, spoilt or with an apostrophe', async () => {
    const rows = '<row r="1"><c t="inlineStr"><is><t>工单编号</t></is></c><c t="inlineStr"><is><t>受理时间</t></is></c><c t="inlineStr"><is><t>诉求内容</t></is></c><c t="inlineStr"><is><t>是否疑难</t></is></c><c t="inlineStr"><is><t>答复意见</t></is></c></row>'
      + '<row r="2"><c t="str"><f>"\'"&amp;"20260304000001"</f><v>\'20260304000001</v></c><c s="1"><v>44623.25</v></c><c t="inlineStr"><is><r><t>停</t></r><r><rPr><b/></rPr><t>水</t></r></is></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c></row>'
      + '<row r="3"><c><v>1.2345678901234567E+17</v></c><c s="1"><v>44623</v></c><c t="str"><v>停电</v></c></row>';
    const { items, rejects } = await book({ sheets: [{ name: 'S', rows }], styles: [0, 22], date1904: true });
    expect(items[0]).toMatchObject({ externalId: '20260304000001', body: '停水', reply: null, raw: { 是否疑难: '是' }, publishedAt: new Date('2026-03-03T22:00:00Z') });
    expect(rejects.map((r) => [r.row, r.code])).toEqual([[3, 'ROW_BAD_ORDER_NO']]);
  });

  it('in a strict package, with dates as ISO, and a macro package', async () => {
    const strict = 'http://purl.oclc.org/ooxml';
    const { items } = await book({
      sheets: [{ name: 'S', rows: [] }],
      parts: {
        '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${strict}/officeDocument/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
        'xl/workbook.xml': `<workbook xmlns="${strict}/spreadsheetml/main" xmlns:r="${strict}/officeDocument/relationships" conformance="strict"><sheets><sheet name="S" sheetId="1" r:id="s1"/></sheets></workbook>`,
        'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s1" Type="${strict}/officeDocument/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
        'xl/worksheets/sheet1.xml': `<worksheet xmlns="${strict}/spreadsheetml/main"><sheetData><row><c t="str"><v>受理时间</v></c><c t="str"><v>诉求内容</v></c></row><row><c t="d"><v>2026-03-04T08:05:00Z</v></c><c t="str"><v>停水</v></c></row></sheetData></worksheet>`,
        'xl/vbaProject.bin': Buffer.alloc(64),
      },
    });
    expect(items[0]).toMatchObject({ body: '停水' });
  });

  it('far out to the right do no harm', async () => {
    const { items } = await book({ sheets: [{ name: 'S', rows: '<row r="1"><c r="A1" t="str"><v>工单编号</v></c><c r="B1" t="str"><v>诉求内容</v></c><c r="XFD1" t="str"><v>x</v></c></row><row r="2"><c r="A2" t="str"><v>20260304001</v></c><c r="B2" t="str"><v>停水</v></c><c r="XFD2" t="str"><v>x</v></c></row>' }] });
    expect(items[0]).toMatchObject({ externalId: '20260304001', raw: { 工单编号: '20260304001', 诉求内容: '停水' } });
  });
});

it('any merged ranges over any cells end in items and rejects', async () => {
  const cell = fc.oneof(fc.constantFrom(null, '工单编号', '诉求内容', '姓名', '受理时间', '2026-03-04', '合计', '诉求人信息'), fc.integer({ min: 0, max: 60_000 }));
  const ref = fc.tuple(fc.constantFrom('A', 'B', 'C', 'ZZ'), fc.integer({ min: 1, max: 12 }), fc.constantFrom('A', 'B', 'D', 'XFD'), fc.integer({ min: 1, max: 1_048_576 })).map(([a, b, c, d]) => `${a}${b}:${c}${d}`);
  await fc.assert(fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 12 }), fc.array(ref, { maxLength: 8 }), async (rows, refs) => {
    const end = await read('任意.xlsx', merged([['工单编号', '诉求内容', '受理时间'], ...rows], refs)).catch((error: { code?: string }) => error.code);
    expect(end === 'FILE_EMPTY' || end === 'HEADER_UNRECOGNISED' || typeof end === 'object').toBe(true);
  }), { numRuns: 100 });
});
