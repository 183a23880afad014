import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowHash } from '../../../ingest/hash.ts';
import { parsePushed } from '../../../ingest/webhook/body.ts';
import { pushedMap } from '../../../ingest/webhook/names.ts';
import { readPushed } from '../../../ingest/webhook/read.ts';
import type { IncomingItem } from '../../../model/index.ts';

const NOW = new Date('2026-11-24T10:30:00Z');
const read = (records: unknown, map: string[] = []) => [...readPushed(parsePushed(JSON.stringify(records), 500), { map: pushedMap(map), now: NOW })];
function item(record: object, map: string[] = []): IncomingItem {
  const [event] = read(record, map);
  if (event?.type !== 'item') throw new Error(JSON.stringify(event));
  return event.item;
}

describe('readPushed', () => {
  it('reads every name of ours, in either spelling', () => {
    const camel = {
      externalId: 'A-1', receivedAt: '2026-11-24 09:00:00', channel: '网格', type: '投诉', title: '油烟', body: '油烟直冲窗户', place: '清河市文昌路', mainUnit: '城管局', coUnits: ['环保局', '街道'],
      dueAt: '2026-12-01', status: '已办结', reply: '已约谈店主', replyAt: '2026-11-24 10:00', closedAt: '2026-11-24 10:10', url: 'https://a.example/1', likes: 3, name: '陈明红', phone: '13812345678', parentId: 'A-0', refs: ['B-7'],
    };
    const snake = {
      source_no: 'A-1', received_at: '2026-11-24 09:00:00', channel: '网格', request_type: '投诉', title: '油烟', content: '油烟直冲窗户', location: '清河市文昌路', main_unit: '城管局', co_unit: '环保局、街道',
      due_at: '2026-12-01', status: '已办结', reply: '已约谈店主', reply_at: '2026-11-24 10:00', closed_at: '2026-11-24 10:10', url: 'https://a.example/1', 'engage.likes': 3, 'person.name': '陈明红', person: { phone: '13812345678' }, parent_id: 'A-0', refs: 'B-7',
    };
    const wanted = {
      externalId: 'A-1', kind: 'message', publishedAt: new Date('2026-11-24T01:00:00Z'), channel: '网格', requestType: '投诉', title: '油烟', body: '油烟直冲窗户', place: '清河市文昌路', mainUnit: '城管局', coUnits: ['环保局', '街道'],
      dueText: '2026-12-01', status: '已办结', reply: '已约谈店主', replyAt: new Date('2026-11-24T02:00:00Z'), closedAt: new Date('2026-11-24T02:10:00Z'), url: 'https://a.example/1', engagement: { likes: 3 },
      contact: { name: '陈明红', phone: '13812345678' }, parentId: 'A-0', refs: ['B-7'], marks: [],
    };
    expect(item(camel)).toMatchObject(wanted);
    expect(item(snake)).toMatchObject(wanted);
  });

  it('reads names of other systems: aliases, pinyin, coded values, nested objects, markup', () => {
    expect(item({
      orderNo: '20260424159024001', createTime: 1_795_480_000, orderType: { code: '02', name: '投诉类' }, wtms: '<p>井盖&nbsp;缺失</p><p>孩子差点掉下去</p>', linkman: { name: '陈明红', mobile: '13812345678' }, deptName: '城管局',
    }, ['wtms=content'])).toMatchObject({
      externalId: '20260424159024001', publishedAt: new Date(1_795_480_000_000), requestType: '投诉', mainUnit: '城管局', contact: { name: '陈明红', phone: '13812345678' },
      body: expect.stringMatching(/^井盖\s缺失\n孩子差点掉下去$/),
    });
  });

  it('the source’s map goes before every other meaning', () => {
    expect(item({ body: '平台话术', 群众所说: '井盖缺失', reply: '不是答复' }, ['群众所说=content', 'body=keep', 'reply=keep'])).toMatchObject({ body: '井盖缺失', reply: null });
  });

  it('what stands beside a record, empty keys and the order of keys change nothing of it', () => {
    const one = { externalId: 'A-1', body: '甲', status: '办理中' };
    const other = { status: '办理中', reply: null, title: '', body: '甲', externalId: 'A-1' };
    const events = read([{ id: 'Z', content: '乙', 自定义: '丙' }, other]);
    expect(events.map((e) => e.type)).toEqual(['item', 'item']);
    const beside = (events[1] as { item: IncomingItem }).item;
    expect(rowHash(beside)).toBe(rowHash(item(one)));
  });

  it('without a number the same words are the same record; without a time it came now', () => {
    const one = item({ body: '路灯不亮', 时间: null });
    expect(one).toMatchObject({ publishedAt: NOW, marks: expect.arrayContaining(['time-from-received-at', 'no-order-number']) });
    expect(item({ content: '路灯不亮' }).externalId).toBe(one.externalId);
    expect(item({ content: '路灯不亮了' }).externalId).not.toBe(one.externalId);
  });

  it('hides what is personal wherever it stands, keys included', () => {
    const one = item({ id: 'P-1', 联系人: '陈明红', body: '请回电13812345678,我叫陈明红', remark: '陈明红 身份证32100219900101123X' });
    expect(JSON.stringify({ ...one, contact: null })).not.toMatch(/13812345678|陈明红|32100219900101/);
    expect(one.contact).toMatchObject({ phone: '13812345678' });
  });

  it('names what is put aside by record and key', () => {
    expect(read([{ externalId: 'A' }, { body: '甲', receivedAt: '昨儿' }, { body: '乙', ['长'.repeat(101)]: 1 }, { body: '我叫陈明红,'.repeat(40_000) }]).map((e) => (e.type === 'reject' ? [e.reject.row, e.reject.code, e.reject.column, e.reject.reason] : e.type))).toEqual([
      [1, 'ROW_NO_CONTENT', null, '第 1 条没有诉求内容'],
      [2, 'ROW_BAD_TIME', 'receivedAt', '第 2 条“receivedAt”的时间认不出或不存在:“昨儿”'],
      [3, 'ROW_MALFORMED', null, '第 3 条字段名超过 100 个字'],
      [4, 'ROW_MALFORMED', null, '第 4 条超过 200000 个字'],
    ]);
  });

  it('any records are read or put aside, each once and in order', () => {
    const key = fc.oneof(fc.constantFrom('body', 'externalId', 'receivedAt', 'reply', 'items', 'coUnits', '__proto__', 'constructor', 'parentId', 'refs', '内容'), fc.string({ maxLength: 12 }));
    const record = fc.oneof(fc.dictionary(key, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 8, noNullPrototype: false }), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(fc.property(fc.array(record, { maxLength: 6 }), (records) => {
      const events = read(records);
      expect(events.map((e) => (e.type === 'item' ? e.at.row : e.type === 'reject' ? e.reject.row : 0))).toEqual(records.map((_, i) => i + 1));
    }), { numRuns: 400 });
  });
});
