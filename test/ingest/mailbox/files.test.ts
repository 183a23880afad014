import { describe, expect, it } from 'vitest';
import { readLetters } from '../../../ingest/mailbox/files.ts';
import type { IncomingItem, Reject } from '../../../model/index.ts';
import { tempFile } from '../table/files.ts';
import { gb, mail, utf8 } from './mails.ts';

const now = new Date('2026-11-25T00:00:00Z');

async function read(name: string, content: string | Buffer, more: object = {}): Promise<{ items: IncomingItem[]; rejects: Reject[] }> {
  const path = await tempFile(name, content);
  const items: IncomingItem[] = [];
  const rejects: Reject[] = [];
  for await (const event of readLetters(path, { map: new Map(), receivedAt: null, now, maxBytesPerMail: 1_000_000, formSenders: [], ...more })) {
    if (event.type === 'item') items.push(event.item);
    if (event.type === 'reject') rejects.push(event.reject);
  }
  return { items, rejects };
}

it('an answer is one, whatever its object is called', async () => {
  const { items } = await read('信箱.json', JSON.stringify([{ mailId: '9', mailTitle: '路灯', mailContent: '路灯坏', mailTime: '2026-03-04 20:00', replyInfo: { content: '已修', time: '2026-03-05 09:00' } }]));
  expect(items).toMatchObject([{ body: '路灯坏', reply: '已修', replyAt: new Date('2026-03-05T01:00:00Z') }]);
});

it('times in a table of letters are counted from the export', async () => {
  const { items } = await read('信箱.csv', '信件编号,来信时间,来信内容\nT1,昨天 10:00,公园没灯\n', { exportedAt: new Date('2026-11-20T01:00:00Z') });
  expect(items).toMatchObject([{ externalId: 'T1', publishedAt: new Date('2026-11-19T02:00:00Z') }]);
});

describe('mails in files', () => {
  it('one (.eml), whatever its file is called', async () => {
    const one = mail({ 'Content-Type': 'text/plain; charset=utf-8' }, utf8('路灯坏了'));
    for (const name of ['来信.eml', '来信.txt', '来信']) expect((await read(name, one)).items).toMatchObject([{ externalId: '<1@qq.com>', body: '路灯坏了' }]);
  });

  it('many (.mbox): answers know what they answer, also where it stands behind them; machines are put aside', async () => {
    const part = (headers: Record<string, string | null>, body: string) => `From a@b.cn Tue Nov 24 02:00:00 2026\r\n${mail({ Date: null, ...headers }, body).toString('latin1')}\r\n\r\n`;
    const { items, rejects } = await read('收件箱.mbox', Buffer.from(
      part({ 'Message-ID': '<2@q>', References: '<1@q> <office@gov>' }, gb('还没修好')) + part({ 'Message-ID': '<1@q>' }, gb('路灯坏了')) + part({ 'Message-ID': '<3@q>', 'Auto-Submitted': 'auto-replied' }, 'x'), 'latin1'));
    expect(items).toMatchObject([{ externalId: '<2@q>', parentId: '<1@q>', publishedAt: new Date('2026-11-24T02:00:00Z') }, { externalId: '<1@q>' }]);
    expect(items[1]).not.toHaveProperty('parentId');
    expect(rejects).toMatchObject([{ row: 3, code: 'MAIL_AUTOMATIC' }]);
  });

  it('different letters under one Message-ID stay two; the same letter twice is one', async () => {
    const part = (body: string) => `From a@b.cn Tue Nov 24 02:00:00 2026\n${mail({ 'Message-ID': '<form@web>' }, body).toString('latin1')}\n\n`;
    const { items } = await read('a.mbox', Buffer.from(part(gb('路灯坏了')) + part(gb('停水三天')) + part(gb('路灯坏了')), 'latin1'));
    expect(new Set(items.map((i) => i.externalId)).size).toBe(2);
    expect(items[2]!.externalId).toBe(items[0]!.externalId);
  });

  it('a mail that is too large keeps its beginning', async () => {
    const { items } = await read('a.eml', mail({ 'Content-Type': 'text/plain; charset=utf-8' }, utf8(`路灯坏了\n${'x'.repeat(100_000)}`)), { maxBytesPerMail: 10_000 });
    expect(items[0]!.body).toMatch(/^路灯坏了\nx/);
    expect(items[0]!.marks).toContain('mail-too-large');
  });

  it('Outlook’s .msg is named, and what to do', async () => {
    await expect(read('a.msg', Buffer.from('d0cf11e0a1b11ae100', 'hex'))).rejects.toMatchObject({ code: 'FILE_KIND_UNKNOWN', remedy: expect.stringContaining('.eml') as string });
  });
});

describe('exports of letter boxes', () => {
  it('领导留言板: date and clock in two columns, the leader kept', async () => {
    const { items } = await read('留言.csv', 'leader_name,tid,message_title,label1,label2,message_date,message_time,message_content\n某市市长,1001,路灯,城建,投诉,2026-11-24,10:05:00,路灯坏了\n');
    expect(items).toMatchObject([{ externalId: '1001', title: '路灯', body: '路灯坏了', requestType: '投诉', categoryPath: ['城建'], publishedAt: new Date('2026-11-24T02:05:00Z'), raw: { leader_name: '某市市长' } }]);
  });

  it('市长信箱, with its answer', async () => {
    const { items } = await read('信箱.csv', '编号,来信人,来信时间,受理单位,信件类型,办理状态,来信主题,来信内容,办理单位,办理时间,处理情况\nC20261124001,张三,2026-11-24 10:00,信访局,投诉,已办结,路灯,我是张三,路灯坏了,城管局,2026-11-25 09:00,已修\n'.replace('我是张三,路', '我是张三。路'));
    expect(items).toMatchObject([{ externalId: 'C20261124001', title: '路灯', requestType: '投诉', status: '已办结', mainUnit: '办理单位' in items[0]!.raw ? expect.stringMatching(/局$/) as string : '城管局', reply: '已修', replyAt: new Date('2026-11-25T01:00:00Z'), contact: { name: '张三' } }]);
    expect(items[0]!.body).not.toContain('张三');
  });

  const one = { id: 7, title: '路灯', content: '<p>路灯坏了&nbsp;</p><p>请修</p>', createTime: 1_795_000_000, type: { id: 1, name: '投诉' }, user: { name: '张三', mobile: '13812345678' }, leader: { id: 2, name: '某市长' }, dept: { code: 'A', name: '城管局' }, statusName: '已办结', replyList: [{ dept: { id: 3, name: '城管局' }, content: '<p>已修</p>', replyTime: '2026-11-24 10:00' }] };
  const wanted = { externalId: '7', title: '路灯', body: '路灯坏了\n请修', requestType: '投诉', publishedAt: new Date(1_795_000_000_000), mainUnit: '城管局', status: '已办结', reply: '已修', replyAt: new Date('2026-11-24T02:00:00Z'), contact: { name: '张三', phone: '13812345678' } };
  it.each<[string, unknown]>([
    ['an array', [one]],
    ['{data:{list:[…]}}', { code: 0, msg: 'ok', data: { total: 1, list: [one] } }],
    ['{rows:[…]} beside other lists', { columns: [{ field: 'id', title: '编号' }], rows: [one], pages: [1, 2, 3] }],
    ['by number', { data: { 7: one, 8: { ...one, id: 8 } } }],
    ['one letter', { data: one }],
    ['pages of lists', [{ page: 1, list: [one] }, { page: 2, list: [{ ...one, id: 8 }] }]],
  ])('JSON: %s', async (_name, value) => {
    for (const content of [JSON.stringify(value), `\ufeff${JSON.stringify(value, null, 2)}`]) expect((await read('a.json', content)).items[0]).toMatchObject(wanted);
  });

  it('JSON: rows under a row of names; in GB18030; times of .NET and MongoDB; ids longer than numbers', async () => {
    expect((await read('a.json', JSON.stringify([['编号', '来信内容', '来信时间'], [7, '路灯坏了', '2026-11-24 10:00']]))).items).toMatchObject([{ externalId: '7', body: '路灯坏了' }]);
    expect((await read('a.json', Buffer.from(gb('[{"编号":"7","来信内容":"路灯坏了","来信时间":"2026-11-24 10:00"}]'), 'latin1'))).items).toMatchObject([{ externalId: '7', body: '路灯坏了' }]);
    expect((await read('a.json', '[{"id":12345678901234567890,"content":"a","createTime":"/Date(1795000000000+0800)/"},{"id":2,"content":"b","createTime":{"$date":"2026-11-24T02:00:00.000Z"}}]')).items)
      .toMatchObject([{ externalId: '12345678901234567890', publishedAt: new Date(1_795_000_000_000) }, { externalId: '2', publishedAt: new Date('2026-11-24T02:00:00Z') }]);
  });

  it('JSON: a time whose key nobody knows is found by what it holds; 3小时前 counts from the export', async () => {
    expect((await read('a.json', '[{"id":1,"content":"a","updateTime":"2026-11-24 12:00","boxStampX":1795000000}]')).items).toMatchObject([{ publishedAt: new Date(1_795_000_000_000) }]);
    expect((await read('a.json', '[{"编号":1,"来信内容":"a","来信时间":"3小时前"}]')).items).toMatchObject([{ publishedAt: new Date('2026-11-24T21:00:00Z') }]);
  });

  it('JSON: a record without words is put aside with its place', async () => {
    const { items, rejects } = await read('a.json', JSON.stringify([{ ...one, title: '', content: '' }, one]));
    expect(items).toHaveLength(1);
    expect(rejects).toMatchObject([{ row: 1, code: 'ROW_NO_CONTENT' }]);
  });

  it('a line an object is read as such', async () => {
    expect((await read('a.json', `${JSON.stringify({ id: 1, content: 'a', createTime: 1_795_000_000 })}\n${JSON.stringify({ id: 2, content: 'b', createTime: 1_795_000_000 })}\n`)).items).toHaveLength(2);
  });

  it.each([['cut off', '[{"编号":"7","来信内容":"路', 'FILE_DAMAGED'], ['of something else', '{"a":[{"x":1}]}', 'HEADER_UNRECOGNISED'], ['empty', '', 'FILE_EMPTY']])('JSON %s is told', async (_name, content, code) => {
    await expect(read('a.json', content)).rejects.toMatchObject({ code });
  });

  it('a file that is not there is told', async () => {
    await expect((async () => { for await (const _ of readLetters('/nowhere/a.eml', { map: new Map(), receivedAt: null, now, maxBytesPerMail: 1, formSenders: [] })); })()).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
