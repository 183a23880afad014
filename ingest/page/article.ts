import { extract } from './extract.ts';
import type { Article } from './types.ts';

export type { Article } from './types.ts';

/**
 * The article of a page: by rules for Chinese government and news pages, else by Readability, else out of the data in the
 * page's scripts. Nothing is run and nothing fetched. Never throws; a page without an article has an empty body and `by: 'none'`.
 */
export function readArticle(html: string, options: { url?: string; now: Date }): Article {
  return extract(html, options).article;
}
