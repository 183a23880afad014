import type { PageHead } from './head.ts';
import { lettersOf, plain } from './same.ts';
import type { Surroundings } from './surroundings.ts';
import type { PageElement } from './element.ts';
import { elementsOf, shortText } from './walk.ts';

const STOP = String.raw`(?=\s?(?:$|[|丨【\[()]|来源|作者|记者|编辑|责任编辑|责编|发布|发表|更新|时间|日期|浏览|阅读|点击|字号|字体|举报|分享|打印|评论|收藏|关注|扫码|供稿|摄影|\d{4}[-年/.])|\s\S{1,8}\s?:)`;
const SOURCE = new RegExp(String.raw`(?:来源于|来源|出处|转自|source)\s?[:丨|]\s?([^\s|:].{0,38}?)${STOP}`, 'i');
const AUTHOR = new RegExp(String.raw`(?:作者|记者|撰文|执笔|采写|通讯员|文\s?\/|(?:^|\| )by)\s?[:/丨|]?\s?([^\s|:/].{0,38}?)${STOP}`, 'i');
const AUTHOR_MARK = /(?:作者|记者|撰文|通讯员|执笔|采写)\s?[:/丨|]|(?:专栏作者|记者)\s|文\s?\/|(?:^|\| )by\s/gi;
const REPORTER = /[(【][^)】]{0,30}?(?:记者|通讯员)\s?((?:[\p{sc=Han}·]{2,4}[\s、,]{0,2}){1,6})(?:[\p{sc=Han}]{0,6})?[)】]|(?:报|网|社|台|周刊|新闻)记者[\s:]((?:[\p{sc=Han}]{2,4}[\s、]{0,2}){1,4})$/u;
const DATE = /(?:19|20)\d{2}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}\s?日?(?:\s?\d{1,2}:\d{1,2}(?::\d{1,2})?)?/;
const INTERFACE = /举报|分享|字号|字体|打印|收藏|评论|关注|阅读|浏览|缩小|放大|微博|微信|QQ|登录|\d+\s?(?:次|条|人)|\[整理\]|APP|客户端|原创|正文|首页|下载|\s\d{1,7}$/g;
const NAME = /^[\p{sc=Han}A-Za-z·《》]{2,20}$/u;

export interface Byline {
  source: string | null;
  author: string | null;
}

export interface Signs extends Surroundings {
  body: readonly string[];
  head: PageHead;
  /** What an element called author holds. */
  named: string | null;
}

/**
 * Who a page says it is from. What a reader sees by the title comes first, then the head, the lines below the text, and
 * last the reporters whom the text itself names.
 */
export function bylineOf({ body, head, named, ...around }: Signs): Byline {
  const [above, below] = [short(around.above), short(around.below)];
  const ends = [...body.slice(0, 2), ...body.slice(-2)].map((line) => plain(line.slice(0, 200)));
  const source = read(above, (line) => SOURCE.exec(line)?.[1]) ?? meta(head, 'contentsource', 'source', 'article:source', 'mediaid', 'og:source')
    ?? read(above, besideDate) ?? read(below, (line) => SOURCE.exec(line)?.[1]) ?? tidyName(head.article.source);
  const author = [
    read(above, authorIn), named, meta(head, 'author', 'article:author', 'og:article:author'), tidyName(head.article.author), read(below, authorIn),
    read(ends, (line) => { const found = REPORTER.exec(line); return found?.[1] ?? found?.[2]; }),
  ].find((name) => name !== null && name !== source && !isSite(name, head));
  return { source, author: author ?? null };
}

const short = (some: readonly string[]) => some.filter((line) => line.length <= 200).map(plain);
const meta = (head: PageHead, ...names: string[]) => read(names, (name) => head.metas.get(name));

/** `文/某某网专栏作者 王某`: the last mark stands next to the name. */
function authorIn(line: string): string | undefined {
  if (line.length > 100) return undefined;
  const last = [...line.matchAll(AUTHOR_MARK)].at(-1);
  return last && AUTHOR.exec(line.slice(last.index))?.[1];
}

/** Some sites name themselves as the author of everything. */
const isSite = (name: string, head: PageHead) => head.title?.slice(-name.length - 8).includes(name) === true || head.metas.get('sitename') === name || head.metas.get('og:site_name') === name;

function read(some: readonly string[], of: (one: string) => string | null | undefined): string | null {
  for (const one of some) {
    const name = tidyName(of(one) ?? null);
    if (name !== null) return name;
  }
  return null;
}

/** `2018年12月28日 19:55 新京报`: a single name beside the date is the source. */
function besideDate(line: string): string | null {
  if (line.length > 120 || !DATE.test(line)) return null;
  const rest = line.replace(DATE, ' ').replace(INTERFACE, ' ').replace(/^[\s·|,]+|[\s·|,]+$/g, '');
  return NAME.test(rest) ? rest : null;
}

const NOBODY = /^(?:未知|佚名|匿名|admin|administrator|管理员|null|undefined|无|暂无|本站|网络|网络整理|系统管理员|none|-+|\d+|.{0,10}(?:注册|登录|退出).{0,10})$/i;

function tidyName(value: string | null): string | null {
  const name = plain((value ?? '').slice(0, 100)).replace(/^[\s:|】[(《]+|[\s:|】\])》,。;]+$/g, '').replace(/^(?:作者|记者|来源|文)\s?[:/]\s?/, '').replace(/\s(?:整合|整理|综合|报道|摄|文|图)$/, '').trim();
  return name === '' || name.length > 60 || NOBODY.test(name) || /https?:|@/.test(name) || !/\p{L}/u.test(name) ? null : name;
}

const AUTHOR_NAME = /(?:^|[\s_-])(?:author|writer)[_-]?(?:name|nick)?(?:$|[\s_-])/i;

/** The text of the element that is called author and stands among the given lines: `<p class="author-name">某某网</p>`. */
export function namedAuthor(root: PageElement, lines: readonly string[]): string | null {
  const shown = new Set(lines.map((line) => lettersOf(line)));
  for (const element of elementsOf(root)) {
    const { class: classes = '', rel = '', itemprop = '' } = element.attributes;
    if (rel !== 'author' && itemprop !== 'author' && !AUTHOR_NAME.test(classes.slice(0, 200))) continue;
    const text = shortText(element, 30) ?? '';
    const letters = lettersOf(text);
    if (letters.length >= 2 && shown.has(letters)) return tidyName(text);
  }
  return null;
}
