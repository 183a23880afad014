export interface Article {
  /** The article's own heading, without the names of channel and site. */
  title: string | null;
  /** Readable text, paragraphs on lines of their own; empty when the page holds no article. */
  body: string;
  publishedAt: Date | null;
  /** How much of `publishedAt` the page says; without a zone it is Asia/Shanghai. */
  precision: 'second' | 'minute' | 'day';
  /** Names of author or reporters. */
  author: string | null;
  /** The medium or office that the page names as its source. */
  source: string | null;
  /** Where the body was found. */
  by: 'rules' | 'readability' | 'json' | 'none';
}
