import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseColumnMap } from '../../../ingest/hotline/header.ts';
import { readOrders } from '../../../ingest/hotline/read.ts';
import { shanghaiIso, YuqingError, type IncomingItem, type Reject, type RowRef } from '../../../model/index.ts';
import { tempFile } from '../table/files.ts';
import { makeWorkbook, type SheetSpec } from '../table/workbook.ts';

const NOW = new Date('2026-11-24T08:00:00Z');

interface Read {
  items: (IncomingItem & { at: RowRef })[];
  rejects: Reject[];
  order: string[];
}

async function readFileOf(path: string, options: { map?: string[]; receivedAt?: Date } = {}): Promise<Read> {
  const read: Read = { items: [], rejects: [], order: [] };
  for await (const event of readOrders(path, { map: parseColumnMap(options.map ?? []), receivedAt: options.receivedAt ?? null, now: NOW })) {
    if (event.type === 'item') read.items.push({ ...event.item, at: event.at });
    if (event.type === 'reject') read.rejects.push(event.reject);
    if (event.type === 'item' || event.type === 'reject') read.order.push(`${event.type} ${event.type === 'item' ? event.at.row : event.reject.row}`);
  }
  return read;
}

const read = async (csv: string | Buffer, options = {}) => readFileOf(await tempFile('工单.csv', csv), options);
const readSheets = async (...sheets: SheetSpec[]) => readFileOf(await tempFile('工单.xlsx', makeWorkbook({ sheets })));
const only = async (header: string, row: string, options = {}) => {
  const { items, rejects } = await read(`${header}\n${row}\n`, options);
  expect(rejects).toEqual([]);
  return items[0]!;
};
const refused = async (header: string, row: string, options = {}) => {
  const { items, rejects } = await read(`${header}\n${row}\n`, options);
  expect(items).toEqual([]);
  return rejects[0]!;
};
const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/hotline/${name}`, import.meta.url));

const titles = (n: number) => Array.from({ length: n }, (_, i) => `说明${i},\n`).join('');

describe('exports of the systems in use', () => {
  it('a district platform: titles above, sums below, GB18030, three styles of date', async () => {
    const { items, rejects, order } = await readFileOf(fixture('district-gb18030.csv'));
    expect(items.map((i) => [i.at.row, i.externalId, shanghaiIso(i.publishedAt).slice(0, 16), i.precision, i.requestType, i.mainUnit, i.dueText])).toEqual([
      [4, '20250901080512', '2025-09-01T08:05', 'minute', '求助', '城市管理局', '5个工作日'],
      [5, '20250901093000', '2025-09-01T00:00', 'day', '投诉', '城市管理局', '2025-09-08 17:30'],
      [6, '20250902101500', '2025-09-02T10:15', 'second', '咨询', '人社局', null],
    ]);
    expect(items[0]).toMatchObject({
      kind: 'message', title: '路灯不亮', body: '柳湖东路12号门前路灯坏了一周，晚上看不见路，请联系138****5678李*。', channel: '电话', status: '已办结',
      place: '柳湖东路', author: null, contact: { name: '李秀英', phone: '13812345678' }, marks: [],
    });
    expect(items[1]).toMatchObject({ body: '早市摊贩把"盲道"占了，\n轮椅过不去。', coUnits: ['市场监管局', '河东街道'], contact: null });
    expect(rejects.map((r) => [r.row, r.code, r.column])).toEqual([
      [7, 'ROW_BAD_ORDER_NO', '工单编号'], [8, 'ROW_NO_CONTENT', '诉求内容'], [9, 'ROW_BAD_TIME', '区交办时间'], [10, 'ROW_MALFORMED', null],
      [12, 'ROW_NO_CONTENT', null], [13, 'ROW_NO_CONTENT', null],
    ]);
    expect(rejects[2]!.reason).toBe('第 9 行“区交办时间”列的时间认不出或不存在:“2025-02-30 09:00”');
    expect(order).toEqual(['item 4', 'item 5', 'item 6', ...[7, 8, 9, 10, 12, 13].map((r) => `reject ${r}`)]);
  });

  it('a platform of two levels: two numbers, five levels of category, the unit nearest to the work', async () => {
    const { items, rejects } = await readFileOf(fixture('two-level.csv'));
    expect(rejects).toEqual([]);
    expect(items.map((i) => [i.externalId, i.mainUnit, i.status, i.categoryPath, i.requestType])).toEqual([
      ['BJ20250710001', '西坝街道', '已结案', ['城市管理', '环境卫生', '垃圾清运', '不及时'], '求助'],
      ['QX-78', '区住建委', '办理中', ['城市管理', '市容'], '投诉'],
    ]);
    expect(items[0]).toMatchObject({ closedAt: new Date('2025-07-12T08:20:00Z'), reply: '已当日清运，并加派一次巡查。', dueText: '2025-07-15' });
    expect(items[1]!.contact).toEqual({ name: '钱经理', phone: '010-66123456' });
  });

  it('a mailbox in UTF-16 with what its editor left behind', async () => {
    const { items } = await readFileOf(fixture('mailbox-utf16.txt'));
    expect(items[0]).toMatchObject({
      externalId: 'C20250801003', title: '建议增设 公交站', body: '城南新区有三个小区，\n没有公交车。', mainUnit: '交通局', requestType: '建议', precision: 'minute',
      replyAt: new Date('2025-08-06T02:11:00Z'), reply: '已列入年内计划。联系电话：66****56', contact: { name: '周小雨' },
    });
    expect(items[1]!.mainUnit).toBe('信访局');
  });

  it('a message board as .jsonl: date and time in two columns', async () => {
    const { items, rejects } = await readFileOf(fixture('board.jsonl'));
    expect(items.map((i) => [i.at.row, i.externalId, shanghaiIso(i.publishedAt).slice(0, 19), i.precision])).toEqual([
      [1, '19876543', '2025-06-03T08:15:30', 'second'], [2, '19876544', '2025-06-04T00:00:00', 'day'],
    ]);
    expect(rejects.map((r) => [r.row, r.code])).toEqual([[3, 'ROW_MALFORMED'], [4, 'ROW_NO_CONTENT']]);
  });
});

describe('the time of an order', () => {
  it('is the day of its number where the file tells none, and says so', async () => {
    const item = await only('工单编号,诉求内容', '20180404159024,路灯坏了');
    expect(item).toMatchObject({ publishedAt: new Date('2018-04-03T16:00:00Z'), precision: 'day', marks: ['time-from-order-number'] });
  });

  it('is when the file came where neither tells it', async () => {
    const receivedAt = new Date('2026-11-20T02:00:00Z');
    expect(await only('工单编号,诉求内容', 'A-1,路灯坏了', { receivedAt })).toMatchObject({ publishedAt: receivedAt, marks: ['time-from-received-at'] });
    expect(await refused('工单编号,诉求内容', 'A-1,路灯坏了')).toMatchObject({ code: 'ROW_NO_TIME', reason: expect.stringContaining('--received-at') });
  });

  it('is not taken from elsewhere when it is wrong', async () => {
    expect(await refused('工单编号,受理时间,诉求内容', '20180404159024,2018-04-31 09:00,路灯坏了')).toMatchObject({ code: 'ROW_BAD_TIME', column: '受理时间' });
  });

  it('shows nothing personal when a shifted row has it in the column of the time', async () => {
    expect((await refused('工单编号,受理时间,诉求内容', '1,13812345678,路灯坏了')).reason).toContain('“138****5678”');
  });

  it('never lies in the future', async () => {
    expect(await only('工单编号,受理时间,诉求内容', '20250901001,2205-09-01 08:00,路灯坏了')).toMatchObject({ publishedAt: new Date('2025-08-31T16:00:00Z'), marks: ['future-time-clamped', 'time-from-order-number'] });
    expect(await only('工单编号,受理时间,诉求内容', 'A-1,2205-09-01 08:00,路灯坏了')).toMatchObject({ publishedAt: NOW, marks: ['future-time-clamped'] });
  });

  it('goes without the times that only accompany it, and says so', async () => {
    expect(await only('工单编号,诉求内容,回复时间,办结时间', '20250901001,路灯坏了,2025-02-30,未办结')).toMatchObject({
      replyAt: null, closedAt: null, marks: ['time-from-order-number', 'reply-time-unreadable', 'closed-time-unreadable'],
    });
  });
});

describe('the number of an order', () => {
  it('spoilt by Excel is refused, unless another column has one', async () => {
    expect(await refused('工单编号,诉求内容,受理时间', '1.12E+17,路灯坏了,2025-09-01')).toMatchObject({ code: 'ROW_BAD_ORDER_NO', reason: expect.stringContaining('文本') });
    expect((await only('工单编号,区级编号,诉求内容,受理时间', '1.12E+17,QX-1,路灯坏了,2025-09-01')).externalId).toBe('QX-1');
  });

  it('is kept in full in every column where something looks like a telephone', async () => {
    const item = await only('工单编号,关联工单编号,诉求内容,受理时间', '18012345678,13912345678,见【工单：13812345678】,2025-09-01');
    expect([item.externalId, item.raw['工单编号'], item.raw['关联工单编号'], item.body]).toEqual(['18012345678', '18012345678', '13912345678', '见【工单：13812345678】']);
  });

  it('is made from the words and the time where there is none: the same again tomorrow, whatever has happened to it', async () => {
    const today = await only('来电时间,诉求内容,办理状态', '2025-09-01 08:00,路灯坏了，电话13812345678,办理中');
    const tomorrow = await only('来电时间,诉求内容,办理状态', '2025-09-01 08:00,路灯坏了，电话13812345678,已办结');
    const other = await only('来电时间,诉求内容,办理状态', '2025-09-02 08:00,路灯坏了，电话13812345678,办理中');
    expect(today.marks).toEqual(['no-order-number']);
    expect(tomorrow.externalId).toBe(today.externalId);
    expect(other.externalId).not.toBe(today.externalId);
    expect((await only('来电时间,诉求内容', '无,路灯坏了', { receivedAt: NOW })).externalId)
      .toBe((await only('来电时间,诉求内容', '无,路灯坏了', { receivedAt: new Date(0) })).externalId);
  });
});

describe('personal data', () => {
  const header = '工单编号,受理时间,诉求标题,诉求内容,来电人,联系电话,身份证号,家庭住址,性别,事发地址,答复意见,承办人,承办人电话';
  const row = '20250901001,2025-09-01 08:00,王小明要求修路,"本人王小明13812345678，身份证11010519491231002X，车牌苏K12345",王小明,13812345678,11010519491231002X,河东小区3栋501,男,河东路13987654321,已联系13812345678,刘工,13700001111';

  it('goes into the contact and nowhere else', async () => {
    const item = await only(header, row);
    expect(item.contact).toEqual({ name: '王小明', phone: '13812345678', idNumber: '11010519491231002X', address: '河东小区3栋501' });
    const { contact: _, ...rest } = item;
    const written = JSON.stringify(rest);
    for (const secret of ['王小明', '13812345678', '11010519491231002X', '河东小区3栋501', '苏K12345', '13987654321', '13700001111', '"男"', '性别']) expect(written).not.toContain(secret);
    expect(Object.keys(item.raw)).toEqual(['工单编号', '受理时间', '诉求标题', '诉求内容', '事发地址', '答复意见', '承办人', '承办人电话']);
  });

  it('is taken from the words where the columns are silent, but not from the answer', async () => {
    expect((await only('工单编号,诉求内容,联系电话,答复意见', '20250901001,请打13812345678,不愿透露,我单位0898-66123456')).contact).toEqual({ phone: '13812345678' });
    expect((await only('工单编号,诉求内容,答复意见', '20250901001,路灯坏了,我单位13812345678')).contact).toBeNull();
  });
});

describe('rows that are no orders', () => {
  it('are counted with their reason, blank ones are not', async () => {
    const { items, rejects } = await read('工单编号,诉求内容\n20250901001,路灯坏了\n\n,\n工单编号,诉求内容\n合计：1件,\n制表人：某某\n');
    expect(items).toHaveLength(1);
    expect(rejects.map((r) => [r.row, r.code, r.reason])).toEqual([
      [5, 'ROW_NO_CONTENT', '第 5 行是重复的表头,不是工单'], [6, 'ROW_NO_CONTENT', '第 6 行是合计或落款行,不是工单'], [7, 'ROW_MALFORMED', expect.stringContaining('有 1 列,表头是 2 列')],
    ]);
  });

  it('of too many cells are put aside and the others go in; empty cells cut off at the end are no fault', async () => {
    const { items, rejects } = await read('工单编号,诉求内容,办理状态,备注\n20250901001,路灯,坏了,办理中,无\n20250901002,停水\n20250901003,停电,办理中,,,\n20250901004\n20250901005,断网');
    expect(items.map((i) => [i.at.row, i.externalId, i.body, i.status])).toEqual([[3, '20250901002', '停水', null], [4, '20250901003', '停电', '办理中'], [6, '20250901005', '断网', null]]);
    expect(rejects.map((r) => [r.row, r.code, r.cells])).toEqual([[2, 'ROW_MALFORMED', ['20250901001', '路灯', '坏了', '办理中', '无']], [5, 'ROW_MALFORMED', ['20250901004']]]);
  });

  it('broken in two by a line break without quotes are put aside, both halves', async () => {
    const { items, rejects } = await read('工单编号,受理时间,诉求内容,办理状态,承办单位\n20250901001,2025-09-01,路灯坏了\n晚上很黑,办理中,城管局\n20250901002,2025-09-01,停水,,\n');
    expect(items.map((i) => i.externalId)).toEqual(['20250901002']);
    expect(rejects.map((r) => [r.row, r.code])).toEqual([[2, 'ROW_MALFORMED'], [3, 'ROW_MALFORMED']]);
  });

  it('too long, or with a quote that is never closed, cost one reject each', async () => {
    const { items, rejects } = await read(`工单编号,诉求内容\n20250901001,${'长'.repeat(500_000)}\n20250901002,"没有闭合\n20250901003,停电\n20250901004,"停\n水"\n`);
    expect(items.map((i) => [i.at.row, i.externalId])).toEqual([[4, '20250901003'], [5, '20250901004']]);
    expect(rejects.map((r) => [r.row, r.code])).toEqual([[2, 'ROW_TOO_LONG'], [3, 'ROW_MALFORMED']]);
  });

  it('a title without content is the content', async () => {
    expect(await only('工单编号,诉求标题,诉求内容', '20250901001,路灯坏了,')).toMatchObject({ title: '路灯坏了', body: '路灯坏了' });
  });
});

describe('columns', () => {
  it('that somebody labelled by a rule are read by nobody, not even into a reject', async () => {
    const header = '工单编号,诉求内容,hot_topic_by_taxonomy_rule';
    expect(JSON.stringify(await only(header, '20250901001,路灯坏了,机密标签'))).not.toMatch(/机密标签|hot_topic/);
    expect((await refused(header, '20250901001,,机密标签')).cells).toEqual(['20250901001', '', '']);
  });

  it('prefer the unit as it stands now; the earlier one stays in raw', async () => {
    expect(await only('工单编号,原处置单位,处置单位,诉求内容', '20250901001,市公安局,公安局,路灯坏了')).toMatchObject({ mainUnit: '公安局', raw: { 原处置单位: '市公安局' } });
  });

  it('of counts and categories', async () => {
    expect(await only('留言编号,留言主题,留言时间,留言详情,问题分类,点赞数,转发数,评论数,阅读数,反对数', '1,题,2025-09-01 08:00:00,文,城乡建设_物业,1.2万,,10+,10w+,3')).toMatchObject({
      engagement: { likes: 12_000, comments: 10, reads: 100_000 }, categoryPath: ['城乡建设', '物业'], raw: { 反对数: '3' },
    });
  });

  it('are mapped by hand where their names are not known', async () => {
    const item = await only('甲,乙,丙', '2025-09-01,路灯坏了,X-1', { map: ['甲=received_at', '乙=content', '丙=source_no'] });
    expect([item.externalId, item.body]).toEqual(['X-1', '路灯坏了']);
    await expect(read('甲,乙\n1,2\n')).rejects.toMatchObject({ code: 'HEADER_UNRECOGNISED', message: expect.stringContaining('甲、乙') });
    await expect(read('工单编号,诉求内容\n1,2\n', { map: ['丁=status'] })).rejects.toMatchObject({ code: 'MAP_INVALID', remedy: expect.stringContaining('工单编号、诉求内容') });
  });

  it('have a header within the first thirty rows or none', async () => {
    expect((await read(`${titles(29)}工单编号,诉求内容\n20250901001,路灯坏了\n`)).items.map((i) => i.at.row)).toEqual([31]);
    await expect(read(`${titles(30)}工单编号,诉求内容\n20250901001,路灯坏了\n`)).rejects.toMatchObject({ code: 'HEADER_UNRECOGNISED' });
  });
});

describe('a workbook', () => {
  const header = ['工单编号', '受理时间', '诉求内容'];

  it('is read sheet by sheet; each may have its own header', async () => {
    const { items } = await readSheets(
      { name: '8月', rows: [header, ['20250801001', 45870.5, '路灯坏了']] },
      { name: '9月', rows: [['9月工单'], ['诉求内容', '工单编号', '受理时间'], ['停水', 20250901001, '2025/9/1 8:5']] },
    );
    expect(items.map((i) => [i.at, i.externalId, i.body, shanghaiIso(i.publishedAt).slice(0, 16)])).toEqual([
      [{ row: 2, sheet: '8月' }, '20250801001', '路灯坏了', '2025-08-01T12:00'],
      [{ row: 3, sheet: '9月' }, '20250901001', '停水', '2025-09-01T08:05'],
    ]);
  });

  it('passes over notes, and tells of a sheet whose header it does not know', async () => {
    const table = [['部门', '件数', '办结率'], ['城管局', 12, '99%'], ['住建局', 3, '100%']];
    const { items, rejects } = await readSheets({ name: '填表说明', rows: [['请按要求填写'], ['一人一行']] }, { name: '统计', rows: table }, { name: '明细', rows: [header, ['20250801001', 45870, '路灯坏了']] });
    expect(items).toHaveLength(1);
    expect(rejects).toEqual([expect.objectContaining({ sheet: '统计', code: 'HEADER_UNRECOGNISED', reason: expect.stringContaining('工作表“统计”') })]);
    await expect(readSheets({ name: '统计', rows: table })).rejects.toMatchObject({ code: 'HEADER_UNRECOGNISED', message: expect.stringContaining('部门、件数、办结率') });
  });

  it('refuses a number of more than 15 digits that was kept as a number', async () => {
    const { rejects } = await readSheets({ name: 'S', rows: [header, ['x', 45870, '路灯坏了'], [112345678901234560, 45870, '停水']] });
    expect(rejects.map((r) => [r.row, r.code])).toEqual([[3, 'ROW_BAD_ORDER_NO']]);
  });
});

describe('any bytes at all', () => {
  const bytes = fc.array(fc.oneof(
    fc.uint8Array({ maxLength: 6 }).map((a) => Buffer.from(a)),
    fc.constantFrom('工单编号', '诉求内容', ',', ',', '"', '\n', '\n', '\r\n', '\0', '20250901001', '路灯坏了', '\t', ';').map((s) => Buffer.from(s)),
  ), { maxLength: 40 }).map((parts) => Buffer.concat([Buffer.from('工单编号,诉求内容\n'), ...parts]));

  it('end in items and rejects or in an error in words', async () => {
    await fc.assert(fc.asyncProperty(bytes, async (content) => {
      const path = await tempFile('乱.csv', content);
      const end = await readFileOf(path, { receivedAt: NOW }).catch((error: unknown) => error as YuqingError);
      const { items, rejects } = end instanceof YuqingError ? { items: [], rejects: [] } : end;
      expect(end instanceof YuqingError || 'items' in end).toBe(true);
      expect(items.filter((item) => item.body === '' || JSON.stringify(item).includes('\\u0000'))).toEqual([]);
      expect(rejects.filter((reject) => !/^第 \d+ 行/.test(reject.reason))).toEqual([]);
    }), { numRuns: 300 });
  });
});

const shared = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const there = existsSync(shared);
if (!there) console.warn('跳过:没有 ../shared/data,未试读海口与泰迪杯的真实文件');

describe.skipIf(!there)('real files, without a mapping', () => {
  it.each([
    ['haikou12345/orders.csv', 16_775], ['taidi/messages-with-votes.xlsx', 4_326], ['taidi/messages-with-replies.xlsx', 2_816], ['taidi/sheet-with-blank-rows.xlsx', 495],
  ])('%s: %i orders, none put aside', async (file, orders) => {
    const { items, rejects } = await readFileOf(shared + file);
    expect(rejects).toEqual([]);
    expect(items).toHaveLength(orders);
    expect(items.every((i) => i.body !== '' && i.publishedAt < NOW)).toBe(true);
    expect(JSON.stringify(items.slice(0, 500))).not.toContain('hot_topic');
  });
});
