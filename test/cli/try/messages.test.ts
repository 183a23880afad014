import { describe, expect, it } from 'vitest';
import { messageLine } from '../../../cli/try/messages.ts';
import { YuqingError, type IncomingItem, type ReadEvent } from '../../../model/index.ts';

const item: IncomingItem = {
  externalId: '1', kind: 'message', title: '路灯', body: '路灯坏了', url: null, author: null, publishedAt: new Date('2026-11-24T01:05:07Z'), precision: 'second', channel: '电话', requestType: '求助', place: '柳湖路',
  categoryPath: [], mainUnit: '城管局', coUnits: ['街道'], status: '已办结', reply: '已修好', replyAt: new Date('2026-11-25T01:00:00Z'), closedAt: null, dueText: '2026-11-30 17:30', engagement: {}, contact: { phone: '13812345678' }, raw: {}, marks: [],
};

async function* events(...list: (ReadEvent | Error)[]): AsyncGenerator<ReadEvent> {
  for (const event of list) {
    if (event instanceof Error) throw event;
    yield await Promise.resolve(event);
  }
}

describe('a line of messages', () => {
  it('rows, rejects and blocked, with their places; nothing of the contact', async () => {
    const { line, ok } = await messageLine('a.xlsx', () => events(
      { type: 'item', item, at: { row: 2, sheet: '11月' } }, { type: 'item', item: { ...item, dueText: '5个工作日', replyAt: null, parentId: '0-1', engagement: { likes: 3 } }, at: { row: 3 } },
      { type: 'reject', reject: { row: 4, column: '时间', code: 'ROW_BAD_TIME', reason: '认不出', cells: ['13812345678'] } }, { type: 'blocked', at: { row: 5 }, rule: '广告' }, { type: 'progress', done: 1, total: 1 },
    ));
    expect(ok).toBe(true);
    expect(line).toEqual({
      file: 'a.xlsx', ok: true,
      rows: [
        { row: 2, sheet: '11月', externalId: '1', receivedAt: '2026-11-24T01:05:07.000Z', channel: '电话', type: '求助', title: '路灯', body: '路灯坏了', place: '柳湖路', mainUnit: '城管局', coUnits: ['街道'], status: '已办结', reply: '已修好',
          replyAt: '2026-11-25T01:00:00.000Z', dueAt: '2026-11-30T09:30:00.000Z', dueText: '2026-11-30 17:30', likes: null, parentId: null, account: null, ownWords: null, thread: null, refs: [], kind: 'message', marks: [] },
        expect.objectContaining({ row: 3, dueAt: null, dueText: '5个工作日', replyAt: null, likes: 3, parentId: '0-1' }),
      ],
      rejected: [{ row: 4, column: '时间', reason: '认不出', code: 'ROW_BAD_TIME' }],
      blocked: [{ row: 5, rule: '广告' }],
    });
    expect(JSON.stringify(line)).not.toContain('138');
  });

  it('a deadline that names a day lasts to its end; one without a year is the first behind the message', async () => {
    const dueOf = async (dueText: string) => ((await messageLine('a.csv', () => events({ type: 'item', item: { ...item, dueText }, at: { row: 2 } }))).line as { rows: { dueAt: string | null }[] }).rows[0]!.dueAt;
    expect(await Promise.all(['2026-11-30', '11月30日前', '1月5日', '2026/11/30 17:30', '5个工作日', '3天', '2026-11-30前办结'].map(dueOf))).toEqual([
      '2026-11-30T15:59:59.000Z', '2026-11-30T15:59:59.000Z', '2027-01-05T15:59:59.000Z', '2026-11-30T09:30:00.000Z', null, null, '2026-11-30T15:59:59.000Z',
    ]);
  });

  it('keeps what stood before a fault', async () => {
    const { line, ok } = await messageLine('a.csv', () => events({ type: 'item', item, at: { row: 2 } }, new YuqingError('FILE_DAMAGED', '文件坏了', '请重新导出')));
    expect(ok).toBe(false);
    expect(line).toMatchObject({ ok: false, error: '文件坏了。请重新导出', rows: [{ row: 2 }], rejected: [] });
  });
});
