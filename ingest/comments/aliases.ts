import { aliasTable, FAMILY_RANK, familyOf, type Families, type NameMeaning as Meaning } from '../table/aliases.ts';
import { exactKey, nameKey } from '../table/names.ts';
import type { Field } from './fields.ts';

/**
 * Column names by field, best first: where several columns of a file mean one field, the first that has a value in a row
 * counts. Fields of MediaCrawler's old and new releases, of older Weibo crawlers, of the platforms' own interfaces, and
 * what offices call the columns of sheets they fill by hand (handbook §7.2).
 */
const ALIASES: Record<Exclude<Field, 'keep'>, string> = {
  source_no: `comment_id user_comment_id 评论id 评论编号 评论号 留言id 留言编号 跟帖id 弹幕id cid rpid commentidstr 编号 id idstr _id 主键`,
  parent_no: `parent_comment_id 父评论id 父级评论id 上级评论id 上级评论编号 上级编号 回复评论id 父id parent_id reply_comment_id reply_to_comment_id reply_id rootid root_id 根评论id 一级评论id 主评论id 所属评论id 所属评论编号 被回复评论id 被回复评论编号 被回复id 回复的评论id 父级id 上级id reply_to reply_to_id in_reply_to in_reply_to_id parent root`,
  post_no: `note_id aweme_id video_id content_id msg_data_id 微博id 帖子id 帖子编号 主帖id 视频id 作品id 作品编号 笔记id 文章id 文章编号 稿件id 内容id weibo_id mid bid 微博bid article_id
    thread_id tid bvid aid`,
  received_at: `评论时间 留言时间 评论发布时间 评论日期 留言日期 跟帖时间 回帖时间 弹幕时间 comment_time create_time created_at create_date_time publish_time ctime created_time create_at createdat
    comment_date publish_at published_at pub_time publish_date date_time time 发布时间 发表时间 发帖时间 发表日期 发布日期 创建时间 时间 日期 date`,
  received_clock: '评论时刻 留言时刻 时刻 时分',
  crawled_at: 'last_modify_ts 采集时间 抓取时间 爬取时间 获取时间 导出时间 入库时间 crawl_time crawled_at fetch_time export_time add_ts scrape_time',
  channel: '平台 来源平台 媒体平台 平台名称 发布平台 渠道 来源渠道 媒体类型 platform platform_name site channel',
  account: '公众号名称 公众号 公众号账号 账号名称 发布账号 所属账号 官方账号 政务号 新媒体账号 账号名 视频号名称 媒体名称 吧名 贴吧名 贴吧名称 贴吧 tieba_name biz_name account_name account mp_name',
  title: `文章标题 推文标题 图文标题 文章名称 文章题目 推文名称 推文 文章 帖子标题 主题帖标题 主题帖 帖子名称 视频标题 视频名称 作品标题 作品名称 笔记标题 微博标题 新闻标题 稿件标题 原文标题
    所属文章 所属作品 来源文章 对应文章 标题 题目 article_title note_title video_title msg_title title subject`,
  content: `评论内容 留言内容 评论正文 留言正文 评论文本 评论详情 留言详情 评论原文 用户评论 用户留言 网友留言 网友评论 粉丝留言 读者留言 群众留言 市民留言 跟帖内容 回帖内容 弹幕内容
    comment_content comment_text comment 评论 留言 跟帖 content_text text_raw content content.message text 微博正文 微博内容 帖子内容 笔记内容 笔记正文 正文 内容 文本 作品描述 作品文案 视频描述 视频文案 文案 desc description 描述 body`,
  url: `note_url aweme_url content_url 文章链接 原文链接 推文链接 帖子链接 微博链接 作品链接 评论链接 链接 网址 原文地址 链接地址 url link note_link article_url post_url video_url 视频链接`,
  reply: `作者回复 作者回复内容 公众号回复 官方回复 官方答复 小编回复 后台回复 运营回复 我的回复 我方回复 单位回复 部门回复 回复内容 回复情况 答复内容 回复 答复 reply_content author_reply reply.content reply`,
  reply_at: '作者回复时间 官方回复时间 回复时间 回复日期 答复时间 答复日期 reply_time reply_at reply.create_time reply_create_time',
  'engage.likes': `comment_like_count liked_count like_count like_counts 评论点赞数 评论点赞量 评论点赞 点赞数 点赞量 点赞次数 点赞 获赞数 获赞 赞数 赞 支持数 voteup_count digg_count attitudes_count like_num
    likes like up_count vote_count`,
  'engage.reposts': 'shared_count share_count video_share_count reposts_count repost_count repost_num forward_count 转发数 转发量 转发 分享数 分享量',
  'engage.comments': `comments_count comment_count sub_comment_count video_comment total_replay_num total_reply_num comment_num reply_count replies_count rcount 评论数 评论量 子评论数 回复数 回复量 跟帖数 回帖数
    total_number`,
  'engage.reads': 'viewd_count view_count viewed_count video_play_count play_count read_count 阅读数 阅读量 浏览量 浏览数 播放量 播放数 reads',
  region: `ip_location ip属地 ip归属地 ip地域 属地 归属地 评论ip 用户ip属地 地区 省份 ip_label iplabel region 发布位置 location reply_control.location ip ip地址 ip_address source`,
  featured: '是否精选 精选留言 精选状态 精选 comment_type is_elected is_featured',
  keyword: 'source_keyword 关键词 关键字 搜索词 搜索关键词 keyword',
  pictures: 'pictures picture pic pics images image image_list 图片 评论图片 留言图片 图片链接 原始图片url 图片url',
  'person.phone': '联系电话 联系方式 手机号码 手机号 手机 电话 电话号码 phone mobile tel',
  person: `昵称 用户昵称 评论用户名 评论用户 评论人 评论者 留言人 留言者 留言用户 网友 网名 用户 用户名 姓名 作者 发布者 发布人 楼主 微信昵称 微信名 粉丝昵称 读者昵称 名称 nickname user_nickname nick nick_name username user_name screen_name
    user name author author_name uname userid user_id 用户id uid sec_uid short_user_id user_unique_id open_id openid union_id unionid creator_hash creatorhash 性别 gender sex 头像 头像链接 avatar user_avatar 个人简介 用户简介 评论用户简介 简介
    user_signature signature 主页 个人主页 用户主页 profile_url user_link userurl user_url 粉丝数 关注数 关注人数 获赞与收藏 fans follows followers interaction 邮箱 email 微信号 微信 qq qq号 抖音号 身份证号 身份证 地址 住址 年龄 生日 设备 发布工具 tool
    手机型号 device`,
  ignore: `序号 行号 页码 no no. # page 楼层 楼号 floor disliked_count dislike_count collected_count 收藏数 文章发布时间 推文发布时间 帖子发布时间 视频发布时间 文章阅读数 文章点赞数 last_update_time updated_time update_time 更新时间`,
};

/** Names of a whole family, for what the table does not list. The first that fits counts; numbers of the article are not those of the comment. */
const FAMILIES: Families<Field> = [
  [/(昵称|用户名|网名|姓名|性别|头像|年龄|住址|简介|签名|粉丝数|关注数)$|(openid|unionid|userid|用户id|uid|avatar|nickname|username|signature)$|身份证|证件/, 'person'],
  [/(电话|手机|联系方式)(号码?)?$/, 'person.phone'],
  [/^(文章|推文|图文|帖子|视频|作品|笔记|微博|新闻).{0,3}(标题|名称|题目|主题)$/, 'title'],
  [/^(文章|推文|图文|帖子|视频|作品|笔记|原文).{0,3}(链接|网址|地址|url)$/, 'url'],
  [/^(文章|推文|图文|帖子|视频|作品|笔记|新闻)/, 'ignore'],
  [/^(父|上级|根|被回复).{0,6}(id|编号|号)$/, 'parent_no'],
  [/(评论|留言|跟帖|回帖|弹幕)(编号|id|号|流水号)$/, 'source_no'],
  [/(采集|抓取|爬取|入库|导出)(时间|日期)$/, 'crawled_at'],
  [/(回复|答复)(的)?(时间|日期)$/, 'reply_at'],
  [/^(作者|官方|小编|后台|公众号|运营|单位|部门|我方|账号)(的)?(回复|答复)(内容|情况)?$/, 'reply'],
  [/(评论|留言|跟帖|回帖|弹幕|发表|发布|发帖)(的)?(时间|日期)$/, 'received_at'],
  [/(评论|留言|跟帖|回帖|弹幕).{0,3}(内容|正文|详情|文本|原文|文字)$/, 'content'],
  [/(点赞|获赞|赞)(数量?|量|次数)?$/, 'engage.likes'],
  [/^ip|属地$/, 'region'],
  [/精选/, 'featured'],
];

/** Parts of a nested JSON object that say who somebody is: `user.id` is no id of a comment. */
const PERSONS = /^(?:user|users|member|author|creator|owner|from|replyuser|replytouser|touser|userinfo|fan|account|sender)$/;
/** Wrappings that mean nothing by themselves: `data.content` is `content`. */
const WRAPPINGS = /^(?:data|item|comment|commentinfo|detail|info|source|fields|value|node|note|noteinfo)$/;

type NameMeaning = Meaning<Field>;

const table = aliasTable(ALIASES, exactKey);

/** What a column name, or the path of a key in nested JSON, means; null where nothing is known of it. */
export function meaningOf(name: string): NameMeaning | null {
  const known = table.get(exactKey(name)) ?? table.get(nameKey(name));
  if (known) return known;
  const parts = name.split('.').map(nameKey);
  if (parts.length > 1) {
    if (parts.slice(0, -1).some((part) => PERSONS.test(part))) return { field: 'person', rank: FAMILY_RANK, listed: false };
    return parts.slice(0, -1).every((part) => WRAPPINGS.test(part)) ? meaningOf(parts.at(-1)!) : null;
  }
  return familyOf(FAMILIES, nameKey(name));
}

/** Names that only a comment has: where one of them stands, a note_id is that of the post above it. */
const COMMENT_ONLY = new Set(`comment_id user_comment_id 评论id 评论编号 留言id 留言编号 cid rpid parent_comment_id comment_like_count sub_comment_count comment_type 评论内容 留言内容 评论正文 留言正文 评论文本
  用户留言 网友留言 网友评论 粉丝留言 comment comment_content comment_text 评论 留言 弹幕 弹幕内容 弹幕id 评论时间 留言时间 评论发布时间 是否精选`.split(/\s+/).map(exactKey));

export const isCommentName = (name: string): boolean => COMMENT_ONLY.has(exactKey(name)) || COMMENT_ONLY.has(nameKey(name));

/** Contents that describe a post, or anything else: no header of comments by themselves. */
const LOOSE_CONTENT = new Set(['desc', 'description', '描述', 'body', 'text', 'content', '内容', '文本'].map(exactKey));

export const isLooseContent = (name: string): boolean => LOOSE_CONTENT.has(nameKey(name));
