import { htmlToText } from '../feed/html-text.ts';
import type { PageHead } from './head.ts';
import type { Line } from './lines.ts';
import { lettersOf } from './same.ts';
import type { PageElement } from './element.ts';
import { elementsOf, shortText } from './walk.ts';

const LONGEST = 200;
const META_TITLES = ['articletitle', 'og:title', 'twitter:title', 'article:title', 'weibo:article:title', 'headline', 'title'];
const HEADING = /^h[1-4]$/;
const HEADING_NAME = /(?:^|[\s_-])(?:[a-z]{0,10}[_-]?)?(?:title|titles|headline|biaoti|bt|tit|artitle|subject)(?:[\s_-]|\d*$)/i;

/**
 * The article's own heading. The page's `<title>` and its headings confirm each other: of the headings that the title begins
 * with, or holds, the longest; else what the metas say; else the title without the names of channel and site.
 */
export function titleOf(root: PageElement, head: PageHead, page: readonly Line[]): string | null {
  const inHead = clean(head.title);
  const metas = META_TITLES.map((name) => clean(head.metas.get(name) ?? null)).filter((title) => title !== null);
  const site = head.metas.get('sitename') ?? head.metas.get('og:site_name') ?? null;
  const headings = headingsOf(root);
  const known = [inHead, ...metas, clean(head.article.title)].filter((title) => title !== null);
  return confirmed(headings, known, site) ?? repeated(inHead, page) ?? withoutSite(metas[0] ?? clean(head.article.title), site) ?? alone(headings, inHead, site) ?? withoutSite(inHead, site) ?? headings[0]?.text ?? null;
}

interface Heading {
  text: string;
  level: number;
}

function headingsOf(root: PageElement): Heading[] {
  const out: Heading[] = [];
  for (const element of elementsOf(root)) {
    const { id = '', class: classes = '' } = element.attributes;
    const level = HEADING.test(element.tag) ? Number(element.tag[1]) : HEADING_NAME.test(`${id} ${classes}`.slice(0, 200)) && element.tag !== 'a' && element.tag !== 'body' ? 5 : 0;
    if (level === 0 || out.length >= 500) continue;
    const text = shortText(element, LONGEST);
    if (text !== null && text.length >= 2) out.push({ text, level });
  }
  return out;
}

/** The heading that a title of the head confirms. */
function confirmed(headings: readonly Heading[], known: readonly string[], site: string | null): string | null {
  let best: { text: string; rank: number } | null = null;
  const siteLetters = site === null ? '' : lettersOf(site);
  for (const title of known) {
    const letters = lettersOf(title);
    const cut = lettersOf(title.replace(/(?:\.{2,}|…).*$/, ''));
    for (const { text, level } of headings) {
      const own = lettersOf(text);
      if (own.length < 4 || own === siteLetters) continue;
      const begins = letters.startsWith(own);
      const holds = letters.includes(own) && own.length * 2 >= letters.length;
      const continues = cut.length >= 8 && cut.length < letters.length && own.startsWith(cut);
      // The site's own name stands in a heading, too: at the end of the title, or as its short beginning.
      const rank = (continues ? 300 : begins ? 200 : holds ? 100 : 0) + Math.min(own.length, 90) - level / 10;
      if ((begins || holds || continues) && own.length * 4 >= letters.length && (!best || rank > best.rank)) best = { text, rank };
    }
  }
  return best && clean(best.text);
}

const EDGE_MARKS = /^[\s_|\uff5c\u4e28\u2013\u2014>-]+|[\s_|\uff5c\u4e28\u2013\u2014>-]+$/g;
/** Pieces of a title looked at; every run of them is tried. */
const MOST_PIECES = 24;

/** The longest run of the title's pieces, between spaces and separators, that stands on a line of its own in the page. */
function repeated(inHead: string | null, page: readonly Line[]): string | null {
  if (inHead === null) return null;
  const shown = new Set(page.filter(({ text, linked }) => text.length <= LONGEST && linked * 2 < text.length).map(({ text }) => lettersOf(text)));
  const cuts = [0, ...[...inHead.matchAll(/[\s_|\uff5c\u4e28\u2013\u2014>-]/g)].map(({ index }) => index), inHead.length].slice(0, MOST_PIECES);
  let best = '';
  for (const [i, from] of cuts.entries()) {
    for (const to of cuts.slice(i + 1)) {
      const part = inHead.slice(from, to).replace(EDGE_MARKS, '');
      if (part.length > best.length && part.length >= 6 && shown.has(lettersOf(part))) best = part;
    }
  }
  return best || null;
}

/** The only heading of the first level, where the title names the site alone. */
function alone(headings: readonly Heading[], inHead: string | null, site: string | null): string | null {
  const first = headings.filter(({ level, text }) => level === 1 && text.length >= 6 && !isSiteName(text) && lettersOf(text) !== lettersOf(site ?? ''));
  const title = withoutSite(inHead, site);
  return first.length === 1 && (title === null || isSiteName(title)) ? clean(first[0]!.text) : null;
}

const SITE = /(?:网|网站|频道|门户|官网|在线|新闻|资讯|政府|人民政府|委员会|管理局|局|厅|委|办|日报|晚报|晨报|时报|都市报|客户端|公众号|平台|论坛|社区|栏目|要闻|动态|公告|首页|正文|中心|公报|公开|专栏|滚动|国内|国际|社会|财经|政务|APP|\.(?:com|cn|net|gov)(?:\.cn)?|News)$/i;
const isSiteName = (text: string) => text.length <= 24 && SITE.test(text.trim());
const SEPARATOR = /\s*(?:_+|[|\uff5c\u4e28]|--+|——|\s[-–—·]\s|\s-|-(?=[^-]{2,24}$))\s*/;

/** `标题_新闻频道_某某网` → `标题`. */
export function withoutSite(title: string | null, site: string | null): string | null {
  if (title === null) return null;
  let rest = title;
  for (let i = 0; i < 6; i++) {
    const parts = rest.split(SEPARATOR).filter((part) => part !== '');
    const last = parts.at(-1);
    if (parts.length < 2 || last === undefined) break;
    const named = site !== null && lettersOf(last) === lettersOf(site);
    const firstNamed = parts[0] !== undefined && parts.length === 2 && isSiteName(parts[0]) && !isSiteName(last);
    if (firstNamed) return last;
    if (!named && !isSiteName(last) && !(last.length <= 12 && rest.includes('_'))) break;
    rest = rest.slice(0, rest.lastIndexOf(last)).replace(/[\s_|\uff5c\u4e28·–—-]+$/, '');
  }
  return rest || title;
}

function clean(title: string | null): string | null {
  const text = htmlToText((title ?? '').slice(0, 2_000), true).replace(/\s+/g, ' ').trim();
  return text === '' || text.length > LONGEST * 2 ? null : text;
}
