import { describe, expect, it } from 'vitest';
import { fixture, isoOf, readPath, readSheets } from './collect.ts';

describe('exports of crawlers, one platform each', () => {
  it('Weibo, old fields: own words before the chain, counts in words, broken and empty lines put aside', async () => {
    const { items, rejects } = await readPath(fixture('detail_comments_weibo.jsonl'));
    expect(items.map((i) => [i.at.row, i.externalId, i.body, i.parentId, i.engagement.likes, i.marks])).toEqual([
      [1, '5234567890123456', '我家也停了两天', undefined, 12_000, []],
      [2, '5234567890123457', '转发微博', '5234567890123456', undefined, ['no-own-words']],
      [5, '5234567890123460', '物业电话138****5678打不通', undefined, 100_000, []],
    ]);
    expect(items[0]).toMatchObject({ kind: 'post', channel: '微博评论', author: null, contact: null, publishedAt: new Date('2026-11-24T01:05:07Z'), precision: 'second', engagement: { comments: 3 } });
    expect(items[0]!.raw).toEqual({ IP属地: '江苏', 引用: '//@清*\uff1a清河小区又停水', 表情: '[泪][泪]', 帖子编号: '5230000000000001' });
    expect(items[1]).toMatchObject({ ownWords: '' });
    expect(items[2]).toMatchObject({ contact: { phone: '13812345678' }, raw: { 提到: '@清河发布', IP属地: '境外' } });
    expect(rejects.map((r) => [r.row, r.column, r.code])).toEqual([[3, null, 'ROW_MALFORMED'], [4, 'content', 'ROW_NO_CONTENT']]);
  });

  it('Douyin, new fields in a csv: words over two lines, a picture without words, a time that is none', async () => {
    const { items, rejects } = await readPath(fixture('detail_comments_douyin.csv'));
    expect(items.map((i) => [i.at.row, i.channel, i.body, i.parentId ?? null, i.engagement, i.marks])).toEqual([
      [2, '抖音评论', '桥头红绿灯坏了,\n两边"抢"着过', null, { likes: 12, comments: 0 }, []],
      [3, '抖音评论', '[图片]', '7437000000000000011', { likes: 3, comments: 2 }, ['no-own-words']],
    ]);
    expect(rejects).toMatchObject([{ row: 4, column: 'create_time', code: 'ROW_BAD_TIME', reason: '第 4 行“create_time”列的时间认不出或不存在' }]);
    expect(rejects[0]!.cells).not.toContain('9c3');
  });

  it('Kuaishou: milliseconds and seconds by size, faces alone are kept as they are', async () => {
    const { items } = await readPath(fixture('search_comments_ks.jsonl'));
    expect(isoOf(items)).toEqual(['2026-11-24T01:05:07.000Z', '2026-11-24T01:05:07.000Z']);
    expect(items.map((i) => [i.channel, i.body, i.ownWords])).toEqual([['快手评论', '[666][666]', ''], ['快手评论', '路灯一星期没亮了', undefined]]);
  });

  it('Bilibili, Zhihu, Tieba: each by its columns', async () => {
    const bili = await readPath(fixture('detail_comments_bili.jsonl'));
    expect(bili.items).toMatchObject([{ channel: '哔哩哔哩评论', body: '施工到半夜', parentId: '2400' }]);
    const zhihu = await readPath(fixture('search_comments_zhihu.jsonl'));
    expect(zhihu.items).toMatchObject([{ channel: '知乎评论', body: '公交改线没有公示', engagement: { likes: 5, comments: 0 }, raw: { IP属地: '浙江', 帖子编号: '9001' } }]);
    expect(zhihu.items[0]).not.toHaveProperty('parentId');
    const answer = await readPath(fixture('search_contents_zhihu.jsonl'));
    expect(answer.items).toMatchObject([{ externalId: '9001', channel: '知乎', title: '公交改线合理吗', body: '三路公交改线以后,老人要走两站。', url: 'https://www.zhihu.com/question/1/answer/9001', raw: { 关键词: '清河 公交' } }]);
    const tieba = await readPath(fixture('detail_comments_tieba.csv'));
    expect(tieba.items.map((i) => [i.channel, i.account, i.publishedAt.toISOString(), i.parentId ?? null])).toEqual([
      ['贴吧评论', '清河吧', '2026-11-23T10:20:00.000Z', null], ['贴吧评论', '清河吧', '2026-11-23T10:25:00.000Z', '149001'],
    ]);
  });

  it('Xiaohongshu workbook: posts, their comments with the title of the post, creators never', async () => {
    const ms = Date.parse('2026-11-24T01:05:07Z');
    const { items, rejects } = await readSheets([
      { name: 'Contents', rows: [['note_id', 'type', 'title', 'desc', 'time', 'last_update_time', 'user_id', 'nickname', 'liked_count', 'collected_count', 'comment_count', 'share_count', 'ip_location', 'note_url', 'last_modify_ts'],
        ['66a0b1c2000000000a01', 'normal', '清河公园厕所', '周末排队半小时[哭惹R]', ms, ms, 'u1', '小*', '1.1万', '10+', '1,234', '', '江苏', 'https://www.xiaohongshu.com/explore/66a0b1c2000000000a01', ms]] },
      { name: 'Comments', rows: [['comment_id', 'create_time', 'ip_location', 'note_id', 'content', 'user_id', 'nickname', 'avatar', 'sub_comment_count', 'pictures', 'parent_comment_id', 'last_modify_ts', 'like_count'],
        ['66a0b1c2000000000c01', ms + 1_000, '江苏', '66a0b1c2000000000a01', '女厕更少[偷笑R]', 'u2', '花*', 'x', '0', '', 0, ms, 3]] },
      { name: 'Creators', rows: [['user_id', 'nickname', 'gender', 'avatar', 'desc', 'ip_location', 'follows', 'fans', 'interaction', 'tag_list', 'last_modify_ts'], ['u1', '小某', '女', 'x', '在清河三小教书', '江苏', 1, 2, 3, '', ms]] },
    ], {}, 'data.xlsx');
    expect(rejects).toEqual([]);
    expect(items.map((i) => [i.at, i.externalId, i.channel, i.title, i.body])).toEqual([
      [{ row: 2, sheet: 'Contents' }, '66a0b1c2000000000a01', '小红书', '清河公园厕所', '周末排队半小时'],
      [{ row: 2, sheet: 'Comments' }, '66a0b1c2000000000c01', '小红书评论', '清河公园厕所', '女厕更少'],
    ]);
    expect(items[0]!.engagement).toEqual({ likes: 11_000, comments: 1_234 });
    expect(JSON.stringify(items)).not.toMatch(/u1|u2|小\*|花\*|教书/);
  });

  it('Weibo with Chinese headers: relative times, a chain alone, a number that Excel has spoilt', async () => {
    const { items } = await readPath(fixture('微博评论.csv'));
    expect(items.map((i) => [i.publishedAt.toISOString(), i.body, i.raw['IP属地'] ?? null, i.marks])).toEqual([
      ['2026-11-24T00:00:00.000Z', '转发', '广东', ['no-own-words']],
      ['2026-11-23T04:03:00.000Z', '开发商跑了\uff0c交付没人管', '上海', []],
      ['2026-11-24T04:03:00.000Z', '谁来管管', null, ['id-spoilt']],
    ]);
    expect(items[2]!.externalId).toMatch(/^c-[0-9a-f]{24}$/);
  });

  it('the short Douyin table: two people who say the same are two, the same person twice is one', async () => {
    const { items, rejects } = await readPath(fixture('抖音简表.csv'));
    expect(items.map((i) => [i.channel, i.publishedAt.toISOString(), i.engagement.likes])).toEqual([
      ['抖音评论', '2026-11-24T01:00:00.000Z', 12_000], ['抖音评论', '2026-11-24T01:00:00.000Z', undefined], ['抖音评论', '2026-11-24T01:00:00.000Z', undefined],
    ]);
    const [first, second, third] = items.map((i) => i.externalId);
    expect(second).toBe(third);
    expect(second).not.toBe(first);
    expect(items[0]!.raw).toEqual({ IP属地: '江苏' });
    expect(rejects).toMatchObject([{ row: 5, code: 'ROW_NO_CONTENT' }]);
  });
});
