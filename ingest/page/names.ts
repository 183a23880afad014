import type { PageElement } from './element.ts';

/**
 * Names that content management systems give to the element of the article and to nothing else: 集约化平台 (UCAP), TRS,
 * 大汉 (zoom), 开普, 博达 (vsb, v_news), 政府网站 (pages_content), WeChat, Discuz (t_f), WordPress, the large portals.
 */
const SURE = new Set([
  'ucap-content', 'zoom', 'zoomcon', 'trs_editor', 'trs_ueditor', 'trs_editor_view', 'trs_preappend', 'trs_paper', 'pages_content', 'js_content', 'artibody', 'article_content', 'articlecontent', 'article-content',
  'article__content', 'article-content-wrap', 'article_body', 'articlebody', 'article-body', 'article_text', 'articletext', 'article-text', 'article_con', 'articlecon', 'article-con', 'articlecontentbox',
  'post_body', 'post_text', 'post-content', 'post-body', 'endtext', 'main_content', 'bt-content', 'bt_content', 'btcontent', 'entry-content', 'the-content', 'rm_txt_con',
  'cnt-main-article-qq', 'contenttext', 'content_text', 'content-text', 'news_content', 'newscontent', 'news-content', 'news_con', 'newscon', 'news_text', 'newstext', 'news-text', 'news_txt', 'news_body', 'detail_content',
  'detailcontent', 'detail-content', 'detail_con', 'info_content', 'infocontent', 'info-content', 'v_news_content', 'vsb_content', 'vsb_content_2', 'vsb_content_4', 'wp_articlecontent', 'xxgk_content',
  'xl_content', 'xilan_cont', 'zwcontent', 'zw_content', 'zwnr', 'wznr', 'wzcon', 'wzzw', 'nrzw', 'left_zw', 'conten_text', 'con_text', 'cont_text', 'artcontent', 'art_content', 'art_con', 'arc_body', 't_f', 'postmessage',
  'article_detail', 'articledetail', 'article-detail', 'main-text', 'main_text', 'maintext', 'text_content', 'textcontent', 'txtcontent', 'content_area', 'content-article', 'article-main', 'article_main',
  'left_content', 'news_detail', 'newsdetail', 'news-detail', 'gsj_content', 'view_content', 'fontzoom', 'ozoom', 'contentmain', 'mainbody', 'cont-body', 'htmlcontent', 'rich_media_content', 'story-body', 'articleviewercontent', 'mp-editor', 'main_content_val', 'u-maintext', 'article-holder', 'd_post_content', 'content_views', 'show-content',
  'bodytext', 'trs_content', 'detail-body', 'detail_text', 'zhengwen', 'neirong', 'nr_content', 'nrbox', 'articalcontent', 'articlebox-content', 'threadflow', 'topic_content', 'bbs-content', 'conten_view',
]);
/** Names of the article's element on many sites and of something larger, or smaller, on others. */
const LIKELY = new Set(['content', 'contents', 'view', 'text', 'txt', 'con', 'cont', 'conts', 'detail', 'details', 'article', 'nr', 'main', 'body', 'post', 'pagecontent', 'page-content', 'article-box', 'articlebox', 'art', 'conbox', 'msgcontent', 'read', 'markdown-body', 'info', 'story', 'entry']);

/** Each post of a thread bears them: the first one is the thread's. */
const POSTS = new Set(['t_f', 'postmessage', 'd_post_content', 'bbs-content', 'topic_content']);

const namesOf = (value: string) => value.toLowerCase().split(/\s+/).filter((name) => name !== '');

/** 2: the element can hardly be another; 1: it may well be; 0: its name says nothing. */
export function bodyNameRank(element: PageElement): 0 | 1 | 2 {
  const { id = '', class: classes = '', itemprop = '' } = element.attributes;
  if (/\barticlebody\b/i.test(itemprop)) return 2;
  const names = namesOf(`${id} ${classes}`.slice(0, 300)).map((name) => name.replace(/[_-]?\d+$/, ''));
  if (names.some((name) => SURE.has(name))) return 2;
  return element.tag === 'article' || names.some((name) => LIKELY.has(name) || LIKELY_SHAPE.test(name)) ? 1 : 0;
}

export const isPost = ({ attributes: { id = '', class: classes = '' } }: PageElement) => namesOf(`${id} ${classes}`.slice(0, 300)).some((name) => POSTS.has(name.replace(/[_-]?\d+$/, '')));

const LIKELY_SHAPE = /^(?:[a-z]{0,12}[_-])?(?:article|arti|art|news|detail|post|info|doc|main|page|text|txt|cont?|content|zw|wz|view|read|body|story)[_-]?(?:content|contents|body|text|txt|con|cont|detail|main|box|nr)(?:[_-]?(?:box|wrap|inner|main))?$|^[a-z]{1,4}[_-](?:con|cont|content|text|txt|nr)$/;

export const isBodyName = (value: string) => namesOf(value.slice(0, 300)).some((name) => SURE.has(name.replace(/[_-]?\d+$/, '')) || LIKELY.has(name));

/** Words in a name that stand for what surrounds an article. */
const AROUND = new Set([
  'nav', 'navbar', 'navi', 'navigation', 'topnav', 'subnav', 'menu', 'breadcrumb', 'breadcrumbs', 'crumb', 'crumbs', 'position', 'location', 'share', 'sharebox', 'shares', 'bdsharebuttonbox', 'bdshare', 'bshare', 'jiathis',
  'social', 'sidebar', 'side', 'aside', 'footer', 'foot', 'copyright', 'qrcode', 'ewm', 'erweima', 'weixin', 'wechat', 'related', 'relate', 'relation', 'relevant', 'xgyd', 'xgwz', 'xgxw', 'xgbd', 'recommend', 'recommends',
  'recommendation', 'recom', 'tuijian', 'guess', 'hot', 'hotnews', 'hots', 'rank', 'ranking', 'ranklist', 'paihang', 'pager', 'paging', 'pagination', 'pagebar', 'prev', 'next', 'prevnext', 'tags', 'tag', 'keywords', 'keyword',
  'toolbar', 'tools', 'tool', 'print', 'fontsize', 'login', 'register', 'search', 'ad', 'ads', 'adv', 'advert', 'advertisement', 'guanggao', 'banner', 'sponsor', 'friendlink', 'friendlinks', 'statement', 'disclaimer', 'shengming',
  'declare', 'vote', 'mood', 'feedback', 'subscribe', 'download', 'popup', 'modal', 'dialog', 'toast', 'tip', 'tips', 'taboola', 'topbar', 'header', 'editor-info', 'zebian', 'pinglun', 'report', 'jubao', 'attention', 'follow', 'thumbs', 'praise', 'dianzan',
  'signature', 'pstatus', 'quickpost', 'profile', 'userinfo', 'authorinfo', 'widget', 'video-list', 'newslist', 'linklist',
]);
const COMMENTS = new Set(['comment', 'comments', 'cmt', 'reply', 'replies', 'tiezi', 'gentie', 'disqus']);
/** Names that hold one of the words above and are no such thing. */
const EXEMPT = /header-?(?:title|article)|article-?header|report-?(?:content|detail|body)|content-?(?:report|tag)|rich_media/;

/** What an element's tag and names say: 2 comments, 1 something else around the article, 0 nothing. */
export function aroundRank(element: PageElement): 0 | 1 | 2 {
  const { id = '', class: classes = '', role = '' } = element.attributes;
  if (element.tag === 'nav' || element.tag === 'aside' || element.tag === 'footer' || element.tag === 'form' || /^(?:navigation|banner|contentinfo|complementary|search|dialog)$/.test(role)) return 1;
  const value = `${id} ${classes}`.slice(0, 300);
  if (value.trim() === '' || EXEMPT.test(value)) return 0;
  const words = value.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase().split(/[\s_\-.]+/).map((word) => word.replace(/\d+$/, ''));
  if (words.some((word) => COMMENTS.has(word))) return 2;
  return words.some((word) => AROUND.has(word)) ? 1 : 0;
}

/** Not shown by a browser, as far as the element itself says. */
export function isHidden({ attributes }: PageElement): boolean {
  return 'hidden' in attributes || /display\s*:\s*none/i.test((attributes['style'] ?? '').slice(0, 500));
}
