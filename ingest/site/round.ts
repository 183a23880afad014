import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isIgnored, isSameSite } from './address.ts';
import type { SiteConfig } from './config.ts';
import { LINK_KINDS, type LinkKind, type PageLinks } from './links.ts';
import type { Suspect } from './suspect.ts';

/** Addresses of one round, at most: a site that makes pages out of nothing ends here. */
export const MOST_ADDRESSES = 20_000;
/** Letters of a hash that stand for an address already seen: 60 bits. */
const MARK = 10;

/** A link that waits to be asked for. `from` is its page's place in `pages`. */
export interface Waiting {
  url: string;
  kind: LinkKind;
  depth: number;
  from: number;
  text: string;
  pages: number;
}

/** One walk through the site, breadth first, over as many readings as it takes. */
export interface Round {
  number: number;
  startedAt: number;
  /** Pages searched so far. */
  searched: number;
  /** Pages that waiting links stand on. */
  pages: { url: string; title: string }[];
  /** In the order in which they are asked for. */
  waiting: Map<string, Waiting>;
  seen: Set<string>;
}

/** As the cursor holds it; addresses that were already asked for are one long string. */
export const roundSchema = z.object({
  number: z.number().int(),
  startedAt: z.number(),
  searched: z.number().int(),
  pages: z.array(z.tuple([z.url(), z.string()])),
  waiting: z.array(z.tuple([z.url(), z.enum(LINK_KINDS), z.number().int(), z.number().int(), z.string(), z.number().int()])),
  seen: z.string(),
});

export function newRound(number: number, startedAt: number): Round {
  return { number, startedAt, searched: 0, pages: [], waiting: new Map(), seen: new Set() };
}

export function loadRound(stored: z.infer<typeof roundSchema>): Round {
  const seen = new Set<string>();
  for (let i = 0; i < stored.seen.length; i += MARK) seen.add(stored.seen.slice(i, i + MARK));
  return {
    ...stored, seen,
    pages: stored.pages.map(([url, title]) => ({ url, title })),
    waiting: new Map(stored.waiting.map(([url, kind, depth, from, text, pages]) => [url, { url, kind, depth, from, text, pages }])),
  };
}

/** Pages that nothing waits on are left out. */
export function storeRound(round: Round): z.infer<typeof roundSchema> {
  const places = new Map<number, number>();
  const pages: [string, string][] = [];
  const waiting = [...round.waiting.values()].map((w): [string, LinkKind, number, number, string, number] => {
    const page = round.pages[w.from];
    if (page && !places.has(w.from)) places.set(w.from, pages.push([page.url, page.title]) - 1);
    return [w.url, w.kind, w.depth, places.get(w.from) ?? 0, w.text, w.pages];
  });
  return { number: round.number, startedAt: round.startedAt, searched: round.searched, pages, waiting, seen: [...round.seen].join('') };
}

export const markOf = (url: string): string => createHash('sha256').update(url).digest('base64url').slice(0, MARK);

/**
 * Takes a page's links into the round: new ones wait their turn, waiting and failed ones are counted once more. What
 * failed before and stood on this page, and does not any more, loses its place.
 */
export function takeLinks(round: Round, suspects: Map<string, Suspect>, page: { url: string; depth: number } & PageLinks, config: SiteConfig): void {
  const from = round.pages.push({ url: page.url, title: page.title }) - 1;
  round.searched += 1;
  for (const [url, suspect] of suspects) {
    const left = suspect.place.url === page.url && suspect.kind !== 'column' && !page.links.some((link) => link.url === url);
    // The last page it stood on: mended by taking it away.
    if (left && Math.max(suspect.pages, suspect.pagesBefore) <= 1) suspects.delete(url);
  }
  for (const { url, kind, text } of page.links) {
    const suspect = suspects.get(url);
    const known = round.waiting.get(url);
    if (suspect) seeAgain(suspect, { url: page.url, title: page.title, text }, round.number);
    else if (known) known.pages += 1;
    else if (isWanted(url, round, config)) {
      round.seen.add(markOf(url));
      round.waiting.set(url, { url, kind, depth: page.depth + 1, from, text, pages: 1 });
    }
  }
}

function isWanted(url: string, round: Round, config: SiteConfig): boolean {
  if (round.seen.size >= MOST_ADDRESSES || round.seen.has(markOf(url)) || isIgnored(url, config.ignore)) return false;
  return config.external || isSameSite(url, config.url);
}

/** In a new round its place is the first page that still has it. */
function seeAgain(suspect: Suspect, place: Suspect['place'], round: number): void {
  if (suspect.round !== round && suspect.kind !== 'column') suspect.place = place;
  suspect.pages = suspect.round === round ? suspect.pages + 1 : 1;
  suspect.round = round;
}

/** At the end of a round: what was not met in it stands nowhere any more, unless its page could not be opened. */
export function endRound(round: Round, suspects: Map<string, Suspect>): void {
  for (const [url, suspect] of suspects) {
    const met = suspect.round === round.number || suspect.kind === 'column' || suspects.has(suspect.place.url);
    if (!met) suspects.delete(url);
    else suspect.pagesBefore = suspect.pages;
  }
}
