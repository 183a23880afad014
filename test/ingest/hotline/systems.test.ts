import { describe, expect, it } from 'vitest';
import { parseColumnMap } from '../../../ingest/hotline/header.ts';
import { readOrders } from '../../../ingest/hotline/read.ts';
import { shanghaiIso, type IncomingItem } from '../../../model/index.ts';
import { tempFile } from '../table/files.ts';
import { makeWorkbook } from '../table/workbook.ts';

const NOW = new Date('2026-11-24T08:00:00Z');

async function only(name: string, content: string | Buffer): Promise<IncomingItem> {
  const items: IncomingItem[] = [];
  for await (const event of readOrders(await tempFile(name, content), { map: parseColumnMap([]), receivedAt: null, now: NOW })) {
    if (event.type === 'reject') throw new Error(event.reject.reason);
    if (event.type === 'item') items.push(event.item);
  }
  expect(items).toHaveLength(1);
  return items[0]!;
}

const minute = (at: Date | null): string | null => at && shanghaiIso(at).slice(0, 16);
/** Every field of an order, in the order of the model. */
const fields = (i: IncomingItem) => ({
  no: i.externalId, at: minute(i.publishedAt), precision: i.precision, channel: i.channel, type: i.requestType, title: i.title, body: i.body, place: i.place, categories: i.categoryPath.join('/'),
  main: i.mainUnit, co: i.coUnits.join(' '), status: i.status, reply: i.reply, replyAt: minute(i.replyAt), closedAt: minute(i.closedAt), due: i.dueText, contact: i.contact, marks: i.marks.join(' '),
});
const csv = (header: string, row: string) => `${header.replaceAll('、', ',')}\n${row}\n`;
const sheet = (header: string, row: (string | number | null)[]) => makeWorkbook({ sheets: [{ name: 'Sheet1', rows: [['热线工单导出表'], header.split('、'), row] }] });
const nothing = { channel: null, type: null, title: null, place: null, categories: '', main: null, co: '', status: null, reply: null, replyAt: null, closedAt: null, due: null, contact: null, marks: '' };

describe('exports of the systems in use, without a mapping', () => {
  it('区交办平台', async () => {
    const header = '工单编号、工单标题、诉求内容、诉求类型、区交办时间、区交办办结期限、诉求渠道、诉求归口、紧急程度、工单状态、求助人员、求助号码、性别、事件发生地、诉求详细地址、是否疑难、是否协办、市交办主办单位、市交办协办单位、市交办时间、市交办办结期限';
    const item = await only('区交办.xlsx', sheet(header, [
      'DH20260304000017', '早餐摊占道', '早餐摊把盲道占了,\n轮椅过不去', '求助', 46085.3375, '5个工作日', '微信', '城市管理', '一般', '待处置', '苏小满', '13900001234', '女', '河东路', '河东路8号门前', '否', '是', '区城管局', '河东街道、市场监管局', '2026/3/4 7:30', '2026-03-11 18:00',
    ]));
    expect(fields(item)).toEqual({
      ...nothing, no: 'DH20260304000017', at: '2026-03-04T08:06', precision: 'second', channel: '微信', type: '求助', title: '早餐摊占道', body: '早餐摊把盲道占了,\n轮椅过不去', place: '河东路',
      main: '区城管局', co: '河东街道 市场监管局', status: '待处置', due: '5个工作日', contact: { name: '苏小满', phone: '13900001234' }, marks: '',
    });
    expect(item.raw).toMatchObject({ 诉求归口: '城市管理', 紧急程度: '一般', 是否疑难: '否', 市交办办结期限: '2026-03-11 18:00' });
    expect(Object.keys(item.raw)).not.toContain('性别');
  });

  it('北京系两级工单', async () => {
    const header = '工单编号（12345）、区级号、来电主体、工单类型、市级标签、来源等级、来源、紧急度、区级承办单位、街道承办单位、来电人、联系电话、来电号码、标题、工单描述、是否重复、问题分类一级、问题分类二级、问题分类三级、问题分类四级、问题分类五级、区状态、街道状态、登记时间、签收时间、结案时间、回复截止、回退截止、是否直派、是否保密、附件、问题发生地、回访时间、是否需要回访、是否解决、回访失败原因、处理结果满意度、承办单位满意度、话务员满意度、契合度';
    const item = await only('两级.csv', csv(header, '\'20260304123456789,QX-0017,个人,追办,物业,市级,12345热线,一般,区住建委,西坝街道,匿名,13900001234,01066001234,电梯停了三天,老人下不了楼，请尽快修,否,住房,物业管理,电梯,故障,停运,办理中,已结案,2026年3月4日 8:05,2026-03-04 08:30,2026-03-06 17:20,2026-03-11,2026-03-05,是,否,http://x/1.jpg,西坝路3号,2026-03-07,是,1,,满意,满意,满意,高'));
    expect(fields(item)).toEqual({
      ...nothing, no: '20260304123456789', at: '2026-03-04T08:05', precision: 'minute', channel: '12345热线', type: '求助', title: '电梯停了三天', body: '老人下不了楼，请尽快修', place: '西坝路3号',
      categories: '住房/物业管理/电梯/故障/停运', main: '西坝街道', status: '办理中', closedAt: '2026-03-06T17:20', due: '2026-03-11', contact: { phone: '13900001234', otherPhones: ['01066001234'] },
    });
    expect(item.raw).toMatchObject({ 回退截止: '2026-03-05', 是否解决: '1', 承办单位满意度: '满意', 区级号: 'QX-0017' });
  });

  it('泰安系', async () => {
    const header = '工单编号、受理时间、诉求内容、环节、诉求属实、超职责诉求、申请类型、联系群众、联系号码、联系时间、是否解决、未解决原因、办理情况、公开答复内容、附件';
    const item = await only('处置.csv', csv(header, 'TA20260304009,2026-03-04 08:05:09,井盖松动夜里响,回访,是,否,办结,方先生,13900001234,2026-03-05 09:00,是,,已现场紧固并报区里,您好，井盖已紧固。,'));
    expect(fields(item)).toEqual({
      ...nothing, no: 'TA20260304009', at: '2026-03-04T08:05', precision: 'second', body: '井盖松动夜里响', status: '回访', reply: '您好，井盖已紧固。', contact: { name: '方先生', phone: '13900001234' },
    });
    expect(item.raw).toMatchObject({ 办理情况: '已现场紧固并报区里', 诉求属实: '是' });
  });

  it('热线对接接口', async () => {
    const item = await only('接口.json', JSON.stringify({ code: 200, data: { total: 1, list: [{
      热线单号: '2026030412345678901', 平台单号: 'PT-9', 诉求类型编码: '0203', 诉求类型名称: '投诉类', 事发区域: '河西区', 诉求内容: '施工到凌晨两点', 联系人: '', 电话: '不愿透露', 来源: '热线', 处置状态: '已办结', 受理部门: '住建局', 处置结果: '已责令停工', 办结时间: 1772700000000, 受理时间: 1772590000,
    }] } }));
    expect(fields(item)).toEqual({
      ...nothing, no: '2026030412345678901', at: '2026-03-04T10:06', precision: 'second', channel: '热线', type: '投诉', body: '施工到凌晨两点', place: '河西区', main: '住建局', status: '已办结', reply: '已责令停工', replyAt: '2026-03-05T16:40', closedAt: '2026-03-05T16:40',
    });
  });

  it('信访系统,表和 XML', async () => {
    const header = '信访编号、信访日期、信访方式、内容分类、信访目的、信访内容、限期日期、限期天数、登记单位、是否公开、重复标志、人数、姓名、身份证、电话、住址';
    const values = ['XF202603040031', '2026-03-04', '来访', '城乡建设_房屋管理_质量', '求决', '外墙掉砖砸了车', '2026-06-02', '90', '区信访局', '否', '初', '3', '何某', '11010519491231002X', '0514-87650001', '河东小区3栋'];
    const expected = {
      ...nothing, no: 'XF202603040031', at: '2026-03-04T00:00', precision: 'day', channel: '来访', type: '求助', body: '外墙掉砖砸了车', categories: '城乡建设/房屋管理/质量', due: '2026-06-02',
      contact: { name: '何某', phone: '0514-87650001', idNumber: '11010519491231002X', address: '河东小区3栋' },
    };
    expect(fields(await only('信访.csv', csv(header, values.join(','))))).toEqual(expected);
    const xml = `<?xml version="1.0" encoding="utf-8"?><信访数据 导出时间="2026-03-05"><信访件列表><信访件>${header.split('、').map((n, i) => `<${n}>${values[i]}</${n}>`).join('')}</信访件></信访件列表></信访数据>`;
    const item = await only('信访.xml', xml);
    expect(fields(item)).toEqual(expected);
    expect(JSON.stringify(item.raw)).not.toMatch(/何某|11010519491231002X|87650001|3栋/);
  });

  it('居民诉求登记表', async () => {
    const header = '序号、登记日期、诉求人姓名、联系电话、居住地址、网格、诉求类型、诉求内容、受理人、处理措施、处理结果、完成日期、满意度、备注';
    const item = await only('登记表.xlsx', sheet(header, [1, '2026年3月4日上午', '何秀兰', '13900001234', '河东小区3栋', '第七网格', '咨询', '老年卡在哪里年审', '小刘', '电话告知', '已告知到街道大厅办理', '2026.3.5', '满意', '']));
    expect(fields(item)).toEqual({
      ...nothing, no: item.externalId, at: '2026-03-04T00:00', precision: 'day', type: '咨询', body: '老年卡在哪里年审', place: '第七网格', reply: '已告知到街道大厅办理', replyAt: '2026-03-05T00:00', closedAt: '2026-03-05T00:00',
      contact: { name: '何秀兰', phone: '13900001234', address: '河东小区3栋' }, marks: 'no-order-number',
    });
    expect(item.raw).toMatchObject({ 处理措施: '电话告知', 受理人: '小刘', 满意度: '满意' });
  });

  it('领导留言板', async () => {
    const item = await only('留言板.csv', csv('leader_name,tid,message_title,label1,label2,message_date,message_time,message_content', '某区委书记,19876543,盼建公交站,交通,建议,2026-03-04,08:05:30,"三个小区,没有公交"'));
    expect(fields(item)).toEqual({ ...nothing, no: '19876543', at: '2026-03-04T08:05', precision: 'second', type: '建议', title: '盼建公交站', body: '三个小区,没有公交', categories: '交通' });
    expect(item.raw).toMatchObject({ leader_name: '某区委书记' });
  });

  it('市长信箱', async () => {
    const page = `<html><head><meta charset="utf-8"></head><table><tr><td colspan="11"><b>市长信箱来信一览</b></td></tr><tr>${'编号、来信人、来信时间、受理单位、信件类型、办理状态、来信主题、来信内容、办理单位、办理时间、处理情况'.split('、').map((h) => `<th>${h}</th>`).join('')}</tr>
      <tr>${['C20260304003', '何某某', '2026-03-04 08:05', '信访局', '咨询', '已办结', '老旧小区改造', '几号楼先改？<br>谢谢', '住建局', '2026-03-06', '您好&nbsp;按批次实施'].map((v) => `<td>${v}</td>`).join('')}</tr></table></html>`;
    expect(fields(await only('信箱.xls', page))).toEqual({
      ...nothing, no: 'C20260304003', at: '2026-03-04T08:05', precision: 'minute', type: '咨询', title: '老旧小区改造', body: '几号楼先改？\n谢谢', main: '住建局', status: '已办结', reply: '您好 按批次实施', replyAt: '2026-03-06T00:00', contact: { name: '何某某' },
    });
  });

  it('珠海 12345 网站', async () => {
    const item = await only('珠海.txt', csv('咨询主题、日期、咨询人、咨询内容、处理单位、处理状态、受理意见', '公积金提取,2026-03-04,何生,租房提取要什么材料,公积金中心,已回复,带身份证即可').replaceAll(',', '\t'));
    expect(fields(item)).toEqual({
      ...nothing, no: item.externalId, at: '2026-03-04T00:00', precision: 'day', title: '公积金提取', body: '租房提取要什么材料', main: '公积金中心', status: '已回复', reply: '带身份证即可', contact: { name: '何生' }, marks: 'no-order-number',
    });
  });

  it('沈阳信箱', async () => {
    const item = await only('沈阳.xlsx', sheet('信件编号、信件标题、信件类型、状态、提交时间、信件内容、承办单位、回复内容、回复时间', ['SY-0009', '暖气不热', '求助', '待审查', '2026-03-04 08:05:00', '室温十二度', '供热办', '', '']));
    expect(fields(item)).toEqual({ ...nothing, no: 'SY-0009', at: '2026-03-04T08:05', precision: 'second', type: '求助', title: '暖气不热', body: '室温十二度', main: '供热办', status: '待审查' });
  });
});
