/** A feed as read, whatever its format. */
export interface Feed {
  title: string | null;
  link: string | null;
  items: FeedItem[];
  /** Items beyond {@link MAX_ITEMS}, which were not read. */
  cut: number;
}

export interface FeedItem {
  /** guid or id, else the link, else a hash of title and body. */
  externalId: string;
  title: string | null;
  url: string | null;
  publishedAt: Date | null;
  /** A date without an hour is a day. */
  precision: 'second' | 'day';
  author: string | null;
  /** Readable text: no markup, paragraphs on lines of their own. */
  body: string;
}

/** Text as a feed carries it, before it is made readable. */
export interface RawText {
  value: string;
  type: 'text' | 'html';
}

export interface RawLink {
  href: string;
  rel: string;
  type: string | null;
  /** What a relative href is relative to: `xml:base`, as far as the document names one. */
  base: string | null;
}

/** What the XML and the JSON readers hand to `adapt`: the format's own words, in the order of their preference. */
export interface RawItem {
  id: string | null;
  /** Where it is a whole address it stands in for a missing link; a guid may say that it is none. */
  idIsLink: boolean;
  title: RawText | null;
  links: RawLink[];
  /** First that can be read wins; of several of one name the last one stands. */
  dates: string[];
  authors: string[];
  summary: RawText | null;
  content: RawText | null;
}

export interface RawFeed {
  title: RawText | null;
  links: RawLink[];
  items: RawItem[];
  /** Items beyond {@link MAX_ITEMS}. */
  cut: number;
}

/** Bounds on what one document may ask of us. */
export const MAX_DEPTH = 200;
export const MAX_ITEMS = 5_000;
export const MAX_NODES = 500_000;
