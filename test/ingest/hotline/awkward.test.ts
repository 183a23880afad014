import { describe, expect, it } from 'vitest';
import { parseColumnMap } from '../../../ingest/hotline/header.ts';
import { readOrders } from '../../../ingest/hotline/read.ts';
import type { IncomingItem, Reject, RowRef } from '../../../model/index.ts';
import { tempFile } from '../table/files.ts';
import { makeWorkbook, type SheetSpec } from '../table/workbook.ts';

const NOW = new Date('2026-03-20T00:00:00Z');

async function read(name: string, content: string | Buffer) {
  const items: (IncomingItem & { at: RowRef })[] = [];
  const rejects: Reject[] = [];
  for await (const event of readOrders(await tempFile(name, content), { map: parseColumnMap([]), receivedAt: null, exportedAt: NOW, now: NOW })) {
    if (event.type === 'item') items.push({ ...event.item, at: event.at });
    if (event.type === 'reject') rejects.push(event.reject);
  }
  return { items, rejects };
}
const book = (sheets: SheetSpec[]) => read('工单.xlsx', makeWorkbook({ sheets }));

describe('headers that no platform prints', () => {
  it('of three rows, where a group reaches over names that reach down', async () => {
    const { items, rejects } = await book([{ name: '三月', rows: [
      ['河东区热线明细'],
      ['工单编号', '受理信息', null, null, '诉求人信息', null, '办理信息', null],
      ['工单编号', '时间', null, '诉求内容', '姓名', '联系方式', '单位', '结果'],
      ['工单编号', '日期', '时刻', '诉求内容', '姓名', '电话', '单位', '结果'],
      ['E3001', '2026-03-01', '8:05', '楼下通宵装修', '何某', '13800000001', '城管局', '已劝停'],
      ['合计', '1件'],
    ] }]);
    expect(rejects.map((r) => [r.row, r.code])).toEqual([[6, 'ROW_NO_CONTENT']]);
    expect(items).toMatchObject([{ at: { row: 5 }, externalId: 'E3001', publishedAt: new Date('2026-03-01T00:05:00Z'), body: '楼下通宵装修', mainUnit: '城管局', reply: '已劝停', contact: { phone: '13800000001' } }]);
  });

  it('with 内容 and 时间 under each of two groups: the second are the answer', async () => {
    const { items } = await book([{ name: 'S', rows: [['工单信息', null, null, '办理信息', null, null], ['编号', '时间', '内容', '单位', '时间', '内容'], ['E3002', '2026-03-01', '井盖响', '城管局', '2026-03-02', '已垫平']] }]);
    expect(items).toMatchObject([{ body: '井盖响', mainUnit: '城管局', reply: '已垫平', replyAt: new Date('2026-03-01T16:00:00Z') }]);
  });

  it('in initials of pinyin, and in English', async () => {
    const pinyin = await read('a.csv', 'gdbh,ldsj,sqlx,bt,sqnr,sfdz,cbdw,blzt,dfyj,dfsj\nE3003,2026-03-01 08:05,投诉,路灯,路灯不亮,柳湖路,城管局,已办结,已换灯泡,2026-03-02 10:00\n');
    expect(pinyin.items).toMatchObject([{ externalId: 'E3003', requestType: '投诉', title: '路灯', body: '路灯不亮', place: '柳湖路', mainUnit: '城管局', status: '已办结', reply: '已换灯泡' }]);
    const english = await read('a.csv', 'Order No,Call Time,Type,Subject,Description,Department,Resolution,Due Date\nE3004,03/01/2026 08:05,Complaint,Lamp,Lamp is dark,Urban Office,Replaced,03/06/2026\n');
    expect(english.items).toMatchObject([{ externalId: 'E3004', requestType: '投诉', body: 'Lamp is dark', mainUnit: 'Urban Office', reply: 'Replaced', dueText: '03/06/2026' }]);
  });

  it('内容描述 is the content; a first and a last answer are the last', async () => {
    const { items } = await read('a.csv', '登记日期,登记时间,工单编号,内容描述,初次答复,初次答复时间,最终答复,最终答复时间\n2026-03-01,08:05:33,E3005,树枝碰到电线,已转供电,2026-03-02,已修剪,2026-03-05\n');
    expect(items).toMatchObject([{ body: '树枝碰到电线', publishedAt: new Date('2026-03-01T00:05:33Z'), reply: '已修剪', replyAt: new Date('2026-03-04T16:00:00Z') }]);
  });
});

describe('cells that say a little more', () => {
  it('a unit with its role in brackets, a status that is yes or no', async () => {
    const { items } = await read('a.csv', '工单编号,受理时间,诉求内容,主办单位,协办单位,是否办结\nE3006,2026-03-01,停水,水务局(主办),"住建局(协办)\uff0c住建局",是\nE3007,2026-03-01,停气,牵头单位\uff1a燃气办,,否\n');
    expect(items.map((i) => [i.mainUnit, i.coUnits, i.status])).toEqual([['水务局', ['住建局'], '已办结'], ['燃气办', [], '未办结']]);
  });

  it('an order that holds nothing but an answer has no words of a citizen, and a person sees it', async () => {
    const { items } = await read('a.csv', '工单编号,受理时间,诉求内容\nE3008,2026-03-01,【城管局答复】经核实该处井盖已更换。\nE3009,2026-03-01,社区答复\uff1a不归他们管\uff0c那我找谁\n');
    expect(items.map((i) => [i.ownWords ?? null, i.marks])).toEqual([['', ['no-own-words']], [null, []]]);
  });

  it('several telephones are kept, all of them sealed', async () => {
    const { items } = await read('a.csv', '工单编号,受理时间,诉求内容,联系电话,备用电话\nE3010,2026-03-01,停水,13800000001/13900000002,0514-87650001\nE3011,2026-03-01,停电,1.38E+10,13900000003\n');
    expect(items.map((i) => i.contact)).toEqual([{ phone: '13800000001', otherPhones: ['13900000002', '0514-87650001'] }, { phone: '13900000003' }]);
    expect(JSON.stringify(items.map((i) => i.raw))).not.toMatch(/1[38]\d{9}|8765/);
  });

  it('numbers that begin anew on every sheet name no order', async () => {
    const rows = (day: string, words: string) => [['编号', '日期', '内容'], [1, day, words]];
    const { items } = await book([{ name: '1月', rows: rows('1月5日', '停水') }, { name: '2月', rows: rows('2月5日', '停电') }]);
    expect(items.map((i) => [i.externalId === '1', i.marks])).toEqual([[true, []], [false, ['no-order-number']]]);
  });
});

it('what a template brings to show how it is filled in is no order', async () => {
  const { items, rejects } = await read('a.csv', '工单编号,受理时间,诉求内容\n示例001,2026-01-01,路灯坏了\nE1,2026-01-01,示例\uff1a某路停水\nE2,2026-03-01,示例小区停水\n');
  expect(items.map((i) => i.externalId)).toEqual(['E2']);
  expect(rejects.map((r) => [r.row, r.code, r.reason])).toEqual([[2, 'ROW_NO_CONTENT', '第 2 行是填写示例,不是工单'], [3, 'ROW_NO_CONTENT', '第 3 行是填写示例,不是工单']]);
});

it('in XML an answer inside a record is the answer to it', async () => {
  const reply = (words: string, day: string) => `<reply><content>${words}</content><time>2026-03-0${day}</time></reply>`;
  const letter = (no: string, answers: string) => `<letter><id>${no}</id><title>停水</title><content>小区停水</content><createTime>2026-03-01 08:05</createTime>${answers}</letter>`;
  const { items } = await read('a.xml', `<?xml version="1.0"?><letters>${letter('X1', reply('已修', '2'))}${letter('X2', `<replies>${reply('已转', '2')}${reply('已修', '3')}</replies>`)}</letters>`);
  expect(items.map((i) => [i.externalId, i.body, i.reply, i.replyAt?.toISOString()])).toEqual([['X1', '小区停水', '已修', '2026-03-01T16:00:00.000Z'], ['X2', '小区停水', '已转\n已修', '2026-03-02T16:00:00.000Z']]);
});

describe('JSON that is no list of orders', () => {
  const order = (no: string) => ({ 工单编号: no, 受理时间: '2026-03-01', 诉求内容: `停水${no}` });

  it('records under their numbers, rows under a row of names', async () => {
    for (const shape of [{ rows: { E1: order('E1'), E2: order('E2') } }, { columns: Object.keys(order('')), data: [Object.values(order('E1')), Object.values(order('E2'))] }, { data: [Object.keys(order('')), Object.values(order('E1')), Object.values(order('E2'))] }]) {
      expect((await read('a.json', JSON.stringify(shape))).items.map((i) => i.body)).toEqual(['停水E1', '停水E2']);
    }
  });

  it('a list that was cut short tells so', async () => {
    const { items, rejects } = await read('a.json', `[${JSON.stringify(order('E1'))},{"工单编号":"E2","受理`);
    expect(items.map((i) => i.externalId)).toEqual(['E1']);
    expect(rejects.map((r) => [r.row, r.code])).toEqual([[2, 'ROW_MALFORMED']]);
  });

  it('answers of several units are one answer', async () => {
    const { items } = await read('a.json', JSON.stringify([{ ...order('E1'), replyList: [{ content: '已转', replyTime: '2026-03-02 08:00' }, { content: '已修', replyTime: '2026-03-03 08:00' }] }]));
    expect(items).toMatchObject([{ reply: '已转\n已修', replyAt: new Date('2026-03-03T00:00:00Z') }]);
  });
});
