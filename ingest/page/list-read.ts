import { YuqingError } from '../../model/index.ts';
import { decodeBytes } from '../decode.ts';
import type { PageCursor } from './list-cursor.ts';
import { matcher } from './list-pattern.ts';
import { EMPTINESS_WORDS, emptiness } from './list-shell.ts';
import type { Site } from './list-site.ts';
import { findArticleLinks, noLinks, type ArticleLink, type ListHints } from './list.ts';
import { normaliseUrl } from './list-urls.ts';

export interface ListOptions {
  url: string;
  links?: string | undefined;
  next?: string | undefined;
  follow?: string | undefined;
  sameSite: boolean;
  render: boolean;
  /** The rendered list is read when this is there. */
  waitFor?: string | undefined;
  /** List pages read, at most. */
  pages: number;
}

export interface ReadList {
  links: ArticleLink[];
  etag: string | null;
  lastModified: string | null;
}

/**
 * Reads a list page, and those after it while they bring something not seen before.
 *
 * @param isNew whether an article has not been met
 * @returns null when the first page has not changed
 * @throws PAGE_NO_LINKS, PAGE_ROBOTS, or what fetching throws
 */
export async function readList(site: Site, options: ListOptions, before: PageCursor, now: Date, isNew: (url: string) => boolean): Promise<ReadList | null> {
  const { waitFor } = options;
  const first = await site.open(options.url, { waitFor, etag: before.etag, lastModified: before.lastModified });
  if (first === null) return null;
  const { etag, lastModified } = first;
  const links: ArticleLink[] = [];
  const visited = new Set([normaliseUrl(options.url)]);
  let page = first;
  for (let number = 1; ; number += 1) {
    visited.add(normaliseUrl(page.url));
    const { text } = decodeBytes(page.bytes, { kind: 'html', contentType: page.contentType ?? undefined });
    const hints: ListHints = {
      url: page.url, now, links: options.links, next: options.next, sameSite: options.sameSite,
      follows: options.follow === undefined ? undefined : matcher(options.follow),
    };
    const found = findArticleLinks(text, hints);
    if (number === 1 && found.links.length === 0) throw nothingOn(text, page.url, hints, options.render);
    links.push(...found.links);
    const next = found.next;
    if (number >= options.pages || next === null || visited.has(normaliseUrl(next)) || !found.links.some(({ url }) => isNew(url))) break;
    const opened = await site.open(next, { waitFor });
    if (opened === null) break;
    page = opened;
  }
  return { links, etag, lastModified };
}

function nothingOn(html: string, url: string, hints: ListHints, rendered: boolean): YuqingError {
  const why = rendered ? null : emptiness(html);
  if (why === null) return noLinks(url, hints);
  return new YuqingError('PAGE_NO_LINKS', `页面上没有找到文章列表,${EMPTINESS_WORDS[why]}:${url}`, '请在该信源设 render: true,用浏览器打开');
}
