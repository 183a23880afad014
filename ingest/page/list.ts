import { YuqingError } from '../../model/index.ts';
import type { ListDate } from './list-dates.ts';
import { dateOf, entriesOf, type Entry } from './list-entries.ts';
import { groupsOf, type Group } from './list-groups.ts';
import { outlineOf, type Link, type Outline } from './list-links.ts';
import { scoreGroup, type Scored } from './list-score.ts';
import { select } from './list-select.ts';
import { parseList } from './list-tree.ts';
import { normaliseUrl, resolveUrl, shapeOf, siteOf } from './list-urls.ts';
import { isPager, nextPage } from './pager.ts';
import { elementsOf, type PageElement } from './tree.ts';

/** An article that a list page leads to. */
export interface ArticleLink {
  /** As the page links it, without fragment. */
  url: string;
  title: string;
  /** What the list, or the URL, says of its date. */
  date: Date | null;
  precision: ListDate['precision'];
}

export interface FoundLinks {
  /** In the page's order, each URL once. */
  links: ArticleLink[];
  /** The next list page. */
  next: string | null;
}

export interface ListHints {
  /** Where the page was found. */
  url: string;
  now: Date;
  /** CSS selector of the article links, or of elements that hold one; absent: they are discovered. */
  links?: string | undefined;
  /** CSS selector of the link to the next list page; absent: it is discovered. */
  next?: string | undefined;
  /** Links that leave the site are left out; subdomains stay. */
  sameSite?: boolean;
  /** What articles' URLs must be like. */
  follows?: ((url: string) => boolean) | undefined;
}

const MOST_LINKS = 500;
const SHORT_TITLE = 8;
/** Below this a group is a menu or a footer. */
const LEAST_SCORE = 2;
/** Of the best group's score: what is much weaker stands beside the list and is not part of it. */
const NEAR_BEST = 0.6;
/** A pattern set by a person says what an article is; menus seldom fit it. */
const FOR_PATTERN = 2;

/**
 * The articles that a list page, or a home page of several columns, leads to. Never throws for what stands in the page;
 * a page that only navigates has no links.
 *
 *     findArticleLinks(html, { url: 'https://www.example.gov.cn/zwgk/', now })   // { links: [{ url, title, date, precision }], next }
 *
 * @throws CONFIG_INVALID for a selector that is none
 */
export function findArticleLinks(html: string, hints: ListHints): FoundLinks {
  const root = parseList(html);
  const base = baseOf(root, hints.url);
  const outline = outlineOf(root, base, hints.now);
  const usable = usableLinks(hints);
  const entries = hints.links === undefined ? discover(outline, usable, hints) : selected(root, outline, usable, hints.links, hints.now);
  return { links: once(entries), next: nextOf(root, outline, base, hints) };
}

function baseOf(root: PageElement, url: string): string {
  for (const { tag, attributes } of elementsOf(root)) if (tag === 'base' && attributes['href']) return resolveUrl(attributes['href'], url) ?? url;
  return url;
}

function usableLinks(hints: ListHints): (link: Link) => boolean {
  const site = siteOf(hints.url);
  const self = normaliseUrl(hints.url);
  return ({ url, title }) => title !== null && !isPager(title) && (hints.sameSite === false || siteOf(url) === site)
    && (hints.follows === undefined || hints.follows(url)) && normaliseUrl(url) !== self;
}

function discover(outline: Outline, usable: (link: Link) => boolean, hints: ListHints): Entry[] {
  const bonus = hints.follows === undefined ? 0 : FOR_PATTERN;
  const all = groupsOf(outline, usable).flatMap((group) => {
    const entries = entriesOf(outline, group, hints.now);
    return entries.length === 0 ? [] : [scoreGroup(outline, group, entries)];
  });
  const enough = ({ score, entries, dated }: Scored) => score + bonus >= LEAST_SCORE && (entries.length > 1 || dated || bonus > 0);
  const good = all.filter(enough);
  if (good.length === 0) good.push(...all.map((one) => ({ ...one, score: one.score + one.aside })).filter(enough));
  const kept = strongest(good);
  return [...kept.flatMap(({ entries }) => entries), ...strays(all, kept)].sort((a, b) => a.index - b.index);
}

/** The list itself: where most articles have dates, undated groups stand beside it. */
function strongest(good: readonly Scored[]): Scored[] {
  const dated = good.filter((one) => one.dated);
  const undated = good.filter((one) => !one.dated);
  const size = (groups: readonly Scored[]) => groups.reduce((sum, { entries }) => sum + entries.length, 0);
  const near = (groups: readonly Scored[]) => {
    const best = Math.max(...groups.map(({ score }) => score));
    return groups.filter(({ score }) => score >= NEAR_BEST * best);
  };
  return size(dated) >= size(undated) ? near(dated) : [...near(dated), ...near(undated)];
}

/** Rows of a kept list that stand a little differently, such as a pinned one: in the same container, with a URL of the same shape. */
function strays(all: readonly Scored[], kept: readonly Scored[]): Entry[] {
  const shapes = new Map<Group['container'], Set<string>>();
  for (const { group, entries } of kept) {
    const known = shapes.get(group.container) ?? new Set();
    for (const { url } of entries) known.add(shapeOf(url));
    shapes.set(group.container, known);
  }
  const taken = new Set(kept.map(({ group }) => group));
  return all.filter(({ group }) => !taken.has(group)).flatMap(({ group, entries }) => {
    const known = nearest(group.container, shapes);
    return known ? entries.filter(({ url, title }) => title.length >= 6 && known.has(shapeOf(url))) : [];
  });
}

function nearest(box: PageElement, shapes: Map<PageElement, Set<string>>): Set<string> | undefined {
  for (let at: PageElement | null = box; at; at = at.parent) {
    const known = shapes.get(at);
    if (known) return known;
  }
  return undefined;
}

/** Links that a person has pointed out: no judging, only their titles and dates. */
function selected(root: PageElement, outline: Outline, usable: (link: Link) => boolean, selector: string, now: Date): Entry[] {
  const chosen = new Set<Link>();
  for (const box of select(root, selector)) {
    const [from, to] = outline.within(box);
    const link = outline.links.slice(from, to).find((one) => one.title) ?? outline.links[from === to ? -1 : from];
    if (link) chosen.add(link);
  }
  return groupsOf(outline, (link) => chosen.has(link) && usable(link)).flatMap((group) => entriesOf(outline, group, now)).sort((a, b) => a.index - b.index);
}

function once(entries: readonly Entry[]): ArticleLink[] {
  const links = new Map<string, ArticleLink>();
  for (const entry of entries) {
    const key = normaliseUrl(entry.url);
    const date = dateOf(entry);
    const known = links.get(key);
    if (known) {
      if (known.date === null && date) Object.assign(known, { date: date.at, precision: date.precision });
      // The same article by its picture's name and by its title.
      if (known.title.length < SHORT_TITLE && entry.title.length > known.title.length) known.title = entry.title;
    } else if (links.size < MOST_LINKS) links.set(key, { url: entry.url, title: entry.title, date: date?.at ?? null, precision: date?.precision ?? 'day' });
  }
  return [...links.values()];
}

function nextOf(root: PageElement, outline: Outline, base: string, hints: ListHints): string | null {
  if (hints.next === undefined) return nextPage(root, outline, hints.url, base);
  for (const box of select(root, hints.next)) {
    const [from] = outline.within(box);
    const link = outline.links[from];
    if (link && link.url !== hints.url) return link.url;
  }
  return null;
}

/** What to tell a person when a list page gave no articles. */
export function noLinks(url: string, hints: Pick<ListHints, 'links' | 'follows'>): YuqingError {
  if (hints.links !== undefined) return new YuqingError('PAGE_NO_LINKS', `列表页上没有与选择器“${hints.links.slice(0, 200)}”相符的文章链接:${url}`, '网站可能改版了,请核对 links;列表由脚本加载的,请在该信源设 render: true');
  if (hints.follows !== undefined) return new YuqingError('PAGE_NO_LINKS', `列表页上没有网址与 follow 相符的文章链接:${url}`, '请核对 follow,或去掉它;列表由脚本加载的,请在该信源设 render: true');
  return new YuqingError('PAGE_NO_LINKS', `页面上没有找到文章列表:${url}`, '请用 links 给出文章链接的 CSS 选择器(如 ul.list li a);列表由脚本加载的,请在该信源设 render: true');
}
