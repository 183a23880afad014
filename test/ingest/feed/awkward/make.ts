import type { FeedItem } from '../../../../ingest/feed/types.ts';

/** A small feed that is awkward on purpose, and what a careful reader makes of it. */
export interface Awkward {
  name: string;
  feed: string | Uint8Array;
  hints?: { contentType?: string; url?: string };
  /** Sound unless said otherwise. */
  malformed?: boolean;
  encoding?: string;
  title?: string | null;
  link?: string | null;
  /** All items, each with what matters of it; `at` is the date. */
  items: (Partial<FeedItem> & { at?: string | null })[];
}

export const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';
export const ATOM = 'xmlns="http://www.w3.org/2005/Atom"';

/** RSS 2.0 around items; `names` are namespace declarations. */
export const rss = (items: string, names = ''): string => `<rss version="2.0" ${names}><channel><title>清河</title><link>https://www.qinghe.example/</link>${items}</channel></rss>`;
export const item = (inner: string): string => `<item>${inner}</item>`;
export const atom = (entries: string, more = ''): string => `<feed ${ATOM} ${more}><title>清河</title><id>urn:qh</id><updated>2026-11-24T00:00:00Z</updated>${entries}</feed>`;
export const entry = (inner: string): string => `<entry><id>urn:1</id><title>路灯</title>${inner}</entry>`;
