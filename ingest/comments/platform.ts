import { nameKey } from '../table/names.ts';

export const PLATFORMS = ['weibo', 'douyin', 'kuaishou', 'xiaohongshu', 'bilibili', 'tieba', 'zhihu', 'wechat', 'channels', 'toutiao'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Channels of comments, and of the posts above them. */
const CHANNELS: Record<Platform, { comment: string; post: string }> = {
  weibo: { comment: '微博评论', post: '微博' },
  douyin: { comment: '抖音评论', post: '抖音' },
  kuaishou: { comment: '快手评论', post: '快手' },
  xiaohongshu: { comment: '小红书评论', post: '小红书' },
  bilibili: { comment: '哔哩哔哩评论', post: '哔哩哔哩' },
  tieba: { comment: '贴吧评论', post: '贴吧' },
  zhihu: { comment: '知乎评论', post: '知乎' },
  wechat: { comment: '公众号留言', post: '公众号' },
  channels: { comment: '视频号评论', post: '视频号' },
  toutiao: { comment: '今日头条评论', post: '今日头条' },
};

export const channelOf = (platform: Platform, kind: 'comment' | 'post'): string => CHANNELS[platform][kind];

const NAMES: [RegExp, Platform][] = [
  [/weibo|微博|(?:^|[^a-z])wb(?![a-z])/i, 'weibo'],
  [/douyin|抖音|(?:^|[^a-z])dy(?![a-z])/i, 'douyin'],
  [/kuaishou|快手|(?:^|[^a-z])ks(?![a-z])/i, 'kuaishou'],
  [/xiaohongshu|小红书|rednote|(?:^|[^a-z])xhs(?![a-z])/i, 'xiaohongshu'],
  [/bilibili|哔哩|b站|(?:^|[^a-z])bili(?![a-z])/i, 'bilibili'],
  [/tieba|贴吧/i, 'tieba'],
  [/zhihu|知乎/i, 'zhihu'],
  [/视频号/, 'channels'],
  [/头条|toutiao/i, 'toutiao'],
  [/公众号|微信|wechat|weixin|(?:^|[^a-z])mp(?![a-z])/i, 'wechat'],
];

/** The platform that a word, or the path of a file, names: `'data/xhs/jsonl/…'`, `'新浪微博'`; null for none. */
export const platformNamed = (words: string): Platform | null => NAMES.find(([names]) => names.test(words))?.[1] ?? null;

const HOSTS: [RegExp, Platform][] = [
  [/(?:^|\.)weibo\.(?:com|cn)$/, 'weibo'], [/(?:^|\.)(?:douyin|iesdouyin)\.com$/, 'douyin'], [/(?:^|\.)(?:kuaishou|gifshow|chenzhongtech)\.com$/, 'kuaishou'],
  [/(?:^|\.)(?:xiaohongshu|xhscdn)\.com$|(?:^|\.)xhslink\.com$/, 'xiaohongshu'], [/(?:^|\.)bilibili\.com$|(?:^|\.)b23\.tv$/, 'bilibili'],
  [/(?:^|\.)tieba\.baidu\.com$/, 'tieba'], [/(?:^|\.)zhihu\.com$/, 'zhihu'], [/^mp\.weixin\.qq\.com$/, 'wechat'], [/(?:^|\.)toutiao\.com$/, 'toutiao'],
];

export function platformOfUrl(url: string): Platform | null {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return host === '' ? null : (HOSTS.find(([hosts]) => hosts.test(host))?.[1] ?? null);
}

/** What only one platform's exports have, first where two would fit: every name of `all` and one of `any`. */
const SIGNS: { platform: Platform; all?: string[]; any?: string[] }[] = [
  { platform: 'wechat', any: ['user_comment_id', 'msg_data_id', 'elected_comment_total_cnt', '公众号名称', '公众号', '公众号回复', '推文标题', '图文标题', '推文'] },
  { platform: 'douyin', any: ['aweme_id', 'aweme_url', 'aweme_type', '抖音号'] },
  { platform: 'tieba', any: ['tieba_name', 'tieba_id', 'tieba_link', 'total_replay_num', '吧名', '贴吧名', '贴吧名称', '贴吧'] },
  { platform: 'zhihu', any: ['voteup_count', 'question_id', 'content_type', 'content_url', '赞同数'] },
  { platform: 'zhihu', all: ['comment_id', 'content_id'] },
  { platform: 'weibo', any: ['comment_like_count', 'shared_count', '微博id', '微博正文', '微博内容', '微博bid', 'weibo_id', '评论ip', '评论用户名', 'repost_num', 'reposts_count', 'text_raw', 'origin_weibo', 'rootidstr'] },
  { platform: 'bilibili', any: ['video_danmaku', 'video_coin_count', 'video_play_count', 'bvid', 'disliked_count', 'rpid', 'bv号', '弹幕', '弹幕内容', '投币数'] },
  { platform: 'kuaishou', any: ['viewd_count', 'video_cover_url', 'photo_id'] },
  { platform: 'bilibili', all: ['video_id'], any: ['parent_comment_id', 'like_count'] },
  { platform: 'kuaishou', all: ['video_id', 'comment_id'] },
  { platform: 'xiaohongshu', all: ['note_id'], any: ['xsec_token', 'image_list', 'last_update_time', 'collected_count', 'pictures', 'like_count', 'share_count', 'tag_list'] },
  { platform: 'xiaohongshu', any: ['笔记id', '笔记标题', '笔记内容', '笔记链接'] },
  { platform: 'weibo', all: ['note_id', 'create_date_time'] },
  { platform: 'weibo', all: ['rootid', 'text'] },
  { platform: 'tieba', all: ['note_id', 'publish_time'] },
  { platform: 'wechat', all: ['openid'], any: ['content', 'comment_type', '留言内容'] },
  { platform: 'wechat', any: ['是否精选', '精选留言', '微信昵称'] },
  { platform: 'wechat', all: ['留言内容'], any: ['文章标题', '作者回复'] },
];

/** The handbook's 抖音简表: these four columns and no other. */
const DOUYIN_SHORT = ['昵称', '点赞数', '时间', '评论'].map(nameKey).sort().join();

const KEYED = SIGNS.map(({ platform, all = [], any = [] }) => ({ platform, all: all.map(nameKey), any: any.map(nameKey) }));

/** The platform by the columns alone; null where several share them. */
export function platformOfColumns(names: readonly string[]): Platform | null {
  const there = new Set(names.map(nameKey));
  const found = KEYED.find(({ all, any }) => all.every((n) => there.has(n)) && (any.length === 0 || any.some((n) => there.has(n))));
  return found?.platform ?? ([...there].sort().join() === DOUYIN_SHORT ? 'douyin' : null);
}
