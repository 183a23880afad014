import type { RequestType } from './codes.ts';
import type { ErrorCode } from './errors.ts';

/** How exact a time is: an order number gives only its day. */
export type TimePrecision = 'second' | 'minute' | 'day';

/**
 * `message` 留言、热线件: somebody wrote to the government and is owed an answer, so it becomes a ticket at once.
 * `post` 新闻、帖子、评论: nobody asked us; it counts toward topics and alerts.
 */
export type ItemKind = 'message' | 'post';

/** Personal data that a row carried; it is stored apart and encrypted, never in the working text (handbook §7.4). */
export interface Contact {
  name?: string;
  phone?: string;
  /** Further numbers that the row gives: 备用电话, two in one cell. */
  otherPhones?: string[];
  idNumber?: string;
  address?: string;
  email?: string;
}

/** One thing that a reader brings, before it is stored. Absent is null; times are instants. */
export interface IncomingItem {
  /** Key within its source: an order number, a feed guid. */
  externalId: string;
  kind: ItemKind;
  title: string | null;
  body: string;
  url: string | null;
  author: string | null;
  /** When it was said or received there. */
  publishedAt: Date;
  precision: TimePrecision;
  /** Channel named by the row itself (诉求渠道); the source's own channel counts where this is null. */
  channel: string | null;
  requestType: RequestType | null;
  place: string | null;
  /** Categories as the source system had them, level 1 first. Shown, never trained on by accident. */
  categoryPath: string[];
  mainUnit: string | null;
  coUnits: string[];
  status: string | null;
  reply: string | null;
  replyAt: Date | null;
  closedAt: Date | null;
  /** The source system's own deadline, as it stood in the file. */
  dueText: string | null;
  engagement: { likes?: number; reposts?: number; comments?: number; reads?: number };
  contact: Contact | null;
  /** The source's own columns, for revisions and for giving answers back (回填). Holds no contact column. */
  raw: Record<string, string>;
  /** What is judged where the body holds more than the writer's own words: answers of units, quoted posts. */
  ownWords?: string;
  /** The conversation that the body is, in order; absent where it is one person's words. */
  thread?: ThreadPart[];
  /** The comment or message that this one answers, by its external id within the source. */
  parentId?: string;
  /** Numbers of other orders that it names (【工单:…】). */
  refs?: string[];
  /** Whose comment section it stands in: the account, as the export names it. */
  account?: string;
  /** The page it was read from, kept as evidence. */
  snapshot?: Snapshot;
  /** Where it stood on a hot list at that moment; each reading adds one to its history. */
  ranking?: Ranking;
  /** Marks a person should see: `time-from-order-number`, `feed-malformed`, `future-time-clamped`. */
  marks: string[];
}

/** One voice in a conversation: the citizen 市民, or a unit that answers 单位. */
export interface ThreadPart {
  who: 'citizen' | 'unit';
  /** The unit's name, where the text gives it. */
  unit: string | null;
  at: Date | null;
  text: string;
}

/** A page as it was fetched, byte by byte; stored once per content, under its SHA-256. */
export interface Snapshot {
  url: string;
  fetchedAt: Date;
  contentType: string | null;
  bytes: Uint8Array;
}

/** A place on a hot list 热搜榜: 1 is the top; `heat` is the list's own number. */
export interface Ranking {
  at: Date;
  rank: number;
  heat: number | null;
}

/** Where in a file something stood, as Excel counts rows (the header is row 1). */
export interface RowRef {
  row: number;
  sheet?: string;
}

/** A row put aside, with its reason; it goes to the rejects file, never away. */
export interface Reject extends RowRef {
  column: string | null;
  code: ErrorCode;
  reason: string;
  /** The row as it was read, for the rejects file (contact columns included: the file stays with its owner). */
  cells: string[];
}

/** What a reader yields, in input order. */
export type ReadEvent =
  | { type: 'item'; item: IncomingItem; at: RowRef }
  | { type: 'reject'; reject: Reject }
  | { type: 'blocked'; at: RowRef; rule: string }
  | { type: 'progress'; done: number; total: number | null };

/** The books of one import: received = stored + duplicate + rejected + blocked; `updated` is inside `duplicate`. */
export interface IngestCounts {
  received: number;
  stored: number;
  duplicate: number;
  updated: number;
  rejected: number;
  blocked: number;
}
