import { describe, expect, it } from 'vitest';
import { fixture, readPath, readSheets, readText } from './collect.ts';

const COLON = '\uff1a';

describe('comments of a 公众号', () => {
  it('the interface: comments under the title of their article, with the answer of the author', async () => {
    const { items, rejects } = await readPath(fixture('wechat-comment-list.json'));
    expect(rejects).toEqual([]);
    expect(items.map((i) => [i.at.row, i.externalId, i.title, i.body, i.channel, i.reply, i.replyAt?.toISOString() ?? null])).toEqual([
      [1, '1', '关于停水的通知', '几点来水\uff1f', '公众号留言', '您好\uff0c今晚八点。', '2026-11-24T01:15:07.000Z'],
      [2, '2', '关于停水的通知', '打热线说在查', '公众号留言', null, null],
    ]);
    expect(items[0]!.raw).toEqual({ 表情: '/:strong', 是否精选: '是', 帖子编号: '2247483700' });
    expect(JSON.stringify(items)).not.toContain('oAbCd');
  });

  it('the bare answer of the interface, in one line of a .json', async () => {
    const { items } = await readText('留言.json', JSON.stringify({ errcode: 0, errmsg: 'ok', total: 1, comment: [{ user_comment_id: 7, openid: 'oX', create_time: 1795482307, content: '谢谢', comment_type: 0, reply: { reply_list: [{ content: '不客气', create_time: 1795482400 }] } }] }));
    expect(items).toMatchObject([{ externalId: '7', body: '谢谢', reply: '不客气', channel: '公众号留言', replyAt: new Date(1795482400_000) }]);
  });

  it('a sheet filled by hand: lines above, merged titles, empty rows, sums, an answer', async () => {
    const { items, rejects } = await readSheets([{ name: '11月', rows: [
      ['清河发布公众号留言统计表'],
      ['填报时间' + COLON + '2026年11月'],
      ['序号', '公众号名称', '文章标题', '昵称', '留言时间', '留言内容', '点赞', '是否精选', '作者回复'],
      [1, '清河发布', '关于停水的通知', '李四', '2026-11-24 08:05', '什么时候来水[疑问]', '1,234', '是', '作者回复' + COLON + '今晚八点'],
      [2, null, null, '王五', '11-23', '电话13912345678' + COLON + '求回电', null, '否', null],
      [null, null, null, null, null, null],
      [3, null, '公交改线公告', '赵六', '昨天 12:03', '老人怎么办', '无', null, null],
      [4, null, null, '钱七', 46350.25, '支持', 2, '精选', null],
      [5, null, null, '孙八', '2026-11-24', null, null, null, null],
      ['合计', null, null, null, null, '4条'],
      ['制表人' + COLON + '某某', null, null, null, null],
    ] }]);
    expect(items.map((i) => [i.at.row, i.account, i.title, i.publishedAt.toISOString(), i.precision, i.body, i.engagement.likes, i.raw['是否精选'] ?? null, i.reply])).toEqual([
      [4, '清河发布', '关于停水的通知', '2026-11-24T00:05:00.000Z', 'minute', '什么时候来水', 1_234, '是', '今晚八点'],
      [5, '清河发布', '关于停水的通知', '2026-11-22T16:00:00.000Z', 'day', '电话139****5678' + COLON + '求回电', undefined, '否', null],
      [7, '清河发布', '公交改线公告', '2026-11-23T04:03:00.000Z', 'minute', '老人怎么办', undefined, null, null],
      [8, '清河发布', '公交改线公告', new Date(Date.UTC(1899, 11, 30) + 46350.25 * 86_400_000 - 8 * 3_600_000).toISOString(), 'second', '支持', 2, '是', null],
    ]);
    expect(items[1]!.contact).toEqual({ phone: '13912345678' });
    expect(rejects.map((r) => [r.row, r.column, r.code])).toEqual([[9, '留言内容', 'ROW_NO_CONTENT'], [10, null, 'ROW_NO_CONTENT'], [11, null, 'ROW_NO_CONTENT']]);
    expect(JSON.stringify([items, rejects])).not.toMatch(/李四|王五|赵六|钱七|孙八/);
  });

  it('a title over the whole width instead of a column', async () => {
    const { items, rejects } = await readSheets([{ name: 'Sheet1', rows: [
      ['昵称', '留言时间', '留言内容'], ['《停水通知》'], ['甲', '2026-11-24 08:00', '几点来水'], ['《公交公告》'], ['乙', '2026-11-24 08:01', '哪一路'],
    ] }]);
    expect(items.map((i) => [i.title, i.body])).toEqual([['《停水通知》', '几点来水'], ['《公交公告》', '哪一路']]);
    expect(rejects.map((r) => [r.row, r.code, r.cells])).toEqual([[2, 'ROW_NO_CONTENT', []], [4, 'ROW_NO_CONTENT', []]]);
  });

  it('the day in one column and the hour in another; a 发布时间 is the article\'s', async () => {
    const { items, rejects } = await readText('a.csv', '文章标题,发布时间,留言日期,留言时间,留言内容\n停水,2026-11-20 10:00,2026-11-21,08:30,几点来水\n停水,2026-11-20 10:00,,,没有时间\n');
    expect(items.map((i) => i.publishedAt.toISOString())).toEqual(['2026-11-21T00:30:00.000Z']);
    expect(rejects).toMatchObject([{ row: 3, column: '留言时间', code: 'ROW_NO_TIME' }]);
  });

  it('without any column of times: when it was exported or received, else put aside', async () => {
    const csv = '昵称,留言内容\n甲,几点来水\n';
    const exported = await readText('a.csv', csv);
    expect(exported.items).toMatchObject([{ publishedAt: new Date('2026-11-24T04:00:00Z'), marks: ['time-from-received-at'] }]);
    const receivedAt = new Date('2026-11-20T00:00:00Z');
    const received = await readText('a.csv', csv, { exportedAt: null, receivedAt });
    expect(received.items).toMatchObject([{ publishedAt: receivedAt, externalId: exported.items[0]!.externalId }]);
    expect((await readText('a.csv', csv, { exportedAt: null })).rejects).toMatchObject([{ row: 2, column: null, code: 'ROW_NO_TIME' }]);
  });

  it('asMessages: comments become messages, faces alone and posts do not', async () => {
    const csv = '留言id,留言时间,留言内容\n1,2026-11-24 08:00,请修路灯\n2,2026-11-24 08:00,[赞]\n';
    const { items } = await readText('a.csv', csv, { asMessages: true, account: '清河发布', platform: 'wechat' });
    expect(items.map((i) => [i.kind, i.account, i.channel])).toEqual([['message', '清河发布', '公众号留言'], ['post', '清河发布', '公众号留言']]);
    expect((await readText('a.csv', csv)).items.map((i) => i.kind)).toEqual(['post', 'post']);
  });
});
