import { describe, expect, it } from 'vitest';
import { answerIn, isAccountsName } from '../../../ingest/comments/answers.ts';
import { keysOfWords } from '../../../ingest/comments/keys.ts';
import { readSheets, readText } from './collect.ts';

const COLON = '\uff1a';

describe('what the account answered', () => {
  it.each([
    [`几点来水\n作者回复${COLON}今晚八点`, '几点来水', '今晚八点'], [`谢谢！作者回复${COLON}不客气`, '谢谢！', '不客气'], ['在哪取水\n【作者回复】东广场', '在哪取水', '东广场'],
    [`小编回复(11-20 09:00)${COLON}已转告`, '', '已转告'], [`回复${COLON}已收到`, '', '已收到'], [`停水\n清河发布回复${COLON}在修\n作者回复${COLON}修好了`, '停水', '在修\n修好了'],
    [`回复@小李${COLON}我家也停`, `回复@小李${COLON}我家也停`, null], [`小编${COLON}请问几点来水`, `小编${COLON}请问几点来水`, null], ['请作者回复一下', '请作者回复一下', null],
  ])('%j', (text, asked, answer) => expect(answerIn(text, '清河发布')).toEqual({ asked, answer }));

  it('knows the account by its name and by its sign', () => {
    expect(['作者', '清河发布', '清河发布\uff08作者\uff09', '作者已死', '小河', ''].map((name) => isAccountsName(name, '清河发布'))).toEqual([true, true, true, false, false, false]);
  });

  it('ends soon, however long and repetitive a cell', () => {
    expect(answerIn(`${'\n'.repeat(500_000)}复`, null).answer).toBeNull();
    expect(answerIn(`回复${COLON}x\n`.repeat(100_000), '清河发布').answer).toHaveLength(2 * 100_000 - 1);
  });

  it('in a row of its own it goes to the comment above, also without a time', async () => {
    const { items, rejects } = await readSheets([{ name: '11月', rows: [
      ['文章标题', '昵称', '留言时间', '留言内容'], ['停水通知', '甲', '2026-11-20 08:00', '几点来水'], [null, '作者', '2026-11-20 09:00', `作者回复${COLON}今晚八点`], [null, '乙', '2026-11-20 08:05', '好的'], [null, null, null, `回复${COLON}感谢理解`],
    ] }]);
    expect(items.map((i) => [i.at.row, i.title, i.body, i.reply, i.replyAt?.toISOString() ?? null])).toEqual([[2, '停水通知', '几点来水', '今晚八点', '2026-11-20T01:00:00.000Z'], [4, '停水通知', '好的', '感谢理解', null]]);
    expect(rejects.map((r) => [r.row, r.code, r.cells, r.reason])).toEqual([[3, 'ROW_NO_CONTENT', [], '第 3 行是账号对第 2 行的回复,已并入那一条'], [5, 'ROW_NO_CONTENT', [], '第 5 行是账号对第 4 行的回复,已并入那一条']]);
  });

  it('with nothing above it, it is put aside', async () => {
    const { items, rejects } = await readText('留言.csv', `昵称,留言内容,留言时间\n作者,作者回复${COLON}欢迎留言,2026-11-20\n甲,停水了,2026-11-20\n`);
    expect(items.map((i) => i.body)).toEqual(['停水了']);
    expect(rejects).toMatchObject([{ row: 2, reason: '第 2 行是账号自己的话,上面没有它回复的那一条' }]);
  });
});

describe('comments without a number', () => {
  const at = new Date('2026-11-20T00:00:00Z');
  const keys = (...rows: [string, string | null, Date?][]) => {
    const keyOf = keysOfWords();
    return rows.map(([words, writer, time]) => keyOf(['停水', null, words], { writer, at: time ?? at }));
  };

  it('are told apart by who wrote them, whatever stands around them in the next export', () => {
    const [a, b] = keys(['支持', '甲'], ['支持', '乙']);
    expect(keys(['支持', '丙'], ['支持', '乙'], ['支持', '甲']).slice(1)).toEqual([b, a]);
    expect(keys(['支持', '甲'], ['支持', '甲'])).toEqual([a, a]);
    expect(keys(['支持', '甲'], ['支持', '甲', new Date('2026-11-21T00:00:00Z')])).toEqual([a, `${a}-2`]);
  });

  it('and where nobody is named by their place among those alike', () => {
    const [a] = keys(['支持', null]);
    expect(keys(['支持', null], ['支持', null], ['支持', null])).toEqual([a, `${a}-2`, `${a}-3`]);
  });

  it('hold no name', async () => {
    const { items } = await readText('a.csv', '昵称,评论,时间\n柳湖老何,停水,3小时前\n河东小陈,停水,3小时前\n');
    expect(new Set(items.map((i) => i.externalId)).size).toBe(2);
    expect(JSON.stringify(items)).not.toMatch(/老何|小陈/);
  });
});

describe('platforms', () => {
  it('comments under an article of a 公众号, as its page gives them: their own number is content_id', async () => {
    const comment = { id: 1, nick_name: '甲', logo_url: 'http://x/1', content: '几号通水', create_time: 1795482307, content_id: '6452230441111', like_num: 3, reply: { reply_list: [{ content: '周五', create_time: 1795489307 }] } };
    const { items } = await readText('a.json', JSON.stringify({ elected_comment: [comment], elected_comment_total_cnt: 1 }));
    expect(items).toMatchObject([{ externalId: '6452230441111', channel: '公众号留言', body: '几号通水', reply: '周五', engagement: { likes: 3 } }]);
    const { items: sheet } = await readText('a.csv', 'nick_name,content,create_time,content_id,like_num\n甲,几号通水,1795482307,6452230441112,赞3\n');
    expect(sheet).toMatchObject([{ externalId: '6452230441112', engagement: { likes: 3 } }]);
  });

  it('一级评论ID is the comment above; a bid is no number beside an id', async () => {
    const { items } = await readText('抖音.csv', '一级评论ID,评论ID,评论内容,评论时间\n71,71,停水,2026-11-20\n71,72,我家也停,2026-11-20\n');
    expect(items.map((i) => i.parentId ?? null)).toEqual([null, '71']);
    const posts = await readText('微博.csv', 'id,bid,微博正文,发布时间,转发数,评论数,点赞数\n5111,Bx,停水三天,2026-11-20 08:00,1,2,3\n');
    expect(posts.items).toMatchObject([{ externalId: '5111', channel: '微博' }]);
  });

  it('what runs over a video is a comment on it, and its place in the video no time', async () => {
    const { items } = await readText('a.csv', 'bvid,弹幕内容,弹幕时间,发布时间\nBV1,停水啦,00:12,2026-11-01 08:05\n');
    expect(items).toMatchObject([{ channel: '哔哩哔哩评论', body: '停水啦', publishedAt: new Date('2026-11-01T00:05:00Z'), raw: { 帖子编号: 'BV1' } }]);
  });

  it('what was deleted has no words', async () => {
    const { items } = await readText('a.csv', '评论id,评论,时间\n1,该评论已删除,2026-11-20\n2,抱歉\uff0c此内容已被作者删除,2026-11-20\n3,评论已删除的都是真话,2026-11-20\n');
    expect(items.map((i) => i.ownWords ?? null)).toEqual(['', '', null]);
  });
});
