/** Where the parts of an entry stand, as the source's settings say; what is left out is found by its usual names. */
export interface HotlistPaths {
  list?: string | undefined;
  title?: string | undefined;
  rank?: string | undefined;
  heat?: string | undefined;
  link?: string | undefined;
  id?: string | undefined;
}

export interface HotEntry {
  /** Where in the list it stood, from 1. */
  row: number;
  title: string;
  /** What the list says beside the title, if anything. */
  description: string | null;
  url: string | null;
  /** 1 is the top. */
  rank: number;
  heat: number | null;
  /** The site's own key, only where the settings name its place. */
  id: string | null;
}

/** An entry that has no title, as it came. */
export interface BadEntry {
  row: number;
  json: string;
}

export interface Hotlist {
  entries: HotEntry[];
  bad: BadEntry[];
  /** Not part of the ranking: advertisements, entries pinned above it, titles that stood higher up already. */
  leftOut: { adverts: number; pinned: number; repeats: number };
  /** Entries beyond {@link MAX_ENTRIES}, which were not read. */
  cut: number;
}

/** Bounds on what one answer may ask of us. */
export const MAX_ENTRIES = 500;
export const MAX_TITLE = 300;
export const MAX_DESCRIPTION = 2_000;
export const MAX_URL = 1_000;
