import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ArticleLink } from './list.ts';
import { normaliseUrl } from './list-urls.ts';

/** An article that is known and not yet read: found beyond this reading's number, or it failed. */
export interface Waiting extends ArticleLink {
  tries: number;
}

/** What a reading of a list page leaves for the next. */
export interface PageCursor {
  /** How the list was read: an answer “not changed” says nothing to one who looks for something else. */
  asked: string;
  etag: string | null;
  lastModified: string | null;
  /** Keys of articles that need no visit any more, newest first. */
  seen: string[];
  waiting: Waiting[];
}

const MOST_SEEN = 5_000;
const MOST_WAITING = 2_000;

const schema = z.object({
  asked: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  seen: z.array(z.string()),
  waiting: z.array(z.object({
    url: z.string().refine((url) => URL.canParse(url)), title: z.string(), date: z.iso.datetime().nullable().transform((text) => (text === null ? null : new Date(text))),
    precision: z.enum(['second', 'minute', 'day']), tries: z.number().int(),
  })),
});

/**
 * The cursor of the last reading; one that cannot be read is a beginning.
 *
 * @param question how the list is read this time; where it was read otherwise, it is asked for whole
 */
export function readCursor(cursor: unknown, question: readonly unknown[]): PageCursor {
  const asked = digest(JSON.stringify(question));
  const read = schema.safeParse(cursor);
  if (!read.success) return { asked, etag: null, lastModified: null, seen: [], waiting: [] };
  return read.data.asked === asked ? read.data : { ...read.data, asked, etag: null, lastModified: null };
}

/** How a visited article is remembered: 66 bits of its normalised URL's digest, which may be two thousand characters long. */
export const keyOf = (url: string): string => digest(normaliseUrl(url));

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 11);

/** The list's unseen articles, newest first, then those that wait from earlier readings. */
export function queueOf(links: readonly ArticleLink[], cursor: PageCursor): Waiting[] {
  const seen = new Set(cursor.seen);
  const waiting = new Map(cursor.waiting.map((one) => [keyOf(one.url), one]));
  const fresh = newestFirst(links).flatMap((link) => {
    const key = keyOf(link.url);
    const known = waiting.get(key);
    // One that failed goes behind those not tried yet.
    if (seen.has(key) || (known && known.tries > 0)) return [];
    waiting.delete(key);
    return [{ ...link, tries: 0 }];
  });
  return [...fresh, ...waiting.values()];
}

/** By date; a link without one stays with the one before it. */
function newestFirst(links: readonly ArticleLink[]): ArticleLink[] {
  let last = Infinity;
  return links.map((link) => ({ link, at: last = link.date?.getTime() ?? last })).sort((a, b) => (b.at === a.at ? 0 : b.at - a.at)).map(({ link }) => link);
}

/**
 * The cursor after a reading. Articles that stand on the list stay at the head of `seen`, so that an old one which is
 * pinned there is not forgotten and fetched again.
 */
export function nextCursor(before: PageCursor, found: { links: readonly ArticleLink[]; done: ReadonlySet<string>; waiting: readonly Waiting[]; etag: string | null; lastModified: string | null }): PageCursor {
  const known = new Set([...before.seen, ...found.done]);
  const onList = found.links.map(({ url }) => keyOf(url)).filter((key) => known.has(key));
  const seen = [...new Set([...onList, ...found.done, ...before.seen])].slice(0, MOST_SEEN);
  return { asked: before.asked, etag: found.etag, lastModified: found.lastModified, seen, waiting: found.waiting.slice(0, MOST_WAITING) };
}
