import { findArticleLinks } from '../page/list.ts';
import { normalUrl } from './address.ts';

/** An entry of a column's list. `at` in milliseconds since 1970. */
export interface Listed {
  url: string;
  title: string;
  at: number | null;
}

/**
 * The entries of a column's page, with the dates beside them, and the next page of its list. Articles that stand on
 * other sites count: a column may be kept up with what the paper's own site or an official account says.
 *
 * @param links CSS selector of the links, where they are not to be discovered
 * @throws CONFIG_INVALID for a selector that is none
 */
export function listed(page: { html: string; url: string }, links: string | undefined, now: Date): { entries: Listed[]; next: string | null } {
  const found = findArticleLinks(page.html, { url: page.url, now, links, sameSite: false });
  const entries = found.links.flatMap(({ url, title, date }) => {
    const address = normalUrl(url, page.url);
    return address === null ? [] : [{ url: address, title, at: date?.getTime() ?? null }];
  });
  return { entries, next: found.next };
}
