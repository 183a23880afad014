/** A feed that an OPML list names. */
export interface OpmlFeed {
  /** Which outline of the document it is, counted from 1 over those that name a feed. */
  row: number;
  title: string | null;
  /** As written, trimmed; it may be no URL at all. */
  xmlUrl: string;
  /** The page it belongs to. */
  htmlUrl: string | null;
  /** Titles of the outlines around it, outermost first. */
  groups: readonly string[];
}

export interface Opml {
  title: string | null;
  feeds: OpmlFeed[];
  /** Feeds beyond {@link MOST_FEEDS}, which were not read. */
  cut: number;
  /** False where the document ends before its end. */
  whole: boolean;
}

export const MOST_FEEDS = 10_000;
/** Groups inside groups; what lies deeper counts to the innermost that is kept. */
export const DEEPEST_GROUP = 20;
export const LARGEST_OPML = 10 * 1_048_576;
/** A title or an address longer than this is a mistake; it is cut there. */
export const LONGEST_ATTRIBUTE = 4_000;
