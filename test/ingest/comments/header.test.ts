import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../../ingest/comments/aliases.ts';
import { parseColumnMap, readHeader, scoreHeader } from '../../../ingest/comments/header.ts';
import { platformNamed, platformOfColumns, platformOfUrl } from '../../../ingest/comments/platform.ts';
import { readText } from './collect.ts';

const NONE = parseColumnMap([]);
const kind = (names: string) => readHeader(names.split(' '), NONE).kind;

describe('headers of comments', () => {
  it.each([
    ['comment_id', 'source_no'], ['_id', 'source_no'], ['Note_Id', 'post_no'], ['留言时间(必填)', 'received_at'], ['content.message', 'content'], ['reply.create_time', 'reply_at'], ['user.id', 'person'], ['user.name', 'person'],
    ['data.content', 'content'], ['读者的评论内容', 'content'], ['文章阅读量', 'ignore'], ['昵称', 'person'], ['IP 属地', 'region'], ['作者回复', 'reply'], ['常用手机', 'person.phone'],
  ])('%s → %s', (name, field) => expect(meaningOf(name)?.field).toBe(field));

  it('what has no name that we know', () => {
    for (const name of ['甲', 'description_of', 'x.y', 'clip', '']) expect(meaningOf(name)).toBeNull();
  });

  it('a header needs words; a name that anything may have needs company', () => {
    expect(scoreHeader(['评论'], NONE)).toBe(1);
    expect(scoreHeader(['content'], NONE)).toBe(0);
    expect(scoreHeader(['content', 'create_time'], NONE)).toBe(2);
    expect(scoreHeader(['昵称', '时间', '点赞数'], NONE)).toBe(0);
    expect(scoreHeader(['清河发布留言统计表'], NONE)).toBe(0);
  });

  it('comments, posts and the cards of users', () => {
    expect(kind('comment_id note_id content create_time')).toBe('comment');
    expect(kind('note_id title desc liked_count time')).toBe('post');
    expect(kind('_id user_id content created_at repost_num comment_num like_num tool')).toBe('post');
    expect(kind('微博id 正文 发布时间 点赞 评论 转发')).toBe('post');
    expect(kind('昵称 点赞数 时间 评论')).toBe('comment');
    expect(kind('user_id nickname desc fans follows')).toBe('person');
  });

  it('评论 beside 正文 is a number', async () => {
    const { items } = await readText('a.csv', '微博id,正文,发布时间,点赞,评论,转发\n77,路灯坏了,2026-11-24 08:00,3,1.5万,2\n');
    expect(items).toMatchObject([{ externalId: '77', body: '路灯坏了', channel: '微博', engagement: { likes: 3, comments: 15_000, reposts: 2 } }]);
  });

  it('--map takes the names of the hotline and shorter ones, and says what it does not know', async () => {
    expect([...parseColumnMap(['甲=comment_id', '乙 = person.name', 'a=b=content']).values()]).toEqual(['source_no', 'person', 'content']);
    expect(() => parseColumnMap(['甲=nothing'])).toThrow(/--map 写法不对/);
    const { items } = await readText('a.csv', '甲,乙,丙,丁\n1,停水了,昨天 08:00,清河\n', { map: ['甲=id', '乙=content', '丙=time', '丁=keep'] });
    expect(items).toMatchObject([{ externalId: '1', body: '停水了', raw: { 丁: '清河' } }]);
    await expect(readText('a.csv', '评论id,评论\n1,x\n', { map: ['没有=content'] })).rejects.toMatchObject({ code: 'MAP_INVALID' });
  });

  it('a file without a header that we know shows no one and gives an example', async () => {
    await expect(readText('a.csv', '甲,电话是13812345678\n1,停水了\n')).rejects.toMatchObject({ code: 'HEADER_UNRECOGNISED', message: expect.stringContaining('138****5678'), remedy: expect.stringContaining('--map "甲=content"') });
  });

  it('rows that do not fit lose their personal cells on the way out', async () => {
    const { rejects } = await readText('a.csv', '评论id,昵称,评论,评论时间\n1,李四,,2026-11-24\n评论id,昵称,评论,评论时间\n2,王五,停水\n', {});
    expect(rejects.map((r) => [r.row, r.code, r.column])).toEqual([[2, 'ROW_NO_CONTENT', '评论'], [3, 'ROW_NO_CONTENT', null], [4, 'ROW_MALFORMED', null]]);
    expect(JSON.stringify(rejects)).not.toMatch(/李四|王五/);
  });
});

describe('the platform', () => {
  it.each([['新浪微博', 'weibo'], ['data/xhs/jsonl', 'xiaohongshu'], ['dy_search.csv', 'douyin'], ['微信公众号', 'wechat'], ['B站', 'bilibili'], ['body', null], ['asks', null]])('named by %s', (words, platform) => expect(platformNamed(words)).toBe(platform));

  it.each([['https://m.weibo.cn/detail/1', 'weibo'], ['https://mp.weixin.qq.com/s/x', 'wechat'], ['https://notweibo.cn.evil.example/', null], ['x', null]])('of the address %s', (url, platform) => expect(platformOfUrl(url)).toBe(platform));

  it('of the columns', () => {
    expect(platformOfColumns('comment_id create_time video_id content sub_comment_count'.split(' '))).toBe('kuaishou');
    expect(platformOfColumns('comment_id create_time video_id content like_count parent_comment_id'.split(' '))).toBe('bilibili');
    expect(platformOfColumns('comment_id note_id content pictures'.split(' '))).toBe('xiaohongshu');
    expect(platformOfColumns('文章标题 昵称 留言时间 留言内容'.split(' '))).toBe('wechat');
    expect(platformOfColumns('昵称 时间 评论'.split(' '))).toBeNull();
  });

  it('a row says it before its columns do, and a person before both', async () => {
    const csv = '平台,评论id,评论,评论时间\n抖音,1,停水,2026-11-24\n清河论坛,2,停水,2026-11-24\n,3,停水,2026-11-24\n';
    expect((await readText('a.csv', csv)).items.map((i) => i.channel)).toEqual(['抖音评论', '清河论坛', null]);
    expect((await readText('a.csv', csv, { platform: 'zhihu' })).items.map((i) => i.channel)).toEqual(['知乎评论', '知乎评论', '知乎评论']);
  });
});
