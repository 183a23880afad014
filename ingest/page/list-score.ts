import type { Entry } from './list-entries.ts';
import type { Group } from './list-groups.ts';
import type { Outline } from './list-links.ts';
import { labelsOf } from './list-tree.ts';
import { articleness } from './list-urls.ts';
import type { PageElement } from './tree.ts';

/** A group judged: above zero the more it looks like a list of articles. */
export interface Scored {
  group: Group;
  entries: Entry[];
  score: number;
  /** What of the score is lost for standing beside a list, as 热门 does; a page that has only such lists has them for its own. */
  aside: number;
  /** At least half of its entries have a date beside them. */
  dated: boolean;
}

const share = (entries: readonly Entry[], test: (entry: Entry) => number) => entries.reduce((sum, entry) => sum + test(entry), 0) / entries.length;

/** Dates, URLs like an article's, long titles and number speak for a group; menus, footers and 热门 speak against it. */
export function scoreGroup(outline: Outline, group: Group, all: Entry[]): Scored {
  const entries = withoutColumns(all);
  const dated = share(entries, ({ shown }) => (shown ? 1 : 0));
  const length = share(entries, ({ title }) => Math.min(wide(title), 40));
  const plain = 3 * dated + 2 * share(entries, ({ url }) => articleness(url)) + forLength(length) + Math.min(entries.length, 20) / 20;
  const { menu, aside } = against(outline, group);
  return { group, entries, score: plain - menu - aside, aside, dated: dated >= 0.5 };
}

/** Where most links lead to articles, a short one that leads to a column names its article's category. */
function withoutColumns(entries: Entry[]): Entry[] {
  const urls = [...new Set(entries.map(({ url }) => url))];
  if (urls.filter((url) => articleness(url) > 0).length * 2 <= urls.length) return entries;
  return entries.filter(({ url, title }) => articleness(url) >= 0 || wide(title) > 6);
}

/** Letters and digits say half as much as Chinese signs. */
const wide = (title: string) => [...title].reduce((sum, c) => sum + (c > '\u2e7f' ? 1 : 0.5), 0);

/** Menu items have two to six signs, titles ten to thirty. */
const forLength = (length: number) => (length >= 10 ? 1.5 : length >= 7 ? 0.5 : length >= 5 ? -0.5 : -2);

const MENU = /(?:^|[\s_-])(?:\w*nav|nav\w*|\w*menu\w*|\w*foot\w*|\w*crumbs?|pagina\w*|pager|pagebar|\w*friend\w*|yqlj|copyright|dqwz|weizhi|sitemap)(?=$|[\s_-])/;
const ASIDE = /(?:^|[\s_-])(?:hot\w*|\w*rank\w*|paihang\w*|phb|recommend\w*|tuijian\w*|relate[ds]?\w*|rmtj|rdph|aside|sidebar)(?=$|[\s_-])/;
const MENU_TAGS = new Set(['nav', 'footer', 'header']);
/** Above this share of the page's links an element is the page and its name says nothing. */
const MOST_OF_PAGE = 0.6;

function against(outline: Outline, group: Group): { menu: number; aside: number } {
  const heading = headingOf(outline, group);
  const menu = MENU_HEADING.test(heading) ? 4 : 0;
  let aside = SIDE_HEADING.test(heading) ? 4 : 0;
  for (let box: PageElement | null = group.container; box?.parent; box = box.parent) {
    const [from, to] = outline.within(box);
    if (to - from > MOST_OF_PAGE * outline.links.length && to - from > group.rows.length + 5) break;
    const labels = labelsOf(box);
    if (MENU_TAGS.has(box.tag) || MENU.test(labels)) return { menu: 4, aside };
    if (box.tag === 'aside' || ASIDE.test(labels)) aside = Math.max(aside, 3);
  }
  return { menu, aside };
}

const MENU_HEADING = /友情链接|相关链接|网站导航|快速通道|快捷|当前位置|您(?:现)?在?的?位置|服务导航|友好网站|扫一扫|最近浏览|标签/;
const SIDE_HEADING = /热门|热点|热[读词搜帖]|排行|点击榜|推荐|猜你|相关(?:新闻|文章|阅读|信息)|精彩图|专题专栏/;
const NOTHING = /^(?:更多|more|查看更多|[+>»›|·\s]*)[>»›.+]*$/i;
const LONGEST_HEADING = 14;
const LOOK_AROUND = 4;

/** The short text at the head of a group, just before its container or first in it, if one stands there: `热门排行`. */
function headingOf(outline: Outline, group: Group): string {
  const [firstLink, , from] = outline.within(group.container);
  const [, , first] = outline.within(outline.links[firstLink]!.box);
  const inside = outline.texts.slice(from, Math.min(first, from + LOOK_AROUND));
  const before = outline.texts.slice(Math.max(0, from - LOOK_AROUND), from).reverse();
  const found = [...inside, ...before].map(({ text }) => text).find((text) => !NOTHING.test(text)) ?? '';
  return found.length <= LONGEST_HEADING ? found : '';
}
