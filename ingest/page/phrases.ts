import { plain } from './same.ts';

/** No pattern is tried on a longer line: it bounds what a hostile line can cost, and a paragraph is no footer. */
export const LONGEST_PHRASE = 300;

const FOOTER = [
  /\bICP\s?[备证]|公网安备|网站标识码|版权所有|all rights reserved|copyright\s?(?:©|\(c\)|\d{4})|©|政府网站找错|网站地图|隐私(?:声明|政策)|增值电信业务/i,
  /^(?:运行维护|建设维护|技术支持|版权)(?:单位|方)?\s?:|(?:违法和不良信息|不良信息|违法信息|网络)举报|^powered by |^(?:联系我们|关于我们|网站声明|友情链接|设为首页|加入收藏)(?:$|[ |·-])|(?:您是第|访问总?量|今日访问).{0,12}\d/i,
  /未经.{0,20}(?:许可|授权|同意|允许).{0,30}(?:转载|复制|摘编|镜像|转贴)|(?:建议|推荐|最佳)(?:使用|浏览).{0,24}(?:分辨率|浏览器)/,
];
/** They stand at the foot of every page, and in notices with their contacts: no prose, but not to be dropped from a text. */
const CONTACT = /^(?:主办|承办|协办|主管)(?:单位)?\s?:|^(?:联系|通信|通讯|单位|办公|.{0,4})?地址\s?:.{0,80}(?:邮编|邮政编码|电话|传真)|^(?:邮编|传真|邮政编码|值班电话)\s?:/;

/** Lines of a page's foot: licences, owners, contacts of the site. */
export const isFooterLine = (line: string) => {
  const text = line.length > LONGEST_PHRASE ? '' : plain(line);
  return FOOTER.some((pattern) => pattern.test(text));
};

/** Addresses, telephones and organisers. */
export const isContactLine = (line: string) => line.length <= LONGEST_PHRASE && CONTACT.test(plain(line));

const ABOUT = '相关|延伸|推荐|热门|精彩|往期|扩展|拓展|关联|同类|最新|更多|热点|今日|近期|本周|24小时|频道|图片|编辑|站长|独家|人气|点击|阅读|作者|作者最新|作者其他|小编最近|媒体|其他|猜你喜欢的?|为您推荐的?|本类|栏目';
const WHAT = '阅读|链接|新闻|文章|推荐|报道|稿件|资讯|回顾|专题|话题|评论|精选|排行榜?|热点|热文|热榜|热搜|要闻|图文|搜索|帖子|主题';
const RELATED = new RegExp(`^(?:${ABOUT})(?:的)?(?:${WHAT})(?:${WHAT})?$|^(?:猜你(?:喜欢|爱看|想看)|(?:您|你)(?:可能|也许)(?:还|也|会|对|感|喜欢|兴趣|想看|关注|的|文章|内容|此){1,8}|为(?:您|你)推荐|大家都在看|看了又看|网友评论|热评|跟[帖贴]|全部评论|发表评论|我来说两句|网友跟[帖贴]|评论区|related\\s?(?:articles|news|stories|posts)?|more (?:news|stories|from .{1,20})|recommended|you may also like|most (?:read|popular))$`, 'i');

const COMMENTS = /^(?:热门|最新|全部|精彩|网友|用户|热点)?(?:评论|跟[帖贴]|留言|热评|回帖)(?:区|列表|内容)?$|^(?:网友评论|发表评论|我来说两句|我要评论|文明上网)/;
/** The heading of other people's words, behind which no article goes on: `网友评论`, `热门评论 10条`. */
export const isCommentHeading = (line: string) => line.length <= 30 && COMMENTS.test(plain(line).replace(/\s?[([]?\d+条?[)\]]?|刷新|更多.{0,4}$/g, '').replace(/[^\p{L}\p{N}]+/gu, ''));

const MAYBE = /^(?:相关|配套|关联|最新|更多)(?:政策|解读|政策解读|文件|信息|内容|视频|事件|导读|图解)$/;

/**
 * `相关阅读`, `【延伸阅读】`, `热门新闻 更多>>`: what follows are other articles. `相关政策` is one only where a link follows, for it
 * may be a heading of the text itself.
 */
export function isRelatedHeading(line: string, linkFollows = false): boolean {
  if (line.length > 40) return false;
  const text = plain(line).replace(/[\d(]*条?\)?$|更多.{0,6}$|more.{0,4}$/i, '').replace(/[^\p{L}\p{N} ]+/gu, '').trim();
  return RELATED.test(text) || (linkFollows && MAYBE.test(text));
}

const RELATED_INLINE = /^["【[(<>》»·•■◆●▶\s]*(?:此前报道|相关报道|相关阅读|相关新闻|延伸阅读|推荐阅读|更多阅读|往期回顾|相关链接|热门推荐|点击查看|点击进入|更多精彩)[】\])]?\s?[:>|]/;
/** One line that names another article: `此前报道:某某`. */
export const isRelatedLine = (line: string) => line.length <= LONGEST_PHRASE && RELATED_INLINE.test(plain(line));
