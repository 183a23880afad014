import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { HotEntry } from './types.ts';

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
/** A title that was away for longer is news again. */
const REMEMBERED_DAYS = 7;
const MOST_REMEMBERED = 5_000;

/** What a reading leaves for the next: each title seen lately, when first and last, and the link it was given first. */
export const cursorSchema = z.object({
  seen: z.array(z.tuple([z.string(), z.iso.datetime(), z.iso.datetime(), z.string().nullable()])).default([]),
  leftOut: z.object({ adverts: z.number(), pinned: z.number(), repeats: z.number() }).default({ adverts: 0, pinned: 0, repeats: 0 }),
});
export type HotlistCursor = z.infer<typeof cursorSchema>;

interface Seen {
  first: Date;
  last: Date;
  url: string | null;
}
export type Memory = Map<string, Seen>;

/** A cursor that cannot be read is one of another time: all is new. */
export function readMemory(cursor: unknown): Memory {
  const read = cursorSchema.safeParse(cursor ?? {});
  return new Map(read.success ? read.data.seen.map(([key, first, last, url]) => [key, { first: new Date(first), last: new Date(last), url }]) : []);
}

/** Latest first; what was away for a week, and what is too much, is forgotten. */
export function writeMemory(memory: Memory, now: Date): HotlistCursor['seen'] {
  return [...memory].filter(([, { last }]) => now.getTime() - last.getTime() <= REMEMBERED_DAYS * DAY_MS)
    .sort(([, a], [, b]) => b.last.getTime() - a.last.getTime()).slice(0, MOST_REMEMBERED)
    .map(([key, { first, last, url }]) => [key, first.toISOString(), last.toISOString(), url]);
}

export interface Known {
  externalId: string;
  firstSeen: Date;
  url: string | null;
}

/**
 * The entry's key and what belongs to it for good: when it was first seen, and the link of that time, because lists put
 * the place into it (`band_rank=3`) and each reading would make a revision.
 *
 * The key is the title's words and the day they were first seen; a title that comes back within seven days is the same
 * item, later it is another. Where the settings name an id, that is the key.
 */
export function remember(memory: Memory, entry: HotEntry, now: Date): Known {
  const key = entry.id === null ? titleKey(entry.title) : idKey(entry.id);
  const before = memory.get(key);
  const known = before && now.getTime() - before.last.getTime() <= REMEMBERED_DAYS * DAY_MS ? before : { first: now, url: entry.url };
  memory.set(key, { ...known, last: now });
  return { externalId: entry.id === null ? `${key}@${dayOf(known.first)}` : key, firstSeen: known.first, url: known.url };
}

const noise = /[\s\p{P}\p{S}]+/gu;
const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** The title's words: width, case, spaces and punctuation do not count. */
export function titleKey(title: string): string {
  const words = title.normalize('NFKC').toLowerCase().replace(noise, '');
  return digest(words === '' ? title : words);
}

const LONGEST_ID = 100;
const idKey = (id: string) => (id.length > LONGEST_ID ? `sha256:${digest(id)}` : `id:${id}`);

const dayOf = (at: Date) => new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);
