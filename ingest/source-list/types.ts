import type { Reject, RowRef } from '../../model/index.ts';

/** A source as a list names it: settings as the kind's schema takes them, not checked yet. */
export interface WantedSource {
  at: RowRef;
  kind: string;
  /** A name that somebody chose stays as it is; one made from a title or a host may be made unlike the others. */
  name: string;
  named: boolean;
  /** Words that tell this one from others of its name, best first: groups of an OPML, the host. */
  hints: readonly string[];
  /** Null: the kind's own, or what the command names. */
  channel: string | null;
  profileId: string | null;
  enabled: boolean;
  config: Record<string, unknown>;
  /** The row as it was read, for the rejects file. */
  cells: string[];
}

/** What a list yields, in its order. */
export type ListEvent = { type: 'source'; source: WantedSource } | { type: 'reject'; reject: Reject };

/** Sources of one list; what lies behind is told by one reject and not read. */
export const MOST_SOURCES = 10_000;
export const LONGEST_NAME = 100;
/** Of a kind, a channel, a profile. */
export const LONGEST_WORD = 50;
